"""The bands in which an indicator scores a value short of its target."""

from __future__ import annotations

from fractions import Fraction

from pydantic import model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.tables.words import Exact, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Band(Strict):
    """Values from a limit on, towards the target, and the share of the weight that they earn.

    Attributes:
        at_least: the limit under a target of `at_least` or `above`.
        at_most: the limit under a target of `at_most` or `below`.
        earns: the share of the weight.
    """

    at_least: Exact | None = None
    at_most: Exact | None = None
    earns: Exact

    @model_validator(mode="after")
    def _one_limit(self) -> Band:
        if (self.at_least is None) == (self.at_most is None):
            reason = Text(zh="at_least 与 at_most 只写一项", en="write either `at_least` or `at_most`")
            raise refused(refusal(BAD_COMBINATION, allowed=("at_least", "at_most"), reason=reason))
        return self

    def holds(self, value: Fraction) -> bool:
        """Whether a value is in the band or better."""
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is not None and value <= self.at_most

    def limit(self) -> Fraction:
        """The value that is just in the band."""
        found = self.at_least if self.at_least is not None else self.at_most
        assert found is not None, "one of the two is given, by the validator"
        return found
