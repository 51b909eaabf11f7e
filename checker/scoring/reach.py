"""Whether a target can still be reached while a window is open."""

from dataclasses import replace
from fractions import Fraction
from math import ceil
from math import floor as whole_below
from typing import assert_never

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.bounds import Bounds, certainly, satisfies
from checker.model import Aim, Measured, Result, Target


def is_reachable(indicator: Indicator, measured: Measured, bounds: Bounds, target: Aim, *, final: bool) -> bool:
    """Whether the target can still be reached without changing a row that is decided.

    In a closed window, only undecided rows can help. In an open one, further rows can: they bring a rate of events as
    near to any share as one likes, but a good row never goes away and neither does a settled failure. The share of a
    fixed population is limited by both, and an amount only rises. A change can turn until the last day, and with it the
    share of several changes.
    """
    if final:
        return certainly(bounds, target) is not False
    at_the_end = None if measured.grows else indicator.asked.at_the_end(measured)
    if at_the_end is not None:
        return certainly(at_the_end, target) is not False
    match measured.shape:
        case "share" if measured.parts:
            return True  # each of its quantities can still turn
        case "share":
            return _events(measured, target) if measured.grows else _population(measured, target)
        case "amount" if any(indicator.asked.is_final(each.op) for each in target.limits):
            return certainly(bounds, target) is not False
        case "amount":
            low = bounds.lower if bounds.lower is not None else Fraction(0)
            return not rises(indicator, measured) or all(_can_stay(low, each) for each in target.limits)
        case "change":
            return True
        case _:
            assert_never(measured.shape)


def stays_missed(indicator: Indicator, result: Result, bounds: Bounds) -> bool:
    """Whether a target stays missed whatever departments that aren't counted yet bring.

    They may bring any number of good rows and members. But where the worst value of a department decides, theirs can
    only be worse.
    """
    asked, measured, target = indicator.asked, result.measured, result.target
    if asked.worst_decides is not None:
        found = bounds if result.final else asked.at_the_end(measured) or bounds
        greatest = asked.worst_decides == "greatest"
        still = replace(found, upper=None) if greatest else replace(found, lower=None)
        return certainly(still, target) is False
    return not any(asked.is_final(each.op) for each in target.limits) and not is_reachable(
        indicator, replace(measured, grows=True), bounds, target, final=False
    )


def rises(indicator: Indicator, measured: Measured) -> bool:
    """Whether it only rises in an open window; a reported rate, rank or average may also fall."""
    return indicator.asked.rises and measured.pools == "sum"


def _can_stay(low: Fraction, target: Target) -> bool:
    """Whether an amount that only rises, and is at least so high, is not beyond a target."""
    return target.is_floor or satisfies(low, replace(target, op="at_most" if target.is_exact else target.op))


def _events(measured: Measured, target: Aim) -> bool:
    """Whether further rows can bring a share of events to its target: only shares of 0 and 1 can become unreachable."""
    return all(_can_turn(measured, each) for each in target.limits)


def _can_turn(measured: Measured, target: Target) -> bool:
    upwards = measured.settled == 0 or target.value < 1
    downwards = measured.counts.passed == 0 or target.value > 0
    match target.op:
        case "at_least" | "above":
            return upwards
        case "at_most" | "below":
            return downwards
        case "equals":
            return upwards and downwards
        case _:
            assert_never(target.op)


def _population(measured: Measured, target: Aim) -> bool:
    """Whether some outcome of everything still open in a fixed population reaches the target.

    What is undecided or still to come may also stay out. If nothing is left to measure, nothing is missed.
    """
    counts = measured.counts
    joining_units = counts.unknown - counts.pass_or_fail + measured.to_come
    may_join_good = joining_units - counts.out_or_fail + measured.may_pass
    may_join_bad = joining_units - counts.out_or_pass + measured.may_fail
    certain = counts.passed + counts.failed + counts.pass_or_fail
    may_turn_good = counts.failed - measured.settled + counts.pass_or_fail
    for joining in range(joining_units + 1):
        least = counts.passed + max(0, joining - may_join_bad)
        most = counts.passed + may_turn_good + min(joining, may_join_good)
        if certain + joining == 0 or _some_share(least, most, certain + joining, target):
            return True
    return False


def _some_share(least: int, most: int, total: int, target: Aim) -> bool:
    """Whether some whole number from `least` to `most`, divided by `total`, reaches the target."""
    floor, first = target.floor, least
    if floor is not None:
        wanted = floor.value * total
        first = max(least, whole_below(wanted) + 1 if floor.op == "above" else ceil(wanted))
    return first <= most and satisfies(Fraction(first, total), target)
