"""Turns the results of indicators into the parts of an index."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader
from checker.frozen import dataclass
from checker.measures.index import Index
from checker.measures.index.settings import PartOf
from checker.measures.toolkit.base import Tables
from checker.model import Result, Status
from checker.model.composed import IndexPart
from checker.scoring.joint_rows import RowOf, join_rows
from checker.scoring.score import add_attainment, attainable, possibly_earned
from checker.scoring.strata import judges_each
from checker.text.bilingual import Text
from checker.text.levels import PackText

_NOT_JUDGED = PackText("本⟨单位⟩不评判此项", "this ⟨department⟩ isn't judged by it")
_MAYBE = Text("是否适用尚未确定", "it is undecided whether it is applicable")
_UNDETERMINED = Text("无法判定", "it is undetermined")
_NOT_APPLICABLE = Text("不适用", "not applicable")


@dataclass(frozen=True)
class Composing:
    """What the parts of an index are taken from.

    Attributes:
        index: what is composed.
        results: of its indicators; one without a result isn't judged here.
        own: gives an indicator as it judges the department, or the district.
        header: of the pack.
        tables: of the pack.
        undecided: gives the undecided rows of an indicator; if not given, those of its result.
    """

    index: Index
    results: Mapping[str, Result]
    own: Callable[[str], Indicator]
    header: PackHeader
    tables: Tables
    undecided: Callable[[str], frozenset[RowOf]] | None = None

    def rows_of(self, id: str) -> frozenset[RowOf]:
        """The undecided rows of an indicator."""
        if self.undecided is not None:
            return self.undecided(id)
        return frozenset(("", row) for row in self.results[id].measured.unknown_rows.numbers)


def compose(given: Composing) -> tuple[IndexPart, ...]:
    """Takes the parts of an index from the results of its indicators."""
    parts = tuple(_part(part, given) for part in given.index.of)
    return join_rows(parts, given.results, given.own, given.tables, given.rows_of)


def _part(part: PartOf, given: Composing) -> IndexPart:
    indicator, result = given.own(part.indicator), given.results.get(part.indicator)
    found = IndexPart(part.indicator, indicator.name.text, given.index.unit_of(part), part.weight, "out")
    if result is None:
        return replace(found, why=_NOT_JUDGED)
    if part.take == "score":
        return _scored(found, indicator, result, given.header)
    if result.status is Status.NOT_APPLICABLE:
        return replace(found, why=result.reason or _NOT_APPLICABLE)
    if _is_unknown(indicator, result) or _has_no_number(indicator, result):
        return replace(found, place="unknown", why=result.reason or _UNDETERMINED)
    if result.measured.reason is not None and not result.measured.parts:
        span = indicator.asked.possible(given.tables)
        return replace(found, place="in", low=span.low, high=span.high, why=result.reason)
    bounds, lacking = indicator.asked.bounds(result.measured), result.measured.reason
    if bounds.empty:
        return replace(found, why=result.reason or _NOT_APPLICABLE)
    if lacking is not None and bounds.doubtful:  # the earlier figure may be zero, so there may be no number at all
        return replace(found, place="unknown", why=lacking)
    found = replace(found, value=bounds.value, low=bounds.lower, high=bounds.upper)
    if lacking is not None:
        return replace(found, value=None, place="in", why=lacking)
    return replace(found, place="in_or_out", why=_MAYBE) if bounds.doubtful else replace(found, place="in")


def _is_unknown(indicator: Indicator, result: Result) -> bool:
    """Whether nothing at all is known of a result: a sheet is silent, or a part of it or a number of the pack lacks."""
    if result.status is not Status.UNDETERMINED or result.measured.reason is None:
        return False
    return result.measured.silent or bool(result.measured.composed) or indicator.lacks is not None


def _has_no_number(indicator: Indicator, result: Result) -> bool:
    """Whether nothing is to be compared with an earlier figure of zero."""
    undetermined = result.status is Status.UNDETERMINED and result.measured.reason is None
    return undetermined and indicator.asked.at_zero_base(result.measured) == "undetermined"


def _scored(found: IndexPart, indicator: Indicator, result: Result, header: PackHeader) -> IndexPart:
    """Takes the score; a status that is certain leaves it open while the value is."""
    earned = add_attainment(indicator, result, header).attainment
    aimless = result.status is Status.UNDETERMINED and not result.target.given
    if aimless or _is_unknown(indicator, result):
        return replace(found, place="unknown", why=result.reason or _UNDETERMINED)
    decided = result.status is not Status.UNDETERMINED
    if not decided and (judges_each(indicator) or _says_nothing(indicator, result)):
        least, most = possibly_earned(indicator, result)
        return replace(found, place="in", low=100 * least, high=100 * most, why=result.measured.reason)
    if judges_each(indicator) and earned is not None:
        return replace(found, place="in", value=100 * earned, low=100 * earned, high=100 * earned)
    if decided and earned is None:
        return replace(found, why=result.reason or _NOT_APPLICABLE)
    value = 100 * earned if decided and earned is not None else None
    by_rule = indicator.asked.at_zero_base(result.measured) not in (None, "judge")
    if value is not None and (by_rule or result.lower == result.upper):
        return replace(found, place="in", value=value, low=value, high=value)
    (low, high), drops = attainable(indicator, result)
    value = 100 * low if low == high else value
    found = replace(found, value=value, low=100 * low, high=100 * high)
    return replace(found, place="in_or_out", why=_MAYBE) if drops else replace(found, place="in")


def _says_nothing(indicator: Indicator, result: Result) -> bool:
    """Whether an undecided result has no bounds from which its score follows."""
    return result.measured.reason is not None or indicator.asked.bounds(result.measured).empty
