"""From a row of a typed table to its place in the workbook: its cell, its key, and the columns people know it by."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pandas as pd

from checker.model import Personal, Place, Shown
from checker.model.workbook import ErrorCell, TypedTable, Uncalculated, letters
from checker.tables.columns import Column
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts
from checker.text.moments import clock_text, moment_text
from checker.text.normalize import display_form, number_text

#: How many columns that the table does not define a flag shows.
EXTRA_COLUMNS = 6


def cell_text(value: object) -> str | Text:
    """Writes a typed or raw value for people: dates as 2022-03-01, moments with their time, except midnight."""
    if isinstance(value, str):
        return display_form(value)
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
        return moment_text(value) if isinstance(value, datetime) and value.time() != time() else value.isoformat()[:10]
    if isinstance(value, (time, timedelta)):
        return clock_text(value)
    return display_form(str(value))


def show_cell(typed: TypedTable, table: Table, row: int, field: str) -> Shown:
    """Shows a cell as the sheet has it, or the typed value of a row that comes from no sheet."""
    located = typed.located
    value: object
    if located is None or table.columns[field].is_derived:
        value = typed.at(row, field)
    else:
        number = located.columns.get(field, 0)
        value = located.sheet.at(row, number) if number else None
        if table.columns[field].kind == "text":
            value = located.sheet.shown.get((row, number), value)
    return Shown(cell_text(_as_asked(value, table.columns[field])), table.columns[field].personal)


def _as_asked(value: Any, column: Column) -> Any:
    """A raw cell without what its column drops: the time of day of a date."""
    return value.date() if column.type == "date" and isinstance(value, datetime) else value


def show_column(typed: TypedTable, table: Table, rows: Sequence[int], field: str) -> list[Shown]:
    """Shows one column of some rows, each cell as `show_cell` does; equal cells are one and the same object."""
    located, column = typed.located, table.columns[field]
    if located is None or column.is_derived:
        return share_shown([typed.at(row, field) for row in rows], column.personal)
    number = located.columns.get(field, 0)
    values = located.sheet.column(rows, number) if number else [None] * len(rows)
    if column.kind == "text" and located.sheet.shown:
        written = located.sheet.shown
        values = [written.get((row, number), value) for row, value in zip(rows, values, strict=True)]
    elif column.type == "date":
        values = [_as_asked(value, column) for value in values]
    return share_shown(values, column.personal)


def share_shown(values: Iterable[Any], personal: Personal | None) -> list[Shown]:
    """Shows raw or typed values of one kind; equal ones are one and the same object."""
    made: dict[tuple[type, Any], Shown] = {}
    shown = []
    for value in values:
        same = (type(value), value)  # 1 and true are equal, too
        found = made.get(same)
        if found is None:
            found = made[same] = Shown(cell_text(value), personal)
        shown.append(found)
    return shown


def values_of(typed: TypedTable, rows: Sequence[int], field: str) -> tuple[list[int], Callable[[int], Any]]:
    """Gives of each row a number for its typed value in a column, and what gives the value of the n-th row.

    Equal values may have several numbers; different ones never have the same.
    """
    positions = typed.positions
    at = [positions[row] for row in rows]
    values = typed.frame[field].to_numpy()
    if values.dtype.kind == "M":  # pandas makes days one by one, and slowly
        return values.view("i8")[at].tolist(), lambda index: typed.at(rows[index], field)
    chosen = values[at].tolist() if values.dtype.kind == "O" else list(typed.frame[field].array[at])
    return list(map(id, chosen)), chosen.__getitem__


def keys_of_rows(typed: TypedTable, table: Table, rows: Sequence[int]) -> Iterator[tuple[str, Text | None]]:
    """Yields of each row its key, and the key for people if it differs; see `key_of` and `called_of`."""
    if not table.key:
        yield from (("", None) for _ in rows)
        return
    for parts in zip(*(_key_parts(typed, table.columns[name], rows, name) for name in table.key), strict=True):
        filled = [words for plain, words in parts if plain]
        key = " / ".join([plain for plain, _ in parts]) if filled else ""
        zh, en = " / ".join([words.zh for words in filled]), " / ".join([words.en for words in filled])
        yield key, None if zh == en == key else Text(zh, en)


def _key_parts(typed: TypedTable, column: Column, rows: Sequence[int], name: str) -> Iterator[tuple[str, Text]]:
    """Yields a part of each row's key, plain and for people; each value is written once."""
    made: dict[int, tuple[str, Text]] = {}
    numbers, value_of = values_of(typed, rows, name)
    for index, number in enumerate(numbers):
        found = made.get(number)
        if found is None:
            value = value_of(index)
            text = cell_text(value)
            found = made[number] = text if isinstance(text, str) else text.en, _in_words(column, value)
        yield found


def show_record(typed: TypedTable, table: Table, row: int, field: str) -> Shown:
    """Shows a cell of a record: as its first row has it, with what all of its rows have there as facts."""
    shown, cells = show_cell(typed, table, row, field), record_cells(typed, table, row, field)
    return shown if len(cells) == 1 else replace(shown, facts=cells)


