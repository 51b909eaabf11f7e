"""Fills some rows of a drawn workbook in twice: as they are, or with one cell that contradicts the other copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from samples.library.definitions import Table
from samples.library.definitions import table as definition

#: Texts that name something; any other text only is there or is not.
NAMING = ("unit", "unit_assessed", "topic")


def doubled(tables: Mapping[str, Sequence[dict[str, Any]]], chance: Random) -> dict[str, list[dict[str, Any]]]:
    """The same tables with copies of rows that have a key; at most one copy contradicts, in one cell."""
    copied = {name: list(rows) for name, rows in tables.items()}
    for name, rows in tables.items():
        for _ in range(chance.choice((0, 0, 1, 2)) if rows else 0):
            _insert(copied[name], dict(chance.choice(rows)), definition(name), chance)
    disputed = chance.choice([None, *(name for name, rows in tables.items() if rows)])
    if disputed is not None:
        table = definition(disputed)
        again = dict(chance.choice(tables[disputed]))
        columns = [name for name in table.columns if name not in table.key and name not in NAMING]
        other = chance.choice([*tables[disputed], {}])
        column = chance.choice(columns)
        if other.get(column) is not None or not table.columns[column].required:
            again[column] = other.get(column)
            _insert(copied[disputed], again, table, chance)
    return copied


def _insert(rows: list[dict[str, Any]], again: dict[str, Any], table: Table, chance: Random) -> None:
    """Adds a copy if its key is whole: without it, it is a record of its own."""
    if table.key and all(again.get(name) is not None for name in table.key):
        rows.insert(chance.randrange(len(rows) + 1), again)
