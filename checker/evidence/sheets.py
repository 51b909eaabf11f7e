"""Shows rows as their sheet does, every cell under its header, and what was read where that differs.

Everything is worked out column by column, and every different cell of a column is there once: whoever goes over the
cells later, to mask or to write them, looks at each of them once.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from checker.evidence.checks import checks_of
from checker.model import Shown
from checker.model.evidence import Cell, EvidenceSheet, SheetColumn
from checker.model.workbook import BLANK, INVALID, TypedTable, letters
from checker.privacy.people import kind_of_header
from checker.tables.columns import Column
from checker.tables.rows.places import cell_text, header_of, keys_of_rows, share_shown, show_column, values_of
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

_STATES = {BLANK: "blank", INVALID: "invalid"}


def make_sheet(typed: TypedTable, table: Table, rows: Iterable[int]) -> EvidenceSheet:
    """Shows some rows of a table, copies of other rows among them, in the order of the sheet."""
    every = typed.every_row or typed
    numbers = sorted(row for row in rows if row in every.positions)
    columns = tuple(
        _fill(every, table, numbers, column) if column.field else _fill_extra(every, numbers, column)
        for column in _columns(typed, table)
    )
    keys, called = zip(*keys_of_rows(every, table, numbers), strict=True) if numbers else ((), ())
    name = table.sheet.zh if typed.located is None else typed.located.sheet.name
    return EvidenceSheet(table.id, name, columns, tuple(numbers), keys, called)


def _columns(typed: TypedTable, table: Table) -> tuple[SheetColumn, ...]:
    """Lists the columns in the order of the sheet, also those that the table does not define."""
    located = typed.located
    if located is None:
        return tuple(
            SheetColumn(column.header.text, "", name, checks_of(table, name)) for name, column in table.columns.items()
        )
    own = [(number, header_of(typed, table, name), name) for name, number in located.columns.items()]
    others = [(number, Text(header, header), "") for header, number in located.extra.items()]
    in_order = sorted((*own, *others), key=lambda each: each[0])
    computed = (SheetColumn(each.header.text, "", name, ()) for name, each in table.derived.items())
    return (
        *(
            SheetColumn(header, letters(number), name, checks_of(table, name) if name else ())
            for number, header, name in in_order
        ),
        *computed,
    )


def _fill(typed: TypedTable, table: Table, rows: Sequence[int], column: SheetColumn) -> SheetColumn:
    """Gives a column that the table defines its cells."""
    field, positions = column.field, typed.positions
    states = typed.state[field][[positions[row] for row in rows]].tolist()
    numbers, value_of = values_of(typed, rows, field)
    shown = show_column(typed, table, rows, field)

    def make(index: int) -> Cell:
        state = states[index]
        read = None if state in _STATES else _read(table.columns[field], value_of(index))
        return _cell(shown[index], state, read)

    return _share(column, zip(map(id, shown), states, numbers, strict=True), make)


def _share(column: SheetColumn, alike: Iterable[Hashable], make: Callable[[int], Cell]) -> SheetColumn:
    """Gives a column its cells, one for all rows that are `alike`."""
    known = dict[Hashable, int]()
    places = tuple([known.setdefault(each, len(known)) for each in alike])
    first = dict(zip(reversed(places), reversed(range(len(places))), strict=True))
    return replace(column, cells=tuple(make(first[place]) for place in range(len(known))), places=places)


def _cell(shown: Shown, state: int, read: str | Text | None) -> Cell:
    if read is None:
        return Cell(shown, None, _STATES[state])
    return Cell(shown, None if _same(shown.text, read) else Shown(read, shown.personal), "valid")


def _read(column: Column, value: object) -> str | Text:
    """Writes a typed value for people: choices by their labels."""
    if column.type == "choice" and value in column.choices:
        return column.choices[str(value)].text
    return cell_text(value)


def _same(shown: str | Text, read: str | Text) -> bool:
    """Whether a cell shows what was read, in whatever spelling that is compared alike."""
    if shown == read:
        return True
    one = {shown} if isinstance(shown, str) else {shown.zh, shown.en}
    other = {read} if isinstance(read, str) else {read.zh, read.en}
    return bool(set(map(key_form, one)) & set(map(key_form, other)))


def _fill_extra(typed: TypedTable, rows: Sequence[int], column: SheetColumn) -> SheetColumn:
    """Gives a column that the table does not define its cells."""
    located = typed.located
    number = None if located is None else located.extra.get(column.header.zh)
    values = [None] * len(rows) if located is None or number is None else located.sheet.column(rows, number)
    shown = share_shown(values, kind_of_header(column.header.zh) or "text")
    return _share(column, map(id, shown), lambda index: Cell(shown[index]))
