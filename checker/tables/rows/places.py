"""From a row of a typed table to its place in the workbook: cell, key, and the record that people know it by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pandas as pd

from checker.model import Place, Shown
from checker.model.workbook import ErrorCell, Located, Raw, TypedTable, Uncalculated, letters
from checker.tables.columns import Column
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import display_form, number_text

#: How many of a row's own extra columns travel with a flag.
EXTRA_COLUMNS = 6


def cell_text(value: object) -> str | Text:
    """A typed or raw value as a person reads it: dates as 2022-03-01, numbers exact, booleans in both languages."""
    if value is None or value is pd.NaT:
        return ""
    if isinstance(value, ErrorCell):
        return value.text
    if isinstance(value, Uncalculated):
        return "=" + value.formula.removeprefix("=")
    if isinstance(value, bool):
        return Text(zh="是" if value else "否", en="yes" if value else "no")
    if isinstance(value, (Fraction, int)):
        return number_text(value)
    if isinstance(value, float):
        return number_text(Fraction(format(value, ".15g"))) if value == value and abs(value) < 1e300 else str(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return display_form(str(value))


def observed(located: Located, table: Table, row: int, field: str) -> Shown:
    """What stands in the cell, as typed."""
    raw: Raw = located.sheet.at(row, located.columns[field]) if field in located.columns else None
    return Shown(cell_text(raw), table.columns[field].personal)


def show_cell(typed: TypedTable, table: Table, row: int, field: str) -> Shown:
    """What a row's cell holds: as typed in the sheet, or the typed value of a row that never was in one."""
    if typed.located is not None:
        return observed(typed.located, table, row, field)
    return Shown(cell_text(typed.frame.at[row, field]), table.columns[field].personal)


def header_of(typed: TypedTable, table: Table, field: str) -> Text:
    """What people call a column: its header as the sheet spells it, else as the table defines it."""
    if typed.located is not None and field in typed.located.headers:
        return Text(*[typed.located.headers[field]] * 2)
    return table.columns[field].header.text


def key_of(typed: TypedTable, table: Table, row: int) -> str:
    """The row's key, its parts joined with " / "; empty when no part is filled."""
    return key_text(typed.frame.at[row, name] for name in table.key)


def key_text(values: Iterable[object]) -> str:
    """A key of its typed parts, joined with " / "; empty when no part is filled."""
    parts = map(cell_text, values)
    texts = [part if isinstance(part, str) else part.en for part in parts]
    return " / ".join(texts) if any(texts) else ""


def place_of(typed: TypedTable, table: Table, row: int, field: str = "", key: str | None = None) -> Place:
    """The place of a row, or of one of its cells when `field` is given; `key` spares looking the row's key up."""
    located = typed.located
    key = key_of(typed, table, row) if key is None else key
    words = key_in_words(typed, table, row) if key else None
    called = None if words is None or words.zh == words.en == key else words
    if located is None:
        return Place(row=row, table=table.id, field=field, key=key, called=called)
    column = located.columns.get(field)
    return Place(
        sheet=located.sheet.name,
        row=row,
        column=letters(column) if column else "",
        table=table.id,
        field=field,
        header=located.headers.get(field, table.columns[field].header.zh if field else ""),
        key=key,
        called=called,
    )


def key_in_words(typed: TypedTable, table: Table, row: int) -> Text:
    """The row's key as people say it: choices by their names, without the parts that are blank."""
    values = ((table.columns[name], typed.frame.at[row, name]) for name in table.key)
    said = [_in_words(column, value) for column, value in values if cell_text(value) != ""]
    return Text(zh=" / ".join(each.zh for each in said), en=" / ".join(each.en for each in said))


def _in_words(column: Column, value: object) -> Text:
    if column.type == "choice" and value in column.choices:
        return column.choices[str(value)].text
    text = cell_text(value)
    return text if isinstance(text, Text) else Text(text, text)


def sheet_of(typed: TypedTable, table: Table) -> Text:
    """What people call the sheet that holds a table: its name in the workbook, else as the table defines it."""
    return table.sheet.text if typed.located is None else Text(*[typed.located.sheet.name] * 2)


def place_of_table(typed: TypedTable, table: Table, key: str = "", called: Text | None = None) -> Place:
    """The place of a whole table, or of one who has no row in it: its sheet, and no row."""
    return Place(sheet=typed.located.sheet.name if typed.located else "", table=table.id, key=key, called=called)


def record_of(typed: TypedTable, row: int) -> tuple[tuple[str, Shown], ...]:
    """The row's columns that the table does not define, so that people find their own record by them."""
    located = typed.located
    if located is None:
        return ()
    pairs = ((header, located.sheet.at(row, column)) for header, column in list(located.extra.items())[:EXTRA_COLUMNS])
    return tuple((header, Shown(cell_text(raw), "text")) for header, raw in pairs if raw is not None)
