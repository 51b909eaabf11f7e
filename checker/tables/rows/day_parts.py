"""Answers whether dates and moments lie at some times of day, on days of the week, or on working days."""

from datetime import date

import numpy as np

from checker.model.workbook import TypedTable
from checker.tables.day_parts import DayPart
from checker.tables.rows.time_limits import Mask, days_of, moments_of
from checker.tables.rows.working_days import calendar_ends, workday_numbers
from checker.tables.workdays import WorkCalendar
from checker.text.moments import DAY_SECONDS


def in_day_part(part: DayPart, typed: TypedTable, as_of: date) -> tuple[Mask, Mask]:
    """Says for each row whether it certainly is so, and whether that is unknown."""
    if part.spans:
        moments, known = moments_of(typed, part.column, as_of)
        times = moments % DAY_SECONDS
        spans = [
            (start <= times) & (times < end) if start < end else (start <= times) | (times < end)
            for start, end in part.spans
        ]
        return np.any(spans, axis=0) & known, ~known
    days, known = days_of(typed, part.column, as_of)
    if part.workday is None:
        return np.isin((days - 1) % 7, part.weekdays) & known, ~known  # ordinal 1 is a Monday
    known = known & ~is_unpublished(part.calendar, days)
    return (np.isin(days, workday_numbers(part.calendar)) == part.workday) & known, ~known


def is_unpublished(calendar: WorkCalendar, days: np.ndarray) -> Mask:
    """Where a day lies in a year whose holidays are unknown: whether it is a working day is unknown then."""
    before_all, last = calendar_ends(calendar)
    found: Mask = (days <= before_all) | (days > last)
    return found
