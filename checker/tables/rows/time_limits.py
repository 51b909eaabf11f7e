"""Dates as numbers; time limits in calendar days, working days and months, with pauses."""

from datetime import date
from typing import Any

import numpy as np

from checker.model.workbook import BLANK, INVALID, VALID, TypedTable
from checker.periods import months_later, workdays
from checker.tables.logic import AS_OF, Within

Mask = np.ndarray[Any, np.dtype[np.bool_]]


def days_of(typed: TypedTable, column: str, as_of: date) -> tuple[Any, Mask]:
    """A date column as proleptic ordinals (int64; 0 where no date is known), and a mask of the known dates."""
    if column == AS_OF:
        size = len(typed.frame)
        return np.full(size, as_of.toordinal(), dtype=np.int64), np.ones(size, dtype=bool)
    known = typed.state[column] == VALID
    days = typed.frame[column].to_numpy().astype("datetime64[D]").astype(np.int64) + _EPOCH
    return np.where(known, days, 0), known


_EPOCH = date(1970, 1, 1).toordinal()


def first_filled(typed: TypedTable, columns: tuple[str, ...], as_of: date) -> tuple[Any, Mask]:
    """The first filled date of several columns; unknown where an earlier column can't be read."""
    days, known = days_of(typed, columns[0], as_of)
    waiting = ~known & (typed.state[columns[0]] == BLANK)
    for column in columns[1:]:
        others, others_known = days_of(typed, column, as_of)
        taken = waiting & others_known
        days, known = np.where(taken, others, days), known | taken
        waiting &= ~others_known & (typed.state[column] == BLANK)
    return days, known


def in_time(condition: Within, starts: Any, ends: Any, limit: int, paused: Any) -> Mask:
    """Whether each end is on or after its start and within `limit` of it, not counting `paused` days."""
    if condition.unit == "months":
        last = np.array(
            [months_later(date.fromordinal(day), limit).toordinal() if day else 0 for day in starts.tolist()]
        )
        taken_in_time = ends <= last
    else:
        taken = days_between(condition.unit, starts, ends)
        if condition.unit == "workdays":
            # A day off counts as later than the working day before it: Saturday is past Friday's deadline.
            calendar = np.array(workdays(), dtype=np.int64)
            taken = taken + ~np.isin(ends, calendar)
        taken_in_time = taken - paused <= limit
    answer: Mask = (ends >= starts) & taken_in_time
    return answer


def days_between(unit: str, starts: Any, ends: Any) -> Any:
    """Counts the days (or working days) after `starts` up to and including `ends`."""
    if unit == "days":
        return ends - starts
    calendar = np.array(workdays(), dtype=np.int64)
    return np.searchsorted(calendar, ends, side="right") - np.searchsorted(calendar, starts, side="right")


def pause(
    typed: TypedTable, columns: tuple[str, str], starts: Any, ends: Any, condition: Within, as_of: date
) -> tuple[Any, Any]:
    """The fewest and the most days of a pause that can fall between start and end.

    A pause that has begun and not ended lasts until the end; one without a first day doesn't count. If one of its
    dates can't be read, the pause may be as short as zero days, or as long as the other date allows.
    """
    first, first_known = days_of(typed, columns[0], as_of)
    last, last_known = days_of(typed, columns[1], as_of)
    no_first, no_last = typed.state[columns[0]] == INVALID, typed.state[columns[1]] == INVALID
    first = np.where(first_known, np.clip(first, starts, ends), starts)
    last = np.where(last_known, np.clip(last, first, ends), ends)
    most = np.where(first_known | no_first, days_between(condition.unit, first, last), 0)
    return np.where(no_first | no_last, 0, most), most
