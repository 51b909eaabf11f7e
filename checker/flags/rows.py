"""Flags on rows: those that count against a target, undecided ones, and those that a measure notes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from checker.codes import Code
from checker.codes.shared import COUNTS_AGAINST, NOT_DECIDED
from checker.flags.against import rows_against
from checker.flags.case import Case
from checker.flags.cells import contents_of, found_text, row_flag
from checker.flags.overdue import NOT_DONE, DueDays, Lateness, lateness_of_note
from checker.measures import Measure
from checker.model import Flag, Note, Shown, flag, placed
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.dependence import own_columns_of
from checker.tables.logic import CompareMatched, Condition, OtherRows
from checker.tables.phrases import phrase
from checker.tables.rows.disagreements import contents, say_column
from checker.tables.rows.doubtful_matches import doubtful_matches
from checker.tables.rows.named_others import NamedOthers
from checker.tables.rows.places import header_of, place_of, place_of_table, record_of, show_key, show_record
from checker.tables.rows.reasons import Reasons
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts
from checker.text.once import Once

STILL_TO_COME = Code("M552")


def row_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag on each row that counts against the target, and on each undecided row."""
    measured = case.result.measured
    typed = case.submission.tables.get(case.indicator.asked.tables()[0])
    if typed is not None and not measured.members:
        yield from _flag_against(case, typed)
        yield from _flag_undecided(case)


def _flag_against(case: Case, typed: TypedTable) -> Iterator[Flag]:
    """Flags the rows against the target at the first cell that has to be otherwise, and names all such cells."""
    asked = case.indicator.asked
    counts = asked.asked_of_rows(case.result.side)
    rows, lacking = rows_against(case.result, pooled=case.indicator.level == "district")
    if counts is None or not rows.numbers:
        return
    table, reasons = case.tables[typed.id], Reasons(counts, typed, case.context)
    others = NamedOthers(typed, table, case.context)
    name, severity, due_days = case.name, case.severity(COUNTS_AGAINST), DueDays(case, typed)
    # Rows with the same answers share what is wanted of them.
    say: Once[Condition, Text] = Once(lambda wanted: phrase(wanted, table.columns))
    # Every row of a condition that always holds counts by its number, or by being there.
    anyhow = [column for column, _ in asked.cells_needed() if column != getattr(asked, "when", None)]
    for row in rows.numbers:
        wanted = reasons.asked(row, holds=lacking)
        columns = (own_columns_of(wanted) if wanted is not None else ()) or (*anyhow, next(iter(table.columns)))[:1]
        expected = None if wanted is None else say(wanted)
        found = join_texts((found_text(typed, table, row, column) for column in columns), "；", "; ")
        facts = [*contents_of(typed, table, row, columns)] if row in typed.copies else []
        named = None if wanted is None else others.found(wanted, row)
        if named is not None:
            facts, found = [*(facts or [Shown(found)]), *named[1]], join_texts((found, named[0]), "；", "; ")
        cells = placed(found, *facts) if facts else found
        found_flag = row_flag(COUNTS_AGAINST, case, typed, row, columns[0], expected, severity, name=name, cells=cells)
        yield _with_lateness(found_flag, due_days.lateness(row, wanted), case)


def _with_lateness(found: Flag, late: Lateness | None, case: Case) -> Flag:
    if late is None:
        return found
    late = late.shown
    days = late.days if late.time is None or late.days else None
    open_on = case.context.as_of if late.open else None
    return found.changed(due=late.due, days_late=days, open_on=open_on, due_time=late.time, seconds_late=late.seconds)


def _flag_undecided(case: Case) -> Iterator[Flag]:
    """Flags the undecided rows of every table at the first cell that decides, and names all such cells."""
    measured, name = case.result.measured, case.name
    first = case.indicator.asked.tables()[0]
    noted = {(note.table or first, note.row) for note in measured.notes}
    for (table, row), doubt in _undecided(case).items():
        if (table, row) in noted:
            continue  # the measure itself says why
        typed = case.submission.tables[table]
        unread = frozenset() if typed.located is None else typed.located.unread
        if doubt.columns and unread.issuperset(doubt.columns):
            continue  # the missing column was flagged once, for the sheet
        named = [column for column in doubt.columns if column not in unread]
        definition = case.tables[table]
        told = [_name(typed, definition, row, column) for column in named] or [*doubt.elsewhere]
        facts = _disputed(typed, definition, row, named) if named else [*doubt.elsewhere.values()]
        if doubt.still_to_come and not told:
            yield row_flag(STILL_TO_COME, case, typed, row, "", None, STILL_TO_COME.severity, name=name)
            continue
        if doubt.lacking and not told:
            continue  # that the sheet doesn't reach back far enough is flagged once, for the sheet
        at, severity = named[0] if named else "", case.severity(NOT_DECIDED)
        cells = placed(join_texts(told, "、", ", "), *facts)
        yield row_flag(NOT_DECIDED, case, typed, row, at, None, severity, name=name, cells=cells)


