"""Which drawn rows are one record, worked out from the tables' YAML and the rows alone.

A record with several rows is one row: a cell in which they differ may hold anything. A row whose key is not whole is a
record of its own, unless only an optional part of the key is blank and another row is the same in every cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from samples.drawn.heping.generator import Drawn
from samples.drawn.heping.layout import Laid
from samples.library import definitions
from samples.library.meanings import Row, Typed, Unreadable, Value


@dataclass(frozen=True)
class Record:
    """One record: the numbers of its rows, from 0 as drawn, and what it says."""

    rows: tuple[int, ...]
    says: Row
    disputed: bool


def single(drawn: Drawn) -> Drawn:
    """The same workbook with one row per record."""
    tables = {name: [record.says for record in records(name, rows)] for name, rows in drawn.tables.items()}
    return replace(drawn, tables=tables)


def laid_single(drawn: Drawn, laid: Mapping[str, Laid]) -> dict[str, Laid]:
    """Where the records lie: each in the uppermost of its rows."""
    return {
        name: replace(
            each, rows=tuple(min(each.rows[row] for row in record.rows) for record in records(name, drawn.tables[name]))
        )
        for name, each in laid.items()
    }


def records(table: str, rows: list[Row]) -> Iterator[Record]:
    """The records of one table, in the order of their first rows."""
    content = definitions.raw(f"tables/{table}.yaml")
    columns = content["columns"]
    said = [{name: _said(row.get(name), column) for name, column in columns.items()} for row in rows]
    taken: set[int] = set()
    for number, one in enumerate(said):
        if number in taken:
            continue
        together = [number, *(other for other in range(number + 1, len(said)) if _is_one(content, one, said[other]))]
        taken |= set(together)
        differing = [name for name in columns if len({said[each][name] for each in together}) > 1]
        says = {**rows[number], **{name: Unreadable(None) for name in differing}}
        yield Record(tuple(together), says, bool(differing))


def _is_one(content: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    key = content.get("key", [])
    if not key or any(one[name] != other[name] or one[name] == _UNREADABLE for name in key):
        return False
    blank = [name for name in key if one[name] is None]
    if not blank:
        return True
    if len(blank) == len(key) or any(content["columns"][name].get("required") for name in blank):
        return False
    return one == other and _UNREADABLE not in one.values()


_UNREADABLE = "\0unreadable"


def _said(cell: Value, column: Mapping[str, Any]) -> Any:
    """What a cell says, in a form that is the same for the same thing."""
    if isinstance(cell, Typed):
        cell = cell.value
    if cell is None:
        cell = column.get("blank_means")
    if isinstance(cell, Unreadable):
        return _UNREADABLE
    if isinstance(cell, str):
        return "".join(cell.split()).casefold()
    return Fraction(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
