"""Numbers of cases and documents: spellings of one number have one form, and other numbers another."""

from __future__ import annotations

import pytest

from checker.text.key_forms import case_number_form
from checker.text.normalize import key_form

ONE_CASE = (
    "（2022）津0101行初15号",
    "(2022)津0101行初15号",
    "〔2022〕津0101行初15号",
    "[2022]津0101行初15号",
    "【2022】津0101行初15号",
    "［２０２２］津0101行初１５号",
    "（2022） 津0101 行初 15 号",
    "（2022）津0101行初第15号",
    "（2022）津101行初015号",
    "（2022）津0101行初15",
    "（2022）津0101行初十五号",
    "（二〇二二）津0101行初第十五号",
)
OTHERS = (
    "（2022）津0101行初16号",
    "（2021）津0101行初15号",
    "（2022）津0102行初15号",
    "（2022）津0101行终15号",
    "（2022）津0101行初15号之一",
    "（2022）津0101行初150号",
)


def test_spellings_of_one_number_have_one_form() -> None:
    assert len({case_number_form(text) for text in ONE_CASE}) == 1


def test_other_numbers_have_other_forms() -> None:
    assert len({case_number_form(text) for text in (ONE_CASE[0], *OTHERS)}) == 1 + len(OTHERS)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百一十", 110),
        ("二〇二二", 2022),
        ("三千零六", 3006),
    ],
)
def test_chinese_numerals(numeral: str, number: int) -> None:
    assert case_number_form(f"第{numeral}号") == case_number_form(f"{number}号") == str(number)


def test_dashes_count_only_between_digits() -> None:
    assert case_number_form("津－01—0417") == case_number_form("津01-417")
    assert case_number_form("1-12") != case_number_form("11-2") != case_number_form("112")


@pytest.mark.parametrize("text", ["ＡＢ 12", "ab12", "千家", "一二十", "", "号", "第一"])
def test_what_the_usual_form_does_not_tell_apart_this_one_does_not_either(text: str) -> None:
    assert case_number_form(text) == case_number_form(key_form(text))
