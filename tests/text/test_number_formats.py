"""Number formats that add digits or words: what a cell shows."""

from __future__ import annotations

import pytest

from checker.text.number_formats import adds_to_cell, show_number


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("00000", 417, "00417"),
        ("00000", 1234567, "1234567"),
        ("0000;-0000", 0, "0000"),
        ('"津01-"0000', 417, "津01-0417"),
        ('"第"0"号"', 12, "第12号"),
        ("000\\-0000", 10417, "001-0417"),
        ("000-0000", 12345678, "1234-5678"),
        ('[$-804]"津"General', 417, "津417"),
        ("####00", 7, "07"),
        ("[>9]000", 12, "012"),
    ],
)
def test_what_a_cell_shows(code: str, number: float, shown: str) -> None:
    assert adds_to_cell(code)
    assert show_number(number, code) == shown


@pytest.mark.parametrize("code", ["0", "General", "@", "0.00", "#,##0", "0%", "yyyy-mm-dd", "0.00E+00"])
def test_other_formats_are_left_alone(code: str) -> None:
    assert not adds_to_cell(code)


@pytest.mark.parametrize("number", [-1, 1.5, 10**15, 1e300])
def test_numbers_that_such_a_format_does_not_suit(number: float) -> None:
    assert show_number(number, "00000") is None
