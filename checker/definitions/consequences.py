"""What follows in money from a score, a grade, missed targets or the rows against them, as a pack writes it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM, MISSING_KEY, WRONG_ORDER
from checker.definitions.failures import FailuresTake, TakesBy
from checker.definitions.repeated import Repeated
from checker.definitions.scoring import Steps
from checker.tables.whom import Whom
from checker.tables.words import Exact, Strict, Words
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text

_RULES = ("grades", "points", "tiers", "missed", "failures")


class OfParameter(Strict):
    """An amount that a parameter gives, of pack.yaml or, by department and day, of parameters.yaml.

    Attributes:
        parameter: its name.
    """

    parameter: str


class OfIndicator(Strict):
    """An amount that departments report: the value of an indicator.

    Attributes:
        indicator: its id.
    """

    indicator: str


def _kind(value: object) -> str:
    if isinstance(value, OfIndicator) or (isinstance(value, dict) and "indicator" in value):
        return "indicator"
    return "parameter" if isinstance(value, (dict, OfParameter)) else "number"


#: The sum of which shares are taken.
Of = Annotated[
    Annotated[Exact, Tag("number")]
    | Annotated[OfParameter, Tag("parameter")]
    | Annotated[OfIndicator, Tag("indicator")],
    Discriminator(_kind),
]


class GradeTakes(Strict):
    """What one grade takes.

    Attributes:
        grade: its name in either language.
        takes: a share of the sum, or an amount if there is none.
    """

    grade: str = Field(min_length=1)
    takes: Exact


class PointsTake(Strict):
    """What each point of the score below a limit takes.

    Attributes:
        below: the score from which on nothing is taken.
        takes: for each step, a share of the sum, or an amount if there is none.
        per: the points of one step.
        steps: what part of a step counts for: `exact` parts, only `whole` steps, or each one `begun`.
    """

    below: Exact
    takes: Exact
    per: Exact = Field(default="1", validate_default=True)
    steps: Steps = "exact"

    def of(self, score: Fraction) -> tuple[Fraction, Fraction]:
        """How many points a score is short, and how many steps count."""
        short = max(self.below - score, Fraction(0))
        steps = short / self.per
        if self.steps != "exact":
            steps = Fraction(steps // 1 if self.steps == "whole" else -(-steps // 1))
        return short, steps


class ScoreTier(Strict):
    """What scores below a limit take, down to the limit of the next tier.

    Attributes:
        below: scores below this are in it.
        takes: a share of the sum, or an amount if there is none.
    """

    below: Exact
    takes: Exact


class MissedTake(Strict):
    """What each missed target takes.

    Attributes:
        takes: a share of the sum, or an amount if there is none.
        indicators: whose targets; those of all indicators if not given.
    """

    takes: Exact
    indicators: tuple[str, ...] = ()


class ConsequenceRule(Strict):
    """What follows in money from a department's score, grade, missed targets or failures; exactly one of these.

    With none of them and only `when`, it takes nothing: it applies, or it doesn't.

    Attributes:
        name: what it is called, for people.
        clause: the clause that sets it.
        unit: the money in which it is counted; none if nothing is taken.
        of: the sum of which shares are taken: a number, a parameter or the value of an indicator. Without it, amounts.
        applies_to: the departments that it is for; all if not given.
        grades: what each grade takes; a grade that isn't named takes nothing.
        points: what each point of the score below a limit takes.
        tiers: what scores below limits take, from the mildest on.
        missed: what each missed target takes.
        failures: what each row or member against the target of some indicators takes.
        when: in how many periods a score, a grade or a missed target must have been there for it to apply.
        at_most: no more than this is taken: a share of the sum, or an amount if there is none.
    """

    name: Words
    clause: str | None = Field(default=None, min_length=1)
    unit: Words | None = None
    of: Of | None = None
    applies_to: Whom = Whom()
    grades: tuple[GradeTakes, ...] = Field(default=(), min_length=1)
    points: PointsTake | None = None
    tiers: tuple[ScoreTier, ...] = Field(default=(), min_length=1)
    missed: MissedTake | None = None
    failures: FailuresTake | None = None
    when: Repeated | None = None
    at_most: Exact | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> ConsequenceRule:
        given = [name for name in _RULES if getattr(self, name)]
        if self.is_named:
            return self
        if given and self.unit is None:
            raise refused(refusal(MISSING_KEY, key="unit"))
        if len(given) != 1:
            en = "write exactly one of these, or only `when` if nothing is taken"
            reason = Text(zh="只写其中一项；不扣减的只写 when", en=en)
            raise refused(refusal(BAD_COMBINATION, *given[1:2], allowed=_RULES, reason=reason))
        wrong = [*self._bad_figures(), *self._bad_order()]
        if wrong:
            raise refused(*wrong)
        return self

    @property
    def is_named(self) -> bool:
        """Whether nothing is taken, and it only applies or doesn't."""
        amounts = (self.unit, self.of, self.at_most, *(getattr(self, name) for name in _RULES))
        return self.when is not None and not any(amounts)

    @property
    def unit_text(self) -> Text:
        """The money, for people; empty if nothing is taken."""
        return Text("", "") if self.unit is None else self.unit.text

    def columns_read(self, indicator: str) -> tuple[str, ...]:
        """The columns of the rows of an indicator that decide what each takes."""
        rule = self.failures
        return (rule.takes.by,) if rule and isinstance(rule.takes, TakesBy) and indicator in rule.indicators else ()

    def _takes(self) -> Iterable[tuple[tuple[str | int, ...], Fraction]]:
        for name in ("grades", "tiers"):
            for index, each in enumerate(getattr(self, name)):
                yield (name, index, "takes"), each.takes
        for name in ("points", "missed"):
            if (rule := getattr(self, name)) is not None:
                yield (name, "takes"), rule.takes
        if self.failures is not None:
            yield from ((("failures", *path), value) for path, value in self.failures.figures())
        if self.at_most is not None:
            yield ("at_most",), self.at_most

    def _bad_figures(self) -> list[Refusal]:
        share = Text("应大于 0，不超过 100%", "it must be above 0, and 100% at most")
        amount = Text("应大于 0", "it must be above 0")
        shares = self.of is not None
        wrong = [
            refusal(BAD_FORM, *path, needed=share if shares else amount)
            for path, value in self._takes()
            if value <= 0 or (shares and value > 1)
        ]
        if self.points is not None and self.points.per <= 0:
            wrong.append(refusal(BAD_FORM, "points", "per", needed=amount))
        limits: list[tuple[tuple[str | int, ...], Any]] = [
            (("tiers", index, "below"), each.below) for index, each in enumerate(self.tiers)
        ]
        limits += [] if self.points is None else [(("points", "below"), self.points.below)]
        score = Text("应大于 0，不超过 100 分", "it is a score: above 0, and 100 at most")
        return wrong + [refusal(BAD_FORM, *path, needed=score) for path, value in limits if not 0 < value <= 100]

    def _bad_order(self) -> list[Refusal]:
        reason = Text(
            "各档由轻到重：below 由高到低，takes 由小到大",
            "list the mildest tier first: `below` falls and `takes` rises from tier to tier",
        )
        return [
            refusal(WRONG_ORDER, "tiers", index, reason=reason)
            for index, (one, other) in enumerate(pairwise(self.tiers), start=1)
            if other.below >= one.below or other.takes <= one.takes
        ]
