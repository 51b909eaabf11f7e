"""Tables in which copies of one record contradict each other: one row for each record, in every way it may be.

The rules of these packs are written for rows in which nothing is open; so they are asked once for each way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from samples.drawn.hantai import EDGES as NOTICE_EDGES
from samples.drawn.kundulun import EDGES as PLAN_EDGES
from samples.library.definitions import Column, columns_of
from samples.library.definitions import table as definition
from samples.library.meanings import Unreadable
from tests.oracle.records import records

#: A cell: its table, the number of its row and its column.
Cell = tuple[str, int, str]
Tables = dict[str, list[dict[str, Any]]]
STEPS = (-1, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 14, 15, 16, 20, 28, 29, 30, 31, 59, 60, 61, 62, 63, 92, 365, 366, 731)
#: Date ranges in which somebody belongs: whoever typed the true days did not leave before coming.
RANGES = (("on_duty_from", "on_duty_to"), ("term_start", "term_end"))
NUMBERS = (0, 1, 2, 4, 9, 12, 20, 30, 60)


def single(tables: Mapping[str, list[dict[str, Any]]]) -> Tables:
    """One row for each record; a cell in dispute is unreadable."""
    return {name: [dict(record.says) for record in records(name, rows)] for name, rows in tables.items()}


def disputed(tables: Tables) -> list[Cell]:
    """Every cell in dispute."""
    return [
        (name, number, column)
        for name, rows in tables.items()
        for number, row in enumerate(rows)
        for column, cell in row.items()
        if isinstance(cell, Unreadable)
    ]


def reads(pack: str, indicator: str, cells: Collection[Cell]) -> bool:
    """Whether an indicator can look at any of these cells."""
    return not columns_of(pack, indicator).isdisjoint((table, column) for table, _, column in cells)


def completions(tables: Tables, cells: Collection[Cell], as_of: date) -> Iterator[Tables]:
    """The tables with every value, or a blank, in place of each cell in dispute; date ranges stay in order."""
    domains = [_domain(definition(name).columns[column], tables[name][row], as_of) for name, row, column in cells]
    for values in product(*domains):
        found = dict(tables)
        for (name, number, column), value in zip(cells, values, strict=True):
            rows = list(found[name])
            rows[number] = {**rows[number], column: value}
            found[name] = rows
        if all(_is_in_order(found[name][number]) for name, number, _ in cells):
            yield found


def _is_in_order(row: Mapping[str, Any]) -> bool:
    """Whether no date range of a row ends before it begins."""
    ranges = [(row.get(start), row.get(end)) for start, end in RANGES]
    return all(start <= end for start, end in ranges if isinstance(start, date) and isinstance(end, date))


def without_blanks(tables: Tables) -> Tables:
    """The same with no entry for a blank cell."""
    return {
        name: [{column: cell for column, cell in row.items() if cell is not None} for row in rows]
        for name, rows in tables.items()
    }


def _domain(column: Column, row: Mapping[str, Any], as_of: date) -> list[Any]:
    blank = [] if column.required else [None]
    if column.type == "boolean":
        return [True, False, *blank]
    if column.type == "choice":
        return [*column.choices, *blank]
    if column.type in ("integer", "decimal"):
        return [*(Fraction(number) for number in NUMBERS if number >= (column.minimum or 0)), *blank]
    if column.type == "date":
        near = {cell for cell in row.values() if isinstance(cell, date)} | {as_of, date(as_of.year, 1, 1)}
        days = {day + timedelta(days=step) for day in near for step in STEPS}
        days |= {day + timedelta(days=step) for day in (*NOTICE_EDGES, *PLAN_EDGES) for step in (-1, 0, 1)}
        return [*sorted(days), *blank]
    return ["x", *blank]
