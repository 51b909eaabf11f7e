"""The value at a position among ranked values: a median or another percentile, exactly."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor, lcm

from checker.frozen import dataclass

#: Values with how many rows have each, in ascending order.
Counted = Sequence[tuple[Fraction, int]]


@dataclass(frozen=True)
class Position:
    """Where a percentile is among ranked values.

    Attributes:
        at: the part of the values that is at or below it, from above 0 to 1.
        linear: between two values, it lies in proportion: at `at` of the way from the first to the last, as in numpy
            and in PERCENTILE.INC of Excel. If not, it is the first value that enough values do not exceed (nearest
            rank).
        from_above: the values are negated, so ranks count from the other end.
    """

    at: Fraction
    linear: bool = False
    from_above: bool = False

    def among(self, rows: int) -> tuple[int, int, Fraction]:
        """Gives the places of the two values, counted from 0, and how far it lies from the first to the second."""
        if self.linear:
            place = (rows - 1) * self.at
            first = floor(place)
            part = place - first
            second = first + 1 if part else first
        else:
            first = second = ceil(rows * self.at) - 1
            part = Fraction(0)
        if self.from_above:
            first, second = rows - 1 - first, rows - 1 - second
        return first, second, part


def ascending(values: Iterable[Fraction]) -> list[Fraction]:
    """Sorts numbers, compared as whole numbers of one denominator because comparing fractions is slow."""
    found = list(values)
    below = lcm(*{value.denominator for value in found})
    return sorted(found, key=lambda value: value.numerator * (below // value.denominator))


def value_at(values: Counted, position: Position) -> Fraction:
    """Finds the value at a position; there is at least one value."""
    totals = list(accumulate(rows for _, rows in values))
    first, second, part = position.among(totals[-1])
    one = values[bisect_left(totals, first + 1)][0]
    return one if not part else one + part * (values[bisect_left(totals, second + 1)][0] - one)


def lowest_value(
    known: Counted, open_values: Sequence[tuple[Fraction | None, bool, int]], position: Position
) -> Fraction | None:
    """Finds the least value that a position can have; None if it has no bound.

    Of the rows that may not count, some number joins, the least ones first. While those of one value join one by one,
    the value at the position only falls or only rises, but for the first of them: so it is enough to look before the
    first, after it, and after the last.

    Args:
        known: the values of the rows that certainly count.
        open_values: of the other rows, the least value (None: no bound), whether they may not count at all, and how
            many they are. There is at least one row.
        position: which value is asked for.
    """
    ranks = _Ranks(known, open_values)
    found = [ranks.value_at(position, joining) for joining in ranks.turns() if ranks.surely[-1] + joining]
    return None if None in found else min(each for each in found if each is not None)


class _Ranks:
    """Every value in ascending order, with how many rows have it or a lesser one: surely, and perhaps."""

    def __init__(self, known: Counted, open_values: Sequence[tuple[Fraction | None, bool, int]]) -> None:
        bounded = {value for value, _ in known} | {value for value, _, _ in open_values if value is not None}
        self._values: list[Fraction | None] = [None, *ascending(bounded)]
        places = {value: place for place, value in enumerate(self._values)}
        sure, maybe = [0] * len(places), [0] * len(places)
        for value, rows in known:
            sure[places[value]] += rows
        for least, may_be_out, rows in open_values:
            (maybe if may_be_out else sure)[places[least]] += rows
        self.surely, self._perhaps = list(accumulate(sure)), list(accumulate(maybe))

    def turns(self) -> list[int]:
        """Lists how many rows have joined whenever the value at a position can turn."""
        lasts = {0, *self._perhaps}
        return sorted(lasts | {last + 1 for last in lasts if last < self._perhaps[-1]})

    def value_at(self, position: Position, joining: int) -> Fraction | None:
        """Finds the value at a position once so many of the rows that may not count have joined."""
        first, second, part = position.among(self.surely[-1] + joining)
        one, other = self._find(first, joining), self._find(second, joining)
        if one is None or other is None:
            return None
        return one + part * (other - one)

    def _find(self, place: int, joining: int) -> Fraction | None:
        def rows_until(rank: int) -> int:
            return self.surely[rank] + min(self._perhaps[rank], joining)

        return self._values[bisect_left(range(len(self._values)), place + 1, key=rows_until)]
