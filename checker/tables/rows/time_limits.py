"""Dates and moments as numbers; time limits in hours, calendar days, working time and months, with pauses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import numpy as np

from checker.model.workbook import BLANK, VALID, TypedTable
from checker.periods import months_later
from checker.tables.calendar_spans import Until
from checker.tables.logic import AS_OF, Within
from checker.tables.rows.calendar_spans import span_start
from checker.tables.rows.days_off import moved
from checker.tables.rows.working_days import beyond, days_between, workday_numbers, working_day_by
from checker.tables.rows.working_time import end_of_time, out_of_hours, time_between
from checker.text.moments import DAY_SECONDS

#: The longest extension that a column may have.
MOST = 10_000

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


def ends_of(limit: Within, typed: TypedTable, column: str, as_of: date) -> tuple[Any, Mask]:
    """A column as numbers for a limit: moments if it is shorter than days, else days."""
    return (moments_of if limit.seconds else days_of)(typed, column, as_of)


def between(limit: Within, starts: Any, ends: Any) -> tuple[Any, Any]:
    """Counts the fewest and the most days or seconds of a limit from `starts` to `ends`."""
    return (time_between if limit.seconds else days_between)(limit, starts, ends)


def first_filled(typed: TypedTable, limit: Within, as_of: date) -> tuple[Any, Mask]:
    """Where a limit begins: the first filled one of its columns; unknown where an earlier column can't be read."""
    columns = limit.of
    days, known = ends_of(limit, typed, columns[0], as_of)
    waiting = ~known & (typed.state[columns[0]] == BLANK)
    for column in columns[1:]:
        others, others_known = ends_of(limit, typed, column, as_of)
        taken = waiting & others_known
        days, known = np.where(taken, others, days), known | taken
        waiting &= ~others_known & (typed.state[column] == BLANK)
    return days, known


def keeps_limit(
    condition: Within, typed: TypedTable, extended: Sequence[tuple[Mask, Mask]], as_of: date
) -> tuple[Mask, Mask]:
    """Says for each row whether it certainly keeps a limit that has no pauses, and whether that is unknown.

    Args:
        condition: the limit.
        typed: the rows.
        extended: for each of its extensions, where it certainly applies, and where that is unknown.
        as_of: the day that `as_of` means.
    """
    ends, ends_known = ends_of(condition, typed, condition.column, as_of)
    starts, starts_known = first_filled(typed, condition, as_of)
    unknown = ~(ends_known & starts_known)
    # If it is unknown whether an extension applies, it counts only towards the longest possible limit.
    shortest, longest = limits_of(condition, typed, extended)
    surely = in_time(condition, starts, ends, shortest)[0]
    unknown |= in_time(condition, starts, ends, longest)[1] & ~surely
    return surely & ~unknown, unknown


def limits_of(condition: Within, typed: TypedTable, extended: Sequence[tuple[Mask, Mask]]) -> tuple[Any, Any]:
    """Gives the shortest and the longest possible limit of each row, with the extensions that apply."""
    shortest = longest = np.full(len(typed.frame), condition.limit, dtype=np.int64)
    for (number, _), (surely, unknown) in zip(condition.extra, extended, strict=True):
        least, most = _number_of(typed, number, condition)
        shortest = shortest + np.where(surely, least, 0)
        longest = longest + np.where(surely | unknown, most, 0)
    return shortest, longest


def _number_of(typed: TypedTable, number: int | str, condition: Within) -> tuple[Any, Any]:
    """The least and the most by which a limit is longer: a number, or what a column has; no less than 0."""
    if isinstance(number, int):
        return number, number
    known = typed.state[number] == VALID
    values = [
        min(max(int(value), 0), MOST) if there else 0
        for value, there in zip(typed.frame[number].tolist(), known.tolist(), strict=True)
    ]
    found = np.array(values, dtype=np.int64)
    return found, np.where(known, found, MOST)


