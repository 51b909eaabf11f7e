"""Makes requirements of the amounts and times in a part of a sentence."""

import re
from dataclasses import replace

from checker.policy.amounts import Amount, find_amounts
from checker.policy.doubts import find_doubt
from checker.policy.model import Kind, Requirement, Sentence, write_number
from checker.policy.parts import Carried, Part, find_date, find_within, make
from checker.policy.rules import Rules
from checker.policy.segments import is_outside_brackets, share_head
from checker.policy.targets import is_asked_in_row, is_lower, is_met_by, is_target
from checker.policy.timed import find_continued, find_times
from checker.policy.times import Limit, find_deadlines, find_limits, find_periods, find_whom


def find_measured(
    sentence: Sentence, masked: str, text: str, carried: Carried, rules: Rules
) -> tuple[list[Requirement], str]:
    """Finds what a part of a sentence measures; also gives the rest of the part, behind the last number."""
    deadlines = find_deadlines(masked, rules)
    limits = find_limits(masked, rules)
    spans = [(each.start, each.end) for each in deadlines] + [(each.start, each.end) for each in limits]
    periods = find_periods(masked, rules, spans)
    whom = find_whom(masked, rules)
    amounts = find_amounts(masked, rules, [*spans, *((each.start, each.end) for each in periods)])
    amounts = _compare_as_before(amounts, limits, carried, rules, masked)
    part = Part(sentence, masked, text, rules, deadlines, limits, periods, whom, amounts, carried)
    carried.deductions += [
        (text[each.begins : each.end].strip(), each)
        for each in amounts
        if each.is_consequence and not (whom and whom.start <= each.start < whom.end)  # per 200,000 hours
    ]
    if carried.deductions and any(_caps(each) for each in amounts):
        carried.deductions += [(text[each.begins : each.end].strip(), each) for each in amounts if _caps(each)]
        return [], ""
    unclear = find_doubt(part)
    if unclear:
        return unclear, ""
    found = [*find_shares(part), *find_others(part)]
    last = max((each.end for each in amounts), default=0) if found else 0
    if periods:
        carried.period = periods[0].name
        carried.whom = whom.name if whom else ""
    if deadlines:
        carried.deadline = deadlines[-1]
    attached = any(each.within for each in found)
    later = [each.start for each in deadlines if each.period != "once" or not attached]
    later += [] if attached else [each.start for each in limits]
    if last and any(start >= last for start in later):
        more, rest = find_measured(sentence, masked[last:], text[last:], carried, rules)
        return found + more, rest
    if found:
        return found, masked[last:]
    condition = part.rules.find("targets", "condition_whole").search(masked)
    if (
        any(each.is_consequence for each in amounts)
        and not sentence.is_row
        and (condition or not (limits or deadlines))
    ):
        return [], ""
    found = find_times(part) or find_continued(part)
    times = max((end for _, end in [*spans, *((each.start, each.end) for each in periods)]), default=len(masked))
    return found, masked[times:] if found else masked


def _compare_as_before(
    amounts: list[Amount], limits: list[Limit], carried: Carried, rules: Rules, masked: str
) -> list[Amount]:
    """Compares a number as the one before it with its unit is compared: "within 25 days, or 40 days where ..."."""
    found = []
    for amount in amounts:
        alike = amount.is_time or (not amount.unit and rules.find("amounts", "bare_after").match(masked, amount.end))
        goes_on = amount.unit == "%" and rules.find("amounts", "goes_on").search(masked[: amount.start])
        alike = alike or (goes_on and carried.compared and carried.compared[1] in ("up", "down"))
        if not amount.operator and not amount.is_consequence and carried.compared and alike:
            unit, operator = carried.compared
            amount = replace(amount, operator=operator) if unit == amount.unit else amount
        if amount.operator and amount.operator != ">":  # that is a condition
            carried.compared = (amount.unit, amount.operator)
        found.append(amount)
    if limits:
        carried.compared = (limits[-1].unit, "<=")
    return found


def _caps(amount: Amount) -> bool:
    """Whether it is the most that is deducted, where something is: "and at most 10 points"."""
    return amount.unit == "score points" and amount.operator == "<=" and not amount.is_consequence


def has_claim(masked: str, rules: Rules) -> bool:
    """Whether a stretch of text measures something by itself."""
    times = [(each.start, each.end) for each in find_deadlines(masked, rules)]
    times += [(each.start, each.end) for each in find_limits(masked, rules)]
    if times or find_periods(masked, rules):
        return True
    return any(each.operator or each.unit == "%" for each in find_amounts(masked, rules, ()))


def measures_alone(masked: str, rules: Rules) -> bool:
    """Whether a stretch of text has a number to be reached by itself, and not only a date or a period."""
    limits = find_limits(masked, rules)
    spans = [(each.start, each.end) for each in find_deadlines(masked, rules)]
    spans += [(each.start, each.end) for each in limits]
    spans += [(each.start, each.end) for each in find_periods(masked, rules)]
    amounts = find_amounts(masked, rules, spans)
    return not any(each.is_consequence for each in amounts) and bool(
        limits or any(each.operator or each.unit == "%" for each in amounts)
    )


