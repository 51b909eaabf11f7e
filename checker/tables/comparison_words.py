"""The words of comparisons."""

from checker.model import Operator
from checker.text.bilingual import Text

_NUMBERS = {
    "at_least": Text(zh="不少于", en="is at least"),
    "at_most": Text(zh="不超过", en="is at most"),
    "above": Text(zh="超过", en="is more than"),
    "below": Text(zh="少于", en="is less than"),
    "equals": Text(zh="等于", en="is"),
}
_RATES = {
    **_NUMBERS,
    "at_least": Text(zh="不低于", en="is at least"),
    "at_most": Text(zh="不高于", en="is at most"),
    "above": Text(zh="高于", en="is more than"),
    "below": Text(zh="低于", en="is less than"),
}
_DATES = {
    "at_least": Text(zh="不早于", en="is on or after"),
    "at_most": Text(zh="不晚于", en="is on or before"),
    "above": Text(zh="晚于", en="is after"),
    "below": Text(zh="早于", en="is before"),
    "equals": Text(zh="为", en="is"),
}
#: What is true where a comparison is not.
DENIED: dict[Operator, Operator] = {"at_least": "below", "at_most": "above", "above": "at_most", "below": "at_least"}


def verb_of(op: str, *, dated: bool, rate: bool) -> Text:
    """Phrases a comparison of days, of rates, or of other numbers."""
    return (_DATES if dated else _RATES if rate else _NUMBERS)[op]
