"""Conditions as data: what a pack may ask of one row.

A condition is read against the columns of its table, so that an unknown column, a value that the column cannot hold
or a choice that does not exist is found when the pack is loaded. Nothing in a condition can run anything.
Evaluation (three-valued) is in `checker.truth`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from checker.errors import Text

if TYPE_CHECKING:
    from checker.definitions.tables import Column

Literals = str | bool | Fraction | date
Operator = Literal["at_least", "at_most", "above", "below", "equals"]
Unit = Literal["days", "workdays", "months"]
OPERATORS: tuple[Operator, ...] = ("at_least", "at_most", "above", "below", "equals")
UNITS: tuple[Unit, ...] = ("days", "workdays", "months")
#: The day up to which a run judges, where a condition names it in place of a column.
AS_OF = "as_of"


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
        of: the date counted from; that day itself is day 0.
        limit, unit: how many of what.
        extra: (further limit, when it applies), or None.
        paused: (from, to) columns of spans whose days do not count; a span with a blank end still runs.
    """

    column: str
    of: str
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


@dataclass(frozen=True)
class Trouble:
    """Why a condition cannot be read: where in it, what was found, and which words are allowed there."""

    path: tuple[str | int, ...]
    message: Text
    found: str = ""
    allowed: tuple[str, ...] = ()


