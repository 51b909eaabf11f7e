"""A target of an indicator, and the day from which it applies."""

from __future__ import annotations

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.model import Target
from checker.tables.operands import OPERATORS
from checker.tables.words import Day, Exact, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class TargetFrom(Strict):
    """A target, and the day from which it applies.

    Attributes:
        since: the first day; an earlier target applies before it.
        at_least, at_most, above, below, equals: the limit; exactly one of these is written.
    """

    since: Day | None = Field(default=None, alias="from")
    at_least: Exact | None = None
    at_most: Exact | None = None
    above: Exact | None = None
    below: Exact | None = None
    equals: Exact | None = None

    @model_validator(mode="after")
    def _one(self) -> TargetFrom:
        given = [target.op for target in self._given()]
        if len(given) != 1:
            reason = Text(zh="应写且只写一个目标值", en="write exactly one target")
            second = given[1:2]
            raise refused(refusal(BAD_COMBINATION, *second, found="".join(second), allowed=OPERATORS, reason=reason))
        return self

    def _given(self) -> list[Target]:
        pairs = ((op, getattr(self, op)) for op in OPERATORS)
        return [Target(op, value) for op, value in pairs if value is not None]

    @property
    def target(self) -> Target:
        """The operator and its value."""
        return self._given()[0]
