"""Conditions on when in a day, or in a week, something happens: times of day, days of the week, working days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from checker.frozen import dataclass
from checker.tables.weekdays import WEEKDAYS, week_words
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.text.bilingual import Text, join_texts
from checker.text.moments import DAY_SECONDS, parse_time, time_text

if TYPE_CHECKING:
    from checker.tables.columns import Column

Path = tuple[str | int, ...]
#: The words after a column.
DAY_PARTS = ("time_of_day", "weekday", "workday")


@dataclass(frozen=True)
class DayPart:
    """A date or moment lies in one part of the days or weeks. Only one of the parts is given.

    Attributes:
        column: with the date or moment.
        spans: times of day, in seconds since midnight: from one, and before the other, which may be the next day's.
        weekdays: days of the week, 0 for Monday.
        workday: whether it is a working day, or a day off.
        calendar: which days are working days.
    """

    column: str
    spans: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()
    workday: bool | None = None
    calendar: WorkCalendar = CHINESE


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
            "`time_of_day` takes {from: 09:00, before: 11:00}, or one of them; before an earlier time is the next day's"
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


def day_part_text(part: DayPart, name: Text) -> Text:
    """Phrases the condition, with the name of its column."""
    if part.workday is not None:
        zh, en = ("工作日", "a working day") if part.workday else ("非工作日", "a day off")
        words = part.calendar.words
        return Text(f"{name.zh}在{zh}{words.zh}", f"{name.en} is on {en}{words.en}")
    if part.weekdays:
        days = week_words(part.weekdays, ("或", " or "))
        return Text(f"{name.zh}在{days.zh}", f"{name.en} is on {days.en}")
    times = join_texts(map(_span_text, part.spans), "或 ", " or ")
    return Text(f"{name.zh}的时刻在 {times.zh}", f"the time of day of {name.en} is {times.en}")


def _span_text(span: tuple[int, int]) -> Text:
    start, end = map(time_text, span)
    if span[1] == DAY_SECONDS:
        return Text(f"{start} 及以后", f"{start} or later")
    if span[0] == 0:
        return Text(f"{end} 以前（不含）", f"before {end}")
    zh, en = ("次日 ", " the next day") if span[1] < span[0] else ("", "")
    return Text(f"{start} 至{zh or ' '}{end}（不含）", f"from {start} until just before {end}{en}")
