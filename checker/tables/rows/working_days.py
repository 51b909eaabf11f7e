"""Working days of calendars, and days between two dates, as numbers."""

from datetime import date
from functools import cache
from typing import Any

import numpy as np

from checker.tables.logic import Within
from checker.tables.workdays import WorkCalendar, workdays_of

_EPOCH = date(1970, 1, 1).toordinal()


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
        years = np.where(end > start, year_of(end) - year_of(start + 1) + 1, 0)
        weekdays = weekdays_until(end) - weekdays_until(start)
        least = least + np.maximum(weekdays - years * limit.calendar.most_weekdays_off, 0)
        most = most + np.maximum(end - start, 0)
    return least, most


def beyond(calendar: WorkCalendar, starts: Any, ends: Any) -> Any:
    """Where a time reaches into a year whose holidays are unknown."""
    first, last = calendar_ends(calendar)
    return ((starts < first) | (ends > last)) & (ends >= starts)


@cache
def workday_numbers(calendar: WorkCalendar) -> Any:
    """Gives the ordinals of all working days of a calendar as an array."""
    return np.array(workdays_of(calendar), dtype=np.int64)


def calendar_ends(calendar: WorkCalendar) -> tuple[int, int]:
    """Gives the day before the first, and the last day of a calendar."""
    first, last = calendar.years
    return date(first, 1, 1).toordinal() - 1, date(last, 12, 31).toordinal()


def year_of(days: Any) -> Any:
    """The year of each day."""
    return (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


def weekdays_until(days: Any) -> Any:
    """Mondays to Fridays up to and including a day; ordinal 1 is a Monday."""
    return days // 7 * 5 + np.minimum(days % 7, 5)


def working_day_by(calendar: WorkCalendar, days: Any, starts: Any) -> Any:
    """Moves each day off back to the working day before it, not beyond its start; unknown years stay as they are."""
    workdays, (before_all, end) = workday_numbers(calendar), calendar_ends(calendar)
    before = workdays[np.clip(np.searchsorted(workdays, days, side="right") - 1, 0, len(workdays) - 1)]
    known = (starts > before_all) & (days <= end)
    return np.where(known, np.maximum(before, starts), days)
