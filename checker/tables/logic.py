"""Conditions as plain values that run no code.

`conditions` reads them from YAML; `checker.tables.rows.conditions` evaluates them over rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from checker.frozen import dataclass
from checker.model import Operator
from checker.tables.time_units import SECONDS, Unit
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.text.bilingual import Text

Literals = str | bool | Fraction | date
Point = int | Literal["start", "end"]
Ties = Literal["in-turn", "counts", "ignored"]
OPERATORS: tuple[Operator, ...] = ("at_least", "at_most", "above", "below", "equals")
#: The name of the as-of date in a condition, in place of a column.
AS_OF = "as_of"


def quote(value: object) -> str:
    """Writes a value of a definition on one line, as a person would type it, shortened."""
    text = str(value)
    if isinstance(value, (Mapping, list, tuple, bool)) or value is None:
        text = json.dumps(value, ensure_ascii=False, default=str).replace('"', "")
    return text if len(text) <= 60 else text[:59] + "…"


@dataclass(frozen=True)
class OfWindow:
    """A value that depends on the window over which the indicator is judged.

    Attributes:
        point: the window's first or last day; or a number of years after the pack's year in which it starts.
        days: how many days after that day; before it, if negative.
    """

    point: Point
    days: int = 0


#: What a cell may be compared with.
Value = Literals | OfWindow


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

    `to_second`: both columns have times of day, which then count; days are compared otherwise.
    """

    column: str
    op: Operator
    value: Value | None = None
    other: str | None = None
    to_second: bool = False


@dataclass(frozen=True)
class MatchedWords:
    """What people call the other table, its column, the key, and the rows that are matched at all (or nothing)."""

    sheet: Text
    column: Text
    key: Text
    where: Text | None = None


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
        limit, unit: the limit, e.g. 20 workdays.
        extra: (further limit, condition under which it applies), or None.
        paused: (from, to) columns of pauses whose days don't count; a pause with a blank end still runs.
        calendar: which days are working days, and their hours.
    """

    column: str
    of: tuple[str, ...]
    limit: int
    unit: Unit
    extra: tuple[int, Condition] | None = None
    paused: tuple[tuple[str, str], ...] = ()
    calendar: WorkCalendar = CHINESE

    @property
    def seconds(self) -> int:
        """The seconds of its unit; 0 if it counts days, or months."""
        return SECONDS.get(self.unit, 0)


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


Condition = Always | Filled | OneOf | Compare | CompareMatched | OtherRows | Matches | Within | All | AnyOf | Not


def columns_of(condition: Condition) -> tuple[str, ...]:
    """The columns that a condition reads, in its own order."""
    match condition:
        case All(parts) | AnyOf(parts):
            found = [column for part in parts for column in columns_of(part)]
        case Not(part):
            found = list(columns_of(part))
        case Filled(column) | OneOf(column) | Matches(column):
            found = [column]
        case CompareMatched(column, by=by):
            found = [column, *(mine for mine, _ in by)]
        case OtherRows(when=when, of=of, limit=limit, where=where):
            counted = () if limit is None else columns_of(limit)
            found = [*condition.own, when, of, *counted, *columns_of(where)]
        case Compare():
            found = [condition.column, *([condition.other] if condition.other else [])]
        case Within():
            extra = columns_of(condition.extra[1]) if condition.extra else ()
            found = [condition.column, *condition.of, *(end for span in condition.paused for end in span), *extra]
        case Always():
            found = []
        case _:
            assert_never(condition)
    return tuple(column for column in dict.fromkeys(found) if column != AS_OF)
