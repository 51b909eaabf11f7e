"""The weighted mean or sum of the parts of an index, with exact bounds where parts are in doubt."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from checker.measures.toolkit.bounds import NOTHING, Bounds
from checker.measures.toolkit.spread import bounds_of_spread
from checker.model import OpenValue, Spread
from checker.model.composed import IndexPart

Combining = Literal["mean", "sum"]
_ZERO = Fraction(0)


def weighted_bounds(parts: Sequence[IndexPart], combine: Combining) -> Bounds:
    """Computes the mean or sum of the parts that count, and its bounds.

    A part that may count or be left out is on either side in each bound, whichever is worse or better.
    """
    sure = [part for part in parts if part.place == "in"]
    maybe = [part for part in parts if part.place == "in_or_out"]
    if not sure and not maybe:
        return NOTHING
    if combine == "sum":
        least = _total([*((part, part.low) for part in sure), *((part, _at_most_zero(part.low)) for part in maybe)])
        most = _total([*((part, part.high) for part in sure), *((part, _at_least_zero(part.high)) for part in maybe)])
    else:
        known = [(part, part.value) for part in sure if part.value is not None and part.low == part.high]
        open_parts = [part for part in sure if part.value is None or part.low != part.high]
        spread = Spread(
            total=sum((part.weight * value for part, value in known), _ZERO),
            weight=sum((part.weight for part, _ in known), _ZERO),
            open=(
                *(OpenValue(part.low, part.high, part.weight, part.weight) for part in open_parts),
                *(OpenValue(part.low, part.high, _ZERO, part.weight) for part in maybe),
            ),
        )
        bounds = bounds_of_spread(spread)
        least, most = bounds.lower, bounds.upper
    least, most = _together(sure, least, most, combine, alone=not maybe)
    value = _total((part, part.value) for part in sure) if sure else None
    if value is not None and combine == "mean":
        value /= sum((part.weight for part in sure), _ZERO)
    return Bounds(value, least, most, None, None, doubtful=not sure)


def _together(
    parts: Sequence[IndexPart], least: Fraction | None, most: Fraction | None, combine: Combining, *, alone: bool
) -> tuple[Fraction | None, Fraction | None]:
    """Narrows bounds by what the parts can't be together; of a mean, only where it is certain which parts count."""
    more = sum((part.low_together for part in parts), _ZERO)
    less = sum((part.high_together for part in parts), _ZERO)
    if combine == "mean":
        weight = sum((part.weight for part in parts), _ZERO) if alone else _ZERO
        more, less = (more / weight, less / weight) if weight else (_ZERO, _ZERO)
    return None if least is None else least + more, None if most is None else most - less


def _total(values: Iterable[tuple[IndexPart, Fraction | None]]) -> Fraction | None:
    """Adds up values times weights; None if one has no bound."""
    found = list(values)
    if any(value is None for _, value in found):
        return None
    return sum((part.weight * value for part, value in found if value is not None), _ZERO)


def _at_most_zero(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else min(bound, _ZERO)


def _at_least_zero(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else max(bound, _ZERO)
