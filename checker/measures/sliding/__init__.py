"""The most in any stretch of time: hours in any 7 days, cases in any 30 days, hours worked in any 24."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from checker.measures.sliding.sentences import describe_sliding, say_needed
from checker.measures.sliding.settings import SlidingSettings
from checker.measures.sliding.stretches import Stretch
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds
from checker.measures.toolkit.parts import Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, Trace, Unit, tests, units_of_rows
from checker.measures.toolkit.values import RISING
from checker.model import Counts, Measured, Needed, Operator, Result, Shape
from checker.model.records import Role
from checker.model.workbook import Submission, TypedTable
from checker.periods import Window
from checker.tables.dependence import columns_of
from checker.tables.rows.context import Context
from checker.tables.sheets import Telling
from checker.tables.table import Table
from checker.tables.words import Words
from checker.text.bilingual import Text

_HOURS = Text("小时", "hours")
_WORST = Text("最多的一段", "the fullest stretch")


class Sliding(SlidingSettings):
    """The most that the rows of one group come to in any stretch of time that ends in the window.

    Attributes:
        length: how long a stretch is. Whole days and weeks are counted by days, unless rows have a `to`.
        when: the day or the moment of a row; with `to`, the moment at which it begins.
        to: the moment at which a row ends: the time from `when` to `to` that lies in the stretch is added up, in hours.
        column: the numbers that are added up; without it (and `to`), rows are counted.
        where: which rows count.
        by: the columns whose values name a group, such as a person; without it, all rows are one group.
        averaged: the sum is the average over so long: hours a week in any 17 weeks.
        before: `rows`: the sheet has the rows from before the window with which a stretch may begin.
    """

    order: ClassVar[int] = 58
    two_sided: ClassVar[bool] = False
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """An amount."""
        return "amount"

    @property
    def rises(self) -> bool:
        """Nothing is due before the end; `is_final` says what can't turn any more."""
        return False

    def is_final(self, op: Operator) -> bool:
        """Further rows don't empty a stretch."""
        return op not in RISING

    @property
    def worst_decides(self) -> Literal["greatest", "least"] | None:
        """The fullest stretch of all."""
        return "greatest"

    def possible(self, tables: Tables) -> Range:
        """Not below 0."""
        return Range(Fraction(0), whole=self.column is None and self.to is None and self.averaged is None)

    def reads(self) -> Iterable[Read]:
        """The moments, the numbers, the groups and the condition's columns."""
        return ((self.table, self.decisive_columns()),)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows count."""
        return (Part(("where",), self.where, self.table),)

    def decisive_columns(self) -> tuple[str, ...]:
        """The moments, the numbers, the groups and the condition's columns."""
        named = (self.when, self.to, self.column, *self.by, *columns_of(self.where))
        return tuple(dict.fromkeys(name for name in named if isinstance(name, str)))

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The moments, the numbers and the groups."""
        return tuple((name, True) for name in (self.when, self.to, self.column, *self.by) if isinstance(name, str))

    def cells_at_odds(self, typed: TypedTable, row: int) -> tuple[str, ...]:
        """A span that ends before it begins."""
        return () if self.to is None else (str(self.when), self.to)

    def earlier(self, so_far: Window) -> Window | None:
        """The days with which a stretch may begin, if their rows are in the sheet."""
        return None if self.before is None else self.reach_back(so_far)

    def earlier_rows(self, so_far: Window) -> Window | None:
        """The same."""
        return self.earlier(so_far)

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes which rows are added up, over how long, and whose."""
        return describe_sliding(self, tables)

    @property
    def default_unit(self) -> Text:
        """Hours, if the time of rows is added up."""
        return _HOURS if self.to is not None else Text("", "")

    def compute(self, scope: Scope) -> Measured:
        """Finds the fullest stretch, with bounds."""
        from checker.measures.sliding.compute import measure

        typed = scope.submission.tables[self.table]
        complete = self.reaches_back(scope.submission, scope.context, scope.binds_from)
        return measure(self, typed, scope.tables[self.table], scope.context, complete=complete)

    def reaches_back(self, submission: Submission, context: Context, binds_from: date | None) -> bool:
        """Whether the sheet has rows from before the window, if it has to; a declared nil says that there are none."""
        from checker.measures.sliding.compute import has_before

        first, window = context.asked_from, context.window
        if self.before is None or first is None or window is None or binds_from == window.start:
            return True
        if first <= self.reach_back(window).start:
            return True
        typed, day = submission.tables[self.table], min(first, window.start).toordinal()
        return self.table in submission.nil or has_before((str(self.when),), typed, day, context)

    def stretches(self, typed: TypedTable, table: Table, context: Context) -> list[Stretch]:
        """Gives the fullest stretch of each group, the earliest first."""
        from checker.measures.sliding.compute import find_stretches, scale_of

        found = find_stretches(self, typed, table, context).groups
        scaled = (replace(each, amount=each.amount * scale_of(self)) for each in found if each.rows)
        return sorted(scaled, key=lambda each: (each.start, each.rows))

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Takes the fullest of all departments: a group is of one department."""
        highs = [part.high for part in parts]
        return Measured(
            "amount",
            sum((part.counts for part in parts), Counts()),
            amount=max(part.amount or Fraction(0) for part in parts),
            low=max(part.low or Fraction(0) for part in parts),
            high=None if None in highs else max(high for high in highs if high is not None),
        )

    def bounds(self, measured: Measured) -> Bounds:
        """The amount with its bounds."""
        return Bounds(measured.amount, measured.low, measured.high, None, None)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the rows of the fullest stretch with what each adds, those in doubt, and the others that count."""
        from checker.measures.sliding.compute import find_stretches, scale_of

        typed = scope.submission.tables[self.table]
        found, scale = find_stretches(self, typed, scope.tables[self.table], scope.context), scale_of(self)
        inside = {row: amount * scale for row, amount in found.worst.rows}
        units = [
            replace(unit, amount=inside.get(unit.row), reason=_WORST) if unit.role is Role.NUMERATOR else unit
            for unit in units_of_rows(measured)
            if unit.row is not None
        ]
        others = set(found.counted.numbers) - set(inside)
        units += [Unit(Role.COUNTED, self.table, row, units=0) for row in sorted(others)]
        looked = scope.window if self.before is None else replace(scope.window, start=self._first_day(scope.window))
        look = Look(self.table, self.when, looked, tests(("counts", self.where)), self.cells_needed())
        return Trace(tuple(units), (look,))

    def _first_day(self, window: Window) -> date:
        earlier = self.earlier(window)
        return window.start if earlier is None else earlier.start

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says the fullest stretch, and how much less it has to be."""
        typed, start = basis.typed(self.table), None
        if typed is not None and basis.submission is not None:
            context = Context(basis.as_of, basis.window, basis.submission.tables)
            found = self.stretches(typed, basis.tables[self.table], context)
            start = min(found, key=lambda each: (-each.amount, each.start)).start if found else None
        return say_needed(self, result, basis, start, self.value_text(result.side.value, None), by)
