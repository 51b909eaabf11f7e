"""The ways to spoil one cell of a column, each with the code of what must be found there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from random import Random

from samples.drawn.heping.generator import PACK, Drawn, with_cell
from samples.library import definitions
from samples.library.cells import Cell, Failed, Formula
from samples.library.definitions import Column
from samples.library.meanings import Typed, Value
from tests.oracle.findings import Spoiled, plain

#: In how many ways a column is spoiled that no indicator reads.
FEW = 4
_GARBAGE = {"date": "V314", "boolean": "V312", "choice": "V313", "integer": "V304", "decimal": "V304"}
_DATES: dict[str, tuple[Cell, str]] = {
    "no such day": ("2022-02-30", "V317"),
    "no such month": ("2022.13.1", "V317"),
    "no day": ("2022年3月", "V316"),
    "no year": ("3.5", "V316"),
    "American or not": ("03/05/2022", "V315"),
    "two days": ("2022-03-01至2022-03-05", "V320"),
    "long ago": (date(1901, 3, 1), "V318"),
}


def spoils(drawn: Drawn, table: str, column: str, chance: Random) -> Iterator[tuple[str, int, Drawn]]:
    """Every way to spoil one cell of a column: its name, the row (counted from 0), and the spoiled workbook."""
    rows = drawn.tables[table]
    filled = [number for number, row in enumerate(rows) if row.get(column) is not None]
    # Where no indicator reads the column, a few ways tell as much as all.
    ways = FEW if not _is_read(table, column) else None
    for name, value in islice(_values(drawn, table, definitions.table(table).columns[column], filled), ways):
        # A blank cell can be filled with what cannot be read, but only a filled one can be left blank.
        row = chance.choice(filled if filled and (value is None or isinstance(value, Typed)) else range(len(rows)))
        if isinstance(value, Typed):
            value = _as_text(rows[row][column])
        yield name, row, with_cell(drawn, table, row, {column: value})
    for name, row, day in _too_early(drawn, table, column):
        yield name, row, with_cell(drawn, table, row, {column: day})


def _as_text(number: Value) -> Typed:
    """The same number, typed as text."""
    assert isinstance(number, (int, Fraction))
    return Typed(number, str(number) if isinstance(number, int) else str(float(number)))


def _values(drawn: Drawn, table: str, column: Column, filled: list[int]) -> Iterator[tuple[str, Value]]:
    if filled:
        yield "blank", None
    yield from _keys(drawn, table, column)
    if column.type in _GARBAGE:
        yield "garbage", Spoiled("待核实", _GARBAGE[column.type])
    yield "error value", Spoiled(Failed("#REF!"), "V301")
    yield "formula without a result", Spoiled(Formula("=1+1"), "V302")
    if column.type == "date":
        for name, (cell, code) in _DATES.items():
            yield name, Spoiled(cell, code)
    if column.type in ("integer", "decimal"):
        if filled:
            yield "number typed as text", Typed(None, None)
        yield "below the least", Spoiled(-1, "V333")
        yield "about so many", Spoiled("60余", "V308")
        yield "a date", Spoiled(date(2022, 3, 1), "V309")
    if column.type == "integer":
        yield "not whole", Spoiled(1.5, "V305")
    if definitions.raw(f"tables/{table}.yaml")["columns"][column.id].get("maximum"):
        yield "above the most", Spoiled(100_000, "V334")
    if column.type in ("text", "id"):
        yield "digits lost", Spoiled(12345678901234567890, "V303")
    if column.type == "boolean":
        yield "another number", Spoiled(2, "V312")


def _is_read(table: str, column: str) -> bool:
    indicators = definitions.indicators(PACK)
    return any((table, column) in definitions.columns_of(PACK, indicator) for indicator in indicators)


def _keys(drawn: Drawn, table: str, column: Column) -> Iterator[tuple[str, Value]]:
    content = definitions.raw(f"tables/{table}.yaml")
    if "pattern" in content["columns"][column.id]:
        yield "another form", Spoiled("12号案", "V332")
    if column.id in content.get("references", {}):
        yield "nobody", "NOBODY-1"
    if content.get("key") == [column.id] and "pattern" not in content["columns"][column.id]:
        yield "renamed", "SOMEBODY-1"
        yield "the same as another", drawn.tables[table][0][column.id]


def _too_early(drawn: Drawn, table: str, column: str) -> Iterator[tuple[str, int, date]]:
    """A day before one that it must not precede; in the first row that has both."""
    for pair in definitions.raw(f"tables/{table}.yaml").get("order", ()):
        first, second = pair.split(" <= ")
        for number, row in enumerate(drawn.tables[table]):
            day = plain(row.get(first))
            if second == column and isinstance(day, date) and row.get(second) is not None:
                yield f"before {first}", number, day - timedelta(days=1)
                break
