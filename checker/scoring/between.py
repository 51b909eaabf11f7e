"""Says what a value needs that is outside a target with two sides, and which other side it must not pass."""

from dataclasses import replace
from datetime import date

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.basis import Basis, decide_rows_first, join_clauses
from checker.model import Between, Language, Needed, Result, Status
from checker.text.bilingual import Text
from checker.wording.labels import OPERATORS, target_text, value_text
from checker.wording.results import figure_text

_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def needed_between(
    indicator: Indicator, result: Result, target: Between, basis: Basis, by: date | None
) -> Needed | None:
    """Says what brings a value to the side that it misses without taking it past the other.

    Args:
        indicator: what is judged.
        result: one that misses the target, or may.
        target: that of the result.
        basis: the rows and days that it was judged on.
        by: the last day on which further rows count, if any do.
    """
    measured = result.measured
    undecided = measured.counts.unknown
    if result.status is Status.UNDETERMINED and undecided and not measured.missing:
        return decide_rows_first(measured.unknown_rows, undecided, basis, indicator.asked.tables()[0])
    unit = indicator.unit_text
    found = indicator.asked.needed(result, basis, by, unit)
    if found is None:
        return None if result.value is None else _whole(result, target, unit, by)
    if result.value is None:
        return found
    other = target.high if result.side is target.low else target.low
    limit = [f"{OPERATORS[other.op]} {value_text(other.value, unit, language)}" for language in _LANGUAGES]
    stays = Text(f"同时结果仍须 {limit[0]}", f"the value must stay {limit[1]}")
    return replace(found, text=join_clauses((found.text, stays)))


def _whole(result: Result, target: Between, unit: Text, by: date | None) -> Needed:
    """Says where the value has to be, if no number of rows of one kind brings it there."""
    said = [(target_text(target, unit, language), figure_text(result, unit, language)) for language in _LANGUAGES]
    (asked_zh, now_zh), (asked_en, now_en) = said
    return Needed(
        None, (), Text(f"结果须 {asked_zh}，现为 {now_zh}", f"the value is {now_en} and must be {asked_en}"), by
    )
