"""Amounts of money, in the unit that their column declares: converted exactly, or asked about, never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.convert.cells import Refusal
from checker.convert.numbers import number_reader
from checker.tables.columns import Column
from checker.text.money import money_unit


def read(unit: str | dict[str, str], cell: object) -> object:
    column = Column.model_validate({"header": "金额", "type": "decimal", "unit": unit})
    found = number_reader(column, "金额").read(cell)  # type: ignore[arg-type]
    return found.code.id if isinstance(found, Refusal) else found


@pytest.mark.parametrize(
    "unit, cell, amount",
    [
        ("pounds", "£1,234.50", Fraction("1234.5")),
        ("£", "1,234.50", Fraction("1234.5")),
        ("pounds", "-£0.10", Fraction("-0.1")),
        ("pounds", "£ 1.5 million", Fraction(1_500_000)),
        ("pounds", "2k", Fraction(2000)),
        ("£ thousand", 12.5, Fraction("12.5")),
        ("£ thousand", "12.5", Fraction("12.5")),
        ("£ thousand", "£1,234 pounds", Fraction("1.234")),
        ("£ thousand", "£3m", Fraction(3000)),
        ("元", "1,234元", Fraction(1234)),
        ("元", "¥1,234.50", Fraction("1234.5")),
        ("元", "１２万元", Fraction(120_000)),
        ("元", "1.5亿", Fraction(150_000_000)),
        ({"zh": "万元", "en": "10,000 yuan"}, "1,234元", Fraction("0.1234")),
        ({"zh": "万元", "en": "10,000 yuan"}, "12万元", Fraction(12)),
        ({"zh": "万元", "en": "10,000 yuan"}, "12万", Fraction(12)),
        ("万元", "7", Fraction(7)),
        ("万元", "1元", Fraction(1, 10_000)),
        ("euros", "€99", Fraction(99)),
        ("US$", "$99", Fraction(99)),
        # Another currency is never converted, and a bare sign never multiplied.
        ("pounds", "€500", "V355"),
        ("pounds", "500 euros", "V355"),
        ("元", "$5", "V355"),
        ("万元", "5美元", "V355"),
        ("万元", "¥500", "V356"),
        ("£ thousand", "£500", "V356"),
        ("pounds", "£about 5", "V308"),
        ("pounds", "free", "V304"),
    ],
)
def test_an_amount_is_read_in_the_unit_of_its_column(unit: str | dict[str, str], cell: object, amount: object) -> None:
    assert read(unit, cell) == amount


def test_sums_are_exact() -> None:
    pence = [read("£ thousand", f"£{n}.10 pounds") for n in range(1000)]
    assert sum(pence, Fraction(0)) == Fraction(sum(range(1000)) * 10 + 1000, 10_000)  # type: ignore[arg-type, call-overload]


@pytest.mark.parametrize("unit", ["小时", "人次", "k", "m", "million", "万", "thousand", "%", "次"])
def test_other_units_are_no_money(unit: str) -> None:
    assert money_unit((unit, unit)) is None
