"""Says where the sense of a number isn't certain: then no target is made of it, but a question."""

from checker.policy.amounts import Amount
from checker.policy.model import Requirement
from checker.policy.parts import Part, make
from checker.policy.targets import is_condition

_COMPARED = (">=", "<=", ">", "<")


def find_doubt(part: Part) -> list[Requirement]:
    """Makes one requirement without a target of a part with a number whose sense isn't certain; else none."""
    compared = [each for each in part.amounts if each.operator in _COMPARED and not each.is_consequence]
    unsure = next((each for each in compared if _is_unsure(part, each) and not is_condition(part, each)), None)
    if unsure is None:
        return []
    words = part.text[unsure.begins : unsure.end]
    return [make(part, "unclear", "", "", "", part.phrase(0, len(part.text)), words)]


def _is_unsure(part: Part, amount: Amount) -> bool:
    """Whether it is denied, perhaps; may be missed so often; is counted over any so many days; or is a floor of zero."""
    if amount.is_doubtful:
        return True
    if not amount.is_time and part.rules.find("targets", "allowance").match(part.masked, amount.end):
        return True
    if part.rules.find("targets", "sliding").search(part.masked) and not amount.is_time:
        return True
    written = part.masked[amount.begins : amount.start]
    floor = amount.value == 0 and amount.operator == ">=" and part.rules.find("targets", "floor").search(written)
    return bool(floor)
