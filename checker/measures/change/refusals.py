"""Why two figures can't be compared as an indicator asks."""

from checker.measures.change.figures import Against
from checker.measures.change.given import GivenBefore
from checker.measures.change.nested import ChangeOf
from checker.measures.change.typed import Before, TypedBefore
from checker.text.bilingual import Text


def why_not_compared(of: ChangeOf, against: Against, before: Before) -> Text | None:
    """Says why an earlier figure doesn't fit; None if it does."""
    if (of.median or of.percentile) and before != "rows":
        return Text(
            "中位数和百分位数请写 before: rows：存档或填报的数没有各行，全区无法合并",
            "a median or percentile needs `before: rows`: a recorded or typed figure has no rows to pool",
        )
    if of.pooled is not None and isinstance(before, TypedBefore):
        return Text(
            "平均数和两数之比不能用填报的数：它没有分子、分母，全区无法合并",
            "a mean or ratio can't be compared with a typed figure, which has no sums to pool",
        )
    if (against == "base") != isinstance(before, GivenBefore):
        return Text(
            "against: base 与 before: {given: …} 要同时写", "write `against: base` and `before: {given: …}` together"
        )
    return None
