"""The settings of reported figures in a pack: where they are printed, and how they must agree."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.toolkit.over_table import OverTable, check_column
from checker.tables.words import OneOrSeveral, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Relation(Strict):
    """Figures that must agree: `figure` equals the sum, difference or quotient of others, to the printed precision."""

    figure: str
    sum: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The figures that the relation combines."""
        return self.sum + self.difference + self.ratio + self.rise

    @model_validator(mode="after")
    def _one(self) -> Relation:
        relations = {"sum": self.sum, "difference": self.difference, "ratio": self.ratio, "rise": self.rise}
        given = [name for name, terms in relations.items() if terms]
        if len(given) != 1 or (given != ["sum"] and len(relations[given[0]]) != 2):
            zh = "应写其中一项；除 sum 外都是两个数"
            reason = Text(zh=zh, en="exactly one of these is needed, with two terms (a sum may have more)")
            raise refused(
                refusal(BAD_COMBINATION, *given[-1:], found="".join(given[-1:]), allowed=relations, reason=reason)
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

    @field_validator("figure", "printed", "unit", "numerator", "denominator")
    @classmethod
    def _columns_exist(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_column(value, info, ("text",))