def in_time(condition: Within, starts: Any, ends: Any, limit: Any) -> tuple[Mask, Mask]:
    """Whether each end is surely, and possibly, on or after its start (or `early`) and within `limit` of it.

    Args:
        condition: its unit.
        starts: the first days, or moments, as numbers.
        ends: the last ones.
        limit: in that unit, by row.
    """
    if condition.unit == "months" or condition.until is not None:
        surely, possibly = (ends <= end_after(condition, starts, limit, last=last) for last in (False, True))
    else:
        least, most = between(condition, starts, ends)
        if condition.seconds:
            limit = limit * condition.seconds
            off = out_of_hours(condition, starts, ends)
            least, most = least + off, most + off
        elif condition.unit == "workdays":
            # A day off counts as later than the working day before it: Saturday is past Friday's deadline. Only the
            # first day itself is never late. Beyond the calendar, `most` takes every day for a working day.
            off = ~np.isin(ends, workday_numbers(condition.calendar)) & (ends != starts)
            off &= ~beyond(condition.calendar, starts, ends)
            least, most = least + off, most + off
        surely, possibly = most <= limit, least <= limit
    forward = ends >= starts
    early = ~forward & condition.early
    return early | (forward & surely), early | (forward & possibly)


def end_after(limit: Within, starts: Any, number: Any, *, last: bool) -> Any:
    """Gives the day that is so many days, working days or months after each start.

    Beyond the years whose holidays are known, it is the first possible day, or the `last` one.
    """
    if limit.until is not None:
        return _until_end(limit, limit.until, starts, last=last)
    if limit.seconds:
        return end_of_time(limit, starts, number, last=last)
    if limit.unit == "days":
        return starts + number
    # Rows by the ten thousand begin on a few hundred days.
    pairs = (starts << 32) + number
    _, some, where = np.unique(pairs, return_index=True, return_inverse=True)
    return _each_end(limit, starts[some], number[some], last=last)[where]


def _until_end(limit: Within, until: Until, starts: Any, *, last: bool) -> Any:
    """Gives the day, or the moment, of a deadline by the calendar."""
    begins = starts if until.time is None else starts // DAY_SECONDS
    days = _until_day(limit, until, begins, last=last)
    if until.time is not None and until.span is None and until.weekday is not None:
        days = np.where(days * DAY_SECONDS + until.time < starts, days + 7, days)
    if until.on_day_off is not None:
        days = moved(limit, until.on_day_off, days, begins, last=last)
    return days if until.time is None else days * DAY_SECONDS + until.time


def _until_day(limit: Within, until: Until, starts: Any, *, last: bool) -> Any:
    if until.span is None:
        begins, after = starts + (until.weekday is None), None
    else:
        begins, after = (
            span_start(starts, until.span, limit.calendar.year_month, later) for later in (until.later, until.later + 1)
        )
    if until.weekday is not None:
        return begins + (until.weekday - (begins - 1)) % 7  # ordinal 1 is a Monday
    if until.workday:
        counted = replace(limit, until=None, unit="workdays")
        end = end_after(counted, begins - 1, np.full(len(starts), until.workday, dtype=np.int64), last=last)
        return end if after is None else np.minimum(end, after - 1)
    if after is None:
        return begins + until.day - 1
    return np.minimum(begins + until.day, after) - 1 if until.day else after - 1


def _each_end(limit: Within, starts: Any, number: Any, *, last: bool) -> Any:
    """The same as `end_after`, for each row by itself."""
    if limit.unit == "months":
        pairs = zip(starts.tolist(), number.tolist(), strict=True)
        ends = [months_later(date.fromordinal(day), count).toordinal() if day else 0 for day, count in pairs]
        return np.array(ends, dtype=np.int64)
    # The last day up to which no more working days may (or at the latest must) have passed.
    low, high = starts, starts + 3 * number + 800
    while (low < high).any():
        middle = (low + high + 1) // 2
        passed = between(limit, starts, middle)[0 if last else 1] <= number
        low, high = np.where(passed, middle, low), np.where(passed, high, middle - 1)
    return working_day_by(limit.calendar, low, starts)
