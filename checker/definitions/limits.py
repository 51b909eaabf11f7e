"""Limits on the points that one indicator, or several together, may lose or gain."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.tables.words import Exact, Strict, Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Limit(Strict):
    """A limit on the points of some indicators, added up.

    Attributes:
        name: what the indicators have in common, for people.
        clause: the clause that sets the limit, if it is not that of the indicators.
        indicators: their ids.
        loses_at_most: how many points of their weights they may lose.
        gains_at_most: how many points their bonuses may add.
    """

    name: Words
    clause: str | None = Field(default=None, min_length=1)
    indicators: tuple[str, ...] = Field(min_length=1)
    loses_at_most: Exact | None = None
    gains_at_most: Exact | None = None

    @model_validator(mode="after")
    def _something(self) -> Limit:
        names = ("loses_at_most", "gains_at_most")
        given = [name for name in names if getattr(self, name) is not None]
        if not given:
            reason = Text(zh="至少写其中一项", en="write at least one of these")
            raise refused(refusal(BAD_COMBINATION, allowed=names, reason=reason))
        needed = Text(zh="应大于 0", en="it must be above 0")
        wrong = [refusal(BAD_FORM, name, needed=needed) for name in given if getattr(self, name) <= 0]
        if wrong:
            raise refused(*wrong)
        return self

    def beyond(self, lost: Fraction, gained: Fraction) -> tuple[Fraction, Fraction]:
        """How many of the points that were lost, and of those that were gained, don't count."""
        limits = (lost, self.loses_at_most), (gained, self.gains_at_most)
        over = [Fraction(0) if most is None else max(points - most, Fraction(0)) for points, most in limits]
        return over[0], over[1]
