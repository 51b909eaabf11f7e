"""Reads numbers and percentages as people write them: digits of any width, thousands separators, units.

A percentage is read as an exact share of 1. Without a percent sign it is a share or a percentage if it can only be one
of them; otherwise it is refused.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache

from checker.codes import Code
from checker.codes.shared import DATE_FORMAT, NOT_A_NUMBER, PERCENT_FORMAT, SEVERAL_VALUES
from checker.convert.cells import (
    SIXTEEN_DIGITS,
    Cell,
    Outcome,
    PercentCell,
    Reader,
    Refusal,
    accepted,
    blank_words,
    narrow,
    shown_digits,
)
from checker.convert.money import read_money
from checker.convert.spelled import in_figures, is_vague
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.locales import Locales
from checker.text.money import money_unit
from checker.text.normalize import key_form, number_text
from checker.text.traditional import in_simplified

NOT_WHOLE = Code("V305")
UNCLEAR_COMMA = Code("V306")
TOO_LARGE = Code("V307")
INEXACT = Code("V308")
NOT_A_PERCENTAGE = Code("V310")
UNCLEAR_PERCENTAGE = Code("V311")

#: The longest figure that is read, so that hostile texts take no time.
_LONGEST = 40

_PLAIN = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_GROUPED = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_FIGURE = late(rf"([+-]?) ?((?:{_GROUPED}|{_PLAIN})(?:[eE][+-]?[0-9]{{1,3}})?)")
_COMMAS = late(r"[+-]? ?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_BETWEEN = late(r"[、;；，\n]")
_DIGIT = re.compile("[0-9]")
#: What ends a figure and says nothing.
_CLOSING = r"(?<=\S)[。;；]$"


class _Forms:
    """How the languages of a pack write what belongs to a figure."""

    def __init__(self, locales: Locales) -> None:
        #: Units that mean the same; a column without a unit accepts any of them.
        self.units = tuple(frozenset(locales.words(f"units.{kind}")) for kind in ("hours", "counts"))
        self.bound = late(rf"[≥≤≧≦<>≈~±]|\+$|{locales.pattern('figures.rough')}")
        to = locales.pattern("figures.to")
        self.range = late(rf"{_PLAIN}\D{{0,3}}?(?:-|–|—|~|{to}){{1,2}} ?{_PLAIN}\D{{0,3}}")
        self.around = late(rf"^{locales.pattern('figures.before')} ?(?=\S)|{_CLOSING}")
        #: 八成 is 80%, or about that.
        self.tenths = late(locales.pattern("figures.tenths"))
        self.before, self.behind = (
            locales.words("figures.percent_before"),
            ("%", *locales.words("figures.percent_after")),
        )
        #: Columns of years, and a year as it is written there.
        self.year_header = late(locales.pattern("figures.year_header"), re.I)
        self.year = late(rf"((?:19|20)[0-9]{{2}}) ?{locales.pattern('figures.year_unit')}")


@cache
def _forms(locales: Locales) -> _Forms:
    return _Forms(locales)


def number_reader(column: Column, header: str) -> Reader:
    """Reads an integer or decimal column; values are exact fractions."""
    whole = column.type == "integer"
    what = Text(zh="整数", en="a whole number") if whole else Text(zh="数字", en="a number")
    expected = accepted(column, what, "12" if whole else "12.5")
    unit = _unit_pattern(column)
    money = None if column.unit is None else money_unit((column.unit.zh, column.unit.en))
    locales, blank = column.locales, blank_words(column.locales).anywhere
    years = _forms(locales).year_header.search
    year = whole and column.unit is None and any(map(years, (header, *column.header.all)))

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, (date, time, timedelta)):
            return Refusal(DATE_FORMAT, expected)
        if isinstance(raw, PercentCell):
            return Refusal(PERCENT_FORMAT, expected)
        if isinstance(raw, str):
            text = in_simplified(narrow(raw))
            if key_form(text) in blank:
                return None
            if money is not None and len(text) <= _LONGEST:
                found = read_money(text, money, lambda plain: _parse_words(plain, unit, locales, year=False))
            else:
                short = len(text) <= _LONGEST
                found = _parse_words(text, unit, locales, year=year) if short else parse_figure(text, locales)
        else:
            found = read_number(raw)
        if isinstance(found, Code):
            several = found == NOT_A_NUMBER and isinstance(raw, str) and _is_list(raw, unit)
            return Refusal(SEVERAL_VALUES if several else found, expected)
        if whole and found.denominator != 1:
            return Refusal(NOT_WHOLE, expected)
        return found

    return Reader(expected, read)


def _parse_words(text: str, unit: re.Pattern[str], locales: Locales, *, year: bool) -> Fraction | Code:
    """The exact value of a figure with its unit, in digits or words, or the code of its flag."""
    forms = _forms(locales)
    plain = in_figures(forms.around.sub("", text), locales, year=year)
    if year and (dated := forms.year.fullmatch(plain)):
        return Fraction(int(dated[1]))
    found = parse_figure(unit.sub(r"\1", plain), locales)
    return INEXACT if found == NOT_A_NUMBER and is_vague(text, locales) else found


def _is_list(raw: str, unit: re.Pattern[str]) -> bool:
    """Whether a cell has several numbers, one after the other: 4、8."""
    parts = [in_simplified(narrow(part.strip())) for part in _BETWEEN.split(raw)]
    figures = all(len(part) <= _LONGEST and _FIGURE.fullmatch(unit.sub(r"\1", part)) for part in parts)
    return len(parts) > 1 and figures and not any(len(part) == 3 and part.isdecimal() for part in parts[1:])


def percent_reader(column: Column, header: str) -> Reader:
    """Reads a percent column.

    The column's maximum is the largest bare number that can be a share of 1. If the header, as the sheet spells it, has
    a percent sign, bare numbers are percentages.
    """
    expected = accepted(column, Text(zh="带百分号的数", en="a number with a percent sign"), "98.5%")
    in_percent = "%" in narrow(header)
    locales, blank = column.locales, blank_words(column.locales).anywhere
    largest_share = max(Fraction(1), column.maximum or Fraction(0))

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, (date, time, timedelta)):
            return Refusal(DATE_FORMAT, expected)
        if isinstance(raw, str):
            if key_form(raw) in blank:
                return None
            found, signed = _parse_signed(narrow(raw), locales)
            share = found if isinstance(found, Code) or not signed else found / 100
        else:
            share, signed = read_number(raw), isinstance(raw, PercentCell)
        if isinstance(share, Code):
            return Refusal(NOT_A_PERCENTAGE if share is NOT_A_NUMBER else share, expected)
        return share if signed else interpret_bare(share)

    def interpret_bare(number: Fraction) -> Fraction | Refusal:
        size = abs(number)
        if number == 0 or (size < 1 and not in_percent):
            return number
        if size == 1 or (size < 1 if in_percent else size <= largest_share):
            readings = (("one", number_text(number) + "%"), ("other", number_text(number * 100) + "%"))
            return Refusal(UNCLEAR_PERCENTAGE, expected, readings)
        return number / 100

    return Reader(expected, read)


def read_number(raw: Cell) -> Fraction | Code:
    """The exact value of a number cell, or the code of its flag."""
    number = raw.number if isinstance(raw, PercentCell) else raw
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return NOT_A_NUMBER
    digits = shown_digits(number)
    if not digits.is_finite():
        return NOT_A_NUMBER
    return TOO_LARGE if abs(digits) >= SIXTEEN_DIGITS else Fraction(digits)


def parse_figure(text: str, locales: Locales) -> Fraction | Code:
    """The exact value of a figure in plain characters, or the code of its flag."""
    if len(text) > _LONGEST:
        return TOO_LARGE if text.isdecimal() else NOT_A_NUMBER
    if match := _FIGURE.fullmatch(text):
        number = Decimal(match[1] + match[2].replace(",", ""))
        return TOO_LARGE if abs(number) >= SIXTEEN_DIGITS else Fraction(number)
    if _COMMAS.fullmatch(text):
        return UNCLEAR_COMMA
    if _DIGIT.search(text) and (_forms(locales).bound.search(text) or _forms(locales).range.fullmatch(text)):
        return INEXACT
    return NOT_A_NUMBER


def _parse_signed(text: str, locales: Locales) -> tuple[Fraction | Code, bool]:
    """The figure in a text, and whether it has a percent sign (or 百分之)."""
    if text.endswith("%"):
        return parse_figure(in_figures(text[:-1].rstrip(), locales), locales), True
    forms = _forms(locales)
    for word in forms.before:
        if text.startswith(word):
            return parse_figure(in_figures(text.removeprefix(word).lstrip(), locales), locales), True
    if forms.tenths.fullmatch(text):
        return INEXACT, True
    sign = next((word for word in forms.behind if text.lower().endswith(word)), "")
    figure = text[: len(text) - len(sign)].rstrip()
    return parse_figure(in_figures(figure, locales), locales), bool(sign)


def _unit_pattern(column: Column) -> re.Pattern[str]:
    """Matches a figure with a unit that the column accepts; the figure is group 1."""
    alike = _forms(column.locales).units
    if column.unit is None:
        units = frozenset[str]().union(*alike)
    else:
        own = frozenset({column.unit.zh, column.unit.en, column.unit.en.removesuffix("s"), column.unit.en + "s"})
        units = own.union(*(each for each in alike if own & each))
    choices = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return late(rf"^(.*[0-9.]) ?(?:\((?:{choices})\)|(?:{choices}))$", re.I | re.S)
