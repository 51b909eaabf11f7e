"""The D codes: both languages say the same things, and every one has its pages."""

from __future__ import annotations

import re

import pytest

from checker.codes import catalogue, page
from checker.model import Code, Severity

CODES = [code for code in catalogue().values() if code.id.startswith("D")]
HEADINGS = {
    "en": ["What it finds", "Why it matters", "Example", "How to put it right"],
    "zh": ["查什么", "为什么要紧", "例子", "怎样改"],
}


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_both_languages_fill_the_same_places(code: Code) -> None:
    assert set(re.findall(r"{(\w+)}", code.message.zh)) == set(re.findall(r"{(\w+)}", code.message.en))
    assert code.severity is (Severity.ERROR if code.id < "D150" else Severity.AMBER)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_every_code_has_a_page(code: Code, language: str) -> None:
    parts = re.split(r"^## (.+)$", page(code, "zh" if language == "zh" else "en"), flags=re.MULTILINE)
    assert parts[0] == ""
    assert parts[1::2] == HEADINGS[language]
    for text in parts[2::2]:
        assert text.strip()
        assert bool(re.search("[\u4e00-\u9fff]", text)) or language == "en"