def record_cells(typed: TypedTable, table: Table, row: int, field: str) -> tuple[Shown, ...]:
    """The different cells that the rows of a record have in a column, whichever of them comes first."""
    copies = typed.copies.get(row)
    rows, every = ((row,), typed) if copies is None or typed.every_row is None else (copies.rows, typed.every_row)
    return tuple(dict.fromkeys(show_cell(every, table, each, field) for each in rows))


def header_of(typed: TypedTable, table: Table, field: str) -> Text:
    """The header of a column as the sheet spells it, else as the table defines it."""
    if typed.located is not None and field in typed.located.headers:
        return Text(*[typed.located.headers[field]] * 2)
    return table.columns[field].header.text


def key_of(typed: TypedTable, table: Table, row: int) -> str:
    """The row's key as `key_text` writes it."""
    return key_text(typed.at(row, name) for name in table.key)


def key_privacy(table: Table) -> Personal | None:
    """The kind of personal data in the table's key; never a name, an identity number or a telephone number."""
    return next((table.columns[name].personal for name in table.key if table.columns[name].personal), None)


def show_key(typed: TypedTable, table: Table, row: int) -> Shown:
    """Shows a row's key; its table's id if it has none."""
    return Shown(key_of(typed, table, row) or table.id, key_privacy(table))


def key_text(values: Iterable[object]) -> str:
    """Joins the typed parts of a key with " / "; empty if no part is filled."""
    parts = map(cell_text, values)
    texts = [part if isinstance(part, str) else part.en for part in parts]
    return " / ".join(texts) if any(texts) else ""


def place_of(typed: TypedTable, table: Table, row: int, field: str = "", key: str | None = None) -> Place:
    """The place of a row, or of its cell in `field`; give `key` if the row's key is already known."""
    located = typed.located
    key, identity, called = _names_of(typed, table, row) if key is None else _names(typed, table, row, key)
    if located is None:
        return Place(row=row, table=table.id, field=field, key=key, called=called)
    column = located.column_at(row, (table.columns[field].end if field else None) or field)
    return Place(
        sheet=located.sheet.name,
        row=row,
        column=letters(column),
        table=table.id,
        field=field,
        header=located.headers.get(field) or (field and table.columns[field].header.as_in(located.headers.values())),
        key=key,
        identity=identity,
        called=called,
    )


def _names_of(typed: TypedTable, table: Table, row: int) -> tuple[str, str, Text | None]:
    """The row's key as it is, in normal form and for people; several flags may be on one row."""
    found: dict[int, tuple[str, str, Text | None]] = typed.worked_out.setdefault(_names_of, {})
    if row not in found:
        found[row] = _names(typed, table, row, key_of(typed, table, row))
    return found[row]


def _names(typed: TypedTable, table: Table, row: int, key: str) -> tuple[str, str, Text | None]:
    return key, identity_of(typed, table, row) if key else "", called_of(typed, table, row, key)


def called_of(typed: TypedTable, table: Table, row: int, key: str) -> Text | None:
    """The row's key for people, if that is not its key as it is."""
    single = len(table.key) == 1 and table.columns[table.key[0]].type not in ("choice", "boolean")
    words = key_in_words(typed, table, row) if key and not single else None
    return None if words is None or words.zh == words.en == key else words


def identity_of(typed: TypedTable, table: Table, row: int) -> str:
    """The row's key in normal form; empty if the usual form of texts is the normal one."""
    if not any(name in typed.key_form for name in table.key):
        return ""
    parts = ((typed.form(name), cell_text(typed.at(row, name))) for name in table.key)
    return " / ".join(form(part if isinstance(part, str) else part.en) for form, part in parts)


def key_in_words(typed: TypedTable, table: Table, row: int) -> Text:
    """The row's key for people: choices by their labels, without blank parts."""
    values = ((table.columns[name], typed.at(row, name)) for name in table.key)
    return join_texts((_in_words(column, value) for column, value in values if cell_text(value) != ""), *[" / "] * 2)


def _in_words(column: Column, value: object) -> Text:
    if column.type == "choice" and value in column.choices:
        return column.choices[str(value)].text
    text = cell_text(value)
    return text if isinstance(text, Text) else Text(text, text)


def sheet_of(typed: TypedTable, table: Table) -> Text:
    """The name of the sheet that holds a table: as in the workbook, else as the table defines it."""
    return table.sheet.text if typed.located is None else Text(*[typed.located.sheet.name] * 2)


def place_of_table(typed: TypedTable, table: Table, key: str = "", called: Text | None = None) -> Place:
    """The place of a whole table, or of a member without a row in it: the sheet, without a row."""
    return Place(sheet=typed.located.sheet.name if typed.located else "", table=table.id, key=key, called=called)


def record_of(typed: TypedTable, row: int) -> tuple[tuple[str, Shown], ...]:
    """The row's cells in columns that the table does not define; people recognise their record by them."""
    located = typed.located
    if located is None:
        return ()
    pairs = ((header, located.sheet.at(row, column)) for header, column in list(located.extra.items())[:EXTRA_COLUMNS])
    return tuple((header, Shown(cell_text(raw), "text")) for header, raw in pairs if raw is not None)
