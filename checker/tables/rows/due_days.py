"""The day of each row, between a first and a last possible one: a date column's, or a computed one.

Where the times of day decide, moments are computed, and each belongs to its day.

What isn't known widens the span: an unreadable date, a pause that still runs, holidays that are not published yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np

from checker.frozen import dataclass
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.periods import Window
from checker.tables.dependence import depends_on_as_of, matched_in
from checker.tables.due_day import DueDay, Limit, When
from checker.tables.logic import AS_OF, Within, WithinBy
from checker.tables.rows.by_choice import ends_by_choice
from checker.tables.rows.conditions import evaluate, extensions
from checker.tables.rows.context import Context
from checker.tables.rows.limit_ends import NEVER, NO_MOMENT, ends_with_pauses
from checker.tables.rows.time_limits import Mask, days_of, moments_of
from checker.text.moments import DAY_SECONDS

Ordinals = Any


@dataclass(frozen=True)
class Days:
    """The first and the last possible day of each row, as ordinals; equal where the day is known.

    Attributes:
        may_wait: where the row may have no day at all yet; its other days are those that it has if it does not wait.
        ripe_first, ripe_last: the same for the day on which the row can be judged: a row that isn't done in time is
            late once its due day is over.
        due: the first possible due day; equal to `first` for a date column.
        due_known: where it is the only possible one.
        came: the day on which each row came in; 0 where that is unknown or not asked.
        moment: the first possible due moment, in seconds; None if times of day don't decide.
    """

    first: Ordinals
    last: Ordinals
    may_wait: Mask
    ripe_first: Ordinals
    ripe_last: Ordinals
    due: Ordinals
    due_known: Ordinals
    came: Ordinals
    moment: Ordinals | None = None

    @property
    def latest(self) -> Ordinals:
        """The last possible day, or never."""
        return np.where(self.may_wait, NEVER, self.last)

    def judged(self, window: Window, as_of: date) -> tuple[Ordinals, Ordinals]:
        """Gives the first and last possible day of each row's judgement; the last day of a closed window is over."""
        return (self.first, self.last) if as_of >= window.end else (self.ripe_first, self.ripe_last)


