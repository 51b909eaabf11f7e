"""The computed day on which a row is judged: when it was done, or when it fell due if that comes first.

A request received in December and due in January is judged in January: in one year, and never in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from checker.codes.shared import BAD_COMBINATION, MISSING_KEY, UNKNOWN_COLUMN, UNKNOWN_KEY
from checker.frozen import dataclass
from checker.tables.columns import Column
from checker.tables.compiling import refusal_of
from checker.tables.conditions import read_condition
from checker.tables.dependence import columns_of
from checker.tables.logic import Condition, Within, WithinBy, quote
from checker.tables.troubles import ConditionError
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text

_KEYS = ("due", "within", "of", "done", "counts_on", "waits")


#: One time limit, or one for each choice.
Limit = Within | WithinBy


@dataclass(frozen=True)
class DueDay:
    """How the day of a row is computed.

    Attributes:
        done: the date column that says when it was done.
        came: the date column that says when it came in; its day is never earlier.
        due: the date column with its own due day, if the table has one.
        limit: the time limit that gives the due day where `due` is blank, written as a condition on `done`.
        counts_on: the day of a row that was done by its due day, if not that on which it was done: the first of these
            date columns that is filled (a reply is judged when it is rated).
        waits: while this holds, the row has no day yet.
        to_second: whether times of day decide if it was done in time; otherwise whole days do.
    """

    done: str
    came: str
    due: str | None = None
    limit: Limit | None = None
    counts_on: tuple[str, ...] = ()
    waits: Condition | None = None
    to_second: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that decide the day."""
        limit = () if self.limit is None else columns_of(self.limit)
        waits = () if self.waits is None else columns_of(self.waits)
        own = (self.came, *([self.due] if self.due else []), self.done)
        return tuple(dict.fromkeys((*own, *self.counts_on, *limit, *waits)))


#: The day of a row: a date column, or a computed day.
When = str | DueDay


def columns_of_when(when: When | None) -> tuple[str, ...]:
    """Lists the columns that decide the day of a row."""
    if when is None:
        return ()
    return (when,) if isinstance(when, str) else when.columns


def compile_due_day(raw: Mapping[str, Any], columns: Mapping[str, Column]) -> DueDay:
    """Reads a computed day inside a pydantic validator; its faults keep their place in the file."""
    wrong = list(_bad_keys(raw))
    if wrong:
        raise refused(*wrong)
    dates = [name for name, column in columns.items() if column.kind == "date"]
    counts_on = raw.get("counts_on", ())
    counts_on = tuple(counts_on) if isinstance(counts_on, (list, tuple)) else (counts_on,)
    names: list[tuple[tuple[str | int, ...], object]] = [
        *(((key,), raw[key]) for key in ("due", "of", "done") if key in raw),
        *((("counts_on", index), name) for index, name in enumerate(counts_on)),
    ]
    wrong = [refusal(UNKNOWN_COLUMN, *at, found=quote(name), allowed=dates) for at, name in names if name not in dates]
    limit = waits = None
    if "within" in raw and not wrong:
        limit = _condition({raw["done"]: {"within": raw["within"]}}, columns, wrong, cut=1)
    if "waits" in raw:
        waits = _condition(raw["waits"], columns, wrong, "waits")
    if wrong:
        raise refused(*wrong)
    if limit is None:
        timed = columns[raw["done"]].is_timed and columns[raw["due"]].is_timed
        return DueDay(raw["done"], raw["of"], raw["due"], None, counts_on, waits, timed)
    assert isinstance(limit, (Within, WithinBy)), "`within` is the only requirement on `done`"
    if limit.seconds and "due" in raw and not columns[raw["due"]].is_timed:
        reason = Text(
            zh="期限按小时或分钟计时，到期日列须为 datetime",
            en="beside a limit in hours or minutes, the column of due times must be a datetime",
        )
        raise refused(refusal(BAD_COMBINATION, "due", found=quote(raw["due"]), reason=reason))
    return DueDay(raw["done"], limit.of[-1], raw.get("due"), limit, counts_on, waits, bool(limit.seconds))


def _condition(
    raw: object, columns: Mapping[str, Column], wrong: list[Refusal], *above: str, cut: int = 0
) -> Condition | None:
    """Reads a condition; adds its faults to `wrong`, without the first `cut` steps of their paths."""
    try:
        return read_condition(raw, columns)
    except ConditionError as error:
        wrong += [refusal_of(replace(each, path=each.path[cut:]), *above) for each in error.troubles]
        return None


def _bad_keys(raw: Mapping[str, Any]) -> Iterator[Refusal]:
    """Finds keys that are unknown, missing, or make no sense together."""
    for key in raw:
        if key not in _KEYS:
            yield refusal(UNKNOWN_KEY, str(key), found=str(key), allowed=_KEYS)
    if "done" not in raw:
        yield refusal(MISSING_KEY, key="done")
    if "due" not in raw and "within" not in raw:
        reason = Text(
            zh="应写 due（到期日列）或 within（期限）", en="write `due` (a column) or `within` (a time limit)"
        )
        yield refusal(BAD_COMBINATION, allowed=("due", "within"), reason=reason)
    elif ("of" in raw) == ("within" in raw):
        reason = Text(
            zh="收到日期写一次：有 within 的写在 within 里，没有的写在这里",
            en="say once when a row came in: as `of` inside `within`, or here if there is no `within`",
        )
        yield refusal(BAD_COMBINATION, "of", reason=reason)
