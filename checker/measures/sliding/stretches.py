"""Finds the fullest stretch of time among moments with amounts, or among spans; takes as long as sorting them.

A stretch is as long as the pack says and holds its first moment, but not the one at which it is over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from checker.frozen import dataclass


@dataclass(frozen=True)
class Event:
    """What a row adds at a moment (a number of days or seconds), or evenly from a moment until `end`."""

    moment: int
    amount: Fraction
    row: int
    end: int = 0


@dataclass(frozen=True)
class Stretch:
    """A stretch from its first moment on, what is in it, and the rows with what each adds."""

    start: int
    amount: Fraction
    rows: tuple[tuple[int, Fraction], ...]


NONE = Stretch(0, Fraction(0), ())


def fullest(events: Sequence[Event], length: int, first: int) -> Stretch:
    """Finds the stretch with the largest sum, the earliest of several; its last event is not before `first`."""
    found = sorted(events, key=lambda event: event.moment)
    best, total, last = (Fraction(0), 0, 0), Fraction(0), 0
    for place, event in enumerate(found):
        while last < len(found) and found[last].moment < event.moment + length:
            total += found[last].amount
            last += 1
        if total > best[0] and found[last - 1].moment >= first:
            best = total, place, last
        total -= event.amount
    amount, start, end = best
    if not amount:
        return NONE
    return Stretch(found[start].moment, amount, tuple((each.row, each.amount) for each in found[start:end]))


def longest(spans: Sequence[Event], length: int, first: int) -> Stretch:
    """Finds the stretch in which most time of the spans lies; it ends after `first`.

    The time in a stretch can only turn from rising to falling where a span begins at its start, or ends at its end.
    """
    work = _Work(spans)
    starts = sorted({each.moment for each in spans} | {each.end - length for each in spans})
    best, start = 0, 0
    for each in starts:
        if each + length > first and (time := work.until(each + length) - work.until(each)) > best:
            best, start = time, each
    if not best:
        return NONE
    inside = [(each.row, max(each.moment, start), min(each.end, start + length)) for each in spans]
    rows = tuple((row, Fraction(end - begin)) for row, begin, end in inside if end > begin)
    # Nothing lies before the first of them, so it may as well begin there.
    return Stretch(min(begin for _, begin, end in inside if end > begin), Fraction(best), rows)


class _Work:
    """The time of all spans until a moment, from sums at each of their ends."""

    def __init__(self, spans: Sequence[Event]) -> None:
        self._starts = sorted(each.moment for each in spans)
        self._ends = sorted(each.end for each in spans)
        self._of_starts, self._of_ends = ([0, *accumulate(each)] for each in (self._starts, self._ends))

    def until(self, moment: int) -> int:
        begun, ended = bisect_right(self._starts, moment), bisect_right(self._ends, moment)
        return moment * (begun - ended) - self._of_starts[begun] + self._of_ends[ended]