class ConditionError(ValueError):
    """Carries every trouble of one condition, so that all are reported at once."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(trouble.message.en for trouble in troubles))
        self.troubles = troubles


def read_condition(raw: object, columns: Mapping[str, Column]) -> Condition:
    """Reads a condition of one table.

    Args:
        raw: as YAML gave it; None means "every row".
        columns: the table's columns.

    Raises:
        ConditionError: with every trouble found.
    """
    reader = _Reader(columns)
    condition = Always() if raw is None else reader.condition(raw, ())
    if reader.troubles:
        raise ConditionError(reader.troubles)
    return condition


class _Reader:
    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns
        self.troubles: list[Trouble] = []

    def trouble(self, path: tuple[str | int, ...], zh: str, en: str, found: object = "", allowed: Any = ()) -> Always:
        self.troubles.append(Trouble(path, Text(zh=zh, en=en), str(found), tuple(allowed)))
        return Always()

    def condition(self, raw: object, path: tuple[str | int, ...]) -> Condition:
        if not isinstance(raw, Mapping) or not raw:
            return self.trouble(path, "条件应是“列: 要求”", "a condition is written `column: what is asked`", raw)
        parts = tuple(self.entry(str(name), asked, (*path, name)) for name, asked in raw.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def entry(self, name: str, asked: object, path: tuple[str | int, ...]) -> Condition:
        if name in ("all", "any"):
            if not isinstance(asked, list) or not asked:
                return self.trouble(path, f"{name} 后应是条件列表", f"{name} takes a list of conditions", asked)
            parts = tuple(self.condition(part, (*path, index)) for index, part in enumerate(asked))
            return All(parts) if name == "all" else AnyOf(parts)
        if name == "not":
            return Not(self.condition(asked, path))
        if name != AS_OF and name not in self.columns:
            choices = (*self.columns, "all", "any", "not", AS_OF)
            return self.trouble(path, f"没有“{name}”这一列", f"there is no column {name}", name, choices)
        if isinstance(asked, Mapping):
            parts = tuple(self.operation(name, str(op), value, (*path, op)) for op, value in asked.items())
            return parts[0] if len(parts) == 1 else All(parts)
        return self.equality(name, asked, path)

    def equality(self, name: str, asked: object, path: tuple[str | int, ...]) -> Condition:
        if asked in ("present", "absent") and name != AS_OF:
            return Filled(name, asked == "present")
        if isinstance(asked, list):
            return OneOf(name, tuple(self.literal(name, value, (*path, i)) for i, value in enumerate(asked)))
        return OneOf(name, (self.literal(name, asked, path),))

    def operation(self, name: str, op: str, asked: object, path: tuple[str | int, ...]) -> Condition:
        if op == "not":
            return Not(self.equality(name, asked, path))
        if op == "within":
            return self.within(name, asked, path)
        if op == "matches":
            return self.pattern(name, asked, path)
        if op not in OPERATORS:
            allowed = (*OPERATORS, "not", "matches", "within")
            return self.trouble(path, f"没有“{op}”这种比较", f"there is no comparison {op}", op, allowed)
        if isinstance(asked, Mapping):
            if set(asked) != {"column"}:
                return self.trouble(path, "与另一列相比应写 {column: 列}", "another column is {column: name}", asked)
            return Compare(name, op, other=self.same_type(name, str(asked["column"]), (*path, "column")))
        return Compare(name, op, self.literal(name, asked, path))

    def pattern(self, name: str, asked: object, path: tuple[str | int, ...]) -> Condition:
        try:
            re.compile(str(asked))
        except re.error as error:
            return self.trouble(path, f"正则表达式不成立:{error}", f"not a regular expression: {error}", asked)
        return Matches(name, str(asked))

    def same_type(self, name: str, other: str, path: tuple[str | int, ...]) -> str:
        if other not in self.columns:
            self.trouble(path, f"没有“{other}”这一列", f"there is no column {other}", other, self.columns)
        elif name != AS_OF and self.columns[other].kind != self.columns[name].kind:
            kinds = self.columns[name].type, self.columns[other].type
            self.trouble(path, f"{name} 与 {other} 类型不同,无法比较", f"{kinds[0]} cannot be compared with {kinds[1]}")
        return other

    def date_column(self, name: object, path: tuple[str | int, ...]) -> str:
        dates = [column for column, definition in self.columns.items() if definition.type == "date"]
        if name not in dates:
            self.trouble(path, f"“{name}”不是日期列", f"{name} is not a date column", name, dates)
        return str(name)

    def within(self, name: str, asked: object, path: tuple[str | int, ...]) -> Condition:
        if name != AS_OF:
            self.date_column(name, path)
        known = {*UNITS, "of", "extended_by", "paused"}
        if not isinstance(asked, Mapping) or set(asked) - known:
            return self.trouble(path, "within 写法不对", "within has a limit, `of` and no other words", asked, known)
        unit, limit = self.limit(asked, path)
        of = self.date_column(asked.get("of"), (*path, "of"))
        extra = None
        if (raw := asked.get("extended_by")) is not None:
            where = (*path, "extended_by")
            further_unit, further = self.limit(raw if isinstance(raw, Mapping) else {}, where)
            if further_unit != unit:
                self.trouble(where, "延长须用同一单位", "an extension is in the same unit", further_unit, (unit,))
            extra = (
                further,
                self.condition(raw.get("when") if isinstance(raw, Mapping) else None, (*where, "when")),
            )
        paused = tuple(
            (
                self.date_column(span.get("from"), (*path, "paused", i)),
                self.date_column(span.get("to"), (*path, "paused", i)),
            )
            for i, span in enumerate(asked.get("paused", ()))
        )
        if paused and unit == "months":
            self.trouble(path, "按月计的期限不能中止", "a limit in months cannot be paused", unit, ("days", "workdays"))
        return Within(name, of, limit, unit, extra, paused)

    def limit(self, asked: Mapping[Any, Any], path: tuple[str | int, ...]) -> tuple[Unit, int]:
        units: list[Unit] = [unit for unit in UNITS if unit in asked]
        if len(units) != 1:
            self.trouble(path, "应写明一个期限单位", "one of days, workdays, months is needed", asked, UNITS)
            return "days", 0
        limit = asked[units[0]]
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 0:
            self.trouble((*path, units[0]), "期限应为整数", "a limit is a whole number", limit)
            limit = 0
        return units[0], limit

    def literal(self, name: str, value: object, path: tuple[str | int, ...]) -> Literals:
        if name == AS_OF:
            if isinstance(value, date):
                return value
            self.trouble(path, "应为日期", "a date is needed", value)
            return ""
        column = self.columns[name]
        read = column.literal(value)
        if read is None:
            self.trouble(
                path,
                f"“{value}”不是“{name}”列能有的值",
                f"{name} cannot hold {value!r}",
                value,
                column.words(),
            )
            return ""
        return read
