"""Dates and numbers in the form that a table declares; each value worked out by hand."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from checker.convert.cells import Refusal
from checker.convert.readers import reader_of
from checker.tables.table import Table


def read(type_: str, raw: Any, **declared: str) -> Any:
    """A value, or the code of what is wrong."""
    column = {"header": "Value", "type": type_}
    table = Table.model_validate({"id": "things", "sheet": "Things", "columns": {"value": column}, **declared})
    found = reader_of(table, "value", "Value")(raw)
    return found.code.id if isinstance(found, Refusal) else found


DAYS: list[tuple[str, str | None, Any]] = [
    ("5/3/2022", None, "V315"),
    ("5/3/2022", "day-first", date(2022, 3, 5)),
    ("5/3/2022", "month-first", date(2022, 5, 3)),
    ("31/12/2022", "day-first", date(2022, 12, 31)),
    ("31.12.2022", "day-first", date(2022, 12, 31)),
    ("05-03-2022", "day-first", date(2022, 3, 5)),
    ("12/31/2022", "month-first", date(2022, 12, 31)),
    # What contradicts the declaration is refused, though it could be read in one way only.
    ("12/31/2022", "day-first", "V317"),
    ("31/12/2022", "month-first", "V317"),
    ("5/3/2022 14:05", "day-first", date(2022, 3, 5)),
    ("Saturday 5/3/2022", "day-first", date(2022, 3, 5)),
    ("Tuesday 5/3/2022", "day-first", "V315"),
    ("２８／０２／２０２２", "day-first", date(2022, 2, 28)),
    ("29/02/2022", "day-first", "V317"),
    # Spellings that can be read in one way only stay what they are.
    ("2022-03-05", "day-first", date(2022, 3, 5)),
    ("2022/3/5", "month-first", date(2022, 3, 5)),
    ("5 March 2022", "month-first", date(2022, 3, 5)),
    ("20220305", "day-first", date(2022, 3, 5)),
    # Two digits of a year stay unclear.
    ("5/3/22", "day-first", "V315"),
]


@pytest.mark.parametrize(("raw", "order", "value"), DAYS)
def test_days(raw: str, order: str | None, value: Any) -> None:
    assert read("date", raw, **({"dates": order} if order else {})) == value


def test_days_that_are_dates_already_stay() -> None:
    assert read("date", date(2022, 3, 5), dates="month-first") == date(2022, 3, 5)
    assert read("date", 44625, dates="month-first") == date(2022, 3, 5)
    assert read("datetime", "5/3/2022 14:05", dates="day-first") == datetime.fromisoformat("2022-03-05T14:05")
    assert read("datetime", "5/3/2022 2.05 pm", dates="month-first") == datetime.fromisoformat("2022-05-03T14:05")


NUMBERS: list[tuple[Any, str | None, Any]] = [
    ("1,5", None, "V306"),
    ("1,5", "comma", Fraction(3, 2)),
    ("1.234,5", "comma", Fraction(2469, 2)),
    ("1.234", "comma", Fraction(1234)),
    ("1.234", None, Fraction(617, 500)),
    ("1.234", "point", Fraction(617, 500)),
    ("1.234.567", "comma", Fraction(1234567)),
    ("1 234,5", "comma", Fraction(2469, 2)),
    ("1'234,5", "comma", Fraction(2469, 2)),
    ("-1.234,50", "comma", Fraction(-2469, 2)),
    ("12", "comma", Fraction(12)),
    ("１．２３４，５", "comma", Fraction(2469, 2)),
    # Not in this form.
    ("1.5", "comma", "V304"),
    ("1,234.5", "comma", "V304"),
    ("1,234,567", "comma", "V304"),
    ("1.23,5", "comma", "V304"),
    ("1.234 567", "comma", "V304"),
    ("12,", "comma", "V304"),
    # A number is a number.
    (1.5, "comma", Fraction(3, 2)),
    (1234, "comma", Fraction(1234)),
]


@pytest.mark.parametrize(("raw", "sign", "value"), NUMBERS)
def test_numbers(raw: Any, sign: str | None, value: Any) -> None:
    assert read("decimal", raw, **({"decimals": sign} if sign else {})) == value


def test_percentages() -> None:
    assert read("percent", "98,5%", decimals="comma") == Fraction(985, 1000)
    assert read("percent", "98.5%") == Fraction(985, 1000)


def test_the_accepted_form_says_what_is_declared() -> None:
    table = Table.model_validate(
        {"id": "things", "sheet": "Things", "dates": "day-first", "columns": {"value": {"header": "V", "type": "date"}}}
    )
    assert "the day comes first: 31/12/2024" in reader_of(table, "value", "V").expected.en
