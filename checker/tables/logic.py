"""The values that a condition is made of. Nothing in them can run anything.

Reading them from YAML is in `conditions`, evaluating them over rows in `checker.tables.rows.conditions`.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, assert_never

from checker.model import Operator
from checker.text.bilingual import Text

Literals = str | bool | Fraction | date
Unit = Literal["days", "workdays", "months"]
OPERATORS: tuple[Operator, ...] = ("at_least", "at_most", "above", "below", "equals")
UNITS: tuple[Unit, ...] = ("days", "workdays", "months")
#: The day up to which a run judges, where a condition names it in place of a column.
AS_OF = "as_of"


def shown(value: object) -> str:
    """What stands in a file, as a person would type it on one line, shortened."""
    if isinstance(value, (Mapping, list, tuple, bool)) or value is None:
        text = json.dumps(value, ensure_ascii=False, default=str).replace('"', "")
    else:
        text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


#: What each comparison asks; of plain values and of whole arrays alike.
TESTS: dict[Operator, Callable[[Any, Any], Any]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "equals": operator.eq,
}


@dataclass(frozen=True)
class Always:
    """True of every row."""


@dataclass(frozen=True)
class Filled:
    """The cell is not blank (`present`), or is (`absent`)."""

    column: str
    present: bool


@dataclass(frozen=True)
class OneOf:
    """The cell holds one of the values."""

    column: str
    values: tuple[Literals, ...]


@dataclass(frozen=True)
class Compare:
    """The cell against a value, or against another column of the row."""

    column: str
    op: Operator
    value: Literals | None = None
    other: str | None = None


@dataclass(frozen=True)
class Matches:
    """The whole of the text matches a regular expression."""

    column: str
    pattern: str


@dataclass(frozen=True)
class Within:
    """The date lies on or after another and within a limit of it.

    Attributes:
        column: the later date (or `as_of`).
        of: the date counted from, or several of which the first that is filled counts; that day itself is day 0.
        limit, unit: how many of what.
        extra: (further limit, when it applies), or None.
        paused: (from, to) columns of spans whose days do not count; a span with a blank end still runs.
    """

    column: str
    of: tuple[str, ...]
    limit: int
    unit: Unit
    extra: tuple[int, Condition] | None = None
    paused: tuple[tuple[str, str], ...] = ()


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


Condition = Always | Filled | OneOf | Compare | Matches | Within | All | AnyOf | Not


def columns_of(condition: Condition) -> tuple[str, ...]:
    """The columns that a condition asks, in its own order."""
    match condition:
        case All(parts) | AnyOf(parts):
            found = [column for part in parts for column in columns_of(part)]
        case Not(part):
            found = list(columns_of(part))
        case Filled(column) | OneOf(column) | Matches(column):
            found = [column]
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


def asks_the_day(condition: Condition) -> bool:
    """Whether the answer depends on the day up to which a run judges."""
    match condition:
        case All(parts) | AnyOf(parts):
            return any(asks_the_day(part) for part in parts)
        case Not(part):
            return asks_the_day(part)
        case Compare(column, _, _, other):
            return AS_OF in (column, other)
        case Within(column, extra=extra):
            return column == AS_OF or (extra is not None and asks_the_day(extra[1]))
        case Always() | Filled() | OneOf() | Matches():
            return False
        case _:
            assert_never(condition)


@dataclass(frozen=True)
class Trouble:
    """Why a condition cannot be read.

    Attributes:
        path: where in the condition.
        message: what is wrong there.
        found: what stands there, shortened.
        allowed: the words that may stand there, where they can be listed.
        kind: a column that does not exist, a value that the column cannot hold, or anything else.
        column: whose value it is, for a value.
    """

    path: tuple[str | int, ...]
    message: Text
    found: str = ""
    allowed: tuple[str, ...] = ()
    kind: Literal["column", "value", "grammar"] = "grammar"
    column: str = ""


class ConditionError(ValueError):
    """Carries every trouble of one condition, so that all are reported at once."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(trouble.message.en for trouble in troubles))
        self.troubles = troubles