def row_days(typed: TypedTable, when: When, context: Context) -> Days:
    """Computes the day of each row."""
    may_wait = never_waits = np.zeros(len(typed.frame), dtype=bool)
    if isinstance(when, str):
        first, last = _read(typed, when, blank=(0, NEVER))
        return Days(first, last, never_waits, first, last, first, first == last, np.zeros_like(first))
    read = _read_moments if when.to_second else _read
    unit, never = (DAY_SECONDS, NO_MOMENT) if when.to_second else (1, NEVER)
    came, came_last = read(typed, when.came, blank=(0, never))
    due, due_last = _due(typed, when, context)
    done, done_last = read(typed, when.done, blank=(never, never))
    # Both days move to the one on which the row came in if they are before it: what is done in time stays so.
    may_be_late = (done_last >= never) | ((done_last > due) & (done_last > came))
    # No row is judged before the day on which it came in.
    due, done = np.maximum(due, came), np.maximum(done, came)
    due_last, done_last = np.maximum(due_last, came_last), np.maximum(done_last, came_last)
    in_time = done, np.minimum(done_last, due_last)
    if when.counts_on:
        counted, counted_last = _first_filled(typed, when.counts_on, {when.done: in_time}, read, never)
        in_time = np.maximum(counted, came), np.maximum(counted_last, came_last)
    late = due, np.where(done_last >= never, due_last, np.minimum(due_last, done_last - 1))
    may_be_done = (done <= due_last) & (done < never)
    known, moment = due == due_last, due if when.to_second else None
    in_time, late = (tuple(each // unit for each in span) for span in (in_time, late))
    due, came = due // unit, came // unit
    spans = [_either(may_be_done, in_time, may_be_late, (late[0] + add, late[1] + add)) for add in (0, 1)]
    if when.waits is not None:
        waits = evaluate(when.waits, typed, context)
        spans = [(np.where(waits.yes, NEVER, first), np.where(waits.yes, NEVER, last)) for first, last in spans]
        due, may_wait = np.where(waits.yes, NEVER, due), waits.unknown
    return Days(*spans[0], may_wait, *spans[1], due, known, came, moment)


def _either(
    one: Ordinals, span: tuple[Ordinals, Ordinals], other: Ordinals, other_span: tuple[Ordinals, Ordinals]
) -> tuple[Ordinals, Ordinals]:
    """Joins two spans where both are possible; at least one of them is."""
    first = np.minimum(np.where(one, span[0], NEVER + 1), np.where(other, other_span[0], NEVER + 1))
    last = np.maximum(np.where(one, span[1], 0), np.where(other, other_span[1], 0))
    return first, last


def _first_filled(
    typed: TypedTable,
    columns: tuple[str, ...],
    known: Mapping[str, tuple[Ordinals, Ordinals]],
    read: Callable[..., tuple[Ordinals, Ordinals]],
    never: int,
) -> tuple[Ordinals, Ordinals]:
    """Reads the first filled one of several date columns as first and last possible days; `known` has more on some."""
    first, last = known.get(columns[0]) or read(typed, columns[0], blank=(never, never))
    if len(columns) == 1:
        return first, last
    others, others_last = _first_filled(typed, columns[1:], known, read, never)
    state = typed.state[columns[0]]
    # An unreadable cell may be blank, so any of the two may count.
    first = np.where(state == BLANK, others, first)
    return first, np.where(state == BLANK, others_last, np.where(state == INVALID, never, last))


def _read(typed: TypedTable, column: str, blank: tuple[int, int]) -> tuple[Ordinals, Ordinals]:
    """Reads a date column as first and last possible days; an unreadable cell may hold any day, or none."""
    days, known = days_of(typed, column, date.max)
    empty = typed.state[column] == BLANK
    first, last = np.where(empty, blank[0], 0), np.where(empty, blank[1], NEVER)
    return np.where(known, days, first), np.where(known, days, last)


def _read_moments(typed: TypedTable, column: str, blank: tuple[int, int]) -> tuple[Ordinals, Ordinals]:
    """The same with times of day; a date is its midnight."""
    moments, known = moments_of(typed, column, date.max)
    empty = typed.state[column] == BLANK
    first, last = np.where(empty, blank[0], 0), np.where(empty, blank[1], NO_MOMENT)
    return np.where(known, moments, first), np.where(known, moments, last)


def _due(typed: TypedTable, when: DueDay, context: Context) -> tuple[Ordinals, Ordinals]:
    """Computes the first and last possible due day, or moment."""
    size, never = len(typed.frame), NO_MOMENT if when.to_second else NEVER
    first, last = np.zeros(size, dtype=np.int64), np.full(size, never)
    if when.limit is not None:
        first, last = end_of_limit(typed, when.limit, context)
    if when.due is not None:
        own, own_last = (_read_moments if when.to_second else _read)(typed, when.due, blank=(0, never))
        own_due = typed.state[when.due] != BLANK
        first, last = np.where(own_due, own, first), np.where(own_due, own_last, last)
    return first, last


def end_of_limit(typed: TypedTable, limit: Limit, context: Context) -> tuple[Ordinals, Ordinals]:
    """Computes the first and last possible end of a time limit, once for all months: days, or moments if shorter."""
    day = context.as_of if AS_OF in limit.of or any(depends_on_as_of(when) for _, when in limit.extra) else None
    asked = (end_of_limit, limit, day, context.window)
    if asked not in typed.worked_out or matched_in(limit):  # the rows of other tables may be others
        typed.worked_out[asked] = _end_of_limit(typed, limit, context)
    found: tuple[Ordinals, Ordinals] = typed.worked_out[asked]
    return found


def _end_of_limit(typed: TypedTable, limit: Limit, context: Context) -> tuple[Ordinals, Ordinals]:
    if isinstance(limit, WithinBy):
        ends = [_in_moments(end_of_limit(typed, each, context), each, limit) for _, each in limit.cases]
        return ends_by_choice(typed, limit.by, [choice for choice, _ in limit.cases], ends)
    return ends_with_pauses(limit, typed, extensions(limit, typed, context), context.as_of)


def _in_moments(ends: tuple[Ordinals, Ordinals], limit: Within, whole: WithinBy) -> tuple[Ordinals, Ordinals]:
    """Gives ends as moments if any of the limits ends at one: a limit in days is over when its last day is."""
    if limit.seconds or not whole.seconds:
        return ends
    first, last = (np.where(each >= NEVER, NO_MOMENT, (each + 1) * DAY_SECONDS - 1) for each in ends)
    return np.where(ends[0] == 0, 0, first), last
