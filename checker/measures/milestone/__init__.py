"""The milestone: the share of deliverables done by their deadline.

It loads without numpy: `compute` and `needed`, which read rows, are imported when needed.
"""

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
    """The share of deliverables done by their deadline.

    Attributes:
        where: which rows are deliverables.
        done: the date column that says when a deliverable was done.
        due: the deadline: a date, `03-31` for a day of every year, or a column with each row's own deadline.
        expected: how many deliverables there must be; one without a row counts as not done. 0: as many as rows. If not
            given, 1 with a common deadline, and as many as rows if each row has its own.
        each: {column: [values]}: one deliverable per value, done when one of its rows is done (a report to each of
            three addressees). It replaces `expected` and needs a common deadline.
    """

    order: ClassVar[int] = 60
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """A share of deliverables."""
        return "share"

    def possible(self, tables: Tables) -> Range:
        """From none to all of them."""
        return ZERO_TO_ONE

    def reads(self) -> Iterable[Read]:
        """The columns that may leave a row undecided."""
        return ((self.table, self.decisive_columns()),)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows are deliverables."""
        return (Part(("where",), self.where, self.table),)

    def decisive_columns(self) -> tuple[str, ...]:
        """The dates, the condition's columns, and the column that says which deliverable a row is."""
        dates = (*([self.when] if self.when else []), self.done)
        due = (self.due.column,) if isinstance(self.due, Due) else ()
        return (*dates, *columns_of(self.where), *self.each, *due)

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The dates, and the column that says which deliverable a row is; a blank day of completion means not done."""
        when = ((self.when, True),) if self.when and self.when != self.done else ()
        due = ((self.due.column, True),) if isinstance(self.due, Due) else ()
        return (*when, (self.done, False), *((column, True) for column in self.each), *due)

    def depends_on_day(self) -> bool:
        """Yes: each deliverable falls due on a day."""
        return True

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes what has to be delivered, by when, and what the value is."""
        return describe_milestone(self, tables)

    def compute(self, scope: Scope) -> Measured:
        """Sorts deliverables into done in time, late or overdue, and open."""
        from checker.measures.milestone.compute import compute

        return compute(self, scope)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Names the deliverables and the day on which each was due."""
        from checker.measures.milestone.needed import deliverables_needed

        return deliverables_needed(self, result, basis, by)
