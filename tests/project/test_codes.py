"""Every kind of finding: one id, one slug, both languages, a page in each with its four headings."""

from __future__ import annotations

import re
import string

import pytest

from checker.codes import PAGES, catalogue, page
from checker.model import Code, Language

HEADINGS: dict[Language, list[str]] = {
    "en": ["What it finds", "Why it matters", "Example", "How to put it right"],
    "zh": ["查什么", "为什么要紧", "例子", "怎样改"],
}
CODES = list(catalogue().values())
CJK = re.compile(r"[\u4e00-\u9fff]")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_code(code: Code) -> None:
    assert re.fullmatch(r"[DWVCMTA]\d{3}", code.id)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code.slug)
    for text in (code.title, code.message):
        words = re.sub(r"\{\w+\}|[\s\W]", "", text.zh)
        assert not words or CJK.search(text.zh), "a message may be nothing but values"
        assert not CJK.search(text.en)
        assert places(text.zh) == places(text.en)
        assert not re.search(r"[\u4e00-\u9fff][,:;?!]", text.zh), "Chinese is punctuated as Chinese"
    assert not code.message.en.endswith(".") and not code.message.zh.endswith("。")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_page(code: Code, language: Language) -> None:
    text = page(code, language)
    sections = re.split(r"^## (.+)$", text, flags=re.M)
    assert sections[0].strip() == ""
    assert sections[1::2] == HEADINGS[language]
    for body in sections[2::2]:
        assert len(body.strip()) >= (8 if language == "zh" else 15)
        if language == "zh":
            assert CJK.search(body)


def test_no_page_is_left_over() -> None:
    for language in HEADINGS:
        assert {path.stem for path in (PAGES / language).iterdir()} == set(catalogue())
