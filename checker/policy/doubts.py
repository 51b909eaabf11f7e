"""Says where the sense of a number isn't certain: then no target is made of it, but a question."""

from checker.policy.amounts import Amount
from checker.policy.model import Requirement
from checker.policy.parts import Part, make
from checker.policy.targets import is_condition

_COMPARED = (">=", "<=", ">", "<")


def find_doubt(part: Part) -> list[Requirement]:
    """Makes one requirement without a target of a part with a number whose sense isn't certain; else none."""
    compared = [each for each in part.amounts if _is_compared(each) and not each.is_consequence]
    unsure = next((each for each in compared if _is_doubtful(part, each)), None)
    if unsure is None:
        return []
    words = part.text[unsure.begins : unsure.end]
    return [make(part, "unclear", "", "", "", part.phrase(0, len(part.text)), words)]


def _is_compared(amount: Amount) -> bool:
    return amount.operator in _COMPARED or amount.is_doubtful or (not amount.operator and _is_no_share(amount))


def _is_doubtful(part: Part, amount: Amount) -> bool:
    return _is_refused(part, amount) or (_is_unsure(part, amount) and not is_condition(part, amount))


def _is_unsure(part: Part, amount: Amount) -> bool:
    """Whether it is perhaps denied, may be missed so often, is counted over any so many days, or is a floor of zero."""
    if amount.is_doubtful or _is_no_share(amount):
        return True
    if not amount.is_time and part.rules.find("targets", "allowance").match(part.masked, amount.end):
        return True
    if part.rules.find("targets", "sliding").search(part.masked) and not amount.is_time:
        return True
    written = part.masked[amount.begins : amount.start]
    if amount.value == 0 and amount.operator in ("<", ">"):
        return True
    floor = amount.value == 0 and amount.operator == ">=" and part.rules.find("targets", "floor").search(written)
    return bool(floor)


def _is_refused(part: Part, amount: Amount) -> bool:
    """Whether what comes after a number refuses it: then its comparison says what must not be."""
    if amount.operator not in ("<", ">") or amount.is_time:
        return False
    return part.rules.find("targets", "refused").match(part.masked, amount.end) is not None


def _is_no_share(amount: Amount) -> bool:
    """Whether no share of cases can miss it, or none can meet it: up to 110%."""
    at_top = amount.value == 100 and amount.operator in ("<=", ">")
    return amount.unit == "%" and (amount.value > 100 or at_top)
