"""Combines departments' measures into the district's: sums of counts, never means of rates."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from checker.model import Counts, Measured


def combine_measured(parts: Sequence[Measured]) -> Measured:
    """Adds up one indicator's measures over departments.

    Rows are dropped, as they are in different workbooks. Distinct values are united: one that two departments report
    counts once.

    Args:
        parts: at least one, all of one indicator; only a change with both its sides may have a reason: it has no
            earlier figure.
    """
    first = parts[0]
    match first.shape:
        case "change":
            now, before = ([part.parts[side] for part in parts] for side in (0, 1))
            nobody = all(part.reason is not None for part in parts)
            sides = (combine_measured(now), _earlier(before, rate=now[0].shape == "share"))
            return Measured("change", parts=sides, reason=first.reason if nobody else None)
        case "share" | "amount":
            return _added(parts)
        case _:
            assert_never(first.shape)


def _earlier(parts: Sequence[Measured], *, rate: bool) -> Measured:
    """Adds up earlier figures; those that nobody knows leave the sum open, and a rate altogether."""
    unknown = next((part for part in parts if is_unknown(part)), None)
    return unknown if rate and unknown is not None else _added(parts)


def is_unknown(measured: Measured) -> bool:
    """Whether a figure is an amount of which only bounds are known, because nobody has submitted it."""
    return measured.shape == "amount" and measured.amount is None and measured.spread is None and not measured.parts


def _added(parts: Sequence[Measured]) -> Measured:
    first = parts[0]
    return Measured(
        first.shape,
        counts=sum((part.counts for part in parts), Counts()),
        amount=_amount(parts),
        low=_bound(parts, "low"),
        high=_bound(parts, "high"),
        settled=sum(part.settled for part in parts),
        spare=sum(part.spare for part in parts),
        paced_spare=sum(part.paced_spare for part in parts),
        may_pass=sum(part.may_pass for part in parts),
        may_fail=sum(part.may_fail for part in parts),
        to_come=sum(part.to_come for part in parts),
        missing=sum(part.missing for part in parts),
        grows=first.grows,
        paced=sum((part.paced for part in parts if part.paced), Counts()) if first.paced else None,
        distinct=_united(parts),
        standing=sum((part.standing or part.counts for part in parts), Counts())
        if any(part.standing is not None for part in parts)
        else None,
    )


def _united(parts: Sequence[Measured]) -> frozenset[str] | None:
    if parts[0].distinct is None:
        return None
    return frozenset().union(*(part.distinct or frozenset() for part in parts))


def _amount(parts: Sequence[Measured]) -> Fraction | None:
    if any(part.amount is None for part in parts):
        return None
    united = _united(parts)
    if united is not None:
        return max([Fraction(len(united)), *(part.amount or Fraction(0) for part in parts)])
    return sum((part.amount or Fraction(0) for part in parts), Fraction(0))


def _bound(parts: Sequence[Measured], side: str) -> Fraction | None:
    """Adds up one bound (None if a part has none); for united values, adds what the other rows may add."""
    bounds: list[Fraction] = [bound for part in parts if (bound := getattr(part, side)) is not None]
    if len(bounds) < len(parts):
        return None
    united = _united(parts)
    if united is None:
        return sum(bounds, Fraction(0))
    if side == "low":
        return max([Fraction(len(united)), *bounds])
    further = sum((bound - len(part.distinct or ()) for bound, part in zip(bounds, parts, strict=True)), Fraction(0))
    return len(united) + further
