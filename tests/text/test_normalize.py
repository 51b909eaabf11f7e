"""How texts are compared and numbers shown, wherever they are."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.text.normalize import decimal_text, likely, number_text

UNITS = ("区司法局", "区市场监管局", "公安和平分局", "Justice Bureau", "court-appearance")


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("区市场监督管理局", "区市场监管局"),
        ("区 司法", "区司法局"),
        ("JUSTICE　BUREAU", "Justice Bureau"),
        ("court_apearance", "court-appearance"),
        ("教育局体育处", ""),
        ("", ""),
    ],
)
def test_the_likely_word_is_told_as_it_stands(found: str, meant: str) -> None:
    assert likely(found, UNITS) == meant


def test_of_no_words_none_is_likely() -> None:
    assert likely("区司法局", ()) == ""


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(15, 16), "0.9375"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(-1, 8_000_000), "0"),
        (Fraction(-5, 2), "-2.5"),
        (10**30, "1" + "0" * 30),
        (0, "0"),
    ],
)
def test_a_number_is_written_to_six_decimals(number: Fraction | int, text: str) -> None:
    assert number_text(number) == text
    assert decimal_text(number, 6) == text
