"""The date range in which a member belongs, as far as its dates show.

A blank start was long ago and a blank end is still to come. An unreadable date, or a blank one that the row requires,
may be any day that keeps the two in order, and every answer here holds whatever that day is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from checker.frozen import dataclass
from checker.measures.cohort.settings import Span
from checker.measures.toolkit.answers import Answer
from checker.measures.toolkit.rows import lacking
from checker.measures.toolkit.scope import Scope
from checker.model.workbook import INVALID, TypedTable
from checker.tables.rows.time_limits import Mask, days_of

FIRST, LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


@dataclass(frozen=True)
class DateRange:
    """The earliest and the latest possible day (ordinals) of each end."""

    starts: tuple[int, int]
    ends: tuple[int, int]

    def clamped(self, first: int, last: int) -> DateRange:
        """Moves each of its days into first..last."""
        (start, late), (early, end) = self.starts, self.ends
        return DateRange(
            (min(max(start, first), last), min(max(late, first), last)),
            (min(max(early, first), last), min(max(end, first), last)),
        )

    def meets(self, first: int, last: int) -> Answer:
        """Answers whether it overlaps first..last."""
        surely = self.starts[1] <= last and self.ends[0] >= first
        return Answer.of(surely, self.starts[0] <= last and self.ends[1] >= first)

    def met(self, first: int, last: int) -> DateRange:
        """Narrows the doubt, given that it overlaps first..last."""
        starts = self.starts[0], max(min(self.starts[1], last), self.starts[0])
        return DateRange(starts, (min(max(self.ends[0], first), self.ends[1]), self.ends[1]))

    def over(self, today: int) -> Answer:
        """Answers whether it has ended by the end of today."""
        return Answer.of(self.ends[1] <= today, self.ends[0] <= today)

    def covers(self, day: int) -> Answer:
        """Answers whether it contains a day."""
        return Answer.of(self.starts[1] <= day <= self.ends[0], self.starts[0] <= day <= self.ends[1])

    def holds(self, days: Sequence[int | None], today: int) -> bool:
        """Whether it surely contains all of some days, up to and including today."""
        known = [day for day in days if day is not None]
        if not known or len(known) < len(days):
            return False
        return self.starts[1] <= min(known) and max(known) <= min(self.ends[0], today)


#: The range of a member that belongs all the time.
ALWAYS = DateRange((FIRST, FIRST), (LAST, LAST))


@dataclass(frozen=True)
class RangeColumns:
    """The date ranges of all rows: both ends as ordinals, and where each is unknown."""

    first: Any
    bad_start: Mask
    last: Any
    bad_end: Mask

    @property
    def doubtful(self) -> Mask:
        """Where the range is not certain."""
        doubtful: Mask = self.bad_start | self.bad_end | (self.first > self.last)
        return doubtful

    def of(self, index: int) -> DateRange:
        """The date range of one row."""
        ends = int(self.first[index]), bool(self.bad_start[index]), int(self.last[index]), bool(self.bad_end[index])
        return _date_range(*ends)

    def differ_from(self, other: RangeColumns) -> Mask:
        """Where a row has another range."""
        differ: Mask = (self.first != other.first) | (self.last != other.last)
        differ |= (self.bad_start != other.bad_start) | (self.bad_end != other.bad_end)
        return differ


def range_columns(span: Span, typed: TypedTable, scope: Scope) -> RangeColumns:
    """Reads the date ranges of all rows."""
    columns = []
    for column, blank in ((span.start, FIRST), (span.end, LAST)):
        days, known = days_of(typed, column, scope.as_of)
        columns += [np.where(known, days, blank), unknown_days(typed, column, scope)]
    return RangeColumns(*columns)


def date_ranges(span: Span, typed: TypedTable, scope: Scope) -> list[DateRange]:
    """Reads the date range of each row; equal ones are one and the same object."""
    found = range_columns(span, typed, scope)
    columns = (found.first, found.bad_start, found.last, found.bad_end)
    rows = list(zip(*(each.tolist() for each in columns), strict=True))
    made = {row: _date_range(*row) for row in set(rows)}
    return [made[row] for row in rows]


def unknown_days(typed: TypedTable, column: str, scope: Scope) -> Mask:
    """Finds the rows whose day is unreadable, or blank where the row requires it (or may)."""
    unknown: Mask = ~lacking(typed, column, scope.tables[typed.id], scope.context).no
    unknown |= typed.state[column] == INVALID
    return unknown


def _date_range(first: int, bad_start: bool, last: int, bad_end: bool) -> DateRange:
    if first > last:  # in the wrong order: one of the two is wrong, and it is unknown which
        return DateRange((FIRST, LAST), (FIRST, LAST))
    return DateRange((FIRST, last) if bad_start else (first, first), (first, LAST) if bad_end else (last, last))
