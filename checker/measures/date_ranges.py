"""When a member belongs, as far as its dates tell; and the place that follows from what it may have come to.

A blank beginning was long ago and a blank end is still to come; an end that cannot be read may be any day that leaves
the span in order. What is said here holds whatever that day was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from checker.definitions.measures import Span
from checker.evaluate.time_limits import days_of
from checker.model.workbook import INVALID, TypedTable

FIRST, LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


class Answer(Enum):
    """Of one question about one member."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"

    @classmethod
    def of(cls, surely: bool, possibly: bool) -> Answer:
        """From whether it surely holds, and whether it may."""
        return cls.YES if surely else cls.MAYBE if possibly else cls.NO


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


def placed(inside: Answer, out: Answer, reached: Answer, over: Answer | None) -> str:
    """The field of `Counts` that a member belongs to; "" when it is surely no member.

    Args:
        inside: whether it belongs to the members.
        out: whether it is excluded.
        reached: whether it reaches the goal.
        over: whether its time is over; one that has not reached the goal is left out until then. None: no such rule.
    """
    outcomes = set()
    if reached is not Answer.NO:
        outcomes.add("pass")
    if reached is not Answer.YES:
        if over is not Answer.NO:
            outcomes.add("fail")
        if over in (Answer.NO, Answer.MAYBE):
            outcomes.add("out")
    if out is not Answer.NO:
        outcomes = {"out"} if out is Answer.YES else outcomes | {"out"}
    if inside is Answer.NO:
        return ""
    if outcomes == {"out"}:
        return "excluded" if inside is Answer.YES else ""
    if inside is Answer.MAYBE:
        outcomes.add("out")
    return _FIELDS[frozenset(outcomes)]


_FIELDS = {
    frozenset({"pass"}): "passed",
    frozenset({"fail"}): "failed",
    frozenset({"pass", "fail"}): "pass_or_fail",
    frozenset({"out", "pass"}): "out_or_pass",
    frozenset({"out", "fail"}): "out_or_fail",
    frozenset({"out", "pass", "fail"}): "anything",
}
