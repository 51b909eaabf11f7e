"""Turns the results of indicators into the parts of an index."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader
from checker.measures.index import Index
from checker.measures.index.settings import PartOf
from checker.model import Result, Status
from checker.model.composed import IndexPart
from checker.scoring.score import add_attainment, attainable
from checker.scoring.strata import judges_each
from checker.text.bilingual import Text
from checker.text.levels import PackText

_NOT_JUDGED = PackText("本⟨单位⟩不评判此项", "this ⟨department⟩ isn't judged by it")
_MAYBE = Text("是否适用尚未确定", "it is undecided whether it is applicable")
_UNDETERMINED = Text("无法判定", "it is undetermined")
_NOT_APPLICABLE = Text("不适用", "not applicable")


def compose(
    index: Index, results: Mapping[str, Result], own: Callable[[str], Indicator], header: PackHeader
) -> tuple[IndexPart, ...]:
    """Takes the parts of an index from the results of its indicators; one without a result isn't judged here.

    `own` gives an indicator as it judges the department, or the district.
    """
    return tuple(_part(index, part, results.get(part.indicator), own(part.indicator), header) for part in index.of)


def _part(index: Index, part: PartOf, result: Result | None, indicator: Indicator, header: PackHeader) -> IndexPart:
    found = IndexPart(part.indicator, indicator.name.text, index.unit_of(part), part.weight, "out")
    if result is None:
        return replace(found, why=_NOT_JUDGED)
    if part.take == "score":
        return _scored(found, indicator, result, header)
    if result.status is Status.NOT_APPLICABLE:
        return replace(found, why=result.reason or _NOT_APPLICABLE)
    if _is_unknown(indicator, result):
        return replace(found, place="unknown", why=result.reason or _UNDETERMINED)
    bounds = indicator.asked.bounds(result.measured)
    if bounds.empty:
        return replace(found, why=result.reason or _NOT_APPLICABLE)
    found = replace(found, value=bounds.value, low=bounds.lower, high=bounds.upper)
    return replace(found, place="in_or_out", why=_MAYBE) if bounds.doubtful else replace(found, place="in")


def _is_unknown(indicator: Indicator, result: Result) -> bool:
    """Whether nothing is known of a result: a sheet is silent, or there is nothing to compare it with."""
    if result.status is not Status.UNDETERMINED:
        return False
    return result.measured.reason is not None or indicator.asked.at_zero_base(result.measured) == "undetermined"


def _scored(found: IndexPart, indicator: Indicator, result: Result, header: PackHeader) -> IndexPart:
    """Takes the score; a status that is certain leaves it open while the value is."""
    earned = add_attainment(indicator, result, header).attainment
    aimless = result.status is Status.UNDETERMINED and not result.target.given
    if aimless or _is_unknown(indicator, result):
        return replace(found, place="unknown", why=result.reason or _UNDETERMINED)
    decided = result.status is not Status.UNDETERMINED
    if judges_each(indicator):
        if not decided:
            return replace(found, place="unknown", why=result.reason or _UNDETERMINED)
        if earned is not None:
            return replace(found, place="in", value=100 * earned, low=100 * earned, high=100 * earned)
    if decided and earned is None:
        return replace(found, why=result.reason or _NOT_APPLICABLE)
    if indicator.asked.bounds(result.measured).empty and not decided:  # the pack says so
        return replace(found, place="unknown", why=result.reason or _UNDETERMINED)
    value = 100 * earned if decided and earned is not None else None
    by_rule = indicator.asked.at_zero_base(result.measured) not in (None, "judge")
    if value is not None and (by_rule or result.lower == result.upper):
        return replace(found, place="in", value=value, low=value, high=value)
    (low, high), drops = attainable(indicator, result)
    value = 100 * low if low == high else value
    found = replace(found, value=value, low=100 * low, high=100 * high)
    return replace(found, place="in_or_out", why=_MAYBE) if drops else replace(found, place="in")
