"""What a share comes to once everything is decided, and what holds however the open units turn out.

Every way in which they can is gone through, as sums: how many pass and fail, how many would by what is asked so far,
and how many failures can no longer be made good.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.members import Place
from tests.oracle.rules import Time

#: Beyond so many further rows none is looked for.
ENOUGH = 100_000


@dataclass(frozen=True)
class Asked:
    """What is asked of a share.

    Attributes:
        target: at least so much of it.
        members: it is of members, whose number is given; not of rows, of which there can be more.
    """

    target: Fraction
    members: bool
    time: Time


class Sums(NamedTuple):
    """One way in which everything has turned out, in numbers of units."""

    passed: int = 0
    failed: int = 0
    passed_by_now: int = 0
    failed_by_now: int = 0
    lost: int = 0
    lent: int = 0
    lent_by_now: int = 0
    lent_late: int = 0

    def and_one(self, place: Place) -> Sums:
        """With one more unit."""
        fails = place.outcome == "fail"
        return Sums(
            self.passed + (place.outcome == "pass"),
            self.failed + fails,
            self.passed_by_now + (place.paced == "pass"),
            self.failed_by_now + (place.paced == "fail"),
            self.lost + (fails and place.settled),
            self.lent + place.lent,
            self.lent_by_now + place.lent_by_now,
            self.lent_late + place.lent_late,
        )

    def plus(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(*map(sum, zip(self, other, strict=True)))

    def without_loans(self) -> Sums:
        """The same, once it is known that there are not too many loans."""
        return self._replace(lent=0, lent_by_now=0, lent_late=0)

    @property
    def value(self) -> Fraction | None:
        """The share that passes; None of nothing."""
        return share(self.passed, self.failed)


def share(passed: int, failed: int) -> Fraction | None:
    """So many of all; None of nothing."""
    return Fraction(passed, passed + failed) if passed + failed else None


def all_sums(units: Iterable[set[Place]]) -> set[Sums]:
    """The sums of every combination of what the units can come to."""
    found = {Sums()}
    for places in units:
        found = {sums.and_one(place) for sums in found for place in places}
    return found


def all_together(several: Iterable[set[Sums]]) -> set[Sums]:
    """The sums of every combination of what several have come to."""
    found = {Sums()}
    for cases in several:
        found = {sums.plus(case) for sums in found for case in cases}
    return found


def status_of(cases: set[Sums], asked: Asked) -> str:
    """The status if it is the same in every case, else undetermined.

    Short of the pace in every case is behind, as long as the target is not out of reach for certain.
    """
    found = {_status(case, asked) for case in cases}
    if found == {"behind", "missed"}:
        return "behind"
    return found.pop() if len(found) == 1 else "undetermined"


def _status(case: Sums, asked: Asked) -> str:
    value = case.value
    if value is None:
        return "not_applicable"
    if not asked.time.open:
        return "met" if value >= asked.target else "missed"
    if not is_reachable(case, asked):
        return "missed"
    by_now = share(case.passed_by_now, case.failed_by_now)
    return "on_track" if by_now is not None and by_now >= asked.target else "behind"


def is_reachable(case: Sums, asked: Asked) -> bool:
    """Whether the target is met, or still can be; nothing yet can become anything while there is time."""
    value = case.value
    if value is not None and value >= asked.target:
        return True
    if value is None or not asked.time.open:
        return asked.time.open
    if asked.members:
        return share(case.passed + case.failed - case.lost, case.lost) >= asked.target  # type: ignore[operator]  # there are some
    return share(case.passed + ENOUGH, case.failed) >= asked.target  # type: ignore[operator]  # there are some


def needed(cases: Iterable[Sums], asked: Asked, status: str) -> int | None:
    """The least number of further good ones that reaches the target however the open units turn out.

    None where nothing is needed by now, where no number is enough, and for rows of a time that is over: nobody is asked
    to add rows to it.
    """
    if status in ("met", "on_track") or not (asked.time.open or asked.members):
        return None
    least = 0
    for passed, failed in {(case.passed, case.failed) for case in cases}:
        found = _tried(passed, failed, asked) if passed + failed else 0
        if found is None:
            return None
        least = max(least, found)
    return least or None


def _tried(passed: int, failed: int, asked: Asked) -> int | None:
    for further in range(failed + 1 if asked.members else ENOUGH):
        found = share(passed + further, failed - further * asked.members)
        if found is not None and found >= asked.target:
            return further
        if asked.target == 1 and not asked.members:
            return None  # one failure is enough, and stays
    return None
