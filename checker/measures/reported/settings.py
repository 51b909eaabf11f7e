"""The settings of reported figures in a pack: where they are printed, and how they must agree."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.toolkit.over_table import OverTable, check_column
from checker.tables.words import OneOrSeveral, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

#: Instead of names: every figure of the sheet.
ALL = "all"
_LIMITS = ("at_most", "part_of")


class Relation(Strict):
    """Figures that must agree, to the printed precision: one equals what follows from others, or is limited by one.

    Attributes:
        figure: the figure that is checked.
        sum, difference, ratio, rise: it equals the sum, difference or quotient of these, or the rise from the second
            to the first.
        at_most: it is at most this one.
        part_of: it counts some of what this one counts; a rate must be a possible share of it.
    """

    figure: str
    sum: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()
    at_most: str | None = None
    part_of: str | None = None

    @property
    def limit(self) -> str | None:
        """The figure that limits it."""
        return self.at_most or self.part_of

    @property
    def terms(self) -> tuple[str, ...]:
        """The other figures of the relation."""
        return self.sum + self.difference + self.ratio + self.rise + ((self.limit,) if self.limit else ())

    @model_validator(mode="after")
    def _one(self) -> Relation:
        names = [name for name in type(self).model_fields if name != "figure"]
        given = [name for name in names if getattr(self, name)]
        if len(given) != 1 or (given[0] not in ("sum", *_LIMITS) and len(getattr(self, given[0])) != 2):
            zh = "应写其中一项；at_most、part_of 后写一个数，sum 后写几个数，其他都是两个数"
            en = "exactly one of these is needed: `at_most` or `part_of` with one term, `sum` with any, others with two"
            raise refused(
                refusal(
                    BAD_COMBINATION, *given[-1:], found="".join(given[-1:]), allowed=names, reason=Text(zh=zh, en=en)
                )
            )
        return self


class ReportedSettings(OverTable):
    """The settings of reported figures; `Reported` explains each."""

    due_days: ClassVar[bool] = False

    figure: str
    printed: str
    unit: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    figures: OneOrSeveral = Field(min_length=1)
    judge: Literal["consistency", "figure"] = "consistency"
    relations: tuple[Relation, ...] = ()
    pooled: Literal["by-figure", "never"] = "by-figure"

    @property
    def all_figures(self) -> bool:
        """Whether it looks at every figure of the sheet."""
        return self.figures == (ALL,)

    @field_validator("figure", "printed", "unit", "numerator", "denominator")
    @classmethod
    def _columns_exist(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_column(value, info, ("text",))

    @model_validator(mode="after")
    def _judged_by_name(self) -> ReportedSettings:
        if self.judge == "figure" and self.all_figures:
            reason = Text(
                zh="judge: figure 只看一个数字，应写它的编号", en="`judge: figure` needs the id of one figure"
            )
            raise refused(refusal(BAD_COMBINATION, "figures", found=ALL, reason=reason))
        if self.judge == "consistency" and "pooled" in self.model_fields_set:
            reason = Text(zh="只有 judge: figure 才用 pooled", en="`pooled` only goes with `judge: figure`")
            raise refused(refusal(BAD_COMBINATION, "pooled", found=self.pooled, reason=reason))
        return self
