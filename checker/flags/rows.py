"""Flags on rows: those that count against a target, undecided ones, and those that a measure notes."""

from collections.abc import Iterator
from dataclasses import replace

from checker.codes import Code
from checker.codes.shared import COUNTS_AGAINST, NOT_DECIDED
from checker.definitions.indicators import Indicator
from checker.flags.case import Case
from checker.model import Flag, Note, Shown, flag
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import columns_of
from checker.tables.phrases import phrase
from checker.tables.rows.places import header_of, place_of, place_of_table, record_of, show_cell
from checker.text.bilingual import Text

_BLANK = Text(zh="空白", en="blank")


def row_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag on each row that counts against the target, and on each undecided row."""
    measured = case.result.measured
    typed = case.submission.tables.get(measured.failure_rows.table or measured.unknown_rows.table)
    if typed is None or measured.members:
        return
    table = case.tables[typed.id]
    name = case.indicator.name.text
    good = case.indicator.asked.success_condition()
    if good is not None:
        columns = columns_of(good)
        first = columns[0] if columns else next(iter(table.columns))
        text, header = phrase(good, table.columns), header_of(typed, table, first)
        for row in measured.failure_rows.numbers:
            found = show_cell(typed, table, row, first)
            found = found if found.text else Shown(_BLANK)
            yield _row_flag(COUNTS_AGAINST, case, typed, row, first, text, name=name, header=header, found=found)
    noted = {note.row for note in measured.notes}
    for row in measured.unknown_rows.numbers:
        if row in noted:
            continue  # the measure itself says why
        blamed = _blamed(case.indicator, typed, row)
        if typed.located is not None and blamed and typed.located.unread.issuperset(blamed):
            continue  # the missing column was flagged once, for the sheet
        cells = [header_of(typed, table, column) for column in blamed]
        names = Text("、".join(cell.zh for cell in cells), ", ".join(cell.en for cell in cells))
        first = blamed[0] if blamed else ""
        yield _row_flag(NOT_DECIDED, case, typed, row, first, None, name=name, cells=names)


def _row_flag(
    code: Code, case: Case, typed: TypedTable, row: int, column: str, expected: Text | None, **values: object
) -> Flag:
    table = case.tables[typed.id]
    return flag(
        code,
        place_of(typed, table, row, column),
        severity=case.severity(code),
        indicator=case.indicator.id,
        observed=show_cell(typed, table, row, column) if column else None,
        expected=expected,
        difference="",
        record=record_of(typed, row),
        **values,
    )


def _blamed(indicator: Indicator, typed: TypedTable, row: int) -> list[str]:
    """Lists the columns that leave a row undecided."""
    position = typed.frame.index.get_loc(row)
    asked = dict.fromkeys(indicator.asked.decisive_columns())
    states = {column: typed.state[column][position] for column in asked if column in typed.state}
    # An unreadable cell is named before a blank one.
    refused = [column for column, state in states.items() if state == INVALID]
    return refused or [column for column, state in states.items() if state == BLANK]


def note_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag for each note of the measure, on a row or on a missing one."""
    first = case.indicator.asked.tables()[0]
    for note in case.result.measured.notes:
        typed = case.submission.tables.get(note.table or first)
        if typed is not None:
            yield _note_flag(case, typed, note)


def _note_flag(case: Case, typed: TypedTable, note: Note) -> Flag:
    table = case.tables[typed.id]
    found = flag(note.code, place_of_table(typed, table), indicator=case.indicator.id)
    if note.row is not None:
        found = replace(
            found,
            place=place_of(typed, table, note.row, note.field),
            observed=show_cell(typed, table, note.row, note.field),
            record=record_of(typed, note.row),
        )
    return replace(found, values=tuple(sorted((("name", Shown(case.indicator.name.text)), *note.values))))
