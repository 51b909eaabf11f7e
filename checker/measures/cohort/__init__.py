"""The cohort: the share of members that each reach a goal of a nested count or total.

It loads without numpy: `compute` and `doubts`, which read rows, are imported when needed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import ClassVar

from checker.measures.cohort.needed import members_needed
from checker.measures.cohort.sentences import describe_cohort
from checker.measures.cohort.settings import ROSTER, CohortSettings
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.exclusion import Exclusion
from checker.measures.toolkit.parts import ZERO_TO_ONE, Idle, Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace
from checker.model import Measured, Member, Needed, Operator, Result, Shape, Shown
from checker.model.workbook import Submission
from checker.tables.dependence import columns_of
from checker.tables.logic import All
from checker.tables.rows.context import Context
from checker.tables.sheets import VALUE, Telling
from checker.tables.whom import Whom
from checker.tables.words import Words
from checker.text.bilingual import Text


class Cohort(CohortSettings):
    """The share of members that each reach a nested count or total. A member without rows has not reached it.

    Attributes:
        members: a table (each row is a member), `department` (the only member), `roster` (each department that
            `whom` names, by the rows of one workbook that name it), or `months`, `quarters`, `halves`, `years` (each
            one in the window is a member).
        whom: which departments of the roster are members.
        provided: a member counts only if it has at least one row of this kind (an organ that had a case at all).
        where: which rows of the table are members.
        exclusion: which of those are left out; see `Proportion`.
        during: the date range in which a member belongs; one that doesn't overlap the window is left out.
        within: a member's own date range (a term of office), used instead of the indicator's window.
        due: a date column; until that day, a member that has not reached the goal is in progress and left out.
        each: the nested measure; `match` ties its columns to the member's: {training column: member column}, or
            {column: department} where it names a department of the roster.
        reach: the goal.
        pro_rata: scales the goal by the part of the window in which the member belongs.
    """

    order: ClassVar[int] = 40
    two_sided: ClassVar[bool] = False
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """A share of members."""
        return "share"

    def possible(self, tables: Tables) -> Range:
        """From no member to all members."""
        return ZERO_TO_ONE

    def reads(self) -> Iterable[Read]:
        """The members' own rows, the rows that count for them, and the rows that must exist."""
        nested = self.each.measure
        if not self.of_no_table:
            spans = [end for span in (self.during, self.within) if span for end in (span.start, span.end)]
            evidence = None if self.exclusion is None else self.exclusion.evidence
            yield self.members, (*nested.match.values(), *spans, self.due, *self.decisive_columns(), evidence)
        yield from nested.reads()
        if self.provided is not None:
            yield from self.provided.reads()

    def row_sets(self) -> tuple[RowSet, ...]:
        """The nested rows, unless each member has its own date range, and the rows that must exist."""
        provided = () if self.provided is None else self.provided.row_sets()
        return provided if self.within else (*self.each.measure.row_sets(), *provided)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows count for a member, which must exist, who is a member, and who is left out."""
        above = ("each", self.each.kind)
        found = [replace(part, path=(*above, *part.path)) for part in self.each.measure.conditions()]
        if self.provided is not None:
            found += [replace(part, path=("provided", *part.path)) for part in self.provided.conditions()]
        if not self.of_no_table:
            found.append(Part(("where",), self.where, self.members))
            if self.exclusion is not None:
                path = ("exclusion", *self.exclusion.path)
                found.append(Part(path, self.exclusion.condition, self.members, (self.where,)))
        return tuple(found)

    def decisive_columns(self) -> tuple[str, ...]:
        """The columns that the conditions read in a member's own row."""
        return columns_of(All(tuple(part for part in (self.where, self.out) if part is not None)))

    def leaves_out(self) -> tuple[str, Exclusion] | None:
        """The exclusion, of the members' own rows."""
        return None if self.exclusion is None else (self.members, self.exclusion)

    def idle_settings(self, tables: Tables) -> Iterable[Idle]:
        """A goal that every member reaches."""
        if self.reach.at_least <= 0:
            yield Idle(("reach", "at_least"), "reach", Text(zh="每个成员都达到", en="every member reaches it"))

    def depends_on_day(self) -> bool:
        """Yes if members come, go or fall due on a day of their own."""
        return bool(self.during or self.within or self.due) or super().depends_on_day()

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Who the members are, what each has to reach, and what the `value` is."""
        return describe_cohort(self, tables, value)

    def compute(self, scope: Scope) -> Measured:
        """Places every member."""
        from checker.measures.cohort.compute import compute

        return compute(self, scope)

    def over_days(self, scopes: Sequence[Scope]) -> Iterator[Measured]:
        """Counts the members that are rows of a table day by day; any others are measured anew."""
        if self.listing is None or self.within or not scopes or scopes[0].name_silent(self.tables()):
            return super().over_days(scopes)
        from checker.measures.cohort.over_days import counts_over_days

        return counts_over_days(self, scopes)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists every member with its rows."""
        from checker.measures.cohort.trace import trace

        return trace(self, scope, measured)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says which members fall short, and how far each has to go."""
        return members_needed(self, result, basis, by)

    def has_pace(self, op: Operator) -> bool:
        """Members always have to reach their part of the goal by now."""
        return True

    @property
    def member_unit(self) -> Text:
        """The unit of the goal."""
        return self.reach.unit.text if self.reach.unit is not None else Text("", "")

    def member_noun(self, tables: Tables) -> Text:
        """The headers of the columns that tie rows to a member."""
        if self.of_no_table:
            return Text("", "")
        headers = [tables[self.members].columns[name].header for name in self.each.measure.match.values()]
        return Text(" / ".join(header.zh for header in headers), " / ".join(header.en for header in headers))

    @property
    def listing(self) -> str | None:
        """The members' table."""
        return None if self.of_no_table else self.members

    @property
    def counted_in(self) -> str:
        """The nested table."""
        return self.each.measure.table

    @property
    def assessed(self) -> Whom | None:
        """The departments that `whom` chooses."""
        return self.whom if self.members == ROSTER else None

    @property
    def summed_goal(self) -> Fraction | None:
        """The goal of a nested total."""
        return None if self.each.total is None else self.reach.at_least

    def deciding_cells(self, submission: Submission, tables: Tables, context: Context) -> Callable[[Member], Shown]:
        """Names cells of the member's own row and of the rows that may count for it."""
        from checker.measures.cohort.doubts import Case, deciding_cells

        return partial(deciding_cells, Case(self, submission, tables, context))
