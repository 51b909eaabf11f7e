"""Reads deadlines by the calendar: `until: {month: 1, workday: 5}`, `until: {weekday: tuesday, time: 12:00}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from checker.tables.calendar_spans import LONGEST, MOVES, SPANS, Span, Until
from checker.tables.logic import AS_OF
from checker.tables.weekdays import WEEKDAYS
from checker.text.moments import DAY_SECONDS, parse_time

if TYPE_CHECKING:
    from checker.tables.columns import Column

Path = tuple[str | int, ...]
_DAYS = ("day", "workday", "weekday")
#: How many days later a deadline may be that is in no span.
_MOST_DAYS = 400


class Reader(Protocol):
    """What reads the condition that the deadline is part of, and collects its faults."""

    columns: Mapping[str, Column]

    def trouble(self, path: Path, zh: str, en: str, found: object = "", allowed: Any = ()) -> Any:
        """Reports a fault."""


def read_until(reader: Reader, name: str, asked: Mapping[Any, Any], path: Path) -> Until | None:
    """Reads the deadline of a time limit of a column; None if it is written wrongly."""
    raw, at = asked["until"], (*path, "until")
    if wrong := [str(word) for word in asked if word not in ("until", "of", "early")]:
        zh = "按日历的期限不能延长、中止或另写期限"
        en = "a deadline by the calendar can't be extended or paused, and takes no other limit"
        reader.trouble((*path, wrong[0]), zh, en, wrong[0], ("of", "early"))
    if not isinstance(raw, Mapping) or not _goes_together(raw):
        zh = "until 写 week、month、quarter、half、year 之一（0 为所在的，1 为下一个），可加 day、workday、weekday 之一"
        zh += "和 time；也可只写 weekday，或写 time 和 day、workday 之一；on_day_off 写遇节假日如何移动"
        en = "`until` takes a week, month, quarter, half or year (0: the same one, 1: the next), perhaps with a day, "
        en += "workday or weekday, and a time; or a weekday alone; or a time with a day or workday; "
        en += "on_day_off says where it moves to from a day off"
        reader.trouble(at, zh, en, raw, (*SPANS, *_DAYS, "time", "on_day_off"))
        return None
    span: Span | None = next((span for span in SPANS if span in raw), None)
    numbers = _numbers(reader, raw, span, at)
    weekday, time = raw.get("weekday"), _time(reader, name, asked, at)
    if "weekday" in raw and weekday not in WEEKDAYS:
        zh, en = "weekday 写星期几，如 monday", "`weekday` takes a day of the week, such as monday"
        reader.trouble((*at, "weekday"), zh, en, weekday, WEEKDAYS)
        return None
    move = raw.get("on_day_off")
    if "on_day_off" in raw and (move not in MOVES or "workday" in raw):
        zh = "on_day_off 写 next-workday（顺延）或 previous-workday（提前）；workday 已是工作日，不写"
        en = "`on_day_off` takes next-workday or previous-workday; a `workday` is never a day off"
        reader.trouble((*at, "on_day_off"), zh, en, move, MOVES)
        return None
    if numbers is None or ("time" in raw and time is None):
        return None
    later, day, workday = numbers
    if span is not None and later == 0 and any(key in raw for key in _DAYS):
        zh = "所在的周、月、季度、年内不能再指定日子：起算日可能已在其后"
        en = "with 0, leave out the day: the first day may be after it"
        reader.trouble(at, zh, en, raw)
    return Until(span, later, day, workday, None if weekday is None else WEEKDAYS.index(weekday), time, move)


def _goes_together(raw: Mapping[Any, Any]) -> bool:
    spans, days = ([key for key in keys if key in raw] for keys in (SPANS, _DAYS))
    if set(raw) - {*SPANS, *_DAYS, "time", "on_day_off"} or len(spans) > 1 or len(days) > 1:
        return False
    # Without a time, so many days or working days later are a limit of days.
    return bool(spans) or days == ["weekday"] or (bool(days) and bool({"time", "on_day_off"} & set(raw)))


def _numbers(reader: Reader, raw: Mapping[Any, Any], span: Span | None, at: Path) -> tuple[int, int, int] | None:
    """Reads how many spans later it is, and which day or working day it is."""
    most = _MOST_DAYS if span is None else LONGEST[span]
    numbers = []
    for key in (span, "day", "workday"):
        number = 0 if key is None else raw.get(key, 0)
        # Only the very day, and the very span, can be 0.
        least = 1 if key in raw and key != span and (key, span) != ("day", None) else 0
        limit = 60 if key == span else most
        if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= limit:
            zh, en = f"应为 {least} 至 {limit} 的整数", f"it is a whole number from {least} to {limit}"
            reader.trouble((*at, str(key)), zh, en, number)
            return None
        numbers.append(number)
    return numbers[0], numbers[1], numbers[2]


def _time(reader: Reader, name: str, asked: Mapping[Any, Any], at: Path) -> int | None:
    """Reads the time of day of the deadline, which needs columns with times of day."""
    raw = asked["until"]
    if "time" not in raw:
        return None
    of = asked.get("of")
    for each in (name, *(of if isinstance(of, list) else [of])):
        column = reader.columns.get(str(each))
        if each != AS_OF and column is not None and column.kind == "date" and not column.is_timed:
            zh = f"“{each}”列没有时刻，不能与 time 比较；请去掉 time，或把该列改为 datetime"
            en = f"{each} has no time of day for `time`: leave `time` out, or make it a datetime column"
            reader.trouble((*at, "time"), zh, en, raw["time"])
            return None
    time = parse_time(str(raw["time"]))
    if time is None or time == DAY_SECONDS:
        zh, en = "time 写时刻，如 12:00", "`time` is a time of day, such as 12:00"
        reader.trouble((*at, "time"), zh, en, raw["time"])
        return None
    return time
