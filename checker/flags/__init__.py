"""Turns results into flags with places: rows that count against a target, undecided rows, missed targets."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.flags.case import Case, set_severities
from checker.flags.cycles import cycle_flags
from checker.flags.excluded import excluded_flags
from checker.flags.lacking import lacking_flags
from checker.flags.members import member_flags
from checker.flags.outages import outage_flags
from checker.flags.over_nothing import over_nothing_flags
from checker.flags.rows import note_flags, row_flags
from checker.flags.sliding import sliding_flags
from checker.model import Flag, Result, Severity, Shown, Status, flag, placed
from checker.model.workbook import Submission
from checker.tables.rows.context import Context
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.wording.labels import target_text
from checker.wording.results import figure_text

MISSED = Code("T601")
OUT_OF_REACH = Code("T602")
BEHIND = Code("T603")
UNDETERMINED = Code("T604")

__all__ = ["make_flags", "set_severities", "status_flags"]


def make_flags(
    indicator: Indicator, result: Result, submission: Submission, tables: Mapping[str, Table], context: Context
) -> tuple[Flag, ...]:
    """Makes every flag of one result: on its rows, its members, its notes, and itself.

    For an indicator judged for the district alone, the rows are flagged but not the department's result.
    """
    case = Case(indicator, result, submission, tables, context)
    itself = status_flags(indicator, result) if indicator.level == "department" else ()
    rows = (*row_flags(case), *member_flags(case), *note_flags(case), *excluded_flags(case))
    rows = (*rows, *lacking_flags(case), *over_nothing_flags(case))
    return (*rows, *cycle_flags(case), *sliding_flags(case), *outage_flags(case), *itself)


def status_flags(indicator: Indicator, result: Result) -> Iterator[Flag]:
    """Makes the flag on the indicator as a whole; none if it is met, on track or not applicable."""
    name = indicator.name.text
    match result.status:
        case Status.MET | Status.ON_TRACK | Status.NOT_APPLICABLE:
            return
        case Status.UNDETERMINED:
            yield flag(UNDETERMINED, indicator=indicator.id, name=name, reason=_reason(result))
            return
        case Status.MISSED:
            code, severity = (MISSED if result.final else OUT_OF_REACH), None
        case Status.BEHIND:
            # A lag beyond the pack's tolerance is more than a matter of a few days.
            near = not indicator.near or _is_near(indicator, result)
            code, severity = BEHIND, Severity.AMBER if near else Severity.RED
        case _:
            assert_never(result.status)
    unit = indicator.unit_text
    if result.strata and indicator.by is not None and indicator.by.judge == "each":
        worst = result.strata[0]
        name, result = Text(f"{name.zh}（{worst.label.zh}）", f"{name.en} ({worst.label.en})"), worst.result
    target = Text(target_text(result.target, unit, "zh"), target_text(result.target, unit, "en"))
    value = Text(figure_text(result, unit, "zh"), figure_text(result, unit, "en"))
    yield flag(code, severity=severity, indicator=indicator.id, expected=target, name=name, value=value, target=target)


def _is_near(indicator: Indicator, result: Result) -> bool:
    value = result.value
    return value is not None and abs(result.due.at(value).value - value) <= indicator.near


def _reason(result: Result) -> Text | Shown | None:
    """Why a result is undetermined; of values of a column, which name their rows, what counts is how each stands."""
    if result.reason is None or not result.strata:
        return result.reason
    return placed(result.reason, *(f"{each.label.en}: {each.result.status}" for each in result.strata))
