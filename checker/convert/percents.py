"""Reads percentages as exact shares of 1.

A number without a percent sign is a share or a percentage if it can only be one of them; otherwise it is refused.
"""

from datetime import date, time, timedelta
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import DATE_FORMAT, NOT_A_NUMBER
from checker.convert.cells import NOT_APPLICABLE, Cell, Outcome, PercentCell, Reader, Refusal, accepted, narrow
from checker.convert.numbers import parse_figure, read_number
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.normalize import key_form, number_text

NOT_A_PERCENTAGE = Code("V310")
UNCLEAR_PERCENTAGE = Code("V311")


def percent_reader(column: Column, header: str) -> Reader:
    """Reads a percent column.

    Args:
        column: its maximum is the largest bare number that can be a share of 1.
        header: as the sheet spells it; with a percent sign, bare numbers are percentages.
    """
    expected = accepted(column, Text(zh="带百分号的数", en="a number with a percent sign"), "98.5%")
    in_percent = "%" in narrow(header)
    largest_share = max(Fraction(1), column.maximum or Fraction(0))

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, (date, time, timedelta)):
            return Refusal(DATE_FORMAT, expected)
        if isinstance(raw, str):
            if key_form(raw) in NOT_APPLICABLE:
                return None
            found, signed = _parse_signed(narrow(raw))
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


def _parse_signed(text: str) -> tuple[Fraction | Code, bool]:
    """The figure in a text, and whether it has a percent sign (or 百分之)."""
    if text.startswith("百分之"):
        return parse_figure(text.removeprefix("百分之").lstrip()), True
    if text.endswith("%"):
        return parse_figure(text.removesuffix("%").rstrip()), True
    return parse_figure(text), False
