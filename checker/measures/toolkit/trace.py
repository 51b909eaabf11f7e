"""What a measure says of the rows behind its numbers; `checker.evidence` shows them as their sheets do.

Each measure lists its units so that the units of one role add up to the number that it counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.model import Measured, Placing
from checker.model.records import Role
from checker.periods import Window
from checker.tables.due_day import When
from checker.tables.logic import Always, Condition
from checker.text.bilingual import Text

#: What a test of a row decides.
Kind = Literal["in", "out", "good", "counts", "member", "belongs"]

KINDS: dict[Kind, Text] = {
    "in": Text("计入分母的条件", "in the denominator if"),
    "out": Text("剔除的条件", "left out if"),
    "good": Text("计入分子的条件", "in the numerator if"),
    "counts": Text("计数的条件", "counts if"),
    "member": Text("列为成员的条件", "a member if"),
    "belongs": Text("属于这一项的条件", "belongs here if"),
}


@dataclass(frozen=True)
class Test:
    """A condition that a measure asks of a row, and what the answer decides."""

    kind: Kind
    condition: Condition


@dataclass(frozen=True)
class Look:
    """How a measure looks at the rows of one table.

    Attributes:
        when: the day that puts a row into the window; None if the day makes no difference.
        needed: the columns that count besides the tests, and whether a blank there leaves a row undecided.
        part: see `Line`.
        group: of a measure that looks at a table several times, e.g. in every quarter, which of these it is.
        evidence: the column by which an exclusion is proved.
    """

    table: str
    when: When | None
    window: Window
    tests: tuple[Test, ...] = ()
    needed: tuple[tuple[str, bool], ...] = ()
    part: str = ""
    group: str = ""
    evidence: str = ""

    def condition(self, kind: Kind) -> Condition | None:
        """Returns the condition that decides something, if there is one."""
        return next((test.condition for test in self.tests if test.kind == kind), None)


@dataclass(frozen=True)
class Unit:
    """A unit that a measure counted: a row, a unit of several rows, or one without a row; see `Line` and `Look`."""

    role: Role
    table: str = ""
    row: int | None = None
    units: int = 1
    part: str = ""
    group: str = ""
    label: Text | None = None
    amount: Fraction | None = None
    goal: Fraction | None = None
    reason: Text | None = None
    under: tuple[Unit, ...] = ()


#: What the units of most measures are.
ROWS = Text("行", "rows")


@dataclass(frozen=True)
class Trace:
    """The units of a measure, what they are, and how it looked at the rows."""

    units: tuple[Unit, ...] = ()
    looks: tuple[Look, ...] = ()
    noun: Text = ROWS

    def of_part(self, part: str) -> Trace:
        """Returns the same as one side of two; the sides that it has itself become groups."""
        return Trace(
            tuple(_with(unit, part, unit.group or unit.part) for unit in self.units),
            tuple(replace(look, part=part, group=look.group or look.part) for look in self.looks),
            self.noun,
        )

    def of_group(self, group: str) -> Trace:
        """Returns the same as one of several groups."""
        return Trace(
            tuple(_with(unit, unit.part, group) for unit in self.units),
            tuple(replace(look, group=group) for look in self.looks),
            self.noun,
        )


def _with(unit: Unit, part: str, group: str) -> Unit:
    return replace(unit, part=part, group=group, under=tuple(_with(each, part, group) for each in unit.under))


def tests(*asked: tuple[Kind, Condition | None]) -> tuple[Test, ...]:
    """Makes tests of the conditions that ask something."""
    return tuple(
        Test(kind, condition)
        for kind, condition in asked
        if condition is not None and not isinstance(condition, Always)
    )


def role_of(place: Placing) -> Role:
    """Returns the role of a unit by its place."""
    return _ROLES.get(place, Role.UNKNOWN)


_ROLES: dict[Placing, Role] = {"passed": Role.NUMERATOR, "failed": Role.FAILURE, "excluded": Role.EXCLUDED}


def units_of_rows(measured: Measured) -> tuple[Unit, ...]:
    """Makes a unit of every row that a measure lists by its outcome, and lists the rows that are pending."""
    groups = (
        (Role.NUMERATOR, measured.numerator_rows),
        (Role.FAILURE, measured.failure_rows),
        (Role.EXCLUDED, measured.excluded_rows),
        (Role.UNKNOWN, measured.unknown_rows),
    )
    found = [Unit(role, rows.table, row) for role, rows in groups for row in rows.numbers]
    return (*found, *pending_units(measured))


def pending_units(measured: Measured) -> tuple[Unit, ...]:
    """Lists the rows that are neither done nor due yet; they are in no number."""
    rows = measured.pending_rows
    return tuple(Unit(Role.PENDING, rows.table, row, units=0) for row in rows.numbers)


def join_traces(traces: Iterable[Trace]) -> Trace:
    """Joins the sides of a measure that has two."""
    found = tuple(traces)
    return Trace(
        tuple(unit for each in found for unit in each.units), tuple(look for each in found for look in each.looks)
    )


def unit_of_rows(role: Role, table: str, rows: Sequence[int], label: Text | None = None) -> Unit:
    """Makes one unit of one or several rows."""
    if len(rows) == 1:
        return Unit(role, table, rows[0], label=label)
    return Unit(role, table, label=label, under=rows_under(table, rows))


def rows_under(table: str, rows: Iterable[int], role: Role = Role.COUNTED) -> tuple[Unit, ...]:
    """Lists the rows of a unit."""
    return tuple(Unit(role, table, row, units=0) for row in rows)


def without_row(role: Role, units: int, reason: Text) -> tuple[Unit, ...]:
    """Makes a line for units that no row stands for; none if there are no such units."""
    return (Unit(role, units=units, reason=reason),) if units else ()
