"""Proposes the type of a column from its cells; where there are none, from its header, and asks."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from checker.authoring.skeleton.found import Found
from checker.convert.cells import Cell, PercentCell, Refusal
from checker.convert.readers import reader_of
from checker.frozen import dataclass
from checker.model.workbook import letters
from checker.tables.columns import ColumnType
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.durations import parse_duration
from checker.text.normalize import word_form
from checker.text.plurals import counted

#: A text column has at most so many different texts if they are to be choices, each used twice on average.
MOST_CHOICES, LONGEST_CHOICE = 8, 20
#: Cells that don't fit, of five that do: the type is proposed all the same, and they are asked about.
_ASKED_ABOUT = Fraction(1, 5)
_DATE = re.compile(r"日期|时间|年月日|\bdate\b|\bon$|\bday\b", re.I)
_MOMENT = re.compile(r"时间$|时刻|\bat$|\btime$|date and time|timestamp", re.I)
_SHARE = re.compile(r"%|％|率|比例|占比|\brate\b|percent|share", re.I)
_ASKS = re.compile(r"是否|有无|\?$|？$|^(is|has|was|did)\b", re.I)
_AMOUNT = re.compile(r"金额|数量|人数|件数|个数|次数|\bnumber of\b|\bamount\b|\bcount\b|\btotal\b", re.I)
_IDENTITY = re.compile(r"身份证|证件号|\bid (card|number)\b|passport", re.I)
_NUMBERED = re.compile(r"0\d+|\d{15,}")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}\b")
_MONTHS = 12
_ORDERS = ("day-first", "month-first")
_UNITS = (
    ("hours", r"小时|hours?\b|\bhrs?\b"),
    ("minutes", r"分钟|minutes?\b|\bmins?\b"),
    ("seconds", r"秒|seconds?\b|\bsecs?\b"),
)


@dataclass(frozen=True)
class Proposal:
    """The type of a column, its further keys, why, and what is open."""

    type: ColumnType
    why: Text
    unit: str = ""
    choices: tuple[str, ...] = ()
    questions: tuple[Text, ...] = ()


def propose_type(found: Found, listed: tuple[str, ...] = ()) -> Proposal:
    """Proposes a type; `listed` are the words of the cells' list, if they have one."""
    if listed:
        return _from_list(listed)
    cells = found.filled
    if not cells:
        return _from_header(found.header)
    for rule in (_boolean, _id, _percent, _duration, _moment, _day, _number, _choice):
        proposal = rule(found, cells)
        if proposal is not None:
            return proposal
    return Proposal("text", Text(f"{len(cells)} 个单元格是文字", f"text in {counted(len(cells), 'cell')}"))


def _from_list(words: tuple[str, ...]) -> Proposal:
    why = Text(
        f"单元格有 {len(words)} 项的下拉列表", f"the cells have a list to choose from ({counted(len(words), 'word')})"
    )
    if _refused("boolean", words) == [] and len(words) <= 2:
        return Proposal("boolean", why)
    return Proposal("choice", why, choices=words)


def _from_header(header: str) -> Proposal:
    open_type = Text("没有填好的单元格，类型对吗？", "No cell is filled in. Is this type right?")
    unit = _unit_in(header)
    for pattern, kind in (
        (_IDENTITY, "id"),
        (_ASKS, "boolean"),
        (_SHARE, "percent"),
        (_AMOUNT, "integer"),
        (_MOMENT, "datetime"),
        (_DATE, "date"),
    ):
        if pattern.search(header) and not unit:
            found: Any = kind
            return Proposal(found, Text("按表头的字样", "from the words of the header"), questions=(open_type,))
    if unit:
        return Proposal("duration", Text("表头写了时间单位", "the header names a unit of time"), unit, (), (open_type,))
    return Proposal("text", Text("看不出是别的类型", "nothing says otherwise"), questions=(open_type,))


