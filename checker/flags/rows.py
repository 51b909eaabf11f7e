"""Flags on rows: those that count against a target, undecided ones, and those that a measure notes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.codes.shared import COUNTS_AGAINST, NOT_DECIDED
from checker.definitions.indicators import Indicator
from checker.flags.against import rows_against
from checker.flags.case import Case
from checker.flags.cells import found_text, row_flag
from checker.model import Flag, Note, Shown, flag
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import columns_of
from checker.tables.phrases import phrase
from checker.tables.rows.disagreements import say_column
from checker.tables.rows.places import header_of, place_of, place_of_table, record_of, show_cell
from checker.tables.rows.reasons import Reasons
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts


def row_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag on each row that counts against the target, and on each undecided row."""
    measured = case.result.measured
    typed = case.submission.tables.get(case.indicator.asked.tables()[0])
    if typed is not None and not measured.members:
        yield from _flag_against(case, typed)
        yield from _flag_undecided(case, typed)


def _flag_against(case: Case, typed: TypedTable) -> Iterator[Flag]:
    """Flags the rows against the target at the first cell that has to be otherwise, and names all such cells."""
    asked = case.indicator.asked
    counts = asked.success_condition()
    rows, lacking = rows_against(case.result, pooled=case.indicator.level == "district")
    if counts is None or not rows.numbers:
        return
    table, reasons = case.tables[typed.id], Reasons(counts, typed, case.context)
    name, severity = case.indicator.name.text, case.severity(COUNTS_AGAINST)
    # Every row of a condition that always holds counts by its number, or by being there.
    anyhow = [column for column, _ in asked.cells_needed() if column != getattr(asked, "when", None)]
    for row in rows.numbers:
        wanted = reasons.asked(row, holds=lacking)
        columns = (columns_of(wanted) if wanted is not None else ()) or (*anyhow, next(iter(table.columns)))[:1]
        expected = None if wanted is None else phrase(wanted, table.columns)
        cells = join_texts((found_text(typed, table, row, column) for column in columns), "；", "; ")
        yield row_flag(COUNTS_AGAINST, case, typed, row, columns[0], expected, severity, name=name, cells=cells)


def _flag_undecided(case: Case, typed: TypedTable) -> Iterator[Flag]:
    """Flags the undecided rows at the first cell that decides, and names all such cells."""
    table, name = case.tables[typed.id], case.indicator.name.text
    noted = {note.row for note in case.result.measured.notes}
    unread = frozenset() if typed.located is None else typed.located.unread
    doubts = [
        Reasons(part.condition, typed, case.context)
        for part in reversed(case.indicator.asked.conditions())
        if part.table == typed.id
    ]
    for row in case.result.measured.unknown_rows.numbers:
        if row in noted:
            continue  # the measure itself says why
        blamed = _blamed(case.indicator, typed, row, doubts)
        if blamed and unread.issuperset(blamed):
            continue  # the missing column was flagged once, for the sheet
        blamed = [column for column in blamed if column not in unread]
        cells = join_texts((_name(typed, table, row, column) for column in blamed), "、", ", ")
        first = blamed[0] if blamed else ""
        yield row_flag(NOT_DECIDED, case, typed, row, first, None, case.severity(NOT_DECIDED), name=name, cells=cells)


def _blamed(indicator: Indicator, typed: TypedTable, row: int, doubts: Iterable[Reasons]) -> list[str]:
    """Lists the columns that leave a row undecided, unreadable cells before blank ones."""
    at = typed.frame.index.get_loc(row)
    needed = dict(indicator.asked.cells_needed())
    own = [column for column, filled in needed.items() if typed.state[column][at] in (INVALID, BLANK if filled else -1)]
    tested = [column for each in doubts for column in each.open_columns(row)]
    return sorted(dict.fromkeys((*own, *tested)), key=lambda column: typed.state[column][at] != INVALID)


def _name(typed: TypedTable, table: Table, row: int, column: str) -> Text:
    """Names a column that leaves a row undecided, and what each copy of the row has there if they disagree."""
    copies = typed.copies.get(row)
    if typed.every_row is not None and copies is not None and column in copies.differing:
        return say_column(copies, column, typed.every_row, table)
    header = header_of(typed, table, column)
    return Text(f"“{header.zh}”", header.en)


def note_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag for each note of the measure, on a row or on a missing one."""
    for note in case.result.measured.notes:
        typed = case.submission.tables.get(note.table or case.indicator.asked.tables()[0])
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
