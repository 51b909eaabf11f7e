"""Reads time limits: `within: {hours: 4, of: arrived_at}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from checker.tables.logic import AS_OF, Always, Condition, Within, WithinBy, quote
from checker.tables.time_units import SECONDS, UNITS, WORKING, Unit
from checker.tables.until_reader import read_until
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.tables.working_day import NEEDED, read_working_day

if TYPE_CHECKING:
    from checker.tables.columns import Column

Path = tuple[str | int, ...]
#: What `early` says.
EARLY = "in-time"
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
    known = (*UNITS, "of", "extended_by", "paused", "working_day", "until", "early", "by", "limits")
    if not isinstance(asked, Mapping):
        return reader.trouble(path, "within 后应写期限和 of", "within takes a limit and `of`", asked, known)
    if unknown := [str(word) for word in asked if word not in known]:
        en = "within takes a limit, `of`, extended_by, paused and working_day"
        return reader.trouble((*path, unknown[0]), "within 里没有这一项", en, unknown[0], known)
    if "by" in asked or "limits" in asked:
        return _by_choice(reader, name, asked, path)
    until = read_until(reader, name, asked, path) if "until" in asked else None
    if "until" in asked:  # which says itself that nothing else can be written beside it
        asked = {word: asked[word] for word in asked if word in ("until", "of", "early")}
    # A deadline at a time of day is a moment, so moments are compared.
    unit: Unit = "days" if until is None or until.time is None else "seconds"
    limit = 0
    if "until" not in asked:
        unit, limit = _limit(reader, asked, path)
    if name != AS_OF:
        _day_column(reader, name, path, unit)
    of = _starts(reader, asked.get("of", ""), (*path, "of"), unit)
    extra = _extensions(reader, asked.get("extended_by"), unit, (*path, "extended_by"))
    paused = _pauses(reader, asked.get("paused", []), (*path, "paused"), unit)
    if paused and unit == "months":
        reader.trouble(path, "按月计的期限不能中止", "a limit in months can't be paused", unit, ("days", "workdays"))
    start = reader.columns.get(of[0])
    calendar = _calendar(reader, asked, unit, CHINESE if start is None else start.calendar, path)
    if asked.get("early", EARLY) != EARLY:
        zh, en = (
            "early 只能写 in-time：早于起算日的也算按期",
            "`early` takes in-time: before the first day is in time, too",
        )
        reader.trouble((*path, "early"), zh, en, asked["early"], (EARLY,))
    return Within(name, of, limit, unit, extra, paused, calendar, until, "early" in asked)


_OF_CASES = ("of", "extended_by", "paused", "working_day", "early")


def _by_choice(reader: Reader, name: str, asked: Mapping[Any, Any], path: Path) -> Condition:
    """Reads limits that depend on a choice: `by: priority, limits: {urgent: {hours: 2}, routine: {workdays: 5}}`."""
    by, limits = str(asked.get("by")), asked.get("limits")
    if wrong := [str(word) for word in asked if word not in ("by", "limits", *_OF_CASES)]:
        zh, en = "有 by 时，期限写在 limits 里", "beside `by`, the limits are written under `limits`"
        return reader.trouble((*path, wrong[0]), zh, en, wrong[0], ("by", "limits", *_OF_CASES))
    allowed = [each for each, column in reader.columns.items() if column.kind in ("choice", "boolean")]
    if by not in allowed:
        if by in reader.columns:
            zh, en = f"“{by}”不是选项列", f"{by} has no choices that could have limits"
            return reader.trouble((*path, "by"), zh, en, by, allowed)
        return reader.no_column((*path, "by"), by, allowed)
    column = reader.columns[by]
    choices: list[str | bool] = [*column.choices] if column.kind == "choice" else [True, False]
    if not isinstance(limits, Mapping) or not all(isinstance(each, Mapping) for each in limits.values()):
        zh, en = "limits 写每个选项的期限，如 urgent: {hours: 2}", "`limits` has the limit of each choice: {hours: 2}"
        return reader.trouble((*path, "limits"), zh, en, limits, map(quote, choices))
    for choice in limits:
        if _as_choice(choice, choices) not in choices:
            zh, en = f"“{by}”没有这个选项", f"{by} has no such choice"
            reader.trouble((*path, "limits", choice), zh, en, choice, [quote(each) for each in choices])
    limits = {_as_choice(choice, choices): each for choice, each in limits.items()}
    if lacking := [choice for choice in choices if choice not in limits]:
        named = "、".join(map(quote, lacking)), ", ".join(map(quote, lacking))
        zh, en = f"每个选项都要有期限，缺：{named[0]}", f"every choice needs a limit; there is none for {named[1]}"
        reader.trouble((*path, "limits"), zh, en, lacking[0])
    for choice, each in limits.items():
        if nested := [word for word in ("by", "limits") if word in each]:
            zh, en = "选项的期限里不能再写 by", "the limit of a choice can't depend on another choice"
            return reader.trouble((*path, "limits", choice, nested[0]), zh, en, nested[0], UNITS)
    shared = {word: asked[word] for word in _OF_CASES if word in asked}
    found = [
        (choice, read_within(reader, name, {**shared, **limits[choice]}, (*path, "limits", quote(choice))))
        for choice in choices
        if choice in limits
    ]
    cases = tuple((choice, limit) for choice, limit in found if isinstance(limit, Within))
    if len(cases) < len(choices):
        return Always()
    if len({limit.of for _, limit in cases}) > 1:
        zh, en = "各个选项的期限须从同一列算起", "the limits of all choices count from the same column"
        return reader.trouble((*path, "limits"), zh, en, by)
    return WithinBy(name, by, cases)


def _as_choice(key: object, choices: Sequence[str | bool]) -> object:
    """A key of a mapping as a choice: the keys of a YAML mapping are texts, also `true` and `false`."""
    return next((each for each in choices if isinstance(each, bool) and quote(each) == str(key).lower()), key)


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


def _extensions(reader: Reader, raw: object, unit: Unit, path: Path) -> tuple[tuple[int | str, Condition], ...]:
    """Reads one extension, or a list of them; each that applies makes the limit longer."""
    if isinstance(raw, list) and raw:
        return tuple(_extension(reader, each, unit, (*path, index)) for index, each in enumerate(raw))
    return () if raw is None else (_extension(reader, raw, unit, path),)


def _extension(reader: Reader, raw: object, unit: Unit, path: Path) -> tuple[int | str, Condition]:
    if not isinstance(raw, Mapping) or set(raw) - {*UNITS, "when"}:
        reader.trouble(path, "延长应写期限和 when", "an extension takes a limit and `when`", raw, (unit, "when"))
        return 0, Always()
    given = [each for each in UNITS if each in raw]
    column = raw[given[0]] if len(given) == 1 and isinstance(raw[given[0]], Mapping) else None
    if isinstance(column, Mapping):
        further: int | str = _number_column(reader, column, (*path, given[0]))
        further_unit, always = given[0], "when" not in raw
    else:
        further_unit, further = _limit(reader, raw, path)
        always = False
    if further_unit != unit:
        reader.trouble(path, "延长须用同一单位", "an extension uses the same unit", further_unit, (unit,))
    return further, Always() if always else reader.condition(raw.get("when"), (*path, "when"))


def _number_column(reader: Reader, raw: Mapping[Any, Any], path: Path) -> str:
    """Reads `{column: name}`: the number of days, or hours, by which a row's limit is longer."""
    name, allowed = (
        str(raw.get("column")),
        [each for each, column in reader.columns.items() if column.type == "integer"],
    )
    if set(raw) != {"column"}:
        zh, en = "由一列写明的写 {column: 列}", "write {column: name} if a column has the number"
        reader.trouble(path, zh, en, raw, ("column",))
    elif name not in reader.columns:
        reader.no_column((*path, "column"), name, allowed)
    elif name not in allowed:
        zh, en = f"“{name}”不是整数列", f"{name} isn't a column of whole numbers"
        reader.trouble((*path, "column"), zh, en, name, allowed)
    return name


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
