"""Reads time limits: `within: {hours: 4, of: arrived_at}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from checker.tables.logic import AS_OF, Always, Condition, Within
from checker.tables.time_units import SECONDS, UNITS, WORKING, Unit
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.tables.working_day import NEEDED, read_working_day

if TYPE_CHECKING:
    from checker.tables.columns import Column

Path = tuple[str | int, ...]
#: The longest limit in a unit of days or months, and in a shorter one.
_MOST, _MOST_SHORT = 10_000, 1_000_000


class Reader(Protocol):
    """What reads the condition that the limit is part of, and collects its faults."""

    columns: Mapping[str, Column]
    calendar_known: bool

    def trouble(self, path: Path, zh: str, en: str, found: object = "", allowed: Any = ()) -> Always:
        """Reports a fault."""

    def no_column(self, path: Path, name: object, allowed: Any) -> Always:
        """Reports a column that does not exist."""

    def condition(self, raw: object, path: Path) -> Condition:
        """Reads a condition."""


def read_within(reader: Reader, name: str, asked: object, path: Path) -> Condition:
    """Reads what stands after `within` of a column, or of `as_of`."""
    known = (*UNITS, "of", "extended_by", "paused", "working_day")
    if not isinstance(asked, Mapping):
        return reader.trouble(path, "within 后应写期限和 of", "within takes a limit and `of`", asked, known)
    if unknown := [str(word) for word in asked if word not in known]:
        en = "within takes a limit, `of`, extended_by, paused and working_day"
        return reader.trouble((*path, unknown[0]), "within 里没有这一项", en, unknown[0], known)
    unit, limit = _limit(reader, asked, path)
    if name != AS_OF:
        _day_column(reader, name, path, unit)
    of = _starts(reader, asked.get("of", ""), (*path, "of"), unit)
    raw = asked.get("extended_by")
    extra = None if raw is None else _extension(reader, raw, unit, (*path, "extended_by"))
    paused = _pauses(reader, asked.get("paused", []), (*path, "paused"), unit)
    if paused and unit == "months":
        reader.trouble(path, "按月计的期限不能中止", "a limit in months can't be paused", unit, ("days", "workdays"))
    start = reader.columns.get(of[0])
    calendar = _calendar(reader, asked, unit, CHINESE if start is None else start.calendar, path)
    return Within(name, of, limit, unit, extra, paused, calendar)


def _calendar(reader: Reader, asked: Mapping[Any, Any], unit: Unit, calendar: WorkCalendar, path: Path) -> WorkCalendar:
    """The calendar of the limit, with the hours of a working day if it counts them."""
    counts_hours = unit in WORKING and unit in SECONDS
    if "working_day" in asked:
        spans = read_working_day(asked["working_day"])
        if spans is None:
            reader.trouble((*path, "working_day"), NEEDED.zh, NEEDED.en, asked["working_day"])
        elif not counts_hours:
            zh = "只有 working_hours 和 working_minutes 的期限才需要 working_day"
            en = "only limits in working_hours or working_minutes take working_day"
            reader.trouble((*path, "working_day"), zh, en, unit, ("working_hours", "working_minutes"))
        return replace(calendar, spans=spans or ())
    if counts_hours and not calendar.spans and reader.calendar_known:
        zh = "按工作时间计的期限，须在 pack.yaml 或这里写明 working_day（上下班时间）"
        en = "a limit in working time needs working_day, here or in pack.yaml: when work begins and ends"
        reader.trouble(path, zh, en, unit)
    return calendar


def _day_column(reader: Reader, name: object, path: Path, unit: Unit) -> str:
    timed = unit in SECONDS
    found = [column for column, each in reader.columns.items() if (each.is_timed if timed else each.kind == "date")]
    if not isinstance(name, str) or name not in reader.columns:
        reader.no_column(path, name, found)
    elif name not in found and reader.columns[name].kind == "date":
        zh = f"“{name}”列没有时刻，期限不能按{_WORDS_ZH[unit]}计；请改用 days，或把该列改为 datetime"
        en = f"{name} has no time of day for a limit in {unit}: count days, or make it a datetime column"
        reader.trouble(path, zh, en, name, found)
    elif name not in found:
        kind = ("日期和时刻列", "datetime") if timed else ("日期列", "date")
        reader.trouble(path, f"“{name}”不是{kind[0]}", f"{name} isn't a {kind[1]} column", name, found)
    return str(name)


_WORDS_ZH: dict[Unit, str] = {
    **dict.fromkeys(("seconds",), "秒"),
    **dict.fromkeys(("minutes", "working_minutes"), "分钟"),
    **dict.fromkeys(("hours", "working_hours"), "小时"),
}


def _starts(reader: Reader, raw: object, path: Path, unit: Unit) -> tuple[str, ...]:
    if isinstance(raw, list) and raw:
        return tuple(_day_column(reader, name, (*path, index), unit) for index, name in enumerate(raw))
    return (_day_column(reader, raw, path, unit),)


def _extension(reader: Reader, raw: object, unit: Unit, path: Path) -> tuple[int, Condition]:
    if not isinstance(raw, Mapping) or set(raw) - {*UNITS, "when"}:
        reader.trouble(path, "延长应写期限和 when", "an extension takes a limit and `when`", raw, (unit, "when"))
        return 0, Always()
    further_unit, further = _limit(reader, raw, path)
    if further_unit != unit:
        reader.trouble(path, "延长须用同一单位", "an extension uses the same unit", further_unit, (unit,))
    return further, reader.condition(raw.get("when"), (*path, "when"))


def _pauses(reader: Reader, raw: object, path: Path, unit: Unit) -> tuple[tuple[str, str], ...]:
    if not isinstance(raw, list) or not all(isinstance(span, Mapping) and set(span) == {"from", "to"} for span in raw):
        zh, en = "中止应写成 {from: 列, to: 列} 的列表", "write pauses as a list of {from: column, to: column}"
        reader.trouble(path, zh, en, raw)
        return ()
    ends = [
        [_day_column(reader, span[end], (*path, i, end), unit) for end in ("from", "to")] for i, span in enumerate(raw)
    ]
    return tuple((first, last) for first, last in ends)


def _limit(reader: Reader, asked: Mapping[Any, Any], path: Path) -> tuple[Unit, int]:
    units: list[Unit] = [unit for unit in UNITS if unit in asked]
    if len(units) != 1:
        reader.trouble(path, "应写明一种期限单位", "give one unit of time", asked, UNITS)
        return "days", 0
    limit, most = asked[units[0]], _MOST_SHORT if units[0] in SECONDS else _MOST
    if isinstance(limit, bool) or not isinstance(limit, int) or not 0 <= limit <= most:
        zh, en = f"期限应为 0 至 {most} 的整数", f"a limit is a whole number from 0 to {most}"
        reader.trouble((*path, units[0]), zh, en, limit)
        limit = 0
    return units[0], limit
