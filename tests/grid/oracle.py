"""What a result must say: value, bounds, status, score and flagged rows, from what its units can come to.

Every way in which open units can turn out is gone through. Nothing here knows how the program judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tests.grid.units import Unit

TESTS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, wanted: value >= wanted,
    "above": lambda value, wanted: value > wanted,
    "at_most": lambda value, wanted: value <= wanted,
    "below": lambda value, wanted: value < wanted,
    "equals": lambda value, wanted: value == wanted,
}
FLOORS, CEILINGS = ("at_least", "above"), ("at_most", "below")
#: Values may miss these above and below.
BOTH_WAYS = ("equals", "between")


@dataclass(frozen=True)
class Asked:
    """What is asked, and when.

    Attributes:
        wanted: the value; of "between", the lowest one.
        high: of "between", the highest value.
        pace: the part of an amount that is due by now.
        closed: nothing can change any more.
        missing: some departments have not submitted.
    """

    op: str
    wanted: Fraction
    closed: bool
    pace: Fraction = Fraction(1)
    missing: bool = False
    high: Fraction = Fraction(0)

    def holds(self, value: Fraction) -> bool:
        if self.op == "between":
            return self.wanted <= value <= self.high
        return TESTS[self.op](value, self.wanted)

    def certain(self, low: Fraction | None, high: Fraction | None) -> bool | None:
        """Whether everything between two bounds reaches the target; None if only some of it does."""
        if self.op == "between":
            if low is not None and high is not None and self.holds(low) and self.holds(high):
                return True
            outside = (low is not None and low > self.high) or (high is not None and high < self.wanted)
            return False if outside else None
        if self.op == "equals":
            if low is not None and low == high:
                return low == self.wanted
            outside = (low is not None and low > self.wanted) or (high is not None and high < self.wanted)
            return False if outside else None
        worst, best = (low, high) if self.op in FLOORS else (high, low)
        if worst is not None and self.holds(worst):
            return True
        return False if best is not None and not self.holds(best) else None


@dataclass(frozen=True)
class Verdict:
    """What a result must say; `earned` is what it earns under each scoring."""

    status: str
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    reachable: bool
    #: The worst values to score, with the target that they are scored against; empty: it earns nothing.
    scored: tuple[Fraction, ...] = ()
    due: Fraction | None = None


class Sums(NamedTuple):
    passed: int = 0
    failed: int = 0
    lost: int = 0
    waiting: int = 0


def every_end(units: Iterable[Unit], by_now: bool) -> set[Sums]:
    """The sums of every combination of what the units can come to."""
    found = {Sums()}
    for unit in units:
        ends = unit.by_now if by_now else unit.ends
        found = {
            Sums(
                sums.passed + (end == "pass"),
                sums.failed + (end == "fail"),
                sums.lost + (end == "fail" and unit.lost),
                sums.waiting + (end == "wait"),
            )
            for sums in found
            for end in ends
        }
    return found


def value_of(sums: Sums) -> Fraction | None:
    total = sums.passed + sums.failed
    return Fraction(sums.passed, total) if total else None


def share(units: Sequence[Unit], asked: Asked, kind: str) -> Verdict:
    """A share of events, of which any number may follow, of a fixed population, or of quantities that all move."""
    cases = every_end(units, by_now=False)
    values = [value for sums in cases if (value := value_of(sums)) is not None]
    value = decided_value(units, by_now=False)
    if not values:
        return Verdict("undetermined" if asked.missing else "not_applicable", None, None, None, True)
    low, high, open_ = min(values), max(values), len(values) < len(cases)
    if asked.closed:
        answer = None if open_ else asked.certain(low, high)
        status = {True: "met", False: "missed", None: "undetermined"}[answer]
        reachable = asked.certain(low, high) is not False
    else:
        reachable = kind == "moves" or any(_can_reach(sums, asked, kind == "events") for sums in cases)
        now = every_end(units, by_now=True)
        shares = [each for sums in now if (each := value_of(sums)) is not None]
        answer = None if open_ or len(shares) < len(now) else asked.certain(min(shares), max(shares))
        status = {True: "on_track", False: "behind", None: "undetermined"}[answer] if reachable else "missed"
        low_now, high_now = min(shares), max(shares)
    if asked.missing:
        # The others may bring any number of units of every kind, and only shares of 0 and 1 admit none of one kind.
        no_failure = asked.op not in CEILINGS and asked.wanted == 1 and all(sums.lost for sums in cases)
        no_pass = asked.op not in (*FLOORS, "between") and asked.wanted == 0 and all(sums.passed for sums in cases)
        lost = kind != "moves" and (no_failure or no_pass)
        status, reachable = (status, reachable) if status == "missed" and lost else ("undetermined", True)
    worst, best = (low, high) if asked.closed else (low_now, high_now)
    sides = (worst, best) if asked.op in BOTH_WAYS else (worst,) if asked.op in FLOORS else (best,)
    if status in ("missed", "behind"):
        found = decided_value(units, by_now=not asked.closed)
        sides = () if found is None else (found,)
    return Verdict(status, value, low, high, reachable, sides)


def hangs_on(units: Sequence[Unit], left_out: Sequence[int], asked: Asked) -> bool:
    """Whether the answer would be another one if what is left out counted against the target."""
    if not left_out:
        return False
    value = decided_value(units, by_now=False)
    bad = (
        "pass"
        if asked.op in CEILINGS or (asked.op in BOTH_WAYS and value is not None and value > _end(value, asked))
        else "fail"
    )
    kept = [Unit(each.row, frozenset({bad}), frozenset({bad})) if each.row in left_out else each for each in units]
    before, after = (
        [value for sums in every_end(each, by_now=False) if (value := value_of(sums)) is not None]
        for each in (units, kept)
    )
    was = asked.certain(min(before), max(before)) if before else None
    return was is not False and asked.certain(min(after), max(after)) is not was


def _end(value: Fraction, asked: Asked) -> Fraction:
    """Where what is asked ends for a value."""
    return asked.high if asked.op == "between" and value >= asked.wanted else asked.wanted


def decided_value(units: Sequence[Unit], by_now: bool) -> Fraction | None:
    """The share of those that can come to one end only."""
    certain = [unit for unit in units if len(unit.by_now if by_now else unit.ends) == 1]
    return value_of(next(iter(every_end(certain, by_now))))


def _can_reach(sums: Sums, asked: Asked, events: bool) -> bool:
    """Whether some number of further events, or some end of a population, reaches the target."""
    if events:
        if asked.op in BOTH_WAYS and 0 < asked.wanted < 1:
            return True  # some number of good and bad rows hits it
        # Rows of one kind bring a share as near to either end as rows of both kinds do.
        further = [(more, 0) for more in range(41)] + [(0, more) for more in range(41)]
        ends = [Sums(sums.passed + good, sums.failed + bad) for good, bad in further]
    else:
        can_turn = sums.failed - sums.lost
        ends = [
            Sums(sums.passed + turned + good, sums.failed - turned + joined - good)
            for turned in range(can_turn + 1)
            for joined in range(sums.waiting + 1)
            for good in range(joined + 1)
        ]
    # Where nothing is left to measure, nothing is missed.
    return any((value := value_of(end)) is None or asked.holds(value) for end in ends)


def earned(
    verdict: Verdict, asked: Asked, scoring: str, bands: Sequence[tuple[Fraction, Fraction]], *, is_change: bool = False
) -> Fraction | None:
    """What a result earns."""
    if verdict.status in ("met", "on_track"):
        return Fraction(1)
    if verdict.status == "not_applicable":
        return None
    op, wanted = (asked.op, asked.wanted) if verdict.due is None else ("at_least", verdict.due)
    found = []
    for value in verdict.scored:
        side = asked.op
        if side == "between":
            low = asked.wanted if verdict.due is None else verdict.due
            side = "at_least" if value < low else "at_most"
            op, wanted = (side, low) if value < low else (side, asked.high)
        if verdict.status == "undetermined" and TESTS[op](value, wanted):
            found.append(Fraction(1))
        elif scoring == "pass-fail":
            found.append(Fraction(0))
        elif scoring == "bands":
            inside = [share for limit, share in bands if (value >= limit if asked.op in FLOORS else value <= limit)]
            found.append(max(inside, default=Fraction(0)))
        elif is_change:
            found.append(_part_of_a_change(value, wanted))
        else:
            found.append(_in_proportion(value, side, wanted))
    return min(found, default=Fraction(0))


def _part_of_a_change(value: Fraction, wanted: Fraction) -> Fraction:
    """Half of what was asked for earns half, as does twice of it; a move the other way, or from 0, earns nothing."""
    if value == 0 or wanted == 0 or (value < 0) is not (wanted < 0):
        return Fraction(0)
    return min(value / wanted, wanted / value)


def _in_proportion(value: Fraction, op: str, wanted: Fraction) -> Fraction:
    """The smaller as a part of the larger, if it falls short on the side that matters."""
    if op in CEILINGS:
        part = wanted / value if value > 0 else Fraction(0)
    elif op in FLOORS:
        part = value / wanted if wanted > 0 else Fraction(0)
    else:
        part = min(value, wanted) / max(value, wanted) if max(value, wanted) > 0 else Fraction(0)
    return min(max(part, Fraction(0)), Fraction(1))
