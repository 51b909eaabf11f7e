"""Collects the rows of one workbook that passed; an auditor's sample is drawn from them."""

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction

from checker.model import Result, Rows
from checker.model.workbook import Submission, TypedTable
from checker.sampling.rows import CellOf, PassedRow
from checker.tables.rows.places import header_of, place_of, show_cell
from checker.tables.table import Table

_HALF = Fraction(1, 2)


def collect_passed(
    results: Sequence[Result], submission: Submission, tables: Mapping[str, Table]
) -> tuple[PassedRow, ...]:
    """Collects the rows that passed in at least one indicator, each row once."""
    passed: dict[str, dict[int, set[str]]] = {}
    for result in results:
        rows = rows_passed(result)
        for number in rows.numbers:
            passed.setdefault(rows.table, {}).setdefault(number, set()).add(result.indicator)
    return tuple(
        _make_row(submission.tables[name], tables[name], row, indicators)
        for name in tables
        for row, indicators in sorted(passed.get(name, {}).items())
    )


def rows_passed(result: Result) -> Rows:
    """Gives the rows that count for the target: those of the numerator, or the others if it must be small.

    A sum or number that must be small has no such rows: each row counts against it.
    """
    measured, limits = result.measured, result.target.limits
    wanted = limits[0].is_floor
    if len(limits) > 1 or limits[0].is_exact:
        middle = sum(each.value for each in limits) / len(limits)
        wanted = middle >= _HALF if measured.shape == "share" else middle > 0
    if wanted:
        return measured.numerator_rows
    return measured.failure_rows if measured.shape == "share" else Rows("")


def _make_row(typed: TypedTable, table: Table, row: int, indicators: Set[str]) -> PassedRow:
    place = place_of(typed, table, row)
    cells = tuple(_cells(typed, table, row))
    return PassedRow(table.id, place.sheet, row, place.key, place.called, cells, frozenset(indicators))


def _cells(typed: TypedTable, table: Table, row: int) -> Iterator[CellOf]:
    for field in table.columns:
        shown = show_cell(typed, table, row, field) if field not in table.key else None
        if shown is not None and shown.text:
            yield CellOf(field, header_of(typed, table, field), shown)
