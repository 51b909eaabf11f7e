"""Every finding about sheets is explained, and its messages take the same values in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from checker.codes import page, sheet
from checker.model import Code
from tests.locate.workbooks import read

CODES = [value for value in vars(sheet).values() if isinstance(value, Code)]
HEADINGS = {
    "en": ["What it finds", "Why it matters", "Example", "How to put it right"],
    "zh": ["查什么", "为什么要紧", "例子", "怎样改"],
}


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_page(code: Code, language: str) -> None:
    sections = page(code, language).strip().split("## ")[1:]
    titles, texts = zip(*(section.split("\n", 1) for section in sections), strict=True)
    assert list(titles) == HEADINGS[language]
    assert all(text.strip() for text in texts)


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_both_languages_name_the_same_values(code: Code) -> None:
    zh, en = (
        {name for _, name, _, _ in Formatter().parse(text) if name} for text in (code.message.zh, code.message.en)
    )
    assert zh == en


def test_every_code_is_raised_in_a_case() -> None:
    raised = {each["code"] for case in read("cases.yaml") for each in case["expect"].get("flags", [])}
    raised |= {each[0] for case in read("covers.yaml") for each in case.get("flags", [])}
    assert raised >= {code.id for code in CODES}
