"""Rows that are neither done nor due yet: they count nowhere now, and later in the period of their own day."""

from dataclasses import replace
from datetime import date

import numpy as np

from checker.codes import Code
from checker.measures.toolkit.rows import rows_of
from checker.measures.toolkit.scope import Scope
from checker.model import Note, Rows, Shown
from checker.model.workbook import TypedTable
from checker.periods import Window, span
from checker.tables.due_day import DueDay, When
from checker.tables.rows.conditions import Truth
from checker.tables.rows.due_days import Days, row_days
from checker.tables.rows.limit_ends import NEVER
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.moments import DAY_SECONDS, time_text

PENDING = Code("M520")
NO_DUE_DAY = Code("M521")


def pending_rows(typed: TypedTable, when: When | None, scope: Scope, counts: Truth) -> tuple[Rows, tuple[Note, ...]]:
    """Finds the rows whose day is still to come, with a note on each that says until when.

    Args:
        typed: the rows.
        when: how their day is computed; rows with a date column of their own are never pending.
        scope: its window, and the last day that counts.
        counts: which rows the measure would count.
    """
    if not isinstance(when, DueDay):
        return Rows(typed.id), ()
    days, last = row_days(typed, when, scope.context), min(scope.window.end, scope.as_of)
    today = last.toordinal()
    waiting = (days.judged(scope.window, scope.as_of)[0] > today) & (days.came <= today) & ~counts.no
    notes = [_note(typed, when, days, int(index), scope.window, last) for index in np.flatnonzero(waiting)]
    return rows_of(typed, waiting), tuple(notes)


def _note(typed: TypedTable, when: DueDay, days: Days, index: int, window: Window, last: date) -> Note:
    so_far = replace(window, end=last)
    row, due, year = int(typed.frame.index[index]), int(days.due[index]), so_far.year_of(last)
    if due >= NEVER:
        values = {"next": _carried(so_far, Text("下一年度", "the next year"))}
        return Note(NO_DUE_DAY, row, when.done, _shown(values), typed.id)
    day = date.fromordinal(due)
    by = f"{day}" if days.moment is None else f"{day} {time_text(int(days.moment[index]) % DAY_SECONDS)}"
    until = Text(by, by)
    if not days.due_known[index]:
        until = Text(f"{by}（或以后）", f"{by} or later")
    then = Text("到时再评判", "a later report of this year counts it")
    if (later := so_far.year_of(day)) > year:
        then = _carried(so_far, Text(f"{later}年", f"{later}"))
    elif day > window.end:  # judged by the month or quarter: the workbook of that one has to have the row
        en = "the report for the period of that day counts it, so enter it in that workbook too"
        then = Text("由该日所在一期的报告评判，请也填入那一期的工作簿", en)
    return Note(PENDING, row, when.done, _shown({"due": until, "next": then}), typed.id)


def _carried(so_far: Window, following: Text) -> Text:
    """Says where a row goes that is still open at the end of the year."""
    year = so_far.year_of(so_far.end)
    end = Text(f"{year}年底", f"the end of {year}")
    if so_far.year_month != 1:
        end = day_text(span(year, 1, 12, so_far.year_month).end)
    return Text(
        f"到{end.zh}仍未办结的，请转入{following.zh}的工作簿",
        f"if it isn't done by {end.en}, carry it into the workbook for {following.en}",
    )


def _shown(values: dict[str, Text]) -> tuple[tuple[str, Shown], ...]:
    return tuple((name, Shown(text)) for name, text in values.items())
