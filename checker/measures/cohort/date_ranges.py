"""When a member belongs, as far as its dates tell.

A blank beginning was long ago and a blank end is still to come; an end that cannot be read may be any day that leaves
the span in order. What is said here holds whatever that day was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.measures.cohort.settings import Span
from checker.measures.toolkit.answers import Answer
from checker.model.workbook import INVALID, TypedTable
from checker.tables.rows.time_limits import days_of

FIRST, LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


@dataclass(frozen=True)
class DateRange:
    """The earliest and the latest day (ordinals) that each end of a span can be."""

    starts: tuple[int, int]
    ends: tuple[int, int]

    def clamped(self, first: int, last: int) -> DateRange:
        """Each of its days moved into first..last."""
        (start, late), (early, end) = self.starts, self.ends
        return DateRange(
            (min(max(start, first), last), min(max(late, first), last)),
            (min(max(early, first), last), min(max(end, first), last)),
        )

    def meets(self, first: int, last: int) -> Answer:
        """Whether it has a day in common with first..last."""
        surely = self.starts[1] <= last and self.ends[0] >= first
        return Answer.of(surely, self.starts[0] <= last and self.ends[1] >= first)

    def met(self, first: int, last: int) -> DateRange:
        """What is left of the doubt when it is known to have a day in common with first..last."""
        starts = self.starts[0], max(min(self.starts[1], last), self.starts[0])
        return DateRange(starts, (min(max(self.ends[0], first), self.ends[1]), self.ends[1]))

    def over(self, today: int) -> Answer:
        """Whether it has ended by the end of today."""
        return Answer.of(self.ends[1] <= today, self.ends[0] <= today)

    def covers(self, day: int) -> Answer:
        """Whether a day lies within it."""
        return Answer.of(self.starts[1] <= day <= self.ends[0], self.starts[0] <= day <= self.ends[1])


def date_ranges(span: Span, typed: TypedTable, as_of: date) -> list[DateRange]:
    """Each row's span."""
    start, start_known = days_of(typed, span.start, as_of)
    end, end_known = days_of(typed, span.end, as_of)
    rows = zip(
        start.tolist(),
        start_known.tolist(),
        (typed.state[span.start] == INVALID).tolist(),
        end.tolist(),
        end_known.tolist(),
        (typed.state[span.end] == INVALID).tolist(),
        strict=True,
    )
    return [_date_range(*row) for row in rows]


def _date_range(start: int, has_start: bool, no_start: bool, end: int, has_end: bool, no_end: bool) -> DateRange:
    first, last = start if has_start else FIRST, end if has_end else LAST
    if first > last:  # in the wrong order: one of the two is wrong, and nobody knows which
        return DateRange((FIRST, LAST), (FIRST, LAST))
    starts = (FIRST, last) if no_start else (first, first)
    ends = (first, LAST) if no_end else (last, last)
    return DateRange(starts, ends)
