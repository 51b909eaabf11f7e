"""The seven measures as a pack writes them: the milestone, and the choice of exactly one of the seven."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator, model_validator

from checker.definitions.cohorts import CALENDAR, DEPARTMENT, Cohort, Goal, ProRata, Span
from checker.definitions.figures import Relation, Reported
from checker.definitions.row_measures import (
    Change,
    ChangeOf,
    Count,
    Nested,
    OverTable,
    Proportion,
    Total,
    check_column,
    compiled,
    exactly_one,
    no_match,
)
from checker.definitions.words import Day, Strict, Whole

__all__ = [
    "CALENDAR",
    "DEPARTMENT",
    "AnyMeasure",
    "Change",
    "ChangeOf",
    "Cohort",
    "Count",
    "Due",
    "Goal",
    "Measure",
    "Milestone",
    "Nested",
    "OverTable",
    "ProRata",
    "Proportion",
    "Relation",
    "Reported",
    "Span",
    "Total",
]


class Due(Strict):
    """A deadline that stands in a column."""

    column: str


def _day_or_column(value: object) -> str:
    return "column" if isinstance(value, (dict, Due)) else "day"


class Milestone(OverTable):
    """Deliverables done by their date, over all deliverables.

    Attributes:
        where: which rows are the deliverable.
        done: the date column that says when it was done.
        due: the deadline, or the column in which each row's own stands.
        expected: how many deliverables there must be; those without a row count as not done.
    """

    where: Any = Field(default=None, validate_default=True)
    done: str
    due: Annotated[Annotated[Day, Tag("day")] | Annotated[Due, Tag("column")], Discriminator(_day_or_column)]
    expected: Whole = Field(default=1, ge=0)

    _compile = field_validator("where", mode="plain")(compiled)

    @field_validator("done")
    @classmethod
    def _done(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, ("date",))

    @field_validator("due")
    @classmethod
    def _due(cls, value: Day | Due, info: ValidationInfo) -> Day | Due:
        if isinstance(value, Due):
            check_column(value.column, info, ("date",), ("column",))
        return value


Measure = Proportion | Count | Total | Cohort | Change | Milestone | Reported


class AnyMeasure(Strict):
    """Exactly one of the seven."""

    proportion: Proportion | None = None
    count: Count | None = None
    total: Total | None = None
    cohort: Cohort | None = None
    change: Change | None = None
    milestone: Milestone | None = None
    reported: Reported | None = None

    @model_validator(mode="after")
    def _one(self) -> AnyMeasure:
        exactly_one(self)
        no_match(self.count, self.total)
        return self

    @property
    def kind(self) -> str:
        """Its name, which is also the name of the file that computes it."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def measure(self) -> Measure:
        """The one that is given."""
        found: Measure = getattr(self, self.kind)
        return found

    def tables(self) -> tuple[str, ...]:
        """Every table that it reads, the first being the one whose rows are counted."""
        measure = self.measure
        if isinstance(measure, Cohort):
            own = () if measure.members in (*CALENDAR, DEPARTMENT) else (measure.members,)
            return tuple(dict.fromkeys((*own, measure.each.measure.table)))
        if isinstance(measure, Change):
            return (measure.of.measure.table,)
        return (measure.table,)

    def dated_by(self) -> tuple[tuple[str, str], ...]:
        """The (table, date column) pairs by which rows are put into the indicator's window."""
        measure = self.measure
        if isinstance(measure, Cohort):
            rows: OverTable | None = None if measure.within else measure.each.measure
        else:
            rows = measure.of.measure if isinstance(measure, Change) else measure
        return ((rows.table, rows.when),) if rows is not None and rows.when is not None else ()
