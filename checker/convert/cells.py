"""What all readers share: refusals, blanks, and raw cells spelled out as text."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from checker.codes import Code
from checker.frozen import dataclass
from checker.model.workbook import ErrorCell, Raw, Uncalculated
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.locales import Locales
from checker.text.normalize import key_form, spaced_form

ERROR_CELL = Code("V301")
UNCALCULATED = Code("V302")

Value = str | Fraction | bool | date


@dataclass(frozen=True)
class Refusal:
    """Why a cell has no value."""

    code: Code
    expected: Text  # what would be accepted
    values: tuple[tuple[str, str | Text], ...] = ()  # what fills the `{named}` places of the message, besides `seen`


class PercentCell(NamedTuple):
    """A number in a cell with a percentage format: 0.98, shown as 98%."""

    number: float | int


Cell = Raw | PercentCell
#: The value of a cell, None if it counts as blank, or why it has no value.
Outcome = Value | Refusal | None

#: The smallest number with 16 digits: Excel keeps 15.
SIXTEEN_DIGITS = 10**15

_BLANK_MARKS = re.compile(r"[-‐‒–—―−─]*|[/\\]*")
_UNSEEN_LETTERS = "\u115f\u1160\u3164\uffa0"  # these four letters are invisible
_LETTER_OR_DIGIT = re.compile(rf"[^\W{_UNSEEN_LETTERS}]")
_NARROW = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | str.maketrans("﹪﹣﹢﹐﹒−", "%-+,.-")


def _keeps_none(text: str) -> object:
    return False


@dataclass(frozen=True)
class Reader:
    """Reads the cells of one column."""

    expected: Text  # what the column accepts
    read: Callable[[Cell], Outcome]  # reads a cell that has a value
    keeps: Callable[[str], object] = _keeps_none  # a quick test: whether the value of a text is surely the text itself

    def __call__(self, raw: Cell) -> Outcome:
        """Reads any cell; blanks, failed and uncalculated formulas are the same for all types."""
        if isinstance(raw, str):
            first = raw[:1]  # of a text that begins with a letter or digit, nothing else needs to be known
            visible = first.isalnum() and first not in _UNSEEN_LETTERS
            return self.read(raw) if visible or not is_blank_text(raw) else None
        if raw is None:
            return None
        if isinstance(raw, ErrorCell):
            return Refusal(ERROR_CELL, self.expected)
        if isinstance(raw, Uncalculated):
            return Refusal(UNCALCULATED, self.expected)
        return self.read(raw)


class BlankWords:
    """Words that mean a blank, in comparing form."""

    def __init__(self, locales: Locales) -> None:
        #: In every column except a text column.
        self.anywhere = frozenset(map(key_form, locales.words("blank.anywhere")))
        #: The same for columns where 无 can't mean zero or "no".
        self.not_zero = self.anywhere.union(map(key_form, locales.words("blank.not_zero")))


@cache
def blank_words(locales: Locales) -> BlankWords:
    """The words that mean a blank in these languages."""
    return BlankWords(locales)


def is_blank_text(text: str) -> bool:
    """Whether a text contains only blanks, or only dashes or slashes, which people use for "nothing here"."""
    return _LETTER_OR_DIGIT.search(text) is None and _BLANK_MARKS.fullmatch(key_form(text)) is not None


def narrow(text: str) -> str:
    """The text with plain forms of full-width characters, and each run of blanks as one space.

    NFKC would do too much: it turns 10² into 102 and ① into 1.
    """
    return spaced_form(text if text.isascii() else text.translate(_NARROW))


def spell(raw: Cell) -> str:
    """Spells out a raw cell like Excel: numbers with up to 15 digits and no exponent, dates as 2022-03-05."""
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
    """A number rounded to the 15 digits that Excel shows, so that 0.1 + 0.2 is 0.3; infinities and NaN stay."""
    return Decimal(number) if isinstance(number, int) else Decimal(format(number, ".15g"))


def _decimal_text(number: float | Decimal) -> str:
    text = format(shown_digits(number) if isinstance(number, float) else number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def accepted(column: Column, what: Text, example: str = "") -> Text:
    """Describes what a column accepts, with its unit and an example (the column's own if it has one)."""
    zh = f"{what.zh}（单位：{column.unit.zh}）" if column.unit else what.zh
    en = f"{what.en} ({column.unit.en})" if column.unit else what.en
    shown = column.example or example
    return Text(zh=f"{zh}，如 {shown}", en=f"{en}, e.g. {shown}") if shown else Text(zh, en)
