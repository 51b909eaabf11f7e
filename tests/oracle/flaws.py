"""Spoils drawn workbooks here and there: cells blank or unreadable, days outside the year or after the day told up to.

What rules read such cells has to leave open; how it must is the oracle's matter.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from samples.drawn.heping.generator import PACK, Drawn
from samples.library import definitions
from samples.library.cells import Failed
from samples.library.meanings import Row, Typed, Unreadable, Value


def flawed(drawn: Drawn, chance: Random, most: int) -> Drawn:
    """The same workbook with up to so many cells a table blank, unreadable or misdated."""
    tables = {
        name: _flawed(drawn, name, rows, chance, chance.randrange(most + 1)) for name, rows in drawn.tables.items()
    }
    return replace(drawn, tables=tables)


def _flawed(drawn: Drawn, table: str, rows: list[Row], chance: Random, count: int) -> list[Row]:
    read = _read_columns(table)
    changed = [dict(row) for row in rows]
    for _ in range(count if rows else 0):
        column = chance.choice(read)
        chance.choice(changed)[column] = _flaw(drawn, table, column, chance)
    return changed


def _read_columns(table: str) -> list[str]:
    """The columns that some indicator reads."""
    return sorted(
        {
            column
            for indicator in definitions.indicators(PACK)
            for name, column in definitions.columns_of(PACK, indicator)
            if name == table
        }
    )


def _flaw(drawn: Drawn, table: str, column: str, chance: Random) -> Value:
    kind = chance.random()
    if kind < 0.4:
        return None
    if column in definitions.raw(f"tables/{table}.yaml").get("references", {}) and kind < 0.7:
        return chance.choice((Unreadable("同上"), "0000-0000"))
    if kind < 0.85:
        return unreadable(table, column)
    if definitions.table(table).columns[column].type == "date":
        far = date(drawn.as_of.year, 1, 1) - timedelta(days=1), drawn.as_of + timedelta(days=1)
        return chance.choice(far)
    return Unreadable(Failed("#REF!"))


def doubled(drawn: Drawn, chance: Random) -> Drawn:
    """The same workbook with some rows filled in twice: as they are, or with a cell of another row, blank, or open."""
    return replace(drawn, tables={name: _doubled(drawn, name, rows, chance) for name, rows in drawn.tables.items()})


def _doubled(drawn: Drawn, table: str, rows: list[Row], chance: Random) -> list[Row]:
    changed = list(rows)
    for _ in range(chance.randrange(3) if rows else 0):
        again = dict(chance.choice(rows))
        if any(isinstance(again.get(name), Unreadable) for name in definitions.table(table).key):
            continue  # nobody can tell that two rows whose number can't be read are one record
        column = chance.choice(_read_columns(table))
        if column not in definitions.table(table).key and chance.random() < 0.7:
            again[column] = chance.choice((chance.choice(rows).get(column), _flaw(drawn, table, column, chance)))
        for name in definitions.raw(f"tables/{table}.yaml").get("key_form", {}):
            if isinstance(again.get(name), str) and chance.random() < 0.5:
                again[name] = Typed(again[name], respelled(str(again[name]), chance))
        changed.insert(chance.randrange(len(changed) + 1), again)
    return changed


def respelled(number: str, chance: Random) -> str:
    """The number of a case or document as somebody else writes it."""
    opening, closing = chance.choice(("〔〕", "[]", "（）", "【】", "()"))
    text = re.sub(r"[(（〔\[【]", opening, re.sub(r"[)）〕\]】]", closing, number))
    return re.sub(r"第?(\d+)号", chance.choice((r"第\1号", r"0\1号", r" \1 号")), text)


def unreadable(table: str, column: str) -> Value:
    """A cell that says nothing: words where there are none, an error where words are."""
    kind = definitions.table(table).columns[column].type
    return Unreadable(Failed("#REF!") if kind in ("text", "id") else "待核实")


def meaning(value: Value) -> Value:
    """What a value means, however it is written."""
    return value.value if isinstance(value, Typed) else value
