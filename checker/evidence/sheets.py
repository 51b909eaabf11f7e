"""Shows rows as their sheet does, every cell under its header, and what was read where that differs."""

from collections.abc import Iterable

from checker.evidence.checks import checks_of
from checker.model import Shown
from checker.model.evidence import Cell, EvidenceSheet, SheetColumn, SheetRow
from checker.model.workbook import BLANK, INVALID, TypedTable, letters
from checker.privacy.people import kind_of_header
from checker.tables.columns import Column
from checker.tables.rows.places import cell_text, header_of, place_of, show_cell
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

_STATES = {BLANK: "blank", INVALID: "invalid"}


def make_sheet(typed: TypedTable, table: Table, rows: Iterable[int]) -> EvidenceSheet:
    """Shows some rows of a table, copies of other rows among them, in the order of the sheet."""
    every = typed.every_row or typed
    columns = _columns(typed, table)
    records = (_row(every, table, columns, row) for row in sorted(rows) if row in every.positions)
    name = table.sheet.zh if typed.located is None else typed.located.sheet.name
    return EvidenceSheet(table.id, name, columns, tuple(records))


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
    return tuple(
        SheetColumn(header, letters(number), name, checks_of(table, name) if name else ())
        for number, header, name in in_order
    )


def _row(typed: TypedTable, table: Table, columns: tuple[SheetColumn, ...], row: int) -> SheetRow:
    place = place_of(typed, table, row)
    cells = (_cell(typed, table, column, row) if column.field else _extra(typed, column, row) for column in columns)
    return SheetRow(row, place.key, place.called, tuple(cells))


def _cell(typed: TypedTable, table: Table, column: SheetColumn, row: int) -> Cell:
    shown = show_cell(typed, table, row, column.field)
    state = typed.state_at(row, column.field)
    if state in _STATES:
        return Cell(shown, None, _STATES[state])
    read = _read(table.columns[column.field], typed.at(row, column.field))
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


def _extra(typed: TypedTable, column: SheetColumn, row: int) -> Cell:
    located = typed.located
    number = None if located is None else located.extra.get(column.header.zh)
    raw = None if located is None or number is None else located.sheet.at(row, number)
    return Cell(Shown(cell_text(raw), kind_of_header(column.header.zh) or "text"))
