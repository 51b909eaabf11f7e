"""How a value earns the weight of its indicator: along a line, by points deducted or in tiers, and points on top."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.definitions.tiers import Tier, tier_of
from checker.tables.words import Exact, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

#: Whether points are counted for parts of a step, for whole steps only, or for each step that has begun.
Steps = Literal["exact", "whole", "begun"]


class Line(Strict):
    """The weight earned grows evenly from nothing at the worst value to all of it at the best one.

    Attributes:
        worst: from here on, away from the target, nothing is earned.
        best: from here on, all is earned; the target if not given.
    """

    worst: Exact
    best: Exact | None = None

    @model_validator(mode="after")
    def _has_a_length(self) -> Line:
        if self.worst == self.best:
            reason = Text(zh="worst 与 best 相同", en="`worst` and `best` are the same")
            raise refused(refusal(BAD_COMBINATION, "best", reason=reason))
        return self

    def end(self, target: Fraction) -> Fraction:
        """The value from which all is earned."""
        return target if self.best is None else self.best

    def earns(self, value: Fraction, target: Fraction) -> Fraction:
        """The share of the weight that a value earns, 0 to 1."""
        best = self.end(target)
        if best == self.worst:
            return Fraction(0)
        return min(max((value - self.worst) / (best - self.worst), Fraction(0)), Fraction(1))


class _Points(Strict):
    """Points of the weight for each so much.

    Attributes:
        points: how many for one step.
        per: the length of a step, in the unit of the value.
        steps: what part of a step counts for.
    """

    points: Exact
    per: Exact = Field(default="1", validate_default=True)
    steps: Steps = "exact"

    @model_validator(mode="after")
    def _above_zero(self) -> _Points:
        needed = Text(zh="应大于 0", en="it must be above 0")
        wrong = [refusal(BAD_FORM, name, needed=needed) for name in ("points", "per") if getattr(self, name) <= 0]
        if wrong:
            raise refused(*wrong)
        return self

    def of(self, distance: Fraction) -> Fraction:
        """The points for a distance from the target."""
        steps = distance / self.per
        if self.steps != "exact":
            steps = Fraction(steps // 1 if self.steps == "whole" else -(-steps // 1))
        return self.points * steps


class Deduct(_Points):
    """Points that a value short of the target loses.

    Attributes:
        most: no more than these are lost; the whole weight if not given.
        floor: the fewest points that can be left: 0 if not given; below 0, it takes points that others earned.
    """

    most: Exact | None = None
    floor: Exact = Field(default="0", validate_default=True)

    @model_validator(mode="after")
    def _floor_below(self) -> Deduct:
        if self.floor > 0:
            needed = Text(zh="应是 0 或负数", en="it must be 0 or less")
            raise refused(refusal(BAD_FORM, "floor", needed=needed))
        return self

    def earns(self, value: Fraction, target: Fraction, weight: Fraction) -> Fraction:
        """The share of the weight that a value short of the target keeps: at most 1, and below 0 with such a floor."""
        if not weight:
            return Fraction(0)
        lost, all_ = self.of(abs(value - target)), weight - self.floor
        return 1 - min(lost, all_ if self.most is None else min(self.most, all_)) / weight

    def least(self, weight: Fraction) -> Fraction:
        """The least share of the weight that it leaves, whatever the value."""
        all_ = weight - self.floor
        return 1 - (all_ if self.most is None else min(self.most, all_)) / weight if weight else Fraction(0)


class Bonus(_Points):
    """Points that a value better than the target earns beside the weight.

    Attributes:
        most: no more than these are earned.
    """

    most: Exact

    def adds(self, value: Fraction, target: Fraction, weight: Fraction) -> Fraction:
        """The points, as a share of the weight."""
        return min(self.of(abs(value - target)), self.most) / weight if weight else Fraction(0)


class ScoringBy(Strict):
    """A rule with figures of its own; exactly one.

    Attributes:
        line: the share of the weight grows evenly from a worst value to a best one.
        deduct: points that are lost for each so much between the value and the target.
        tiers: ranges of values, each with the share of the weight that it earns.
    """

    line: Line | None = None
    deduct: Deduct | None = None
    tiers: tuple[Tier, ...] = Field(default=(), min_length=1)

    @model_validator(mode="after")
    def _one(self) -> ScoringBy:
        names = ("line", "deduct", "tiers")
        if sum(bool(getattr(self, name)) for name in names) != 1:
            reason = Text(zh="只写其中一项", en="write exactly one of these")
            raise refused(refusal(BAD_COMBINATION, allowed=names, reason=reason))
        return self

    def least(self, weight: Fraction) -> Fraction:
        """The least share of the weight that a value earns; nothing, unless a deduction goes below 0."""
        return min(Fraction(0), Fraction(0) if self.deduct is None else self.deduct.least(weight))

    def earns(self, value: Fraction, target: Fraction, weight: Fraction) -> Fraction:
        """The share of the weight that a value short of the target earns."""
        if self.line is not None:
            return self.line.earns(value, target)
        if self.deduct is not None:
            return self.deduct.earns(value, target, weight)
        tier = tier_of(self.tiers, value)
        return Fraction(0) if tier is None else tier.earns


def _word_or_figures(value: object) -> str:
    return "figures" if isinstance(value, (dict, ScoringBy)) else "word"


Scoring = Annotated[
    Annotated[Literal["proportional", "pass-fail", "bands"], Tag("word")] | Annotated[ScoringBy, Tag("figures")],
    Discriminator(_word_or_figures),
]
