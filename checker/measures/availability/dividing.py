"""Makes the available share of the time that something was down, and of the time in which it was needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.measures.toolkit.bounds import NOTHING, Bounds
from checker.model import Counts, Measured

_ZERO, _ONE = Fraction(0), Fraction(1)


def available(down: Measured, needed: Measured, whole: Fraction, rest: Measured) -> Measured:
    """Makes the share, with its bounds; `rest` has the counts and rows.

    Args:
        down: the hours down, with their bounds.
        needed: the hours in which it was needed so far.
        whole: those of the whole window.
        rest: what else is known.
    """
    hours = needed.amount or _ZERO
    low, value, high = (
        None if not hours or each is None else _ONE - each / hours for each in (down.high, down.amount, down.low)
    )
    most = (down.high or _ZERO) + whole - hours
    worst, best = (_ONE - each / whole if whole else None for each in (most, down.low or _ZERO))
    at_the_end = Measured("amount", amount=whole, low=worst, high=best)
    return replace(rest, amount=value, low=low, high=high, grows=False, parts=(down, needed, at_the_end))


def added_up(parts: Sequence[Measured]) -> Measured:
    """Adds up the hours of all departments."""
    down, needed, whole = zip(*(part.parts for part in parts), strict=True)
    amounts = [[getattr(each, name) or _ZERO for each in down] for name in ("amount", "low", "high")]
    sums = [sum(each, _ZERO) for each in amounts]
    hours = sum((each.amount or _ZERO for each in needed), _ZERO)
    counts = sum((part.counts for part in parts), Counts())
    return available(
        Measured("amount", amount=sums[0], low=sums[1], high=sums[2]),
        Measured("amount", amount=hours),
        sum((each.amount or _ZERO for each in whole), _ZERO),
        Measured("amount", counts),
    )


def least_of(parts: Sequence[Measured]) -> Measured:
    """Takes the least available thing of all departments."""
    there = [part for part in parts if part.amount is not None]
    if not there:
        return parts[0]  # it was needed at no time yet
    least = min(there, key=lambda part: part.amount or _ZERO)
    counts = sum((part.counts for part in parts), Counts())
    low, high = _lowest(there)
    worst, best = _lowest([part.parts[2] for part in there])
    ends = replace(least.parts[2], low=worst, high=best)
    joined = (*least.parts[:2], ends)
    return Measured("amount", counts, amount=least.amount, low=low, high=high, grows=False, parts=joined)


def _lowest(parts: Sequence[Measured]) -> tuple[Fraction, Fraction]:
    low, high = (min(getattr(each, name) or _ZERO for each in parts) for name in ("low", "high"))
    return low, high


def bounds_of_available(measured: Measured) -> Bounds:
    """The share with its hours; there is nothing to measure if it was needed at no time."""
    down, needed, _ = measured.parts
    hours = needed.amount or _ZERO
    if not hours:
        return NOTHING
    return Bounds(measured.amount, measured.low, measured.high, hours - (down.amount or _ZERO), hours)
