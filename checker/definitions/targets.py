"""A target of an indicator, and the day from which it applies."""

from __future__ import annotations

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.model import Aim, Between, Target
from checker.tables.operands import OPERATORS
from checker.tables.words import Day, Exact, Strict
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text

_ONE = Text(
    zh="应写且只写一个目标值；有上下限的，写一个下限和一个上限",
    en="write exactly one target, or, for one with two sides, one lower and one upper limit",
)
_NO_RANGE = Text(
    zh="下限应低于上限；只许一个值的写 equals",
    en="the lower limit must be below the upper one; for one value write `equals`",
)


class TargetFrom(Strict):
    """A target, and the day from which it applies.

    Attributes:
        since: the first day; an earlier target applies before it.
        at_least, at_most, above, below, equals: the limit; exactly one of these is written, or two for a target with
            two sides: `at_least` or `above`, and `at_most` or `below`.
    """

    since: Day | None = Field(default=None, alias="from")
    at_least: Exact | None = None
    at_most: Exact | None = None
    above: Exact | None = None
    below: Exact | None = None
    equals: Exact | None = None

    @model_validator(mode="after")
    def _one_or_both_sides(self) -> TargetFrom:
        given = self._given()
        sides = sorted((each.is_exact, each.is_floor, each.is_ceiling) for each in given)
        if len(given) != 1 and sides != [(False, False, True), (False, True, False)]:
            raise refused(self._second([each.op for each in given]))
        if len(given) == 2 and given[0].value >= given[1].value:
            raise refused(refusal(BAD_COMBINATION, given[1].op, reason=_NO_RANGE))
        return self

    @staticmethod
    def _second(given: list[str]) -> Refusal:
        second = given[1:2]
        return refusal(BAD_COMBINATION, *second, found="".join(second), allowed=OPERATORS, reason=_ONE)

    def _given(self) -> list[Target]:
        """The limits that are written, a lower one first."""
        pairs = ((op, getattr(self, op)) for op in OPERATORS)
        found = [Target(op, value) for op, value in pairs if value is not None]
        return sorted(found, key=lambda each: each.is_ceiling)

    @property
    def target(self) -> Aim:
        """What is asked."""
        first, *others = self._given()
        return Between(first, others[0]) if others else first
