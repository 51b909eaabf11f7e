"""The interface of a measure: everything that differs from one measure to another goes through it.

An abstract member has no default that is right for every measure, so the program refuses a measure that lacks one. The
other members have such a default; a measure overrides it where it differs.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds, bounds_of
from checker.measures.toolkit.combine import combine_measured
from checker.measures.toolkit.parts import Idle, Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.values import PERCENT, RISING, amount_or_percent, phrase_target
from checker.model import Measured, Member, Needed, Operator, Result, Shape, Target
from checker.model.workbook import Submission
from checker.periods import Window
from checker.tables.conditions import Condition
from checker.tables.logic import asks_the_day
from checker.tables.sheets import Telling
from checker.tables.table import Table
from checker.tables.whom import Whom
from checker.tables.words import Strict, Words
from checker.text.bilingual import Text

Tables = Mapping[str, Table]
ZeroBase = Literal["undetermined", "not-applicable", "met-if-zero", "judge"]


class Measure(Strict):
    """A measure as a pack writes it.

    Attributes:
        listed: its place where the measures are list_few, lowest first.
        adds_up: whether the value is a sum over rows: it grows as rows come in, and nothing at all is 0.
    """

    order: ClassVar[int]
    adds_up: ClassVar[bool]

    # What it is.

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """What kind of value it gives."""

    @abstractmethod
    def possible(self, tables: Tables) -> Range:
        """The values that it can have, shares as fractions of 1."""

    # What it reads.

    @abstractmethod
    def reads(self) -> Iterable[Read]:
        """By table, the columns that decide the value; first the table whose rows are counted."""

    @abstractmethod
    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows that it goes over, and the dates by which they fall into the window."""

    @abstractmethod
    def conditions(self) -> tuple[Part, ...]:
        """Every condition that it asks of rows."""

    @abstractmethod
    def decisive_columns(self) -> tuple[str, ...]:
        """The columns to name when a row of the first table is undecided, in that order."""

    @abstractmethod
    def success_condition(self) -> Condition | None:
        """What a good row of the first table satisfies; None if the measure reports failures in another way."""

    def idle_settings(self, tables: Tables) -> Iterable[Idle]:
        """Settings that have no effect."""
        return ()

    def only_for_members(self) -> tuple[str, ...]:
        """The settings given that only make sense for the members of a cohort."""
        return ()

    def tables(self) -> tuple[str, ...]:
        """Every table that it reads, the first being the one whose rows are counted."""
        return tuple(dict.fromkeys(table for table, _ in self.reads()))

    def columns_read(self, tables: Tables) -> dict[str, tuple[str, ...]]:
        """By table, in the order of `tables()`, the columns that decide the value; each in the sheet's own order."""
        asked: dict[str, set[str]] = {}
        for table, columns in self.reads():
            asked.setdefault(table, set()).update(column for column in columns if column is not None)
        return {
            table: tuple(column for column in tables[table].columns if column in columns)
            for table, columns in asked.items()
        }

    def dated_by(self) -> tuple[tuple[str, str], ...]:
        """The (table, date column) pairs by which rows are put into the indicator's window."""
        return tuple((each.table, each.when) for each in self.row_sets() if each.when is not None)

    def undated_tables(self) -> tuple[str, ...]:
        """The tables of which every row is looked at, whatever its date."""
        return tuple(each.table for each in self.row_sets() if each.when is None)

    def depends_on_day(self) -> bool:
        """Whether the as-of date makes a difference; if not, the value is the same at every month's end."""
        return bool(self.dated_by()) or any(asks_the_day(part.condition) for part in self.conditions())

    # What people are told.

    @abstractmethod
    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """What it looks at, leaves out and counts, and what its value is.

        Args:
            tables: of the pack.
            unit: of the indicator's value, if it names one.
        """

    @property
    def default_unit(self) -> Text:
        """The unit of the value where the indicator names none."""
        return PERCENT if self.shape == "share" else Text("", "")

    def value_text(self, value: Fraction, unit: Words | None) -> Text:
        """A value with the indicator's unit; a share as a percentage."""
        return amount_or_percent(value, unit, percent=(unit.en if unit else self.default_unit.en) == PERCENT.en)

    def target_text(self, target: Target, unit: Words | None) -> Text:
        """A target as people say it."""
        amount = self.value_text(target.value, unit)
        return phrase_target(target, amount, counted=self.adds_up, share=self.shape == "share")

    # What it comes to.

    @abstractmethod
    def compute(self, scope: Scope) -> Measured:
        """Takes the measure when every sheet that it reads is there."""

    def measure(self, scope: Scope) -> Measured:
        """Takes the measure; gives only a reason when a sheet that it needs was not submitted."""
        lacking = [table for table in self.tables() if table not in scope.submission.tables]
        if not lacking:
            return self.compute(scope)
        names = scope.sheet_names(lacking)
        reason = Text(
            zh=f"“{names.zh}”表缺少或无法读取，无法计算", en=f"the sheet {names.en} is missing or could not be read"
        )
        return Measured(self.shape, reason=reason)

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """What departments' measures add up to for the district; `parts` is not empty."""
        return combine_measured(parts)

    def bounds(self, measured: Measured) -> Bounds:
        """The value and its bounds, of what was counted."""
        return bounds_of(measured)

    # How it is judged.

    @abstractmethod
    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """The least that reaches the target; None where nothing that can be said does it.

        Args:
            result: one that falls short, of one department or of the district.
            basis: the rows and the days that it was judged over.
            by: the last day on which further rows count; None when it has passed or no further row can do it.
            unit: of the value, for people.
        """

    def has_pace(self, op: Operator) -> bool:
        """Whether an open window already asks for a part of the target."""
        return self.adds_up and op in RISING

    @property
    def rises(self) -> bool:
        """Whether an amount only rises while a window is open: a part is due by now, and too much stays too much."""
        return self.shape == "amount"

    def deadline(self, window: Window) -> date | None:
        """The day by which everything is due, after which nothing changes; None if that is the window's end."""
        return None

    def earlier(self, so_far: Window) -> Window | None:
        """The window to compare `so_far` with, as far into its year; None if the measure compares nothing."""
        return None

    def earlier_rows(self, so_far: Window) -> Window | None:
        """The earlier window whose rows the sheets must hold as well; None if they need none."""
        return None

    def at_zero_base(self, measured: Measured) -> ZeroBase | None:
        """What the pack says of an earlier figure of zero; None if it is not zero, or nothing is compared."""
        return None


class MemberMeasure(Measure):
    """A measure of members who each reach a goal or not."""

    @property
    @abstractmethod
    def member_unit(self) -> Text:
        """The unit in which members are measured; empty where the pack gives none."""

    @abstractmethod
    def member_noun(self, tables: Tables) -> Text:
        """What members are called by: headers of the columns that name one; empty where members are no rows."""

    @property
    @abstractmethod
    def listing(self) -> str | None:
        """The table of which each row is a member; None where members are no rows."""

    @property
    @abstractmethod
    def counted_in(self) -> str:
        """The table whose rows count for members."""

    @property
    @abstractmethod
    def assessed(self) -> Whom | None:
        """Which departments of the roster are the members; None where the members are no departments of it."""

    @property
    @abstractmethod
    def summed_goal(self) -> Fraction | None:
        """The goal, where each member has to reach it by a sum; None where rows are counted."""

    @abstractmethod
    def deciding_cells(self, member: Member, submission: Submission, tables: Tables) -> Text:
        """The cells on which it depends whether a member reaches its goal."""