def _boolean(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    if not all(isinstance(cell, (str, bool)) for cell in cells) or _refused("boolean", cells):
        return None
    return Proposal(
        "boolean", Text(f"{len(cells)} 个单元格都是“是”或“否”", f"yes or no in {counted(len(cells), 'cell')}")
    )


def _id(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    digits = sum(isinstance(cell, str) and bool(_NUMBERED.fullmatch(cell.strip())) for cell in cells)
    if not (digits or _IDENTITY.search(found.header)) or _refused("id", cells):
        return None
    why = Text("号码以 0 开头、很长，或表头说是证件号", "the numbers begin with 0, are long, or are called ids")
    return Proposal("id", why)


def _percent(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    signed = sum(isinstance(cell, PercentCell) or (isinstance(cell, str) and "%" in cell) for cell in cells)
    why = Text(f"{signed} 个单元格带百分号", f"{signed} cells have a percent sign")
    return _mostly("percent", found, why) if 2 * signed > len(cells) else None


def _duration(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    unit = _unit_in(found.header)
    lengths = sum(_is_length(cell) for cell in cells)
    if 2 * lengths > len(cells):
        ask = () if unit else (Text("以分钟为单位，对吗？", "Is the unit minutes?"),)
        why = Text(f"{lengths} 个单元格是时长", f"{lengths} cells hold a length of time")
        return _mostly("duration", found, why, *ask, unit=unit or "minutes")
    if unit and all(isinstance(cell, (int, float)) for cell in cells):
        return _mostly("duration", found, Text("表头写了时间单位", "the header names a unit of time"), unit=unit)
    return None


def _is_length(cell: Cell) -> bool:
    if isinstance(cell, (time, timedelta)):
        return True
    return (
        isinstance(cell, str) and not cell.strip().isdecimal() and parse_duration(cell.strip(), "minutes") is not None
    )


def _moment(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    if _is_plain(cells) or _refused("datetime", cells):
        return None
    why = Text(f"{len(cells)} 个单元格都有日期和时刻", f"a day and a time of day in {counted(len(cells), 'cell')}")
    return Proposal("datetime", why)


def _day(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    if _is_plain(cells) and not _DATE.search(found.header):
        return None
    days = len(cells) - len(_refused("date", cells))
    timed = sum(isinstance(cell, datetime) and cell.time() != time() for cell in cells)
    ask = Text(
        f"{timed} 个单元格有时刻。时刻要紧的写 datetime，那时只有日期的单元格就读不了。",
        f"{timed} cells have a time of day. If it matters, write datetime; cells with only a day can't be read then.",
    )
    return _mostly(
        "date", found, Text(f"{days} 个单元格是日期", f"{days} cells hold a date"), *([ask] if timed else [])
    )


def _number(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    whole = len(cells) - len(_refused("integer", cells))
    numbers = len(cells) - len(_refused("decimal", cells))
    if numbers > whole:
        why = Text(f"{numbers} 个单元格是数，有小数", f"{numbers} cells hold numbers, some with decimals")
        return _mostly("decimal", found, why)
    return _mostly("integer", found, Text(f"{whole} 个单元格是整数", f"{whole} cells hold whole numbers"))


def _choice(found: Found, cells: Sequence[Cell]) -> Proposal | None:
    words: dict[str, str] = {}
    for cell in cells:
        if not isinstance(cell, str) or len(cell.strip()) > LONGEST_CHOICE:
            return None
        words.setdefault(word_form(cell), cell.strip())
    if len(words) > MOST_CHOICES or 2 * len(words) > len(cells) or len(words) < 2:
        return None
    why = Text(f"{len(cells)} 个单元格只有 {len(words)} 种写法", f"{len(cells)} cells hold only {len(words)} words")
    ask = Text("还有别的选项吗？", "Are there other choices?")
    return Proposal("choice", why, choices=tuple(words.values()), questions=(ask,))


def _mostly(kind: ColumnType, found: Found, why: Text, *questions: Text, unit: str = "") -> Proposal | None:
    """The type, if all cells can be read as it, or nearly all: then the others are asked about."""
    cells = found.filled
    places = [row for row, cell in zip(found.rows, found.cells, strict=True) if _refused(kind, [cell], unit)]
    if len(places) > _ASKED_ABOUT * len(cells):
        return None
    if places:
        named = ", ".join(f"{letters(found.at)}{row}" for row in places[:5]) + ("…" if len(places) > 5 else "")
        ask = Text(
            f"{named} 读不成这种类型。改正，还是留空？", f"{named} can't be read as this. Correct them, or leave blank?"
        )
        questions = (*questions, ask)
    return Proposal(kind, why, unit, (), questions)


def find_orders(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The orders of day and month that days such as 5/3/2022 may have; none if there are none.

    Other days, such as 25/3/2022, can be read in one order only.
    """
    if not _read_as("date", cells):
        return ()
    pairs = [match for cell in cells if isinstance(cell, str) and (match := _YEAR_LAST.match(cell.strip()))]
    fits = [any(int(pair[at]) > _MONTHS for pair in pairs) for at in (1, 2)]
    return _ORDERS if fits[0] == fits[1] else (_ORDERS[fits.index(True)],)


def _refused(kind: ColumnType, cells: Sequence[Cell], unit: str = "") -> list[Cell]:
    """The cells that can't be read as a type; days may be written in any order."""
    if kind in ("date", "datetime"):
        return min((_read_as(kind, cells, **each) for each in ({}, *({"dates": order} for order in _ORDERS))), key=len)
    return _read_as(kind, cells, unit)


def _read_as(kind: ColumnType, cells: Sequence[Cell], unit: str = "", **declared: str) -> list[Cell]:
    more = {"unit": unit or "minutes"} if kind == "duration" else {}
    columns = {"found": {"header": "-", "type": kind, **more}}
    read = reader_of(Table.model_validate({"id": "found", "sheet": "-", "columns": columns, **declared}), "found", "")
    return [cell for cell in cells if isinstance(read(cell), Refusal)]


def _is_plain(cells: Sequence[Cell]) -> bool:
    """Whether some cells are bare numbers, which could be days or anything else."""
    return any(
        not isinstance(cell, (str, date)) or (isinstance(cell, str) and cell.strip().isdecimal()) for cell in cells
    )


def _unit_in(header: str) -> str:
    return next((unit for unit, words in _UNITS if re.search(words, header, re.I)), "")
