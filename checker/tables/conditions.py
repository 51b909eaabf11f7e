"""Reads conditions: what a pack may require of one row.

A condition is read against the columns of its table. So an unknown column, a value that the column cannot hold, or a
choice that does not exist is found when the pack is loaded. `checker.tables.rows.conditions` evaluates conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from checker.tables.calendar_spans import SAME, Span
from checker.tables.day_part_reader import read_day_part
from checker.tables.day_parts import DAY_PARTS
from checker.tables.limits import read_within
from checker.tables.logic import (
    AS_OF,
    All,
    Always,
    AnyOf,
    Compare,
    Condition,
    Filled,
    Matches,
    Not,
    OneOf,
    SameSpan,
    quote,
)
from checker.tables.matching import Other, Path, is_of_window, read_matched, read_of_window
from checker.tables.operands import OPERATORS, Scale, Value
from checker.tables.other_rows import SIDES, read_other_rows
from checker.tables.troubles import ConditionError, Trouble
from checker.tables.words import exact
from checker.text.bilingual import Text
from checker.text.patterns import pattern_fault

if TYPE_CHECKING:
    from checker.tables.columns import Column

#: Words with a meaning of their own where a column may be named, so no column can have these names.
RESERVED = ("all", "any", "not", *SIDES, AS_OF, "parameter")


def read_condition(
    raw: object,
    columns: Mapping[str, Column],
    *,
    windowed: bool = False,
    others: Mapping[str, Other] | None = None,
    calendar_known: bool = True,
) -> Condition:
    """Reads a condition as YAML gives it against a table's columns; None means "every row".

    Args:
        raw: the condition as written.
        columns: of the table.
        windowed: whether it is judged over a window, to which its values may refer; a table's own conditions are not.
        others: the tables whose rows it may be compared with.
        calendar_known: whether the columns follow the calendar of their pack already.

    Raises:
        ConditionError: the condition has faults; it carries all of them.
    """
    reader = _Reader(columns, windowed, others or {}, calendar_known=calendar_known)
    condition = Always() if raw is None else reader.condition(raw, ())
    if reader.troubles:
        raise ConditionError(reader.troubles)
    return condition


class _Reader:
    def __init__(
        self, columns: Mapping[str, Column], windowed: bool, others: Mapping[str, Other], *, calendar_known: bool
    ) -> None:
        self.columns = columns
        self.calendar_known = calendar_known
        self.windowed = windowed
        self.others = others
        self.troubles: list[Trouble] = []

    def trouble(self, path: Path, zh: str, en: str, found: object = "", allowed: Any = ()) -> Always:
        self.troubles.append(Trouble(path, Text(zh=zh, en=en), quote(found), tuple(allowed)))
        return Always()

    def no_column(self, path: Path, name: object, allowed: Any) -> Always:
        message = Text(zh=f"没有“{quote(name)}”这一列", en=f"there is no column {quote(name)}")
        self.troubles.append(Trouble(path, message, quote(name), tuple(allowed), "column"))
        return Always()

    def of_other(self, columns: Mapping[str, Column], raw: object, path: Path) -> Condition:
        """Reads a condition on the rows of another table."""
        inner = _Reader(columns, self.windowed, {}, calendar_known=self.calendar_known)
        found = inner.condition(raw, path)
        self.troubles += inner.troubles
        return found

    def condition(self, raw: object, path: Path) -> Condition:
        if not isinstance(raw, Mapping) or not raw:
            return self.trouble(path, "条件应写成“列: 要求”", "write a condition as `column: requirement`", raw)
        parts = tuple(self.entry(str(name), asked, (*path, str(name))) for name, asked in raw.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def entry(self, name: str, asked: object, path: Path) -> Condition:
        if name in ("all", "any"):
            if not isinstance(asked, list) or not asked:
                return self.trouble(path, f"{name} 后应写条件列表", f"{name} takes a list of conditions", asked)
            parts = tuple(self.condition(part, (*path, index)) for index, part in enumerate(asked))
            return All(parts) if name == "all" else AnyOf(parts)
        if name == "not":
            return Not(self.condition(asked, path))
        if name in SIDES:
            return read_other_rows(self, SIDES[name], asked, path)
        if name != AS_OF and name not in self.columns:
            return self.no_column(path, name, (*self.columns, "all", "any", "not", *SIDES, AS_OF))
        if isinstance(asked, Mapping) and asked and not is_of_window(asked):
            parts = tuple(self.operation(name, str(op), value, (*path, str(op))) for op, value in asked.items())
            return parts[0] if len(parts) == 1 else All(parts)
        return self.equality(name, asked, path)

    def equality(self, name: str, asked: object, path: Path) -> Condition:
        if asked in ("present", "absent") and name != AS_OF:
            return Filled(name, asked == "present")
        if asked in (None, [], {}):
            zh, en = f"没有写对“{name}”的要求", f"the requirement for {name} is missing"
            return self.trouble(path, zh, en, "", ("present", "absent"))
        if isinstance(asked, list):
            return OneOf(name, tuple(self.literal(name, value, (*path, i)) for i, value in enumerate(asked)))
        return OneOf(name, (self.literal(name, asked, path),))

    def operation(self, name: str, op: str, asked: object, path: Path) -> Condition:
        if op == "not":
            return Not(self.equality(name, asked, path))
        if op == "within":
            return read_within(self, name, asked, path)
        if op in SAME:
            return self.same_span(name, SAME[op], asked, path)
        if op in DAY_PARTS:
            return read_day_part(self, name, op, asked, path) or Always()
        if op == "matches":
            return self.pattern(name, asked, path)
        if op not in OPERATORS:
            allowed = (*OPERATORS, "not", "matches", "within", *SAME, *DAY_PARTS)
            return self.trouble(path, f"没有“{op}”这种比较", f"there is no comparison {op}", op, allowed)
        kind = "date" if name == AS_OF else self.columns[name].kind
        if op != "equals" and kind not in ("number", "date"):
            zh, en = f"“{name}”列不分大小先后", f"the values of {name} have no order"
            return self.trouble(path, zh, en, op, ("equals", "not"))
        if isinstance(asked, Mapping) and not is_of_window(asked):
            if "table" in asked:
                return read_matched(self, name, op, asked, path)
            if "column" not in asked or set(asked) - {"column", "times", "plus"}:
                zh, en = "与另一列相比应写 {column: 列}", "name another column as {column: name}"
                return self.trouble(path, zh, en, asked, ("column", "times", "plus", "window", "table"))
            other = self.same_kind(name, kind, str(asked["column"]), (*path, "column"))
            return Compare(name, op, None, other, self.are_timed(name, other), self.scale(name, kind, asked, path))
        return Compare(name, op, self.literal(name, asked, path))

    def scale(self, name: str, kind: str, asked: Mapping[Any, Any], path: Path) -> Scale | None:
        """Reads the factor of another column, and the number that is added: `{column: nurses, times: 8, plus: 2}`."""
        given = [key for key in ("times", "plus") if key in asked]
        if given and kind != "number":
            zh, en = f"“{name}”列不是数字列，不能写 {given[0]}", f"{given[0]} is for numbers, and {name} holds none"
            self.trouble((*path, given[0]), zh, en, asked[given[0]])
            return None
        times, plus = exact(asked.get("times", 1)), self.columns[name].literal(asked.get("plus", 0)) if given else None
        if times is None or times <= 0:
            zh, en = "times 写大于 0 的数，如 8、1.5、90%", "`times` is a number above 0, such as 8, 1.5 or 90%"
            self.trouble((*path, "times"), zh, en, asked["times"])
            return None
        if given and not isinstance(plus, Fraction):
            zh, en = f"plus 写“{name}”列的数", f"`plus` is a number that {name} could hold"
            self.trouble((*path, "plus"), zh, en, asked["plus"])
        return Scale(times, plus) if isinstance(plus, Fraction) else None

    def same_span(self, name: str, span: Span, asked: object, path: Path) -> Condition:
        dates = [each for each, column in self.columns.items() if column.kind == "date"]
        if name not in (*dates, AS_OF):
            return self.trouble(path, f"“{name}”不是日期列", f"{name} isn't a date column", name, dates)
        other = str(asked)
        if other not in (*dates, AS_OF):
            return self.no_column(path, other, dates)
        year_month = next((self.columns[each].calendar.year_month for each in (name, other) if each != AS_OF), 1)
        return SameSpan(name, span, other, year_month)

    def pattern(self, name: str, asked: object, path: Path) -> Condition:
        if name == AS_OF or self.columns[name].kind != "text":
            zh, en = f"“{name}”不是文本列，不能用 matches", f"matches is for text columns, and {name} is not one"
            return self.trouble(path, zh, en, name)
        if fault := pattern_fault(str(asked)):
            zh, en = f"正则表达式不能使用（{fault.zh}）", f"a regular expression that can't be used ({fault.en})"
            return self.trouble(path, zh, en, asked)
        return Matches(name, str(asked))

    def same_kind(self, name: str, kind: str, other: str, path: Path) -> str:
        found = "date" if other == AS_OF else self.columns[other].kind if other in self.columns else None
        if found is None:
            self.no_column(path, other, self.columns)
        elif other != AS_OF and name != AS_OF and self.columns[name].counts_otherwise(self.columns[other]):
            zh, en = f"{name} 与 {other} 的单位不同", f"{name} and {other} count in different units"
            self.trouble(path, zh, en, other)
        elif found != kind:
            zh, en = f"{name} 与 {other} 不是同一类，无法比较", f"{name} and {other} can't be compared"
            self.trouble(path, zh, en, other, [each for each in self.columns if self.columns[each].kind == kind])
        return other

    def are_timed(self, *names: str) -> bool:
        """Whether all of these columns have times of day."""
        return all(name in self.columns and self.columns[name].is_timed for name in names)

    def literal(self, name: str, value: object, path: Path) -> Value:
        if is_of_window(value):
            return read_of_window(self, name, value, path)
        if name == AS_OF:
            if isinstance(value, date):
                return value
            self.trouble(path, "应为日期", "a date is needed", value, ("2022-12-31",))
            return ""
        column = self.columns[name]
        read = column.literal(value)
        if read is None:
            message = Text(zh=f"“{name}”列不能填“{quote(value)}”", en=f"{name} can't hold {quote(value)}")
            self.troubles.append(Trouble(path, message, quote(value), column.allowed_words(), "value", name))
            return ""
        return read
