"""Percentages, as exact shares of 1. A bare number reads as whichever of the two it can only be, or not at all.

Knows text and number cells, and whether a cell is formatted as a percentage; knows no frames and no flags.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import DATE_FORMAT, NOT_A_NUMBER
from checker.convert.cells import (
    NOT_APPLICABLE,
    Cell,
    PercentCell,
    Reader,
    Refusal,
    Value,
    accepted,
    guarded,
    narrow,
)
from checker.convert.numbers import figure, number_of
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.normalize import key_form, number_text

NOT_A_PERCENTAGE = Code("V310")
UNCLEAR_PERCENTAGE = Code("V311")


def percent_reader(column: Column, header: str) -> Reader:
    """Reads a percent column.

    Args:
        column: its maximum tells up to where a bare number may be a share of 1.
        header: as the sheet spells it; with a percent sign in it, bare numbers are percentages.
    """
    expected = accepted(column, Text(zh="带百分号的数", en="a number with a percent sign"), "98.5%")
    in_percent = "%" in narrow(header)
    largest_share = max(Fraction(1), column.maximum or Fraction(0))

    def read(raw: Cell) -> Value | Refusal | None:
        if isinstance(raw, (date, time, timedelta)):
            return Refusal(DATE_FORMAT, expected)
        if isinstance(raw, str):
            if key_form(raw) in NOT_APPLICABLE:
                return None
            found, signed = _signed(narrow(raw))
            share = found if isinstance(found, Code) or not signed else found / 100
        else:
            share, signed = number_of(raw), isinstance(raw, PercentCell)
        if isinstance(share, Code):
            return Refusal(NOT_A_PERCENTAGE if share is NOT_A_NUMBER else share, expected)
        return share if signed else bare(share)

    def bare(number: Fraction) -> Fraction | Refusal:
        size = abs(number)
        if number == 0 or (size < 1 and not in_percent):
            return number
        if size == 1 or (size < 1 if in_percent else size <= largest_share):
            readings = (("one", number_text(number) + "%"), ("other", number_text(number * 100) + "%"))
            return Refusal(UNCLEAR_PERCENTAGE, expected, readings)
        return number / 100

    return guarded(column, expected, read)


def _signed(text: str) -> tuple[Fraction | Code, bool]:
    """The figure in a text, and whether a percent sign (or 百分之) goes with it."""
    if text.startswith("百分之"):
        return figure(text.removeprefix("百分之").lstrip()), True
    if text.endswith("%"):
        return figure(text.removesuffix("%").rstrip()), True
    return figure(text), False
