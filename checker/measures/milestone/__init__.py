"""The milestone: deliverables done by their date, over all deliverables.

Loads without numpy: `computing` and `needed`, which read rows, are imported when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from checker.measures.milestone.sentences import describe_milestone
from checker.measures.milestone.settings import Due, MilestoneSettings
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.parts import ZERO_TO_ONE, Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.model import Measured, Needed, Result, Shape
from checker.tables.logic import columns_of
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.text.bilingual import Text


class Milestone(MilestoneSettings):
    """Deliverables done by their date, over all deliverables.

    Attributes:
        where: which rows are the deliverable.
        done: the date column that says when it was done.
        due: the deadline; `03-31` for one of every year; or the column in which each row's own stands.
        expected: how many deliverables there must be; those without a row count as not done. 0: as many as have rows.
        each: {column: [values]}: one deliverable for each value, done when one of its rows is (a report to each of
            three addressees); in place of `expected`, and by a common deadline.
    """

    order: ClassVar[int] = 60
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """A share of deliverables."""
        return "share"

    def possible(self, tables: Tables) -> Range:
        """From none of them to all."""
        return ZERO_TO_ONE

    def reads(self) -> Iterable[Read]:
        """What may leave a row undecided."""
        return ((self.table, self.decisive_columns()),)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows are deliverables."""
        return (Part(("where",), self.where, self.table),)

    def decisive_columns(self) -> tuple[str, ...]:
        """The dates, what the condition asks, and the column that says which deliverable a row is."""
        dates = (*([self.when] if self.when else []), self.done)
        due = (self.due.column,) if isinstance(self.due, Due) else ()
        return (*dates, *columns_of(self.where), *self.each, *due)

    def success_condition(self) -> None:
        """Notes report a late deliverable, with its dates."""

    def depends_on_day(self) -> bool:
        """Deliverables fall due by the day."""
        return True

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """What has to be delivered, by when, and what the value is."""
        return describe_milestone(self, tables)

    def compute(self, scope: Scope) -> Measured:
        """Sorts deliverables into done in time, late or overdue, and still open."""
        from checker.measures.milestone.compute import compute

        return compute(self, scope)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Which deliverables, and the day on which each was due."""
        from checker.measures.milestone.needed import deliverables_needed

        return deliverables_needed(self, result, basis, by)
