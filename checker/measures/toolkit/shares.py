"""Computes how many units bring a share to its target: further good units, or corrected ones."""

from fractions import Fraction
from math import ceil, floor
from typing import Literal, assert_never

from checker.frozen import dataclass
from checker.measures.toolkit.bounds import satisfies
from checker.model import Aim, Between, Counts, Target


@dataclass(frozen=True)
class Shortage:
    """How far a share is from its target, with undecided units counted against it.

    Attributes:
        further: the smallest number of further good units that is enough; None if none is.
        fixes: the smallest number of present units that is enough if they turn good; None if not even all are.
        mirrored: the target is a ceiling, so a good unit is one outside the numerator.
    """

    further: int | None
    fixes: int | None
    mirrored: bool = False


#: The target for the rest of a share that follows from a ceiling.
_MIRRORED: dict[str, Literal["at_least", "above", "equals"]] = {
    "at_most": "at_least",
    "below": "above",
    "equals": "equals",
}


def shortage(counts: Counts, target: Aim) -> Shortage:
    """Computes what a share lacks; for `equals`, the decided units alone, as nothing open is sure to equal it.

    What brings a share to one side of a target and beyond the other is not enough.
    """
    if isinstance(target, Between):
        return _between(counts, target)
    wanted, decided = target.value, counts.passed + counts.failed
    if target.is_ceiling or (target.is_exact and counts.passed > wanted * decided):
        against = counts.passed + counts.pass_or_fail + counts.out_or_pass + counts.anything
        ceiling = Target(_MIRRORED[target.op], 1 - wanted)
        good, total = counts.failed, counts.failed + against
        return Shortage(further_good(good, total, ceiling), to_correct(good, total, ceiling), mirrored=True)
    total = decided + counts.pass_or_fail + counts.out_or_fail + counts.anything
    return Shortage(further_good(counts.passed, total, target), to_correct(counts.passed, total, target))


def _between(counts: Counts, target: Between) -> Shortage:
    """Computes what a share outside a range lacks, wherever the undecided units end up."""
    decided = counts.passed + counts.failed
    mirrored = bool(decided) and target.at(Fraction(counts.passed, decided)) is target.high
    if mirrored:
        counts = Counts(
            passed=counts.failed,
            failed=counts.passed,
            pass_or_fail=counts.pass_or_fail,
            out_or_pass=counts.out_or_fail,
            out_or_fail=counts.out_or_pass,
            anything=counts.anything,
        )
        target = Between(_mirror(target.high), _mirror(target.low))
    may_pass = counts.pass_or_fail + counts.out_or_pass + counts.anything
    total = decided + counts.pass_or_fail + counts.out_or_fail + counts.anything
    further, fixes = further_good(counts.passed, total, target.low), to_correct(counts.passed, total, target.low)
    if further is not None and not _is_below(counts.passed + may_pass + further, decided + may_pass + further, target):
        further = None
    if fixes is not None and not _is_below(counts.passed + max(fixes, may_pass), decided + may_pass, target):
        fixes = None
    return Shortage(further, fixes, mirrored)


def _mirror(side: Target) -> Target:
    """The side of a target for the rest of a share."""
    turned: dict[str, Literal["at_least", "above", "at_most", "below"]] = {
        "at_least": "at_most",
        "above": "below",
        "at_most": "at_least",
        "below": "above",
    }
    return Target(turned[side.op], 1 - side.value)


def _is_below(passed: int, total: int, target: Between) -> bool:
    return not total or satisfies(Fraction(passed, total), target.high)


def further_good(passed: int, total: int, target: Target) -> int | None:
    """Finds the smallest n for which (passed + n) / (total + n) reaches the target; None if no n does."""
    wanted = target.value
    match target.op:
        case "at_least":
            if passed >= wanted * total and total:
                return 0
            if wanted >= 1:
                return 1 if total == 0 and wanted == 1 else None
            return max(0 if total else 1, ceil((wanted * total - passed) / (1 - wanted)))
        case "above":
            return max(0, floor((wanted * total - passed) / (1 - wanted)) + 1) if wanted < 1 else None
        case "equals":
            if wanted == 1:
                return (0 if total else 1) if passed == total else None
            exact = (wanted * total - passed) / (1 - wanted)
            return int(exact) if total and exact >= 0 and exact.denominator == 1 else None
        case "at_most" | "below":
            return None
        case _:
            assert_never(target.op)


def to_correct(passed: int, total: int, target: Target) -> int | None:
    """Finds how many failing units must turn good to reach the target; None if not even all are enough."""
    wanted = target.value * total
    match target.op:
        case "equals":
            return int(wanted) - passed if wanted.denominator == 1 and passed <= wanted <= total else None
        case "at_least":
            least = ceil(wanted)
        case "above":
            least = floor(wanted) + 1
        case "at_most" | "below":
            return None
        case _:
            assert_never(target.op)
    return max(0, least - passed) if least <= total else None


def to_raise(counts: Counts, target: Target) -> int | None:
    """Finds how many members must reach their goal to reach the target; None if not even all are enough.

    Members that certainly belong come first, as they weigh more than those that may not belong.
    """
    sure, doubtful = counts.failed + counts.pass_or_fail, counts.out_or_fail + counts.anything
    for raised in range(sure + doubtful + 1):
        passed = counts.passed + min(raised, sure)
        total = counts.passed + sure + doubtful - max(0, raised - sure)
        if total == 0 or satisfies(Fraction(passed, total), target):
            return raised
    return None
