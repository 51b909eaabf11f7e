"""By which column an indicator is measured apart, and what its target then binds."""

from __future__ import annotations

from math import ceil
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.tables.words import OR_ONE, Exact, Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class ByColumn(Strict):
    """The column whose values are measured apart.

    Attributes:
        column: of the table that the measure reads.
        judge: `each` if every value must reach the target; `overall` if only all rows together must.
        at_least: a value with fewer rows that count is shown and not judged; of a `ratio`, the rows of its denominator.
        reach: the share of the values that must reach the target, under `each`; all if not given.
    """

    column: str
    judge: Literal["each", "overall"] = "each"
    at_least: Whole = Field(default=1, ge=1)
    reach: Exact = Field(default="1", validate_default=True)

    @model_validator(mode="after")
    def _a_share_of_values(self) -> ByColumn:
        if not 0 < self.reach <= 1:
            needed = Text("应大于 0，不超过 100%", "it must be above 0, and 100% at most")
            raise refused(refusal(BAD_FORM, "reach", needed=needed))
        if self.judge == "overall" and "reach" in self.model_fields_set:
            reason = Text("reach 只用于 judge: each", "`reach` goes with `judge: each`")
            raise refused(refusal(BAD_COMBINATION, "reach", reason=reason))
        return self

    def needed_of(self, values: int) -> int:
        """How many of so many values must reach the target."""
        return ceil(self.reach * values)


def _column_or_more(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


#: A column, or more about it.
By = Annotated[ByColumn, BeforeValidator(_column_or_more), Field(json_schema_extra={OR_ONE: True})]
