"""Every kind of flag: one id and one declaration, one slug, and in each language a page with words and headings."""

from __future__ import annotations

import re
import string
from collections import Counter

import pytest

from checker.codes import PAGES, Code, catalogue, front_matter, page
from checker.model import Language
from tests.project.declarations import SHARED, declarations, importers

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
    for text in (code.heading, code.message):
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


@pytest.mark.parametrize("code", catalogue())
def test_the_pages_of_a_code_agree(code: str) -> None:
    zh, en = front_matter(code, "zh")[0], front_matter(code, "en")[0]
    assert list(zh) == list(en) == ["slug", "severity", "heading", "message"]
    assert (zh["slug"], zh["severity"]) == (en["slug"], en["severity"])


def test_no_slug_names_two_codes() -> None:
    assert [slug for slug, count in Counter(code.slug for code in CODES).items() if count > 1] == []


def test_every_page_exists_in_both_languages() -> None:
    for language in HEADINGS:
        assert {path.name for path in (PAGES / language).iterdir()} == {f"{code}.md" for code in catalogue()}


def test_every_page_has_one_declaration_and_every_declaration_its_page() -> None:
    assert sorted(each.id for each in declarations()) == list(catalogue())
    assert [each for each in declarations() if not each.name.isupper()] == []


def test_a_code_is_declared_where_it_is_raised_unless_modules_share_it() -> None:
    for each in declarations():
        named_elsewhere = importers().get((each.module, each.name), set())
        if each.module == SHARED:
            assert len(named_elsewhere) > 1, f"only {named_elsewhere} names {each.name}, and so should declare it"
        else:
            assert not named_elsewhere, f"{each.name} of {each.module} belongs to {SHARED}"
