"""Conditions as plain values that run no code.

`conditions` reads them from YAML; `checker.tables.rows.conditions` evaluates them over rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from checker.frozen import dataclass
from checker.model import Operator
from checker.tables.calendar_spans import Span, Until
from checker.tables.day_parts import DayPart
from checker.tables.operands import MatchedWords, Scale, Value
from checker.tables.time_units import SECONDS, Unit
from checker.tables.workdays import CHINESE, WorkCalendar

Ties = Literal["in-turn", "counts", "ignored"]
#: The name of the as-of date in a condition, in place of a column.
AS_OF = "as_of"


def quote(value: object) -> str:
    """Writes a value of a definition on one line, as a person would type it, shortened."""
    text = str(value)
    if isinstance(value, (Mapping, list, tuple, bool)) or value is None:
        text = json.dumps(value, ensure_ascii=False, default=str).replace('"', "")
    return text if len(text) <= 60 else text[:59] + "…"


@dataclass(frozen=True)
class Always:
    """True for every row."""


@dataclass(frozen=True)
class Filled:
    """The cell is not blank (`present`), or is blank (`absent`)."""

    column: str
    present: bool


@dataclass(frozen=True)
class OneOf:
    """The cell holds one of the values."""

    column: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Compare:
    """The cell compared with a value, or with another column of the row.

    `to_second`: both columns have times of day, which then count; days are compared otherwise. `scale`: what is made
    of the other column's number first.
    """

    column: str
    op: Operator
    value: Value | None = None
    other: str | None = None
    to_second: bool = False
    scale: Scale | None = None


@dataclass(frozen=True)
class CompareMatched:
    """The cell compared with a column of the rows of another table that are matched to the row.

    It must hold for each of them; a matched row whose cell is blank is passed over.

    Attributes:
        column: the cell.
        op: how it is compared.
        table: whose rows are matched.
        other: the column of these rows.
        by: (column of the row, column of the other table) pairs whose values must be the same.
        where: which rows of the other table are matched at all.
        none: the answer if nothing is left to compare with; None means unknown.
        words: the names of the other table and its columns, for people.
        to_second: as in `Compare`.
    """

    column: str
    op: Operator
    table: str
    other: str
    by: tuple[tuple[str, str], ...]
    where: Condition
    none: bool | None
    words: MatchedWords
    to_second: bool = False


@dataclass(frozen=True)
class OtherRows:
    """Other rows of the table, with the same values in some columns, come before the row or after it.

    Attributes:
        side: whether the other rows are the `earlier` or the `later` ones.
        same: the columns whose values are the same.
        when: the day, or moment, of the later one of two rows.
        of: that of the earlier one, from which the limit counts; the same column if not another one is named.
        limit: how long after the earlier one the later one may come, as a condition on `when`; None means ever.
        where: which other rows count.
        number: how many there must be.
        exactly: whether there must be no more of them.
        ties: of rows of one day, whether each comes after those before it, all come before each other, or none does.
        to_second: whether times of day decide which row is the earlier one.
    """

    side: Literal["earlier", "later"]
    same: tuple[str, ...]
    when: str
    of: str
    limit: Within | None
    where: Condition
    number: int = 1
    exactly: bool = False
    ties: Ties = "in-turn"
    to_second: bool = False

    @property
    def own(self) -> tuple[str, ...]:
        """The columns of the row itself that decide."""
        return (self.when if self.side == "earlier" else self.of, *self.same)


@dataclass(frozen=True)
class Matches:
    """The whole text matches a regular expression."""

    column: str
    pattern: str


@dataclass(frozen=True)
class Within:
    """The date or moment is on or after another one, and within a limit of it.

    Attributes:
        column: the later one (or `as_of`, which is over then).
        of: columns of the earlier one; the first that is filled counts, and that day is day 0.
        limit, unit, until: the limit, e.g. 20 workdays; or a deadline by the calendar in its place.
        extra: further limits, or the columns that have them, each with the condition under which it is added.
        paused: (from, to) columns of pauses whose days don't count; a pause with a blank end still runs.
        calendar: which days are working days, and their hours.
        early: what is before the earlier one is in time, too.
    """

    column: str
    of: tuple[str, ...]
    limit: int
    unit: Unit
    extra: tuple[tuple[int | str, Condition], ...] = ()
    paused: tuple[tuple[str, str], ...] = ()
    calendar: WorkCalendar = CHINESE
    until: Until | None = None
    early: bool = False

    @property
    def seconds(self) -> int:
        """The seconds of its unit; 0 if it counts days, or months."""
        return SECONDS.get(self.unit, 0)

    def on(self, column: str) -> Within:
        """The same limit for another column."""
        return replace(self, column=column)


@dataclass(frozen=True)
class WithinBy:
    """A time limit that depends on a choice: `by` is its column, and `cases` has the limit of each choice."""

    column: str
    by: str
    cases: tuple[tuple[str | bool, Within], ...]

    @property
    def of(self) -> tuple[str, ...]:
        """The columns from which all of the limits count."""
        return self.cases[0][1].of

    @property
    def seconds(self) -> int:
        """Whether times of day decide about any of them, as a number; 0 if none."""
        return max(limit.seconds for _, limit in self.cases)

    @property
    def extra(self) -> tuple[tuple[int | str, Condition], ...]:
        """Everything that makes any of them longer."""
        return tuple(each for _, limit in self.cases for each in limit.extra)

    def on(self, column: str) -> WithinBy:
        """The same limits for another column."""
        return replace(self, column=column, cases=tuple((choice, limit.on(column)) for choice, limit in self.cases))


@dataclass(frozen=True)
class SameSpan:
    """Two days lie in the same month, quarter, half year or year of the pack, which begins with `year_month`."""

    column: str
    span: Span
    other: str
    year_month: int = 1


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = (
    Always
    | Filled
    | OneOf
    | Compare
    | CompareMatched
    | OtherRows
    | Matches
    | SameSpan
    | DayPart
    | Within
    | WithinBy
    | All
    | AnyOf
    | Not
)
