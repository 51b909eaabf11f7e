"""Says whether a number is asked for, or only mentioned, and whether there should be less of what it counts."""

from checker.policy.amounts import Amount
from checker.policy.parts import Part
from checker.policy.tabled import find_header, first_cell


def is_target(part: Part, amount: Amount, shares: bool) -> bool:
    """Whether an amount is asked for, not only mentioned."""
    modal = part.rules.find("targets", "verbs").search(part.masked[: amount.start])
    written = amount.operator in (">=", "<=", "up", "down") or (
        amount.operator in (">", "<", "==")
        and (
            amount.unit or modal or part.whom or part.rules.find("targets", "rate").search(part.masked[: amount.start])
        )
    )
    if amount.unit == "score points" and part.rules.find("targets", "grade").search(
        part.masked, amount.end, amount.end + 8
    ):
        return False
    if amount.operator == ">" and not part.rules.find("targets", "verbs").search(part.masked[: amount.start]):
        return False
    if is_met_by(part, amount) or is_condition(part, amount):
        return False
    if shares:
        return bool(written) and not amount.is_time and amount.operator in (">=", "<=")
    after_colon = part.masked[: amount.begins].rstrip().endswith(":")
    named = after_colon and (amount.unit or amount.operator) and amount.unit != "score points"
    if written or named or (amount.value == 0 and amount.unit):
        return True
    if part.sentence.is_row:
        header = find_header(part.text, amount.start)
        return (bool(amount.unit) or bool(part.rules.find("targets", "row").search(header))) and is_asked_in_row(part)
    if part.carried.is_listed:
        return bool(amount.unit)
    others = [each for each in part.amounts if each is not amount and not each.is_consequence]
    others = [each for each in others if not is_condition(part, each)]
    if amount.is_time and part.rules.find("targets", "equals").search(part.masked[: amount.start]):
        return True
    if amount.is_time or not amount.unit:
        return False
    if any(each.operator for each in others):
        return bool(part.rules.find("targets", "makes").search(part.masked[: amount.start]))
    if amount.in_words:
        least, most = part.rules.data["words_reach"]
        return bool(part.periods or part.whom) and least <= amount.start - part.last_time < most
    goes_on = part.carried.has_count and part.rules.data["targets"].get("goes_on")
    at_end = not part.masked[amount.end :].strip(" ,.;。、")
    asked = part.rules.find("targets", "verbs").search(part.masked[: amount.start]) or (goes_on and at_end)
    return bool(asked) and (bool(part.periods) or part.sentence.status != "general")


def is_lower(part: Part, amount: Amount) -> bool:
    """Whether there should be less of what a number without a comparison is about."""
    about = first_cell(part.text, part.rules) if part.sentence.is_row else part.masked[: amount.start]
    lower = part.rules.find("targets", "lower").search(about)
    return lower is not None and not part.rules.find("targets", "not_lower").search(about)


def is_met_by(part: Part, amount: Amount) -> bool:
    """Whether an amount with less or more says in which case something else is asked, by what follows it."""
    if part.rules.find("targets", "asked").search(part.masked[: amount.begins]):
        return False
    return amount.operator in ("<", ">") and bool(part.rules.find("past", "condition").match(part.masked, amount.end))


def is_condition(part: Part, amount: Amount) -> bool:
    """Whether an amount says in which case something is asked, or per how many, and asks for nothing itself."""
    if part.whom and part.whom.start <= amount.start < part.whom.end:
        return True
    if amount.unit == "years of age" or part.rules.find("targets", "selects").search(part.masked[: amount.begins]):
        return True
    behind = part.rules.find("targets", "condition_after").match(part.masked, amount.end)
    makes = part.rules.find("targets", "makes").search(part.masked[: amount.start])
    after = amount.begins == amount.start and amount.operator not in ("", "<", ">")  # else it is denied, and asked
    if after and behind and not makes:
        return True
    before = part.rules.find("targets", "condition_before").search(part.masked[: amount.begins])
    asked = part.rules.find("targets", "asked").search(part.masked[: amount.begins])
    return amount.operator in ("<", ">") and before is not None and asked is None


def is_asked_in_row(part: Part) -> bool:
    """Whether a number without a comparison is asked for: in a row of a table, if a column is one of targets."""
    return not part.sentence.is_row or bool(part.rules.find("targets", "row").search(part.masked))
