"""The milestone: the share of deliverables done by their deadline.

It loads without numpy: `compute` and `needed`, which read rows, are imported when needed.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from checker.measures.milestone.sentences import describe_milestone
from checker.measures.milestone.settings import Due, MilestoneSettings, Number
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.parts import ZERO_TO_ONE, Idle, Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace
from checker.model import Measured, Needed, Result, Shape
from checker.tables.dependence import columns_of
from checker.tables.due_day import columns_of_when
from checker.tables.logic import All, Always, Condition, OneOf
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.text.bilingual import Text


def _fixed_columns(condition: Condition) -> Iterable[str]:
    """The columns for which a condition allows one value only."""
    match condition:
        case All(parts):
            return [column for part in parts for column in _fixed_columns(part)]
        case OneOf(column, values) if len(values) == 1:
            return [column]
        case _:
            return []


class Milestone(MilestoneSettings):
    """The share of deliverables done by their deadline.

    Attributes:
        where: which rows are deliverables.
        done: the date column that says when a deliverable was done.
        due: the deadline: a date, `03-31` for a day of every year, or a column with each row's own deadline.
        complete: what a row must satisfy besides its date to count as done.
        expected: how many deliverables there must be; one without a row counts as not done. 0: as many as rows. If not
            given, 1 with a common deadline, and as many as rows if each row has its own.
            {column: name, where: condition}: as many as the column says, in the rows that satisfy the condition.
        each: {column: [values]}: one deliverable per value (a report to each of three addressees); of several columns,
            one per combination of their values. `{column: roster}` takes the departments that the column names. It
            replaces `expected` and needs a common deadline.
        whom: which departments of the roster, with `each: {column: roster}`.
        rows: whether one row of a value of `each` is enough ("any", the default) or all must be done ("all").
        distinct: the columns whose equal values make rows one deliverable, done when one of these rows is.
    """

    order: ClassVar[int] = 60
    two_sided: ClassVar[bool] = False
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
        number = (self.number_column, *self._saying()) if self.number_column else ()
        return ((self.table, (*self.decisive_columns(), *number)),)

    def _saying(self) -> tuple[str, ...]:
        """The columns that say which rows hold the number of deliverables."""
        where = self.expected.where if isinstance(self.expected, Number) else None
        return () if where is None else columns_of(where)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows are deliverables."""
        found = [Part(("where",), self.where, self.table)]
        if not isinstance(self.complete, Always):
            found.append(Part(("complete",), self.complete, self.table, (self.where,)))
        if isinstance(self.expected, Number) and self.expected.where is not None:
            found.append(Part(("expected", "where"), self.expected.where, self.table))
        return tuple(found)

    def idle_settings(self, tables: Tables) -> Iterable[Idle]:
        """Columns of `distinct` that contain the key; and `each` where it is open whether one row is enough."""
        key = tables[self.table].key
        unsaid = "rows" not in self.model_fields_set
        if self.each and unsaid and set(key) - {*self.each, *_fixed_columns(self.where)}:
            reason = Text(
                zh="一个值可以有几行：写明有一行按期即可（rows: any），还是各行都要按期（rows: all）",
                en="a value may have several rows: say whether one in time is enough (`rows: any`) or all must be "
                "(`rows: all`)",
            )
            yield Idle(("each",), "each", reason, open_choice=True)
        if self.distinct and set(key) <= set(self.distinct):
            reason = Text(zh="每一行的键本来就不同", en="every row has a key of its own")
            yield Idle(("distinct",), "distinct", reason)

    def decisive_columns(self) -> tuple[str, ...]:
        """The dates, the condition's columns, and the column that says which deliverable a row is."""
        dates = (*columns_of_when(self.when), self.done)
        due = (self.due.column,) if isinstance(self.due, Due) else ()
        asked = (*columns_of(self.where), *columns_of(self.complete))
        return (*dates, *asked, *self.each, *self.distinct, *due)

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The dates, and the column that says which deliverable a row is; a blank day of completion means not done."""
        when = tuple((column, True) for column in columns_of_when(self.when) if column != self.done)
        due = ((self.due.column, True),) if isinstance(self.due, Due) else ()
        return (*when, (self.done, False), *((column, True) for column in self.each), *due)

    @property
    def faults_count_against(self) -> bool:
        """Yes: what is late, overdue or missing is flagged."""
        return True

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

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the deliverables, those without a row too."""
        from checker.measures.milestone.trace import trace

        return trace(self, scope, measured)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Names the deliverables and the day on which each was due."""
        from checker.measures.milestone.needed import deliverables_needed

        return deliverables_needed(self, result, basis, by)
