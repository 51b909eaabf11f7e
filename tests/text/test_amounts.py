"""Numbers in sentences: exact or said to be rounded, and never the target unless they are the target."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.amounts import amount_words, enough_text, short_text
from checker.text.bilingual import Text
from checker.wording.labels import value_text

HOURS = Text("学时", "hours")
values = st.fractions(-1000, 1000, max_denominator=100_000)
targets = st.one_of(st.integers(-1000, 1000).map(Fraction), st.decimals(-1000, 1000, places=2).map(Fraction))


@pytest.mark.parametrize(
    ("value", "apart_from", "zh", "en"),
    [
        (Fraction(60, 31), None, "约 1.94", "about 1.94"),
        (Fraction(3, 2), None, "1.5", "1.5"),
        (Fraction(60), None, "60", "60"),
        (Fraction("0.9375"), None, "0.9375", "0.9375"),
        (Fraction(1, 3), None, "约 0.33", "about 0.33"),
        (Fraction(1, 7000), None, "约 0.0001", "about 0.0001"),  # not 0
        (Fraction("59.99"), 60, "59.99", "59.99"),
        (60 - Fraction(1, 7000), 60, "约 59.9999", "about 59.9999"),  # not 60
        (60 + Fraction(1, 700), 60, "约 60.001", "about 60.001"),
    ],
)
def test_a_number_in_a_sentence(value: Fraction, apart_from: int | None, zh: str, en: str) -> None:
    assert amount_words(value, apart_from) == Text(zh, en)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(60, 31), "约 1.94 学时"),
        (60 - Fraction(1, 7000), "约 59.9999 学时"),
        (Fraction("59.99"), "59.99 学时"),
    ],
)
def test_a_value_with_its_unit(value: Fraction, text: str) -> None:
    assert value_text(value, HOURS, "zh", Fraction(60)) == text


@given(values, targets)
def test_a_number_is_near_and_on_its_own_side_of_the_target(value: Fraction, target: Fraction) -> None:
    text = short_text(value, target)
    shown = Fraction(text)
    assert abs(shown - value) <= Fraction(1, 200)
    assert (shown > target, shown < target) == (value > target, value < target)
    assert (shown > 0, shown < 0) == (value > 0, value < 0)
    words = amount_words(value, target)
    assert words == (Text(text, text) if shown == value else Text(f"约 {text}", f"about {text}"))
    assert len(text.partition(".")[2]) <= 2 or shown == value or round(value, 2) in (0, target)


@given(values)
def test_what_is_said_to_be_enough_is_enough(value: Fraction) -> None:
    assert 0 <= Fraction(enough_text(value)) - value < Fraction(1, 100)


@given(st.fractions(0, 1, max_denominator=100_000), st.fractions(0, 1, max_denominator=1000))
def test_a_share_never_looks_like_another_target(value: Fraction, target: Fraction) -> None:
    text = value_text(value, Text("%", "%"), "en", target)
    shown = Fraction(text.removesuffix("%")) / 100
    assert 0 <= shown <= 1
    assert shown != target or value == target
