"""A text from right to left is set apart; every other text stays as it is."""

import pytest

from checker.text.visible import isolate


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "ئۇيغۇر 12", "case 7 א", "٣٤", "ܐܒ"])
def test_what_runs_from_right_to_left_is_set_apart(text: str) -> None:
    assert isolate(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize("text", ["", "abc", "区司法局", "2022-03-05", "ⅣⅤ", "한국", "ŁÓDŹ"])
def test_other_texts_stay(text: str) -> None:
    assert isolate(text) == text
