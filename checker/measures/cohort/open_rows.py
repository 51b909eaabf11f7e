"""What the nested rows that may be anybody's can add to a member.

Thousands of rows can have no readable key, and each of thousands of members may have them all. So they are put into the
order of their days and added up once; what those of a date range add is then the difference of two sums.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from fractions import Fraction
from functools import cache, cached_property
from itertools import accumulate

from checker.frozen import dataclass
from checker.measures.cohort.date_ranges import FIRST, LAST, DateRange
from checker.measures.cohort.member_rows import MemberRows
from checker.measures.cohort.settings import CohortSettings
from checker.measures.count import Count
from checker.measures.toolkit.distinct import ANY, Key
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.stretches import Stretches

#: How many doubtful rows are kept for each member.
MOST_DOUBTS = 10

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Addition:
    """What the rows of one date range can add.

    Attributes:
        low, high: the least and the most; no `high`: any amount.
        distinct: how many complete values its rows have, of which equal ones count once; `high` holds only the other
            rows then.
        doubts: the first of the rows.
    """

    low: Fraction
    high: Fraction | None
    distinct: int
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
        pieces = self._pieces(span)
        low, high, limitless = (
            sum((Fraction(sums[end] - sums[start]) for start, end in pieces), _ZERO)
            for sums in (self._lows, self._highs, self._limitless)
        )
        first = sorted(index for piece in pieces for index in self._first.smallest(*piece))
        doubts = tuple(self._rows.rows[index] for index in first[:MOST_DOUBTS])
        return Addition(low, None if limitless else high, self._distinct(pieces) if self._once else 0, doubts)

    def shared(self, span: DateRange | None, values: Iterable[Key]) -> int:
        """Counts those of different values that rows have which may lie in a date range."""
        pieces = self._pieces(span)
        return sum(any(self._has(value, *piece) for piece in pieces) for value in values)

    def _pieces(self, span: DateRange | None) -> list[tuple[int, int]]:
        """Where in the order of days the rows are that may lie in a date range."""
        if span is None:
            return [(0, len(self._order))]
        first = bisect_left(self._days, span.starts[0])
        return [(0, self._undated), (first, max(first, bisect_right(self._days, span.ends[1])))]

    def _has(self, value: Key, start: int, end: int) -> bool:
        places = self._places.get(value, ())
        return bisect_left(places, start) < bisect_left(places, end)

    def _distinct(self, pieces: list[tuple[int, int]]) -> int:
        """Counts the complete values of rows: each where it is met first, and those without a day are met first."""
        if len(pieces) == 1:
            return len(self._places)
        _, (start, end) = pieces
        return self._of_undated + self._earlier.count_below(start, start, end)

    @cached_property
    def _places(self) -> dict[Key, list[int]]:
        """Where in the order of days each complete value is."""
        places: dict[Key, list[int]] = {}
        if self._once:
            for place, index in enumerate(self._order):
                if ANY not in (value := self._rows.values[index]):
                    places.setdefault(value, []).append(place)
        return places

    @cached_property
    def _of_undated(self) -> int:
        return sum(places[0] < self._undated for places in self._places.values())

    @cached_property
    def _earlier(self) -> Stretches:
        """Where the value of each row was met before; behind the end if it needn't be counted with a date range."""
        earlier = [len(self._order)] * len(self._order)
        for places in self._places.values():
            if places[0] >= self._undated:
                for before, place in zip([-1, *places], places, strict=False):
                    earlier[place] = before
        return Stretches(earlier)

    @cached_property
    def _first(self) -> Stretches:
        """The first rows on the sheet."""
        return Stretches(self._order, MOST_DOUBTS)
