"""Gathers the rows behind every result, as the sheets show them, with what was asked of each and what was found."""

from collections.abc import Iterable, Mapping, Sequence

from checker.definitions.indicators import Indicator
from checker.evidence.lines import Lines
from checker.evidence.sheets import make_sheet
from checker.frozen import dataclass
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import ROWS
from checker.model import Measured, Result
from checker.model.evidence import Behind, Evidence, Line
from checker.model.workbook import Submission
from checker.tables.table import Table

__all__ = ["JudgedIndicator", "gather_evidence"]


@dataclass(frozen=True)
class JudgedIndicator:
    """An indicator, its result for a department, and what that was computed from."""

    indicator: Indicator
    result: Result
    scope: Scope


def gather_evidence(
    judged: Sequence[JudgedIndicator],
    submission: Submission,
    tables: Mapping[str, Table],
    *,
    every_row: bool,
    whole_sheets: bool = False,
) -> Evidence:
    """Gathers the rows behind the results of one department.

    Args:
        judged: its results.
        submission: its typed tables, one row per record.
        tables: their definitions.
        every_row: also list the rows that count in no number, and why.
        whole_sheets: show every row of every sheet, not only those that are listed.
    """
    results = tuple(_behind(each, every_row) for each in judged)
    used = {
        name: set(typed.frame.index.tolist()) if whole_sheets else set() for name, typed in submission.tables.items()
    }
    for each in results:
        _note_rows(each.lines, used)
    sheets = (make_sheet(submission.tables[name], tables[name], rows) for name, rows in used.items() if rows)
    return Evidence(tuple(sheets), results)


def _behind(each: JudgedIndicator, every_row: bool) -> Behind:
    measure, tables = each.indicator.asked, each.scope.tables
    reads = tuple(each.indicator.columns_read(tables).items())
    measured = each.result.measured
    if measured == Measured(measured.shape, reason=measured.reason, silent=measured.silent):
        return Behind(each.result, ROWS, reads=reads)  # nothing was computed, and the result says why
    trace = measure.trace(each.scope, measured)
    lines = Lines(measure, measured, each.scope, trace)
    listed = lines.listed()
    others = lines.others(listed)
    extra = lines.not_counted(others) if every_row else ()
    return Behind(each.result, trace.noun, lines.asked, (*listed, *extra), reads, sum(map(len, others.values())))


def _note_rows(lines: Iterable[Line], used: dict[str, set[int]]) -> None:
    for line in lines:
        if line.row is not None and line.table in used:
            used[line.table].add(line.row)
        _note_rows(line.under, used)
