"""What the nested rows that may be anybody's can add to a member.

Thousands of rows can have no readable key, and each of thousands of members may have them all. So they are put into the
order of their days and added up once; what those of a date range add is then the difference of two sums.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, cached_property
from heapq import nsmallest
from itertools import accumulate, chain, islice

from checker.frozen import dataclass
from checker.measures.cohort.date_ranges import FIRST, LAST, DateRange
from checker.measures.cohort.member_rows import MemberRows
from checker.measures.cohort.settings import CohortSettings
from checker.measures.count import Count
from checker.measures.toolkit.distinct import ANY, Key
from checker.measures.toolkit.scope import Scope

#: How many doubtful rows are kept for each member.
MOST_DOUBTS = 10

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Addition:
    """What the rows of one date range can add.

    Attributes:
        low, high: the least and the most; no `high`: any amount.
        values: the complete values of rows of which equal ones count once; `high` holds only the other rows then.
        doubts: the first of the rows.
    """

    low: Fraction
    high: Fraction | None
    values: frozenset[Key]
    doubts: tuple[int, ...]


class OpenRows:
    """Rows that may be anybody's, of which none certainly counts."""

    def __init__(self, spec: CohortSettings, scope: Scope, rows: MemberRows) -> None:
        nested, today = spec.each.measure, scope.as_of.toordinal()
        self._rows = rows
        self._once = isinstance(nested, Count) and bool(nested.distinct)
        # Those without a day fit any date range and come first; those of days still to come fit none and come last.
        days = [FIRST - 1 if day is None else LAST + 1 if day > today else day for day in rows.days]
        self._order = sorted(range(len(days)), key=days.__getitem__)
        self._days = [days[index] for index in self._order]
        self._undated = bisect_left(self._days, FIRST)
        column = None if isinstance(nested, Count) else scope.tables[nested.table].columns[nested.column]
        lows, highs, limitless = [], [], []
        for index in self._order:
            number = rows.numbers[index] if rows.known[index] else None
            low, high = min(number or _ZERO, _ZERO), max(number or _ZERO, _ZERO)
            if column is not None and number is None:
                low, high = min(column.lowest or _ZERO, _ZERO), column.maximum or _ZERO
            # A complete value is counted with its equals, not by itself.
            lows.append(low)
            highs.append(_ZERO if self._once and ANY not in rows.values[index] else high)
            limitless.append(column is not None and number is None and column.maximum is None)
        self._lows, self._highs = list(accumulate(lows, initial=_ZERO)), list(accumulate(highs, initial=_ZERO))
        self._limitless = list(accumulate(limitless, initial=0))
        self.within = cache(self._within)

    def _within(self, span: DateRange | None) -> Addition:
        """What those add that may lie in a date range; all of them, if there is none."""
        pieces = [(0, len(self._order))]
        if span is not None:
            first = bisect_left(self._days, span.starts[0])
            pieces = [(0, self._undated), (first, max(first, bisect_right(self._days, span.ends[1])))]
        low, high, limitless = (
            sum((Fraction(sums[end] - sums[start]) for start, end in pieces), _ZERO)
            for sums in (self._lows, self._highs, self._limitless)
        )
        doubts = tuple(self._rows.rows[index] for index in self._first(pieces))
        return Addition(low, None if limitless else high, self._values(pieces), doubts)

    def _values(self, pieces: list[tuple[int, int]]) -> frozenset[Key]:
        if not self._once:
            return frozenset()
        values = (self._rows.values[index] for index in self._inside(pieces))
        return frozenset(value for value in values if ANY not in value)

    def _first(self, pieces: list[tuple[int, int]]) -> list[int]:
        """The first of the rows on the sheet: of few all are looked at, and among many they are soon met."""
        size, count = len(self._order), sum(end - start for start, end in pieces)
        if count * count <= MOST_DOUBTS * size:
            return nsmallest(MOST_DOUBTS, self._inside(pieces))
        met = (index for index in range(size) if any(start <= self._rank[index] < end for start, end in pieces))
        return list(islice(met, min(MOST_DOUBTS, count)))

    @cached_property
    def _rank(self) -> list[int]:
        """Where each row is in the order of days."""
        rank = [0] * len(self._order)
        for place, index in enumerate(self._order):
            rank[index] = place
        return rank

    def _inside(self, pieces: list[tuple[int, int]]) -> Iterator[int]:
        return chain.from_iterable(self._order[start:end] for start, end in pieces)
