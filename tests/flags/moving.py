"""Workbooks with their rows elsewhere: below new lines, or sorted differently. They say the same as before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random

from checker.locate import locate
from checker.model import Flag
from checker.model.fingerprints import Fingerprint
from checker.model.workbook import Raw, Sheet, Workbook
from checker.tables.table import Table

#: So many lines are put above everything: enough to change numbers of one digit into numbers of two.
LINES = 9


def lower(workbook: Workbook) -> Workbook:
    """The workbook with blank lines above everything in every sheet."""
    return replace(workbook, sheets=tuple(_move(sheet, lambda row: row + LINES) for sheet in workbook.sheets))


def sort_rows(workbook: Workbook, tables: Mapping[str, Table], draw: Random) -> Workbook:
    """The workbook with the data rows of every table in another order; not where cells are merged across rows."""
    located, _ = locate(workbook, tables, tuple(tables))
    moved: dict[str, Sheet] = {}
    for table in located.values():
        inside = set(table.rows)
        if not any(inside.intersection(range(each.first_row, each.last_row + 1)) for each in table.sheet.merged):
            order = dict(zip(table.rows, draw.sample(table.rows, len(table.rows)), strict=True))
            moved[table.sheet.name] = _move(table.sheet, lambda row, order=order: order.get(row, row))
    return replace(workbook, sheets=tuple(moved.get(sheet.name, sheet) for sheet in workbook.sheets))


def _move(sheet: Sheet, where: Callable[[int], int]) -> Sheet:
    """The sheet with each row at the place that `where` gives it."""
    rows: list[list[Raw]] = [[] for _ in range(max(map(where, range(1, len(sheet.rows) + 1)), default=0))]
    for number, cells in enumerate(sheet.rows, 1):
        rows[where(number) - 1] = cells
    return replace(
        sheet,
        rows=rows,
        hidden_rows=frozenset(map(where, sheet.hidden_rows)),
        merged=tuple(
            replace(each, first_row=where(each.first_row), last_row=where(each.last_row)) for each in sheet.merged
        ),
        percent_cells=frozenset((where(row), column) for row, column in sheet.percent_cells),
        shown={(where(row), column): text for (row, column), text in sheet.shown.items()},
    )


def told(flags: Iterable[Flag], but: Sequence[str] = ()) -> Counter[tuple[str, ...]]:
    """What each flag is about and what it found, as far as a later check compares it; not of the codes in `but`."""
    return Counter(_told(flag) for flag in flags if flag.code.id not in but)


def _told(flag: Flag) -> tuple[str, ...]:
    print = Fingerprint.parse(flag.fingerprint)
    assert print is not None
    return flag.code.id, print.identity, print.facts, print.row, print.known.value, flag.secret
