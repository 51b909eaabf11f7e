"""The interface of a measure: everything that differs between measures goes through it.

A measure must implement the abstract members, or the program refuses it. The others have a default.
"""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds, bounds_of
from checker.measures.toolkit.combine import combine_measured
from checker.measures.toolkit.exclusion import Exclusion
from checker.measures.toolkit.over_time import OverTime
from checker.measures.toolkit.parts import Idle, Part, Range, Read, RowSet, matched_reads
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace
from checker.measures.toolkit.values import PERCENT, amount_in, phrase_target
from checker.model import Aim, Measured, Needed, Result, Rows, Target
from checker.model.workbook import Submission, TypedTable
from checker.tables.dependence import depends_on_as_of
from checker.tables.derived import ends_of
from checker.tables.due_day import When
from checker.tables.logic import Condition
from checker.tables.rows.context import Context
from checker.tables.sheets import Telling
from checker.tables.table import Table
from checker.tables.whom import Whom
from checker.tables.words import Words
from checker.text.bilingual import Text, join_texts

Tables = Mapping[str, Table]
ZeroBase = Literal["undetermined", "not-applicable", "met-if-zero", "judge"]


class Measure(OverTime):
    """A measure as a pack writes it.

    Attributes:
        order: its place in lists of measures, lowest first.
        two_sided: whether a target may say both how much is too little and how much is too much.
    """

    order: ClassVar[int]
    two_sided: ClassVar[bool] = True

    # What it is.

    @abstractmethod
    def possible(self, tables: Tables) -> Range:
        """Gives the values that it can have, shares as fractions of 1."""

    # What it reads.

    @abstractmethod
    def reads(self) -> Iterable[Read]:
        """Lists by table the columns that decide the value, first the table whose rows are counted."""

    @abstractmethod
    def row_sets(self) -> tuple[RowSet, ...]:
        """Lists the rows that it reads, and the dates that put them into the window."""

    @abstractmethod
    def conditions(self) -> tuple[Part, ...]:
        """Lists every condition that it tests on rows."""

    @abstractmethod
    def decisive_columns(self) -> tuple[str, ...]:
        """Lists the columns to name when a row of the first table is undecided, in that order."""

    def success_condition(self) -> Condition | None:
        """Gives what puts a row of the first table into the numerator; None if notes report what is wrong with rows."""
        return None

    def asked_of_rows(self, target: Target) -> Condition | None:
        """Gives what rows against a target lack, or have too much; None if none is flagged."""
        return self.success_condition()

    @property
    def assessed(self) -> Whom | None:
        """Which departments on the roster it counts; None if it counts something else."""
        return None

    @property
    def faults_count_against(self) -> bool:
        """Whether notes blame what it finds wrong, so that only a target of as much as possible makes sense."""
        return False

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """Lists the columns that count besides conditions, and whether a blank cell leaves a row undecided too."""
        return ()

    def cells_at_odds(self, typed: TypedTable, row: int) -> tuple[str, ...]:
        """Lists the cells to blame for an undecided row whose cells are in order one by one: an end before its start.

        Of an end that must not be blank there, only the end.
        """
        return ()

    def leaves_out(self) -> tuple[str, Exclusion] | None:
        """Gives the table whose rows it leaves out by a condition, and that condition; None if it leaves out none."""
        return None

    def with_excluded(
        self, measured: Measured, rows: Collection[int], submission: Submission, tables: Tables
    ) -> Measured | None:
        """Measures as if rows that were left out counted by what they say; None if they would only pass or fail."""
        return None

    def idle_settings(self, tables: Tables) -> Iterable[Idle]:
        """Lists the settings that have no effect, or beside which a choice should be stated."""
        return ()

    def only_for_members(self) -> tuple[str, ...]:
        """Lists the given settings that only make sense for the members of a cohort."""
        return ()

    def tables(self) -> tuple[str, ...]:
        """Lists every table that it reads, first the one whose rows are counted."""
        return tuple(dict.fromkeys(table for table, _ in (*self.reads(), *matched_reads(self.conditions()))))

    def columns_read(self, tables: Tables) -> dict[str, tuple[str, ...]]:
        """Lists the columns that decide the value: tables in the order of `tables()`, columns in that of the sheet."""
        asked: dict[str, set[str]] = {}
        for table, columns in (*self.reads(), *matched_reads(self.conditions())):
            asked.setdefault(table, set()).update(column for column in columns if column is not None)
        for table, found in asked.items():
            computed = [each for name, each in tables[table].derived.items() if name in found]
            found |= {end for each in computed for end in ends_of(each)}
        return {
            table: tuple(column for column in tables[table].columns if column in columns)
            for table, columns in asked.items()
        }

    def dated_by(self) -> tuple[tuple[str, When], ...]:
        """Lists each table and the day that puts its rows into the indicator's window."""
        return tuple((each.table, each.when) for each in self.row_sets() if each.when is not None)

    def undated_tables(self) -> tuple[str, ...]:
        """Lists the tables whose rows are all read, whatever their date."""
        return tuple(each.table for each in self.row_sets() if each.when is None)

    def depends_on_day(self) -> bool:
        """Whether the as-of date matters; if not, the value is the same at the end of every month."""
        return bool(self.dated_by()) or any(depends_on_as_of(part.condition) for part in self.conditions())

    # What people read.

    @abstractmethod
    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes what it looks at, leaves out and counts, and what its value is.

        Args:
            tables: of the pack.
            unit: of the indicator's value, if it names one.
        """

    @property
    def in_percent(self) -> bool:
        """Whether the value is shown in percent if the indicator names no unit."""
        return self.shape == "share"

    @property
    def default_unit(self) -> Text:
        """The unit of the value if the indicator names none."""
        return PERCENT if self.shape == "share" else Text("", "")

    def unit_text(self, unit: Words | None) -> Text:
        """Gives the unit of the value; that of the indicator, if it names one."""
        return self.default_unit if unit is None else unit.text

    def value_text(self, value: Fraction, unit: Words | None) -> Text:
        """Formats a value with the indicator's unit; a share becomes a percentage."""
        return amount_in(value, self.unit_text(unit))

    def target_text(self, target: Aim, unit: Words | None) -> Text:
        """Phrases a target."""
        return join_texts([self.side_text(each, unit) for each in target.limits], "且", " and ")

    def side_text(self, target: Target, unit: Words | None) -> Text:
        """Phrases one side of a target."""
        amount = self.value_text(target.value, unit)
        return phrase_target(target, amount, counted=self.adds_up, share=self.shape == "share")

    # How it is computed.

    @abstractmethod
    def compute(self, scope: Scope) -> Measured:
        """Computes the measure; every sheet that it reads has rows or is declared nil."""

    def measure(self, scope: Scope) -> Measured:
        """Computes the measure; gives only a reason if a sheet that it needs is silent: silence is not a zero."""
        silent = scope.name_silent(self.tables())
        return Measured(self.shape, reason=silent, silent=True) if silent else self.compute(scope)

    def over_days(self, scopes: Sequence[Scope]) -> Iterator[Measured]:
        """Measures on several days, given in ascending order, for a trend; what it leaves out is in no trend."""
        return map(self.measure, scopes)

    @abstractmethod
    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the units behind what it computed, so that those of each role add up to the number counted."""

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Combines the departments' measures into the district's; `parts` is not empty."""
        return combine_measured(parts)

    def why_not_pooled(self, parts: Sequence[tuple[Text, Measured]]) -> Text | None:
        """Says why the measures of departments, given with their names, have no sum; None if they have one."""
        return None

    def bounds(self, measured: Measured) -> Bounds:
        """Computes the value and its bounds."""
        return bounds_of(measured)

    def at_the_end(self, measured: Measured) -> Bounds | None:
        """Gives the values that are still possible at the end of an open window; None if the shape says enough."""
        return None

    def doubts(self, measured: Measured, context: Context) -> Iterable[tuple["Measure", Rows, Context]]:
        """Lists undecided rows of every table, each with the measure that is undecided and what its conditions read."""
        return ((self, measured.unknown_rows, context),)

    # How it is judged.

    @abstractmethod
    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says the least that reaches the target; None if nothing definite does.

        Args:
            result: one that falls short, of a department or of the district.
            basis: the rows and days that it was judged on.
            by: the last day on which further rows count; None if it has passed or no further row can help.
            unit: of the value, for people.
        """

    def why_no_value(self, measured: Measured) -> Text | None:
        """Says why what was measured gives no value; None if nothing more can be said."""
        return None

    def at_zero_base(self, measured: Measured, *, possibly: bool = False) -> ZeroBase | None:
        """Gives the pack's rule if the earlier figure is zero, or only `possibly` so; None if no rule applies."""
        return None
