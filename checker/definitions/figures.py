"""Reported figures: as printed, with the counts behind them, and how they must agree."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.definitions.row_measures import OverTable, check_column
from checker.definitions.words import Strict
from checker.definitions.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Relation(Strict):
    """Figures that must agree: `figure` equals the sum, difference or quotient of others, to the printed precision."""

    figure: str
    sum: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Relation:
        relations = {"sum": self.sum, "difference": self.difference, "ratio": self.ratio, "rise": self.rise}
        given = [name for name, terms in relations.items() if terms]
        if len(given) != 1 or (given != ["sum"] and len(relations[given[0]]) != 2):
            zh = "应写其中一项；除 sum 外都是两个数"
            reason = Text(zh=zh, en="exactly one of them is needed, with two terms (a sum may have more)")
            raise refused(
                refusal(BAD_COMBINATION, *given[-1:], found="".join(given[-1:]), allowed=relations, reason=reason)
            )
        return self


class Reported(OverTable):
    """Figures as printed, with the counts behind them where those were printed too.

    Attributes:
        figure: the column that names a figure; the same figure may stand in several rows (sections).
        printed: the text column with the figure as printed.
        unit: the text column with its unit.
        numerator, denominator: text columns with the counts as printed.
        figures: which figures this indicator looks at.
        judge: `consistency` (figures that hold over figures examined) or `figure` (the first figure's own value).
        relations: figures that must agree with each other.
    """

    figure: str
    printed: str
    unit: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    figures: tuple[str, ...] = Field(min_length=1)
    judge: Literal["consistency", "figure"] = "consistency"
    relations: tuple[Relation, ...] = ()

    @field_validator("figure", "printed", "unit", "numerator", "denominator")
    @classmethod
    def _columns_exist(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_column(value, info, ("text",))

    @field_validator("figures", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value