def find_shares(part: Part) -> list[Requirement]:
    """Makes requirements of percentages: one of each figure that a percentage is said of."""
    found: list[Requirement] = []
    begins = 0
    shares = [each for each in part.amounts if each.unit == "%" and not each.is_consequence]
    shared = _share_out(part, shares)
    if shared:
        return shared
    for amount in shares:
        if not amount.operator and not is_asked_in_row(part):
            continue
        if is_met_by(part, amount) or part.rules.find("targets", "selects").search(part.masked[: amount.begins]):
            continue
        before = part.masked[: amount.begins]
        if amount.operator in ("<", ">") and part.rules.find("targets", "share_condition").search(before):
            continue
        if part.rules.find("targets", "band").match(part.masked, amount.end):
            if part.carried.has_band:
                continue
            part.carried.has_band = True
        words = part.text[amount.begins : amount.end]
        if amount.operator in ("up", "down"):
            phrase = part.phrase(begins, amount.end)
            made = make(part, "trend", amount.operator, write_number(amount.value), "%", phrase, words)
            found.append(replace(made, within=find_within(part, amount)))
            begins = amount.end
            continue
        operator = amount.operator or ("==" if amount.value == 100 else "<=" if is_lower(part, amount) else ">=")
        if operator == "==" and amount.value not in (0, 100):
            operator = "<=" if is_lower(part, amount) else ">="
        if amount.value == 100 and operator == ">=":
            operator = "=="
        if amount.value == 0:
            operator = "=="
        within = find_within(part, amount)
        subject = part.masked[begins : amount.begins].rstrip(" 均都应要须")
        heads = share_head(re.split(r"[,:;]", subject)[-1], part.rules, part.rules.find("trends", "figures"))
        for head in heads or [""]:
            end = len(part.text) if amount is shares[-1] else amount.end
            phrase = f"{head.strip()}{words}" if head else part.phrase(begins, end)
            threshold, unit = write_number(amount.value), "%"
            if "/" in threshold:
                threshold, unit = write_number(amount.value / 100), ""
            made = make(part, "ratio", operator, threshold, unit, phrase, words)
            found.append(replace(made, within=within))
        begins = amount.end
    return found


def _share_out(part: Part, shares: list[Amount]) -> list[Requirement]:
    """Gives several figures a number each: A率、B率分别不低于98%、90%."""
    each = part.rules.find("targets", "each")
    if len(shares) < 2 or not each.search(part.masked):
        return []
    subject = each.sub("", part.masked[: shares[0].begins]).rstrip(" 均都应要须")
    heads = share_head(re.split(r"[,:;]", subject)[-1], part.rules, part.rules.find("trends", "figures"))
    if len(heads) != len(shares):
        return []
    found = []
    for head, amount in zip(heads, shares, strict=True):
        words = part.text[amount.begins : amount.end]
        operator = "==" if amount.value == 100 else shares[0].operator or ">="
        made = make(part, "ratio", operator, write_number(amount.value), "%", f"{head.strip()}{words}", words)
        found.append(replace(made, within=find_within(part, amount)))
    return found


def find_others(part: Part) -> list[Requirement]:
    """Makes requirements of counts, sums and durations."""
    found: list[Requirement] = []
    shares = any(each.unit == "%" and not each.is_consequence for each in part.amounts)
    begins = 0
    for amount in part.amounts:
        if amount.unit == "%" or amount.is_consequence:
            begins = max(begins, amount.end)
            continue
        if not is_target(part, amount, shares) or _is_variant(part, amount):
            continue
        words = part.text[amount.begins : amount.end]
        operator = amount.operator or ("<=" if amount.is_time or is_lower(part, amount) else ">=")
        if operator == "up" and amount.unit != "points":
            operator = ">="
        if operator == "==" and amount.is_time:
            operator = "<="
        if amount.value == 0 and operator in (">=", "<="):
            operator = "=="
        kind = _kind(part, amount, operator)
        if kind == "count" and part.deadlines and amount.value == 1 and not part.period and not amount.operator:
            continue
        part.carried.has_count = part.carried.has_count or kind == "count"
        phrase = part.phrase(begins, len(part.text) if amount is part.amounts[-1] else amount.end)
        made = make(part, kind, operator, write_number(amount.value), amount.unit, phrase, words)
        found.append(replace(made, within=find_date(part, amount)))
        begins = amount.end
    return found


def _is_variant(part: Part, amount: Amount) -> bool:
    """Whether brackets behind a time limit give another one for some cases: within 30 days (urgent: 7 days)."""
    inside = not is_outside_brackets(part.masked, amount.start)
    return inside and amount.is_time and any(each.end <= amount.start for each in part.limits)


def _kind(part: Part, amount: Amount, operator: str) -> Kind:
    if operator in ("up", "down"):
        return "trend"
    whom = part.whom.name if part.whom else "" if part.period else part.carried.whom
    if any(map(str.isdigit, whom)):
        return "ratio"
    if part.rules.find("whom", "persons").search(whom):
        return "per_person"
    if amount.is_time and operator in ("<=", "<"):
        return "limit"
    if amount.value == 0:
        return "zero"
    return "count"
