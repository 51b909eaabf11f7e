"""By which column an indicator is measured apart, and what its target then binds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from checker.tables.words import OR_ONE, Strict, Whole


class ByColumn(Strict):
    """The column whose values are measured apart.

    Attributes:
        column: of the table that the measure reads.
        judge: `each` if every value must reach the target; `overall` if only all rows together must.
        at_least: a value with fewer rows that count is shown and not judged.
    """

    column: str
    judge: Literal["each", "overall"] = "each"
    at_least: Whole = Field(default=1, ge=1)


def _column_or_more(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


#: A column, or more about it.
By = Annotated[ByColumn, BeforeValidator(_column_or_more), Field(json_schema_extra={OR_ONE: True})]
