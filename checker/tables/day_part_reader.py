"""Reads conditions on times of day, days of the week and working days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from checker.tables.day_parts import DayPart
from checker.tables.weekdays import WEEKDAYS
from checker.text.moments import DAY_SECONDS, parse_time

if TYPE_CHECKING:
    from checker.tables.columns import Column

Path = tuple[str | int, ...]


class Reader(Protocol):
    """What reads the condition, and collects its faults."""

    columns: Mapping[str, Column]

    def trouble(self, path: Path, zh: str, en: str, found: object = "", allowed: Any = ()) -> Any:
        """Reports a fault."""


def read_day_part(reader: Reader, name: str, part: str, asked: object, path: Path) -> DayPart | None:
    """Reads what is written after `time_of_day`, `weekday` or `workday` of a column; None if it is wrong."""
    timed = part == "time_of_day"
    allowed = [each for each, column in reader.columns.items() if (column.is_timed if timed else column.kind == "date")]
    if name not in allowed:
        zh, en = ("datetime 列", "a datetime column") if timed else ("日期列", "a date column")
        reader.trouble(
            path, f"{part} 只用于{zh}，“{name}”不是", f"{part} needs {en}, and {name} isn't one", name, allowed
        )
        return None
    calendar = reader.columns[name].calendar
    if part == "workday":
        if isinstance(asked, bool):
            return DayPart(name, workday=asked, calendar=calendar)
        zh, en = (
            "workday 写 true（工作日）或 false（非工作日）",
            "`workday` is true or false: a working day, or a day off",
        )
        reader.trouble(path, zh, en, asked, ("true", "false"))
        return None
    listed = asked if isinstance(asked, list) and asked else [asked]
    if part == "weekday":
        if wrong := [day for day in listed if day not in WEEKDAYS]:
            zh, en = "weekday 写星期几，如 monday", "`weekday` takes days of the week, such as monday"
            reader.trouble(path, zh, en, wrong[0], WEEKDAYS)
            return None
        return DayPart(name, weekdays=tuple(sorted({WEEKDAYS.index(day) for day in listed})))
    spans = [_span(each) for each in listed]
    if None in spans:
        zh = "time_of_day 写 {from: 09:00, before: 11:00}，可只写一个；before 早于 from 的，到次日"
        en = (
            "`time_of_day` takes {from: 09:00, before: 11:00}, or only one of them; if `before` is earlier than "
            "`from`, it is on the next day"
        )
        reader.trouble(path, zh, en, listed[spans.index(None)], ("from", "before"))
        return None
    return DayPart(name, spans=tuple(cast("list[tuple[int, int]]", spans)))


def _span(raw: object) -> tuple[int, int] | None:
    """Reads `{from: 09:00, before: 11:00}`; None if it is written wrongly, or has all times of day or none."""
    if not isinstance(raw, Mapping) or not raw or set(raw) - {"from", "before"}:
        return None
    start, end = parse_time(str(raw.get("from", "00:00"))), parse_time(str(raw.get("before", "24:00")))
    if start is None or end is None or start % DAY_SECONDS == end % DAY_SECONDS or start == DAY_SECONDS:
        return None
    return start, end or DAY_SECONDS
