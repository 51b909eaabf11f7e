"""Computes a value from counts, with bounds that cover every outcome of the undecided units, in exact fractions."""

from dataclasses import replace
from fractions import Fraction
from typing import Literal, assert_never

from checker.frozen import dataclass
from checker.model import Aim, Counts, Measured, Target

#: The least and the greatest value; None: no bound.
Interval = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Bounds:
    """A value between two bounds.

    Attributes:
        value: from the decided units; None if there are none.
        lower, upper: with every undecided unit against, and for. None: no bound on that side.
        numerator, denominator: of `value`; an amount has no denominator.
        empty: there is nothing to measure (0/0), and no undecided unit that could change that.
        doubtful: whether there is anything to measure depends on undecided units.
        over_nothing: an amount is divided by 0: 1 if it is positive, -1 if it is negative. There is no value.
    """

    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    empty: bool = False
    doubtful: bool = False
    over_nothing: int = 0


NOTHING = Bounds(None, None, None, None, None, empty=True)


def share_bounds(counts: Counts, spare: int = 0) -> Bounds:
    """Computes the bounds of a share by placing every undecided unit where it does most harm, then most good.

    Args:
        counts: of the units.
        spare: how many in `pass_or_fail` can't pass together with the others.
    """
    decided = counts.passed + counts.failed
    if decided + counts.unknown == 0:
        return Bounds(None, None, None, Fraction(0), Fraction(0), empty=True)
    worst_failed = counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
    best_passed = counts.passed + counts.pass_or_fail - spare + counts.out_or_pass + counts.anything
    # A unit that may be out and can only pass does least good by being out, unless there is nothing else.
    lower = _share(counts.passed, counts.passed + worst_failed, otherwise=Fraction(1))
    upper = _share(best_passed, best_passed + counts.failed + spare, otherwise=Fraction(0))
    value = Fraction(counts.passed, decided) if decided else None
    doubtful = decided + counts.pass_or_fail == 0
    return Bounds(value, lower, upper, Fraction(counts.passed), Fraction(decided), doubtful=doubtful)


def _share(passed: int, total: int, otherwise: Fraction) -> Fraction:
    return Fraction(passed, total) if total else otherwise


def bounds_of(measured: Measured) -> Bounds:
    """Computes the bounds of a share or an amount.

    Raises:
        ValueError: it is a change, whose bounds depend on how its two parts are compared.
    """
    match measured.shape:
        case "share":
            found = share_bounds(measured.counts, measured.spare)
            if measured.standing is None:
                return found
            now = share_bounds(measured.standing)
            return replace(found, value=now.value, numerator=now.numerator, denominator=now.denominator)
        case "amount":
            return Bounds(measured.amount, measured.low, measured.high, measured.amount, None)
        case "change":
            raise ValueError("only its measure knows the bounds of a change")
        case _:
            assert_never(measured.shape)


def change_bounds(now: Bounds, before: Bounds, by: Literal["difference", "ratio"]) -> Bounds:
    """Computes the bounds of the difference of two figures, or of the rise as a fraction of the earlier one.

    A side that is open in one of the figures leaves open only the side of the change that it decides.
    """
    if now.empty or before.empty:
        return NOTHING
    lower = upper = value = None
    both = None if now.value is None or before.value is None else (now.value, before.value)
    doubtful = now.doubtful or before.doubtful or bool(now.over_nothing or before.over_nothing)
    if by == "difference":
        value = None if both is None else both[0] - both[1]
        lower, upper = _less(now.lower, before.upper), _less(now.upper, before.lower)
    elif before.lower is not None and before.lower > 0:
        value = None if both is None else both[0] / both[1] - 1
        lower = _rise(now.lower, before.upper, before.lower)
        upper = _rise(now.upper, before.lower, before.upper)
    else:
        doubtful = True  # nothing rises from zero, or from less
    return Bounds(value, lower, upper, now.value, before.value, doubtful=doubtful)


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _rise(figure: Fraction | None, base: Fraction | None, base_if_negative: Fraction | None) -> Fraction | None:
    """Computes the rise from a base (None: as large as one likes) to a figure; a negative figure has another base."""
    if figure is None:
        return None
    base = base if figure >= 0 else base_if_negative
    return Fraction(-1) if base is None else figure / base - 1


def may_be_zero(bounds: Bounds) -> bool:
    """Whether a figure may be zero, or not; a certain zero is no question."""
    low, high = bounds.lower, bounds.upper
    return (low is None or low <= 0) and (high is None or high >= 0) and not (low == high == 0)


def is_zero(measured: Measured) -> bool:
    """Whether an amount certainly is 0."""
    return measured.low == measured.high == 0


def over_zero(above: Measured, below: Measured) -> int:
    """Gives the sign of an amount that certainly isn't 0 over one that certainly is; else 0."""
    if not is_zero(below):
        return 0
    return int(above.low is not None and above.low > 0) - int(above.high is not None and above.high < 0)


def quotient(above: Interval, below: Interval) -> Interval:
    """Divides two intervals; the divisor is not 0, and without bounds on either side if it may be negative."""
    (least, most), (small, large) = above, below
    if small is None or small < 0:
        return None, None
    by_most = Fraction(0) if large is None or large == 0 else 1 / large
    by_least = None if small == 0 else 1 / small
    low = least * by_most if least is not None and least >= 0 else None
    high = most * by_most if most is not None and most < 0 else None
    if by_least is not None:
        low = least * by_least if least is not None and least < 0 else low
        high = most * by_least if most is not None and most >= 0 else high
    return low, high


def satisfies(value: Fraction, target: Aim) -> bool:
    """Whether a value reaches a target."""
    return target.is_met(value)


def certainly(bounds: Bounds, target: Aim) -> bool | None:
    """Gives True if every value between the bounds reaches the target, False if none does, None otherwise.

    Something divided by nothing is beyond every limit on its side, and equals no number. It doesn't show that something
    is reached: the 0 may be wrong.
    """
    found = [_on_one_side(bounds, each) for each in target.limits]
    return False if False in found else None if None in found else True


def _on_one_side(bounds: Bounds, target: Target) -> bool | None:
    if bounds.over_nothing:
        beyond = target.is_ceiling if bounds.over_nothing > 0 else target.is_floor
        return False if beyond or target.is_exact else None
    lower, upper, wanted = bounds.lower, bounds.upper, target.value
    match target.op:
        case "equals":
            if lower is not None and lower == upper:
                return lower == wanted
            outside = (lower is not None and lower > wanted) or (upper is not None and upper < wanted)
            return False if outside else None
        case "at_least" | "above":
            worst, best = lower, upper
        case "at_most" | "below":
            worst, best = upper, lower
        case _:
            assert_never(target.op)
    if worst is not None and satisfies(worst, target):
        return True
    return False if best is not None and not satisfies(best, target) else None
