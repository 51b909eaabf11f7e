"""How a department that has nothing to report in a table says so: by a row, by a tick, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from samples.library.cells import Cell
from samples.library.definitions import table as definition

#: What a row says, and what is put into a box.
WORDS = ("本期无", "无", "没有", "零报告", "Nothing to report", "nil")
TICKS = ("√", "✓", "是")
HEADING = ("本期没有内容的表", "没有内容的打√")


def declare(tables: Mapping[str, Sequence[object]], chance: Random, *, always: bool = False) -> dict[str, str]:
    """By table, the words that declare it to be empty; never of a roster, and of others mostly or `always`."""
    ways: dict[str, str] = {}
    for name, rows in tables.items():
        way = chance.choice((*WORDS, *TICKS)) if always or chance.random() < 0.7 else ""
        if not rows and definition(name).nil and way:
            ways[name] = way
    return ways


def row_of(ways: Mapping[str, str], table: str) -> str | None:
    """What the first row of an empty table says, if a row says it."""
    return ways[table] if ways.get(table) in WORDS else None


def ticks(ways: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    """The list on the cover sheet: the sheets that are ticked, below its heading."""
    ticked = {name: way for name, way in ways.items() if way in TICKS}
    return [[], HEADING, *([definition(name).sheets[0], way] for name, way in ticked.items())] if ticked else []


def silent(tables: Mapping[str, Sequence[object]], ways: Mapping[str, str]) -> frozenset[str]:
    """The tables without rows of which nobody says that there is nothing to report."""
    return frozenset(name for name, rows in tables.items() if not rows and name not in ways)
