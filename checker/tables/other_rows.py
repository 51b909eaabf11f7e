"""Reads conditions on other rows of the same table: `earlier: {same: ..., when: ..., within: ...}`, and `later`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

from checker.tables.limits import read_within
from checker.tables.logic import Always, Condition, OtherRows, Ties, Within
from checker.tables.time_units import UNITS

if TYPE_CHECKING:
    from checker.tables.columns import Column

Path = tuple[str | int, ...]
Side = Literal["earlier", "later"]
SIDES: dict[str, Side] = {"earlier": "earlier", "later": "later"}
TIES: tuple[Ties, ...] = get_args(Ties)
_WORDS = ("same", "when", "within", "where", "at_least", "equals", "same_day")
_LIMIT_WORDS = (*UNITS, "of", "working_day")


class Reader(Protocol):
    """What reads the condition, and collects its faults."""

    columns: Mapping[str, Column]
    calendar_known: bool
    windowed: bool

    def trouble(self, path: Path, zh: str, en: str, found: object = "", allowed: Any = ()) -> Always:
        """Reports a fault."""

    def no_column(self, path: Path, name: object, allowed: Any) -> Always:
        """Reports a column that does not exist."""

    def condition(self, raw: object, path: Path) -> Condition:
        """Reads a condition."""


def read_other_rows(reader: Reader, side: Side, asked: object, path: Path) -> Condition:
    """Reads what `earlier` or `later` asks of the other rows."""
    if not isinstance(asked, Mapping) or not {"same", "when"} <= set(asked):
        zh, en = f"{side} 后应写 same、when 和 within", f"{side} takes `same`, `when` and `within`"
        return reader.trouble(path, zh, en, asked, _WORDS)
    if unknown := [str(word) for word in asked if word not in _WORDS]:
        return reader.trouble(
            (*path, unknown[0]), f"{side} 里没有这一项", f"{side} has no such key", unknown[0], _WORDS
        )
    if not reader.windowed:
        zh, en = "只有指标的条件才能看同表的其他行", "only the conditions of measures can look at other rows"
        return reader.trouble(path, zh, en, side)
    if side == "later" and "within" not in asked:
        zh = "later 应写 within：没有期限，就永远可能还有更晚的行"
        return reader.trouble(path, zh, "later takes `within`: without a limit, a later row may always still come")
    same = _same(reader, asked["same"], (*path, "same"))
    when, limit = _limit(reader, asked, path)
    of = when if limit is None else limit.of[0]
    number, exactly = _number(reader, asked, path)
    where = Always() if asked.get("where") is None else reader.condition(asked["where"], (*path, "where"))
    ties = asked.get("same_day", "in-turn")
    if ties not in TIES:
        zh, en = "same_day 只能是下列几种", "same_day takes one of these words"
        reader.trouble((*path, "same_day"), zh, en, ties, TIES)
        ties = "in-turn"
    timed = all(name in reader.columns and reader.columns[name].is_timed for name in (when, of))
    return OtherRows(side, same, when, of, limit, where, number, exactly, ties, timed)


def _same(reader: Reader, raw: object, path: Path) -> tuple[str, ...]:
    names = raw if isinstance(raw, list) else [raw]
    for index, name in enumerate(names):
        if not isinstance(name, str) or name not in reader.columns:
            reader.no_column((*path, index) if isinstance(raw, list) else path, name, reader.columns)
    if not names:
        reader.trouble(path, "same 应写哪些列相同", "`same` names the columns whose values are the same", raw)
    return tuple(map(str, names))


def _limit(reader: Reader, asked: Mapping[Any, Any], path: Path) -> tuple[str, Within | None]:
    """Reads the day of the later row, and the limit of time from that of the earlier one."""
    when, raw = str(asked["when"]), asked.get("within")
    dates = [name for name, column in reader.columns.items() if column.kind == "date"]
    if when not in dates:
        reader.no_column((*path, "when"), when, dates)
        return when, None
    if raw is None:
        return when, None
    at = (*path, "within")
    wrong = [str(word) for word in raw if word not in _LIMIT_WORDS] if isinstance(raw, Mapping) else [""]
    if not isinstance(raw, Mapping) or wrong or isinstance(raw.get("of"), list):
        zh = "within 里写期限，如 days: 7，还可写 of（较早一行的日期列）"
        en = "`within` takes a limit, such as days: 7, and perhaps `of`: the date column of the earlier row"
        reader.trouble(at, zh, en, wrong[0] if wrong else raw, _LIMIT_WORDS)
        return when, None
    limit = read_within(reader, when, {"of": when, **raw}, at)
    return when, limit if isinstance(limit, Within) else None


def _number(reader: Reader, asked: Mapping[Any, Any], path: Path) -> tuple[int, bool]:
    given = [word for word in ("at_least", "equals") if word in asked]
    number = asked[given[0]] if given else 1
    if len(given) > 1 or isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 1000:
        zh = "写 at_least（至少几行）或 equals（正好几行）之一，为 1 至 1000 的整数"
        en = "write at_least or equals: how many other rows there must be, a whole number from 1 to 1000"
        reader.trouble((*path, given[-1]), zh, en, number)
        return 1, False
    return number, given == ["equals"]
