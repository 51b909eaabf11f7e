"""A target: the value that an indicator has to reach, or the two that it has to stay between."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal

from checker.frozen import dataclass

#: How a value is compared with a target, or with another value.
Operator = Literal["at_least", "at_most", "above", "below", "equals"]

#: The test of each comparison, for single values and whole arrays.
TESTS: dict[Operator, Callable[[Any, Any], Any]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "equals": operator.eq,
}


@dataclass(frozen=True)
class Target:
    """The target for a window: an operator and an exact value; `given` is false if the pack has no value for it."""

    op: Operator
    value: Fraction
    given: bool = True

    @property
    def is_floor(self) -> bool:
        """Whether it asks for no less than its value."""
        return self.op in ("at_least", "above")

    @property
    def is_ceiling(self) -> bool:
        """Whether it asks for no more than its value."""
        return self.op in ("at_most", "below")

    @property
    def is_exact(self) -> bool:
        """Whether it asks for its value and no other."""
        return self.op == "equals"

    def is_met(self, value: Fraction) -> bool:
        """Whether a value reaches it."""
        return bool(TESTS[self.op](value, self.value))

    @property
    def limits(self) -> tuple[Target, ...]:
        """All that it asks, one side each."""
        return (self,)

    @property
    def floor(self) -> Target | None:
        """What it asks the value to come up to, if anything."""
        return None if self.is_ceiling else self

    def at(self, value: Fraction | None) -> Target:
        """The side that counts for a value."""
        return self


@dataclass(frozen=True)
class Between:
    """A target with two sides.

    Attributes:
        low: what the value has to reach, `at_least` or `above`.
        high: what it must not exceed, `at_most` or `below`; higher than `low`.
        given: as of a target with one side.
    """

    low: Target
    high: Target
    given: bool = True

    def is_met(self, value: Fraction) -> bool:
        """Whether a value is on the right side of both."""
        return self.low.is_met(value) and self.high.is_met(value)

    @property
    def limits(self) -> tuple[Target, ...]:
        """Both sides, the lower one first."""
        return (self.low, self.high)

    @property
    def floor(self) -> Target | None:
        """What it asks the value to come up to."""
        return self.low

    def at(self, value: Fraction | None) -> Target:
        """The side that a value misses; the nearer one if it misses neither, and the lower one without a value."""
        if value is None or not self.low.is_met(value):
            return self.low
        nearer = value - self.low.value <= self.high.value - value
        return self.low if self.high.is_met(value) and nearer else self.high

    def distance(self, value: Fraction) -> Fraction:
        """How far a value is outside; 0 if it is inside or at an end."""
        return max(self.low.value - value, value - self.high.value, Fraction(0))


#: What an indicator has to reach.
Aim = Target | Between
