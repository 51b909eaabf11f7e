"""The share of the time in which something is available: 99.9 % of the month, or of its service hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

from checker.measures.availability.dividing import added_up, bounds_of_available, least_of
from checker.measures.availability.sentences import Allowance, describe_availability, say_needed, say_taken
from checker.measures.availability.settings import AvailabilitySettings
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds
from checker.measures.toolkit.parts import Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, Trace, Unit, tests, units_of_rows
from checker.measures.toolkit.values import PERCENT
from checker.model import Measured, Needed, Result, Shape
from checker.model.records import Role
from checker.model.workbook import BLANK, TypedTable
from checker.periods import Window
from checker.tables.dependence import columns_of
from checker.tables.rows.context import Context
from checker.tables.sheets import Telling
from checker.tables.table import Table
from checker.tables.words import Words
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.measures.availability.compute import Thing  # loads numpy


class Availability(AvailabilitySettings):
    """The share of the window's time in which nothing is down.

    Attributes:
        when: the moment at which an outage begins.
        to: the moment at which it ends; it goes on if that is blank.
        where: which outages count.
        by: the columns whose values name what is down; the least available decides. Without it, it is one thing.
        during: when it is needed: `always` (if not given), in the pack's `working_time`, or in hours of its own.
    """

    order: ClassVar[int] = 59
    two_sided: ClassVar[bool] = False
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """An amount, as its hours are no units; it is shown in %."""
        return "amount"

    @property
    def in_percent(self) -> bool:
        """A share of the time."""
        return True

    @property
    def rises(self) -> bool:
        """Time that passes can raise it."""
        return False

    @property
    def worst_decides(self) -> Literal["greatest", "least"] | None:
        """The least available thing, if things are measured apart."""
        return "least" if self.by else None

    def possible(self, tables: Tables) -> Range:
        """From 0% to 100%."""
        return Range(Fraction(0), Fraction(1))

    def reads(self) -> Iterable[Read]:
        """The moments, what is down and the condition's columns."""
        return ((self.table, self.decisive_columns()),)

    def conditions(self) -> tuple[Part, ...]:
        """Which outages count."""
        return (Part(("where",), self.where, self.table),)

    def decisive_columns(self) -> tuple[str, ...]:
        """The moments, what is down and the condition's columns."""
        return tuple(dict.fromkeys((str(self.when), self.to, *self.by, *columns_of(self.where))))

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The moments and what is down; an outage without an end goes on."""
        return ((str(self.when), True), (self.to, False), *((name, True) for name in self.by))

    def earlier(self, so_far: Window) -> Window | None:
        """Outages that go on may have begun before the window, so that such rows are in their place."""
        return so_far.just_before()

    def recorded_window(self, window: Window, as_of: date) -> Window | None:
        """Nothing recorded is needed."""
        return None

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes which outages count, in which hours, and what the value is."""
        return describe_availability(self, tables)

    @property
    def default_unit(self) -> Text:
        """Percent."""
        return PERCENT

    def compute(self, scope: Scope) -> Measured:
        """Adds up the time in which it is down."""
        from checker.measures.availability.compute import measure

        return measure(self, scope.submission.tables[self.table], scope.tables[self.table], scope.context)

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Adds up the hours of all departments, or takes the least available thing of all."""
        return least_of(parts) if self.by else added_up(parts)

    def bounds(self, measured: Measured) -> Bounds:
        """The share with its hours."""
        return bounds_of_available(measured)

    def at_the_end(self, measured: Measured) -> Bounds | None:
        """Without a further outage, and without any further time in which it is available."""
        *_, whole = measured.parts
        return Bounds(None, whole.low, whole.high, None, None)

    def things(self, typed: TypedTable, table: Table, context: Context) -> list[Thing]:
        """Lists the things that were down, with the outages of each and the time that they take."""
        from checker.measures.availability.compute import find_things

        return find_things(self, typed, table, context)

    def cells_at_odds(self, typed: TypedTable, row: int) -> tuple[str, ...]:
        """An outage that ends before it begins, or whose end is blank and required."""
        at = typed.positions[row]
        return (self.to,) if typed.state[self.to][at] == BLANK else (str(self.when), self.to)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the outages of the least available thing with the time of each, those in doubt, and the others."""
        typed, table = scope.submission.tables[self.table], scope.tables[self.table]
        things = [] if measured.reason is not None else self.things(typed, table, scope.context)
        taken = {each.row: each for thing in things for each in thing.outages}
        told = {row: say_taken(each) for row, each in taken.items()}
        units = [
            replace(unit, reason=told.get(unit.row)) if unit.role is Role.NUMERATOR else unit
            for unit in units_of_rows(measured)
            if unit.row is not None
        ]
        others = sorted(set(taken) - set(measured.numerator_rows.numbers))
        units += [Unit(Role.COUNTED, self.table, row, units=0, reason=told[row]) for row in others]
        look = Look(self.table, None, scope.window, tests(("counts", self.where)), self.cells_needed())
        return Trace(tuple(units), (look,))

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says how long it was down, and how long it may be."""
        from checker.measures.availability.compute import hours_in

        if not result.measured.parts:
            return None
        typed, whole, own = basis.typed(self.table), None, None
        if typed is not None and basis.submission is not None:
            whole = hours_in(self.during, basis.window, basis.window.end)
            things = self.things(
                typed, basis.tables[self.table], Context(basis.as_of, basis.window, basis.submission.tables)
            )
            rows = set(result.measured.numerator_rows.numbers)
            own = sum(each.seconds for thing in things for each in thing.outages if each.row in rows)
        wanted = self.value_text(result.side.value, None)
        return say_needed(self, result, basis, Allowance(whole, own, wanted), by)