@dataclass
class _Doubt:
    """What leaves a row open: its own columns, other rows with their keys, and rows that may come or be lacking."""

    columns: dict[str, None] = field(default_factory=dict)
    still_to_come: bool = False
    lacking: bool = False
    elsewhere: dict[Text, Shown] = field(default_factory=dict)


def _undecided(case: Case) -> dict[tuple[str, int], _Doubt]:
    """Lists the undecided rows by table and number, each with what leaves it open.

    A row may leave several figures open, such as those of this year and of the last. A row of another table that is
    compared with it is listed too.
    """
    found: dict[tuple[str, int], _Doubt] = defaultdict(_Doubt)
    for measure, rows, context in case.indicator.asked.doubts(case.result.measured, case.context):
        typed = case.submission.tables.get(rows.table)
        if typed is None or not rows.numbers:
            continue
        conditions = [part.condition for part in reversed(measure.conditions()) if part.table == typed.id]
        reasons = [Reasons(condition, typed, context) for condition in conditions]
        others = NamedOthers(typed, case.tables[typed.id], context)
        for row in rows.numbers:
            doubt = found[typed.id, row]
            columns = sorted((*doubt.columns, *_blamed(measure, typed, row, reasons)), key=partial(_rank, typed, row))
            doubt.columns = dict.fromkeys(columns)
            compared = [part for each in reasons for part in each.open_tests(row) if isinstance(part, CompareMatched)]
            matches = [match for part in compared for match in doubtful_matches(part, typed, row, context)]
            open_others = [] if doubt.columns else [*_open_others(reasons, row)]
            matches += [match for part in open_others for match in others.doubtful(part, row)]
            doubt.still_to_come |= others.still_to_come(open_others, row)
            if not (doubt.columns or open_others or matches):
                doubt.columns = dict.fromkeys(measure.cells_at_odds(typed, row))
            doubt.lacking |= others.lacking(open_others, row)
            for match in matches:
                table, rows_there = case.tables[match.table], case.submission.tables[match.table]
                found[match.table, match.row].columns |= dict.fromkeys(match.columns)
                where = Text(f"“{table.sheet.zh}”表第 {match.row} 行", f"row {match.row} of {table.sheet.en}")
                doubt.elsewhere[where] = show_key(rows_there, table, match.row)
    return found


def _open_others(reasons: Iterable[Reasons], row: int) -> Iterator[OtherRows]:
    """The conditions on other rows of the table that leave a row open."""
    return (part for each in reasons for part in each.open_tests(row) if isinstance(part, OtherRows))


def _blamed(measure: Measure, typed: TypedTable, row: int, reasons: Iterable[Reasons]) -> list[str]:
    """Lists the columns that leave a row undecided."""
    at = typed.positions[row]
    needed = dict(measure.cells_needed())
    own = [column for column, filled in needed.items() if typed.state[column][at] in (INVALID, BLANK if filled else -1)]
    return [*own, *(column for each in reasons for column in each.open_columns(row))]


def _rank(typed: TypedTable, row: int, column: str) -> bool:
    """Puts unreadable cells before blank ones."""
    return typed.state_at(row, column) != INVALID


def _name(typed: TypedTable, table: Table, row: int, column: str) -> Text:
    """Names a column that leaves a row undecided, and what each copy of the row has there if they disagree."""
    copies = typed.copies.get(row)
    if typed.every_row is not None and copies is not None and column in copies.differing:
        return say_column(copies, column, typed.every_row, table)
    header = header_of(typed, table, column)
    return Text(f"“{header.zh}”", header.en)


def _disputed(typed: TypedTable, table: Table, row: int, columns: Iterable[str]) -> Iterator[str]:
    """What `_name` says of columns, whichever of the copies comes first."""
    copies = typed.copies.get(row)
    for column in columns:
        if typed.every_row is not None and copies is not None and column in copies.differing:
            yield from contents(copies, column, typed.every_row, table)
        else:
            yield column


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
        found = found.changed(
            place=place_of(typed, table, note.row, note.field),
            observed=show_record(typed, table, note.row, note.field),
            record=record_of(typed, note.row),
        )
    found = found.changed(values=tuple(sorted((("name", case.name), *note.values))))
    late = lateness_of_note(note, case.context.as_of) if note.code.id in NOT_DONE else None
    return _with_lateness(found, late, case)
