"""Decimals are those of Python's exact rounding, half to even."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from checker.text.normalize import decimal_text


@given(st.fractions(max_denominator=10**9), st.integers(0, 10))
@example(Fraction(1, 2), 0)
@example(Fraction(-5, 2), 0)
@example(Fraction(25, 1000), 2)
@example(Fraction(-1, 3000), 2)
def test_decimals_are_rounded_half_to_even(value, places):
    expected = round(value, places)
    assert Fraction(decimal_text(value, places)) == expected
    assert decimal_text(value, places) == decimal_text(expected, places)
