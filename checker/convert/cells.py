"""What every family of readers shares: what a refusal is, what counts as blank, how a raw cell is spelled out.

Knows raw cells and columns; knows no frames and no flags.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from checker.codes import Code
from checker.model.workbook import ErrorCell, Raw, Uncalculated
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.normalize import key_form, spaced_form

ERROR_CELL = Code("V301")
UNCALCULATED = Code("V302")

Value = str | Fraction | bool | date


@dataclass(frozen=True)
class Refusal:
    """Why a cell has no value.

    Attributes:
        code: the fault.
        expected: what would be accepted.
        values: what fills the named places of the code's message, besides `seen`.
    """

    code: Code
    expected: Text
    values: tuple[tuple[str, str | Text], ...] = ()


class PercentCell(NamedTuple):
    """A number whose cell is formatted as a percentage: 0.98, shown as 98%."""

    number: float | int


Cell = Raw | PercentCell
#: Reads one cell: its value, None where it counts as blank, or why it has none.
Reader = Callable[[Cell], Value | Refusal | None]

#: Words that say "nothing" in every column but a text column, as `key_form` gives them.
NOT_APPLICABLE = frozenset({"n/a", "na"})
#: The same where the word 无 cannot mean the number nought or the answer no.
NONE_AT_ALL = NOT_APPLICABLE | {"无"}

#: The smallest number of 16 digits: Excel keeps 15.
SIXTEEN_DIGITS = 10**15

_MARKS_FOR_NOTHING = re.compile(r"[-‐‒–—―−─]*|[/\\]*")
_LETTER_OR_DIGIT = re.compile(r"[^\W\u115f\u1160\u3164\uffa0]")  # those four are letters that show nothing
_NARROW = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | str.maketrans("﹪﹣﹢﹐﹒−", "%-+,.-")


def guarded(column: Column, expected: Text, read: Reader) -> Reader:
    """The same reader, spared what is alike in every family: blanks, failed and uncalculated formulas."""

    def whole(raw: Cell) -> Value | Refusal | None:
        if raw is None or (isinstance(raw, str) and says_nothing(raw)):
            return None
        if isinstance(raw, ErrorCell):
            return Refusal(ERROR_CELL, expected)
        if isinstance(raw, Uncalculated):
            return Refusal(UNCALCULATED, expected)
        return read(raw)

    return whole


def says_nothing(text: str) -> bool:
    """Whether a text is only blanks, or one of the dashes and strokes by which people say "nothing here"."""
    return _LETTER_OR_DIGIT.search(text) is None and _MARKS_FOR_NOTHING.fullmatch(key_form(text)) is not None


def narrow(text: str) -> str:
    """Full-width forms become plain ones, runs of blanks one space.

    Narrower than NFKC on purpose: NFKC would turn 10² into 102 and ① into 1.
    """
    return spaced_form(text if text.isascii() else text.translate(_NARROW))


def spelled(raw: Cell) -> str:
    """A raw cell as Excel would spell it out: numbers to 15 digits and without exponent, dates as 2022-03-05."""
    match raw:
        case None:
            return ""
        case str():
            return raw
        case bool():
            return "TRUE" if raw else "FALSE"
        case int():
            return str(raw)
        case float():
            return _decimal_text(raw)
        case PercentCell(number):
            return _decimal_text(shown_digits(number) * 100) + "%"
        case datetime():
            moment = raw.time()
            return raw.date().isoformat() + (f" {moment:%H:%M:%S}" if moment.replace(microsecond=0) != time() else "")
        case date():
            return raw.isoformat()
        case time():
            return f"{raw:%H:%M:%S}"
        case timedelta():
            minutes, seconds = divmod(round(raw.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        case ErrorCell(text):
            return text
        case Uncalculated(formula):
            return "=" + formula.removeprefix("=")


def shown_digits(number: float | int) -> Decimal:
    """A number to the 15 digits that Excel shows, so that 0.1 + 0.2 is 0.3; infinities and NaN stay what they are."""
    return Decimal(number) if isinstance(number, int) else Decimal(format(number, ".15g"))


def _decimal_text(number: float | Decimal) -> str:
    text = format(shown_digits(number) if isinstance(number, float) else number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def accepted(column: Column, what: Text, example: str = "") -> Text:
    """What a column takes, with its unit and an example (the column's own if it has one)."""
    zh = f"{what.zh}（单位：{column.unit.zh}）" if column.unit else what.zh
    en = f"{what.en} ({column.unit.en})" if column.unit else what.en
    shown = column.example or example
    return Text(zh=f"{zh}，如 {shown}", en=f"{en}, e.g. {shown}") if shown else Text(zh, en)
