"""What a result over some departments must say of each kind of measure, from what their rows come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.grid.amounts import amount, change, ratio, rise
from tests.grid.available import availability
from tests.grid.cycles import Take, figures_of_units, over_cycles
from tests.grid.evidence import ANY, NONE, Evidence
from tests.grid.middles import Figure, middle
from tests.grid.most import most
from tests.grid.oracle import Asked, Verdict, share
from tests.grid.units import Amounts, Unit, moved

Says = Callable[[Sequence[Evidence], Asked], Verdict]


def of_units(kind: str) -> Says:
    """A share of events, or of a fixed population."""
    return lambda found, asked: share([unit for each in found for unit in each.units], asked, kind)


def of_amounts(found: Sequence[Evidence], asked: Asked) -> Verdict:
    """An amount that only rises."""
    return amount(found[0].now if len(found) == 1 else _now(found), asked)


def of_numbers(figure: Figure) -> Says:
    """A mean, a median or a percentile."""
    return lambda found, asked: middle([number for each in found for number in each.numbers], figure, asked)


def of_the_most(found: Sequence[Evidence], asked: Asked) -> Verdict:
    """The fullest stretch."""
    return most([each.now for each in found], asked)


def of_availability(found: Sequence[Evidence], asked: Asked) -> Verdict:
    """The share of the time that is left."""
    return availability([each.down for each in found if each.down is not None], asked)


def of_quarters(take: Take) -> Says:
    """One value of the figures by quarter: shares, pooled from the units of all departments."""

    def says(found: Sequence[Evidence], asked: Asked) -> Verdict:
        places: list[list[Unit]] = [
            [each for units in several for each in units]
            for several in zip(*(each.quarters for each in found), strict=True)
        ]
        return over_cycles(figures_of_units(places, take), take, asked)

    return says


def of_sums(take: Take) -> Says:
    """One value of the amounts by quarter; without rows, they are 0."""

    def says(found: Sequence[Evidence], asked: Asked) -> Verdict:
        places = [sum(each, NONE) for each in zip(*(each.amounts for each in found), strict=True)]
        figures = [({each.low, Fraction(each.high)}, each.low) for each in places]
        return over_cycles(figures, take, asked)

    return says


def of_ratio(factor: Fraction) -> Says:
    """One amount by another."""
    return lambda found, asked: ratio(*_sums(found)[0], factor, asked)


def of_moves(measure: Mapping[str, Any], well: Callable[[Fraction], bool]) -> Says:
    """The share of quantities that move as they must."""

    def says(found: Sequence[Evidence], asked: Asked) -> Verdict:
        there, zero_is_out = _any_before(found), measure["trends"]["zero_base"] == "not-applicable"
        return share([moved(now, before, there, well, zero_is_out) for now, before in _sums(found)], asked, "moves")

    return says


def of_changes(*, running: bool = False, by_ratio: bool = False) -> Says:
    """A figure now against an earlier one: their difference, or the rise as a part of the earlier one."""

    def says(found: Sequence[Evidence], asked: Asked) -> Verdict:
        there = _any_before(found)
        if by_ratio:
            return rise(_now(found), _before(found), there, asked)
        return change(_now(found), _before(found), there, asked, zero_is_a_number=running)

    return says


def of_changed_ratios(found: Sequence[Evidence], asked: Asked) -> Verdict:
    """A ratio now less the one before, each of the sums of all departments; of nothing, there is none."""
    if not _any_before(found):
        return Verdict("undetermined", None, None, None, reachable=True)
    known = all(each.comparable for each in found)
    sums = [[sum((each.sides[at][part] for each in found), NONE) for part in (0, 1)] for at in (0, 1)]
    compared = sums[: 1 + known]
    if any(above.high == below.high == 0 for above, below in compared):
        return Verdict("undetermined" if asked.missing else "not_applicable", None, None, None, reachable=True)
    if any(below.high == 0 for _, below in compared):
        return Verdict("undetermined", None, None, None, reachable=True)  # something by nothing compares with nothing
    now, before = (ratio(above, below, Fraction(1), asked) for above, below in sums)
    values = (now.value, before.value) if now.value is not None and before.value is not None and known else None
    may_be_empty = any(below.low == 0 for _, below in sums[: 1 + known])
    earlier = _between(before) if known else ANY
    return change(_between(now), earlier, True, asked, values=values, may_be_empty=may_be_empty)


def _between(figure: Verdict) -> Amounts:
    assert figure.lower is not None and figure.upper is not None
    return Amounts(figure.lower, figure.upper)


def _any_before(found: Sequence[Evidence]) -> bool:
    return any(each.comparable for each in found)


def _now(found: Sequence[Evidence]) -> Amounts:
    return sum((each.now for each in found), NONE)


def _before(found: Sequence[Evidence]) -> Amounts:
    return sum(((each.before or NONE) if each.comparable else ANY for each in found), NONE)


def _sums(found: Sequence[Evidence]) -> list[tuple[Amounts, Amounts]]:
    """Of each quantity, both sides of all departments; an earlier one that nobody knows is anything."""
    sides = [[(now, then if each.comparable else ANY) for now, then in each.sides] for each in found]
    sums = (tuple(sum(amounts, NONE) for amounts in zip(*side, strict=True)) for side in zip(*sides, strict=True))
    return [(now, then) for now, then in sums]
