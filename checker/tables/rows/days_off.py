"""Days off that move to the next working day, or to the one before; and working days counted from a day."""

from typing import Any

import numpy as np

from checker.tables.calendar_spans import Move
from checker.tables.logic import Within
from checker.tables.rows.working_days import calendar_ends, days_between, workday_numbers
from checker.tables.workdays import OWN, WorkCalendar

#: In so many days, there is a working day in any calendar.
_SURELY = 800


def moved(limit: Within, move: Move, days: Any, starts: Any, *, last: bool) -> Any:
    """Moves each day that is off to the next working day, or to the one before, but not to before its start.

    Beyond the years whose holidays are known, it is the first possible day, or the `last` one.
    """
    if move == "next-workday":
        return following(limit.calendar, days, last=last)
    return np.maximum(preceding(limit.calendar, days, last=last), starts)


def following(calendar: WorkCalendar, days: Any, *, last: bool) -> Any:
    """Gives the first working day from each day on."""
    first, end = calendar_ends(calendar)
    workdays = workday_numbers(calendar)
    at = np.searchsorted(workdays, days)
    known = (days > first) & (at < len(workdays))
    if known.all():
        return workdays[at]
    begins = np.where((days > first) & (days <= end), end + 1, days)  # what is known of them is that they are off
    counted, surely, possibly = _counted(calendar), begins + _SURELY, _possible(calendar, begins, 1)
    low = begins
    while last and (low < surely).any():
        middle = (low + surely) // 2
        there = days_between(counted, begins - 1, middle)[0] >= 1
        low, surely = np.where(there, low, middle + 1), np.where(there, middle, surely)
    return np.where(known, workdays[np.minimum(at, len(workdays) - 1)], surely if last else possibly)


def preceding(calendar: WorkCalendar, days: Any, *, last: bool) -> Any:
    """Gives the last working day up to each day."""
    first, end = calendar_ends(calendar)
    workdays = workday_numbers(calendar)
    at = np.searchsorted(workdays, days, side="right") - 1
    known = (days <= end) & (at >= 0)
    if known.all():
        return workdays[at]
    begins = np.where((days <= end) & (days > first), first, days)
    counted, surely, possibly = _counted(calendar), begins - _SURELY, _possible(calendar, begins, -1)
    high = begins
    while not last and (high > surely).any():
        middle = (high + surely + 1) // 2
        there = days_between(counted, middle - 1, begins)[0] >= 1
        high, surely = np.where(there, high, middle - 1), np.where(there, middle, surely)
    return np.where(known, workdays[np.maximum(at, 0)], possibly if last else surely)


def _possible(calendar: WorkCalendar, days: Any, step: int) -> Any:
    """Moves each day of an unknown year to the nearest one that may be a working day."""
    if calendar.source in ("cn", OWN):  # such calendars make working days of days at weekends
        return days
    worked = np.isin(np.arange(7), calendar.week or (0, 1, 2, 3, 4))
    for _ in range(6):
        days = np.where(worked[(days - 1) % 7], days, days + step)  # ordinal 1 is a Monday
    return days


def _counted(calendar: WorkCalendar) -> Within:
    return Within("", ("",), 0, "workdays", calendar=calendar)
