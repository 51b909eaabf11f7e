"""Reads values that are found elsewhere: in the window, or in the rows of another table that are matched by a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from checker.model import Operator
from checker.tables.logic import AS_OF, Always, CompareMatched, Condition
from checker.tables.operands import FARTHEST, MatchedWords, OfWindow, PointUnit, Value
from checker.tables.phrases import column_text, phrase
from checker.tables.workdays import CHINESE
from checker.text.bilingual import join_texts

if TYPE_CHECKING:
    from checker.tables.columns import Column
    from checker.tables.words import Labels

Path = tuple[str | int, ...]
_WORDS = ("table", "column", "by", "where", "none")


class Other(Protocol):
    """A table whose rows may be matched."""

    @property
    def sheet(self) -> Labels:
        """The names of its sheet."""

    @property
    def columns(self) -> dict[str, Column]:
        """Its columns."""


class Reader(Protocol):
    """What reads the condition that the comparison is part of, and collects its faults."""

    columns: Mapping[str, Column]
    windowed: bool
    others: Mapping[str, Other]

    def trouble(self, path: Path, zh: str, en: str, found: object = "", allowed: Any = ()) -> Always:
        """Reports a fault."""

    def no_column(self, path: Path, name: object, allowed: Any) -> Always:
        """Reports a column that does not exist."""

    def of_other(self, columns: Mapping[str, Column], raw: object, path: Path) -> Condition:
        """Reads a condition on the rows of another table."""


def read_matched(reader: Reader, name: str, op: Operator, asked: Mapping[Any, Any], path: Path) -> Condition:
    """Reads `{table: ..., column: ..., by: ..., where: ..., none: ...}` after a comparison of a column."""
    other = reader.others.get(str(asked["table"]))
    if other is None:
        zh, en = (
            f"没有“{asked['table']}”这张表可以对照",
            f"there is no table {asked['table']} whose rows could be matched",
        )
        return reader.trouble((*path, "table"), zh, en, asked["table"], reader.others)
    unknown = [str(word) for word in asked if word not in _WORDS]
    if unknown or "column" not in asked or "by" not in asked:
        zh, en = (
            "与另一张表相比，应写 table、column 和 by",
            "a comparison with another table takes table, column and by",
        )
        return reader.trouble(path, zh, en, "".join(unknown[:1]), _WORDS)
    column, theirs = str(asked["column"]), other.columns
    kind = "date" if name == AS_OF else reader.columns[name].kind
    mine = None if name == AS_OF else reader.columns[name]
    same = [
        each
        for each, found in theirs.items()
        if found.kind == kind and (mine is None or not mine.counts_otherwise(found))
    ]
    by = _pairs(reader, asked["by"], theirs, (*path, "by"))
    if column not in theirs:
        return reader.no_column((*path, "column"), column, same)
    if column not in same:
        zh, en = f"{name} 与 {column} 不是同一类，无法比较", f"{name} and {column} can't be compared"
        return reader.trouble((*path, "column"), zh, en, column, same)
    none = asked.get("none")
    if none is not None and not isinstance(none, bool):
        zh, en = (
            "none 写 true（没有可比的，视为符合）或 false",
            "`none` is true or false: the answer without a row to compare",
        )
        return reader.trouble((*path, "none"), zh, en, none, ("true", "false"))
    raw = asked.get("where")
    where = Always() if raw is None else reader.of_other(theirs, raw, (*path, "where"))
    if by is None:
        return Always()
    words = MatchedWords(
        other.sheet.text,
        column_text(column, theirs),
        join_texts([column_text(mine, reader.columns) for mine, _ in by], "和", " and "),
        None if raw is None else phrase(where, theirs),
    )
    timed = name != AS_OF and reader.columns[name].is_timed and theirs[column].is_timed
    return CompareMatched(name, op, str(asked["table"]), column, by, where, none, words, timed)


def _pairs(reader: Reader, by: object, theirs: Mapping[str, Column], path: Path) -> tuple[tuple[str, str], ...] | None:
    """Reads by which columns rows are matched: one name for both tables, or {own column: other column}."""
    pairs = [(str(mine), str(other)) for mine, other in by.items()] if isinstance(by, Mapping) else [(str(by), str(by))]
    wrong = False
    for mine, other in pairs:
        for found, columns in ((mine, reader.columns), (other, theirs)):
            if found not in columns:
                reader.no_column(path, found, columns)
                wrong = True
    return None if wrong or not pairs else tuple(pairs)


def is_of_window(asked: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether it is a value relative to the window: `{window: end}`, `{window: end, workdays: -20}`, `{window: -1}`."""
    return isinstance(asked, Mapping) and "window" in asked and set(asked) <= {"window", *FARTHEST}


def read_of_window(reader: Reader, name: str, asked: Mapping[Any, Any], path: Path) -> Value:
    """Reads the `start` or `end` of the window, perhaps some days from it, or a number of years from its first."""
    point, given = asked["window"], [unit for unit in FARTHEST if unit in asked]
    unit: PointUnit = given[0] if given else "days"
    number = asked.get(unit, 0)
    column = None if name == AS_OF else reader.columns[name]
    type_ = "date" if column is None or column.kind == "date" else column.type
    allowed = {"date": ("start", "end"), "integer": ("-1", "0", "1")}.get(type_, ())
    where = (*path, "window")
    if not reader.windowed:
        zh, en = "报送表自己的条件没有评判期", "a table's own conditions have no window"
        reader.trouble(where, zh, en, point)
    elif not allowed:
        en = f"only a date or a year can depend on the window, and {name} holds neither"
        reader.trouble(where, f"只有日期和年份可以随评判期而定，“{name}”列两者都不是", en, point)
    elif given and (type_ != "date" or len(given) > 1 or not _is_number(number, FARTHEST[unit])):
        most = FARTHEST[unit]
        zh = f"days、workdays、months 只写一项，为日期列上距评判期首日或末日的整数，-{most} 至 {most}"
        en = "one of `days`, `workdays` and `months` is how far a date is from the window: "
        en += f"a whole number from -{most} to {most}"
        reader.trouble((*path, unit), zh, en, number)
    elif type_ == "date" and point in ("start", "end"):
        calendar = next((each.calendar for each in reader.columns.values()), CHINESE) if unit == "workdays" else CHINESE
        return OfWindow("start" if point == "start" else "end", number, unit, calendar)
    elif type_ == "integer" and isinstance(point, int) and not isinstance(point, bool) and abs(point) < 100:
        return OfWindow(point)
    else:
        zh = "日期列写 start（首日）或 end（末日），年份列写相差的年数"
        en = "a date column takes start or end, a year column the number of years to add"
        reader.trouble(where, zh, en, point, allowed)
    return ""


def _is_number(number: object, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) <= most
