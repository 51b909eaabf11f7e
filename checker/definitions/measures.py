"""The seven measures as a pack writes them: the choice of exactly one of the seven."""

from __future__ import annotations

from pydantic import model_validator

from checker.definitions.cohorts import CALENDAR, DEPARTMENT, ROSTER, Cohort, Goal, ProRata, Span
from checker.definitions.figures import Relation, Reported
from checker.definitions.milestones import Due, Milestone, YearlyDay
from checker.definitions.row_measures import (
    Change,
    ChangeOf,
    Count,
    Nested,
    OverTable,
    Proportion,
    Total,
    exactly_one,
    no_match,
)
from checker.definitions.words import Strict

__all__ = [
    "CALENDAR",
    "DEPARTMENT",
    "ROSTER",
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
    "YearlyDay",
]


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
            own = () if measure.of_no_table else (measure.members,)
            more = (measure.provided.table,) if measure.provided else ()
            return tuple(dict.fromkeys((*own, measure.each.measure.table, *more)))
        if isinstance(measure, Change):
            return (measure.of.measure.table,)
        return (measure.table,)

    def dated_by(self) -> tuple[tuple[str, str], ...]:
        """The (table, date column) pairs by which rows are put into the indicator's window."""
        return tuple((each.table, each.when) for each in self._over() if each.when is not None)

    def undated(self) -> tuple[str, ...]:
        """The tables of which every row is looked at, whatever its date."""
        return tuple(each.table for each in self._over() if each.when is None)

    def _over(self) -> list[OverTable]:
        """What goes over the rows of a table, a member's own span apart."""
        measure = self.measure
        if isinstance(measure, Cohort):
            nested = [] if measure.within else [measure.each.measure]
            return [*nested, *([measure.provided] if measure.provided else [])]
        return [measure.of.measure if isinstance(measure, Change) else measure]
