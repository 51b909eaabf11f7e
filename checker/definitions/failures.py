"""What each row or member against a target takes, as a pack writes it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.definitions.scoring import Steps
from checker.tables.words import Exact, Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

#: The hours of one unit of delay.
HOURS: dict[str, int] = {"hour": 1, "day": 24}


class TakesBy(Strict):
    """What a row takes by its choice in a column.

    Attributes:
        by: the column, one with choices.
        of: by choice, a share of the sum, or an amount if there is none; a choice that isn't named takes nothing.
    """

    by: str
    of: dict[str, Exact] = Field(min_length=1)


def _number_or_choice(value: object) -> str:
    return "choice" if isinstance(value, (dict, TakesBy)) else "number"


Takes = Annotated[Annotated[Exact, Tag("number")] | Annotated[TakesBy, Tag("choice")], Discriminator(_number_or_choice)]


class FailuresTake(Strict):
    """What each row or member against the target of some indicators takes.

    Attributes:
        indicators: whose rows; a row that counts against two of them takes twice.
        takes: a share of the sum, or an amount if there is none; or these by a choice of the row.
        free: so many of them, taken together, take nothing.
        per: it is taken for each `hour` or `day` by which the row is late.
        steps: what part of an hour or day counts for: `exact` parts, only `whole` ones, or each one `begun`.
        each_at_most: no row takes more than this.
    """

    indicators: tuple[str, ...] = Field(min_length=1)
    takes: Takes
    free: Whole = Field(default=0, ge=0)
    per: Literal["hour", "day"] | None = None
    steps: Steps = "exact"
    each_at_most: Exact | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> FailuresTake:
        wrong = []
        if self.free and not self.is_plain:
            reason = Text(
                "每项金额不同的，不能写 free：没有规定免去哪几项",
                "`free` needs one sum for all rows: if sums differ, it isn't clear which rows are free",
            )
            wrong.append(refusal(BAD_COMBINATION, "free", reason=reason))
        for name in ("steps", "each_at_most"):
            if self.per is None and name in self.model_fields_set:
                reason = Text(f"{name} 只与 per 一起用", f"`{name}` goes with `per`")
                wrong.append(refusal(BAD_COMBINATION, name, reason=reason))
        names = self.indicators
        for place, name in enumerate(names):
            if name in names[:place]:
                reason = Text("这项指标写了两次", "this indicator is written twice")
                wrong.append(refusal(BAD_FORM, "indicators", place, needed=reason))
        if wrong:
            raise refused(*wrong)
        return self

    @property
    def is_plain(self) -> bool:
        """Whether every row takes the same."""
        return self.per is None and not isinstance(self.takes, TakesBy)

    def figures(self) -> Iterator[tuple[tuple[str, ...], Fraction]]:
        """Every figure that it takes, and where it is written."""
        if isinstance(self.takes, TakesBy):
            for choice, value in self.takes.of.items():
                yield ("takes", "of", choice), value
        else:
            yield ("takes",), self.takes
        if self.each_at_most is not None:
            yield ("each_at_most",), self.each_at_most

    def rate(self, choice: str) -> Fraction:
        """What a row with this choice takes, for each hour or day if it is so."""
        return self.takes.of.get(choice, Fraction(0)) if isinstance(self.takes, TakesBy) else self.takes

    def rates(self, choices: tuple[str, ...]) -> tuple[Fraction, ...]:
        """What a row takes, whichever of these choices it has."""
        return tuple(map(self.rate, choices)) if isinstance(self.takes, TakesBy) else (self.takes,)

    def of_late(self, rate: Fraction, hours: Fraction) -> Fraction:
        """What a row takes that is so late."""
        assert self.per is not None, "asked only if lateness counts"
        units = hours / HOURS[self.per]
        if self.steps != "exact":
            units = Fraction(units // 1 if self.steps == "whole" else -(-units // 1))
        taken = units * rate
        return taken if self.each_at_most is None else min(taken, self.each_at_most)
