"""How many units bring a share to its target: further good ones, or ones that turn good. Numbers only."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal, assert_never

from checker.measures.toolkit.bounds import satisfies
from checker.model import Counts, Target


@dataclass(frozen=True)
class Shortage:
    """How far a share is from its target. What is undecided counts against it.

    Attributes:
        further: the smallest number of further good units; None if no number does.
        fixes: the smallest number of present units that, turned good, do; None if not even all of them do.
        mirrored: the target is a ceiling: good is what stays outside the numerator.
    """

    further: int | None
    fixes: int | None
    mirrored: bool = False


#: What a ceiling of a share asks of the rest of it.
_MIRRORED: dict[str, Literal["at_least", "above", "equals"]] = {
    "at_most": "at_least",
    "below": "above",
    "equals": "equals",
}


def shortage(counts: Counts, target: Target) -> Shortage:
    """What a share lacks; for `equals` of what is decided, as long as anything is open nothing is sure to equal it."""
    wanted, decided = target.value, counts.passed + counts.failed
    if target.op in ("at_most", "below") or (target.op == "equals" and counts.passed > wanted * decided):
        against = counts.passed + counts.pass_or_fail + counts.out_or_pass + counts.anything
        ceiling = Target(_MIRRORED[target.op], 1 - wanted)
        good, total = counts.failed, counts.failed + against
        return Shortage(further_good(good, total, ceiling), to_correct(good, total, ceiling), mirrored=True)
    total = decided + counts.pass_or_fail + counts.out_or_fail + counts.anything
    return Shortage(further_good(counts.passed, total, target), to_correct(counts.passed, total, target))


def further_good(passed: int, total: int, target: Target) -> int | None:
    """The smallest n for which (passed + n) / (total + n) reaches the target; None if no n does."""
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
    """The smallest m of the failing units that, turned good, reach the target; None if not even all of them do."""
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
    """The smallest number of members that, raised to their goal, reach the target; None if not even all of them do.

    Those who surely belong are raised first: they weigh more than those who may turn out not to belong.
    """
    sure, doubtful = counts.failed + counts.pass_or_fail, counts.out_or_fail + counts.anything
    for raised in range(sure + doubtful + 1):
        passed = counts.passed + min(raised, sure)
        total = counts.passed + sure + doubtful - max(0, raised - sure)
        if total == 0 or satisfies(Fraction(passed, total), target):
            return raised
    return None
