"""Figures as numbers: shown as people are told them, and never as a target that they miss."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reporters.summary.figures import amount, figure
from checker.text.bilingual import Text

PERCENT, POINTS, HOURS = Text("%", "%"), Text("个百分点", "percentage points"), Text("学时", "hours")


@pytest.mark.parametrize(
    ("value", "unit", "target", "number_format"),
    [
        ("1", PERCENT, "1", "0.00%"),
        ("19/20", PERCENT, "19/20", "0.00%"),
        ("13/14", PERCENT, "1", "0.00%"),
        ("0.94996", PERCENT, "0.95", "0.000%"),
        ("0.9999999", PERCENT, "1", "0.00000%"),
        ("0.00125", PERCENT, "1", "0.000%"),
        ("-3/7", POINTS, "0", "0.00"),
        ("3", HOURS, "4", "0"),
        ("59.5", HOURS, "60", "0.0"),
        ("1/3", HOURS, None, "0.00"),
    ],
)
def test_a_figure_has_the_decimals_that_it_is_told_with(value, unit, target, number_format):
    cell = figure(Fraction(value), unit, None if target is None else Fraction(target))
    assert cell.look.format == number_format
    assert cell.value == Fraction(value) * (100 if unit is POINTS else 1)


@pytest.mark.parametrize(
    ("value", "target", "told"),
    [(1 - Fraction(1, 10**20), Fraction(1), "99." + "9" * 18 + "%"), (Fraction(10**17 + 1, 3), None, None)],
)
def test_what_fifteen_digits_cannot_tell_is_a_text(value, target, told):
    cell = figure(value, PERCENT if told else HOURS, target)
    assert isinstance(cell.value, str)
    assert told in (None, cell.value)


def test_a_number_that_no_spreadsheet_holds_is_a_text():
    assert amount(Fraction(10**400)).value == "1" + "0" * 400
    assert amount(Fraction(7)).value == 7
    assert amount(None) is None
    assert figure(None, PERCENT, Fraction(1)) is None


def shown(value: Fraction, number_format: str) -> str:
    """What a spreadsheet shows, worked out by its rules: 15 digits are kept, a half is rounded up."""
    kept = Decimal(f"{float(value):.15g}") * (100 if number_format.endswith("%") else 1)
    places = len(number_format.rstrip("%").partition(".")[2])
    return str(kept.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@given(
    st.fractions(min_value=-2, max_value=2, max_denominator=10**9),
    st.sampled_from([Fraction(19, 20), Fraction(1), Fraction(0), Fraction(1, 8), Fraction(13, 10_000)]),
    st.sampled_from([PERCENT, HOURS]),
)
def test_no_number_is_shown_as_a_target_that_it_is_not(value, target, unit):
    cell = figure(value, unit, target)
    factor = 100 if unit is PERCENT else 1
    told = cell.value.rstrip("%") if isinstance(cell.value, str) else shown(cell.value, cell.look.format)
    assert (Fraction(told) == target * factor) == (value == target)
    assert abs(Fraction(told) - value * factor) <= Fraction(1, 200)
