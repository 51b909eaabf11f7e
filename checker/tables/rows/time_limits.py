"""Dates as numbers; time limits in calendar days, working days and months, with pauses."""

from datetime import date, datetime
from functools import cache
from typing import Any

import numpy as np

from checker.model.workbook import BLANK, INVALID, VALID, TypedTable
from checker.periods import months_later
from checker.tables.logic import AS_OF, Within
from checker.tables.workdays import WorkCalendar, workdays_of
from checker.text.moments import DAY_SECONDS

Mask = np.ndarray[Any, np.dtype[np.bool_]]


def days_of(typed: TypedTable, column: str, as_of: date) -> tuple[Any, Mask]:
    """A date column as proleptic ordinals (int64; 0 where no date is known), and a mask of the known dates."""
    if column == AS_OF:
        size = len(typed.frame)
        return np.full(size, as_of.toordinal(), dtype=np.int64), np.ones(size, dtype=bool)
    asked = (days_of, column)
    if asked not in typed.worked_out:
        known = typed.state[column] == VALID
        days = typed.frame[column].to_numpy().astype("datetime64[D]").astype(np.int64) + _EPOCH
        typed.worked_out[asked] = np.where(known, days, 0), known
    found: tuple[Any, Mask] = typed.worked_out[asked]
    return found


def moments_of(typed: TypedTable, column: str, as_of: date) -> tuple[Any, Mask]:
    """A datetime column in seconds since midnight of ordinal 0, as `days_of`; the as-of date is over then."""
    if column == AS_OF:
        size = len(typed.frame)
        return np.full(size, (as_of.toordinal() + 1) * DAY_SECONDS, dtype=np.int64), np.ones(size, dtype=bool)
    asked = (moments_of, column)
    if asked not in typed.worked_out:
        known = typed.state[column] == VALID
        seconds = typed.frame[column].to_numpy().astype("datetime64[s]").astype(np.int64) + _EPOCH * DAY_SECONDS
        typed.worked_out[asked] = np.where(known, seconds, 0), known
    found: tuple[Any, Mask] = typed.worked_out[asked]
    return found


def moment_number(moment: datetime) -> int:
    """A moment in seconds, as in `moments_of`."""
    return moment.toordinal() * DAY_SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


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


def in_time(condition: Within, starts: Any, ends: Any, limit: int, paused: tuple[Any, Any]) -> tuple[Mask, Mask]:
    """Whether each end is surely, and possibly, on or after its start and within `limit` of it.

    Args:
        condition: its unit.
        starts: ordinals of the first days.
        ends: ordinals of the last days.
        limit: in that unit.
        paused: the fewest and the most days that don't count.
    """
    if condition.unit == "months":
        days = starts.tolist()
        later = {day: months_later(date.fromordinal(day), limit).toordinal() if day else 0 for day in set(days)}
        last = np.array([later[day] for day in days])
        surely = possibly = ends <= last
    else:
        least, most = days_between(condition, starts, ends)
        if condition.unit == "workdays":
            # A day off counts as later than the working day before it: Saturday is past Friday's deadline. Only the
            # first day itself is never late. Beyond the calendar, `most` takes every day for a working day.
            off = ~np.isin(ends, workday_numbers(condition.calendar)) & (ends != starts)
            off &= ~beyond(condition.calendar, starts, ends)
            least, most = least + off, most + off
        surely, possibly = most - paused[0] <= limit, least - paused[1] <= limit
    forward = ends >= starts
    return forward & surely, forward & possibly


def days_between(limit: Within, starts: Any, ends: Any) -> tuple[Any, Any]:
    """Counts the fewest and the most days, in the unit of a limit, after `starts` up to and including `ends`.

    Beyond the published calendars every day may be a working day, as days are made up for at weekends. At least
    the weekdays are, but for as many a year as the year with most weekdays off had.
    """
    if limit.unit == "days":
        return ends - starts, ends - starts
    first, last = calendar_ends(limit.calendar)
    calendar = workday_numbers(limit.calendar)
    known = np.searchsorted(calendar, ends, side="right") - np.searchsorted(calendar, starts, side="right")
    least, most = known, known
    for start, end in (
        (np.minimum(starts, first), np.minimum(ends, first)),
        (np.maximum(starts, last), np.maximum(ends, last)),
    ):
        years = np.where(end > start, _year(end) - _year(start + 1) + 1, 0)
        weekdays = _weekdays_until(end) - _weekdays_until(start)
        least = least + np.maximum(weekdays - years * limit.calendar.most_weekdays_off, 0)
        most = most + np.maximum(end - start, 0)
    return least, most


def beyond(calendar: WorkCalendar, starts: Any, ends: Any) -> Mask:
    """Where a time reaches into a year whose holidays are unknown."""
    first, last = calendar_ends(calendar)
    outside: Mask = ((starts < first) | (ends > last)) & (ends >= starts)
    return outside


@cache
def workday_numbers(calendar: WorkCalendar) -> Any:
    """Gives the ordinals of all working days of a calendar as an array."""
    return np.array(workdays_of(calendar), dtype=np.int64)


def calendar_ends(calendar: WorkCalendar) -> tuple[int, int]:
    """Gives the day before the first, and the last day of a calendar."""
    first, last = calendar.years
    return date(first, 1, 1).toordinal() - 1, date(last, 12, 31).toordinal()


def _year(days: Any) -> Any:
    return (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


def _weekdays_until(days: Any) -> Any:
    """Mondays to Fridays up to and including a day; ordinal 1 is a Monday."""
    return days // 7 * 5 + np.minimum(days % 7, 5)


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
    begun = first_known | no_first
    least, most = (np.where(begun, days, 0) for days in days_between(condition, first, last))
    return np.where(no_first | no_last, 0, least), most
