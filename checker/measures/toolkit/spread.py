"""Means, medians and percentiles of rows, with exact bounds where the value of a row or the row itself is in doubt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.measures.toolkit.bounds import Bounds, Interval
from checker.measures.toolkit.ranked import Position, ascending, lowest_value, value_at
from checker.model import Counts, Measured, OpenValue, Spread

_ZERO = Fraction(0)


def bounds_of_spread(spread: Spread) -> Bounds:
    """Computes the statistic of the certain rows, and its least and greatest value whatever the other rows come to."""
    if spread.at is None:
        return _mean_bounds(spread)
    known = sum(rows for _, rows in spread.known)
    surely = known + sum(each.rows for each in spread.open if each.least)
    every = known + sum(each.rows for each in spread.open)
    value = value_at(spread.known, Position(spread.at, linear=spread.linear)) if known else None
    low, high = _ranked_bounds(spread) if spread.open else (value, value)
    return Bounds(value, low, high, None, Fraction(known), empty=not every, doubtful=not surely)


def _ranked_bounds(spread: Spread) -> Interval:
    """The lowest percentile has every open value at its lowest; the highest is the lowest of the negated values."""
    assert spread.at is not None, "a mean has no position"
    position = Position(spread.at, linear=spread.linear)
    low = lowest_value(spread.known, [(each.low, each.least == 0, each.rows) for each in spread.open], position)
    negated = tuple((-value, rows) for value, rows in reversed(spread.known))
    highest = [(_negated(each.high), each.least == 0, each.rows) for each in spread.open]
    return low, _negated(lowest_value(negated, highest, replace(position, from_above=True)))


def _negated(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _mean_bounds(spread: Spread) -> Bounds:
    least = spread.weight + sum((each.least * each.rows for each in spread.open), _ZERO)
    empty = least == 0 and all(each.most == 0 for each in spread.open)
    value = spread.total / spread.weight if spread.weight else None
    low = high = None
    if not empty:
        mirrored = replace(
            spread,
            total=-spread.total,
            open=tuple(replace(each, low=_negated(each.high), high=_negated(each.low)) for each in spread.open),
        )
        low, high = _negated(_highest_mean(mirrored)), _highest_mean(spread)
    return Bounds(value, low, high, spread.total, spread.weight, empty=empty, doubtful=least == 0)


def _highest_mean(spread: Spread) -> Fraction | None:
    """Gives every open value at its highest as much weight as raises the mean; None if it has no bound.

    The more a value exceeds the mean, the more its weight raises it. So weights are raised in the order of the values,
    until one no longer exceeds the mean.
    """
    open_values = [each for each in spread.open if each.most != 0]
    total, weight = spread.total, spread.weight
    values: list[tuple[Fraction, OpenValue]] = []
    for each in open_values:
        if each.high is None:
            return None
        total += each.high * each.least * each.rows
        weight += each.least * each.rows
        values.append((each.high, each))
    for value, each in sorted(values, key=lambda found: found[0], reverse=True):
        if weight and value * weight <= total:
            break
        if each.most is None:
            return value  # the mean comes as near to it as one likes
        more = (each.most - each.least) * each.rows
        total, weight = total + value * more, weight + more
    return total / weight if weight else None


def count_open(values: Iterable[tuple[Interval, Interval, int]]) -> tuple[OpenValue, ...]:
    """Counts rows with equal bounds of their value and of their weight, in an order that depends on nothing else."""
    found: Counter[tuple[Interval, Interval]] = Counter()
    for value, weight, rows in values:
        found[value, weight] += rows
    counted = [OpenValue(low, high, least or _ZERO, most, rows) for ((low, high), (least, most)), rows in found.items()]
    return tuple(sorted(counted, key=lambda each: [*map(_place, (each.low, each.high, each.least, each.most))]))


def _place(bound: Fraction | None) -> tuple[bool, Fraction]:
    return bound is None, bound or _ZERO


def count_values(values: Iterable[tuple[Fraction, int]]) -> tuple[tuple[Fraction, int], ...]:
    """Counts how many rows have each value, in ascending order."""
    found: Counter[Fraction] = Counter()
    for value, rows in values:
        found[value] += rows
    return tuple((value, found[value]) for value in ascending(found))


def measured_of(spread: Spread, counts: Counts) -> Measured:
    """Makes the measure that follows from a spread, without its rows."""
    bounds = bounds_of_spread(spread)
    return Measured("amount", counts, amount=bounds.value, low=bounds.lower, high=bounds.upper, spread=spread)


def join_spreads(parts: Sequence[Measured]) -> Measured:
    """Joins the rows of several departments; the statistic is that of all of them, never one of their statistics."""
    spreads = [part.spread for part in parts if part.spread is not None]
    spread = replace(
        spreads[0],
        total=sum((each.total for each in spreads), _ZERO),
        weight=sum((each.weight for each in spreads), _ZERO),
        known=count_values(pair for each in spreads for pair in each.known),
        open=count_open(
            ((one.low, one.high), (one.least, one.most), one.rows) for each in spreads for one in each.open
        ),
        ranked=(),
    )
    return measured_of(spread, sum((part.counts for part in parts), Counts()))
