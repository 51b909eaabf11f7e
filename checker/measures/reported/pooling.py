"""Pools a figure that several departments reported: counts add up, and rates follow from their summed counts."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.measures.reported.figures import clip_share
from checker.measures.reported.printed import UNBOUNDED
from checker.measures.toolkit.basis import list_few
from checker.measures.toolkit.bounds import Bounds, quotient
from checker.measures.toolkit.combine import combine_measured
from checker.model import Measured
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH


def why_not_pooled(parts: Sequence[tuple[Text, Measured]]) -> Text | None:
    """Says why the district has no figure, and because of which departments; None if it has one.

    Args:
        parts: the name of each department and its figure.
    """
    missing = [name for name, part in parts if part.amount is None]
    if missing:
        zh, en = list_few([name.zh for name in missing])[0], list_few([name.en for name in missing])[1]
        return Text(f"{zh}的数字缺少或无法识别，不能汇总", f"no figure of the {EN.district}: that of {en} is unknown")
    if len(parts) == 1:
        return None
    if any(part.pools == "never" for _, part in parts):
        return Text(
            f"排名、平均数等不能由各{ZH.单位}的数字汇总", f"a rank or an average can't be pooled over {EN.departments}"
        )
    if all(part.pools == "sum" for _, part in parts):
        return None
    bare = [name for name, part in parts if not part.parts]
    if not bare:
        return None
    zh, en = list_few([name.zh for name in bare])[0], list_few([name.en for name in bare])[1]
    return Text(f"{zh}没有填报分子和分母，比率不能汇总", f"a rate can't be pooled without counts, and {en} gave none")


def pool(parts: Sequence[Measured]) -> Measured:
    """Gives the district's figure; `why_not_pooled` has found no reason against it."""
    if len(parts) == 1:
        return parts[0]
    if not all(part.parts for part in parts):
        return combine_measured(parts)
    above, below = (combine_measured([part.parts[side] for part in parts]) for side in (0, 1))
    low, high = quotient((above.low, above.high), (below.low, below.high))
    if all(part.high is not None and part.high <= 1 for part in parts):
        low, high = clip_share(low, high)
    return replace(_divided(above, below), low=low, high=high)


def _divided(above: Measured, below: Measured) -> Measured:
    value = (above.amount or Fraction(0)) / below.amount if below.amount else None
    return Measured("amount", amount=value, parts=(above, below), pools="counts")


def figure_bounds(measured: Measured) -> Bounds:
    """Gives a figure and its bounds, with the counts that it was divided from if they are given."""
    above, below = (part.amount for part in measured.parts) if measured.parts else (measured.amount, None)
    low, high = UNBOUNDED if measured.amount is None else (measured.low, measured.high)
    return Bounds(measured.amount, low, high, above, below)
