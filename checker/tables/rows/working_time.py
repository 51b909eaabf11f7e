"""Working time: the seconds of the working days of a calendar from when work begins until it ends, without breaks."""

from typing import Any

import numpy as np

from checker.tables.logic import Within
from checker.tables.rows.working_days import calendar_ends, weekdays_until, workday_numbers, year_of
from checker.tables.workdays import WorkCalendar
from checker.text.moments import DAY_SECONDS

Seconds = Any


def time_between(limit: Within, starts: Seconds, ends: Seconds) -> tuple[Seconds, Seconds]:
    """Counts the fewest and the most seconds of a limit from `starts` to `ends`, both moments in seconds.

    Beyond the published calendars every day may be a working day; at least the weekdays are, but for as many a year as
    the year with most weekdays off had. What of them is only touched may not be worked at all.
    """
    if limit.unit not in ("working_hours", "working_minutes"):
        return ends - starts, ends - starts
    calendar = limit.calendar
    before, after = known_time(calendar)
    inside = [np.clip(moments, before, after) for moments in (starts, ends)]
    known = np.maximum(_worked_until(calendar, inside[1]) - _worked_until(calendar, inside[0]), 0)
    least, most = known, known
    for start, end in (
        (np.minimum(starts, before), np.minimum(ends, before)),
        (np.maximum(starts, after), np.maximum(ends, after)),
    ):
        first, last = start // DAY_SECONDS, end // DAY_SECONDS - 1
        years = np.where(last > first, year_of(last) - year_of(first + 1) + 1, 0)
        weekdays = weekdays_until(last) - weekdays_until(first)
        sure = np.maximum(weekdays - years * calendar.most_weekdays_off, 0)
        least = least + sure * _day_length(calendar)
        most = most + np.maximum(_every_day_until(calendar, end) - _every_day_until(calendar, start), 0)
    return least, most


def out_of_hours(limit: Within, starts: Seconds, ends: Seconds) -> Any:
    """Where a moment is neither worked, nor the end of work: it is past a deadline at the last end of work before it.

    Not asked beyond the calendar, where every moment may be worked; and the moment of the start is never late.
    """
    if limit.unit not in ("working_hours", "working_minutes"):
        return np.zeros(len(ends), dtype=bool)
    first, last = known_time(limit.calendar)
    idle = _worked_until(limit.calendar, ends) == _worked_until(limit.calendar, ends - 1)
    return idle & (ends != starts) & (starts >= first) & (ends <= last)


def end_of_time(limit: Within, starts: Seconds, number: Seconds, *, last: bool) -> Seconds:
    """Gives the moment by which so many seconds have passed: the first possible one, or the `last`."""
    if limit.unit not in ("working_hours", "working_minutes"):
        return starts + number
    whole, where = np.unique(np.stack([starts, number]), axis=1, return_inverse=True)
    begins, amount = whole
    low, high = begins, begins + (3 * (amount // _day_length(limit.calendar)) + 800) * DAY_SECONDS
    while (low < high).any():
        middle = (low + high) // 2
        reached = time_between(limit, begins, middle)[0 if last else 1] >= amount
        low, high = np.where(reached, low, np.minimum(middle + 1, high)), np.where(reached, middle, high)
    return low[where.reshape(-1)]


def hours_until(calendar: WorkCalendar, moments: Seconds, *, workdays: bool) -> Seconds:
    """The seconds within the calendar's hours until each moment: of its working days, or of every day."""
    return (_worked_until if workdays else _every_day_until)(calendar, moments)


def known_time(calendar: WorkCalendar) -> tuple[int, int]:
    """The moments between which it is known which days are working days."""
    before, last = calendar_ends(calendar)
    return (before + 1) * DAY_SECONDS, (last + 1) * DAY_SECONDS


def _worked_until(calendar: WorkCalendar, moments: Seconds) -> Seconds:
    """The seconds that are worked, from the first day of the calendar, until each moment."""
    days, workdays = moments // DAY_SECONDS, workday_numbers(calendar)
    before = np.searchsorted(workdays, days, side="left")
    is_workday = np.searchsorted(workdays, days, side="right") > before
    return before * _day_length(calendar) + np.where(is_workday, _since_midnight(calendar, moments), 0)


def _every_day_until(calendar: WorkCalendar, moments: Seconds) -> Seconds:
    """The same if every day were a working day."""
    return moments // DAY_SECONDS * _day_length(calendar) + _since_midnight(calendar, moments)


def _since_midnight(calendar: WorkCalendar, moments: Seconds) -> Seconds:
    clock = moments % DAY_SECONDS
    return sum(np.clip(clock, first, last) - first for first, last in calendar.spans)


def _day_length(calendar: WorkCalendar) -> int:
    return sum(last - first for first, last in calendar.spans)
