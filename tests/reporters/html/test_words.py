"""Every word of the page exists in both languages, is used, and is asked for by its right name."""

from __future__ import annotations

import re
import string
from fractions import Fraction
from pathlib import Path

import pytest

from checker.codes import catalogue, page
from checker.reporters.html import assets
from checker.reporters.html.assets import WORDS
from checker.reporters.html.data import clause_order
from checker.reporters.html.flag_table import placeholders, split_page, split_sentence

SOURCES = {
    path: path.read_text(encoding="utf-8") for path in assets.HERE.rglob("*.*") if path.suffix in (".js", ".j2", ".py")
}
HAN = re.compile(r"[\u2e80-\u9fff]")


def test_every_word_has_both_languages_with_the_same_places():
    for name, word in WORDS.items():
        assert word.zh.strip(), name
        assert word.en.strip(), name
        assert not HAN.search(word.en), name
        places = [
            sorted(field for _, field, _, _ in string.Formatter().parse(text) if field) for text in (word.zh, word.en)
        ]
        assert places[0] == places[1], name


def test_every_word_that_is_asked_for_exists_and_every_word_is_asked_for():
    asked = set()
    for path, text in SOURCES.items():
        if path.name != "words.py":
            asked |= set(re.findall(r"""(?:word|say|none|fill)\(\s*["'](\w+)["']""", text))
            asked |= set(re.findall(r"""attribute\("[\w-]+", "(\w+)", language\)""", text))
            asked |= set(re.findall(r"""WORDS\["(\w+)"\]""", text))
    assert asked - {"zh", "en"} <= set(WORDS)
    everywhere = "".join(text for path, text in SOURCES.items() if path.name != "words.py")
    assert [name for name in WORDS if not re.search(rf"""["']{name}["']""", everywhere)] == []


def test_templates_and_scripts_hold_no_words_of_their_own():
    for path, text in SOURCES.items():
        if path.suffix in (".js", ".j2"):
            assert HAN.findall(text.replace(">中文<", "")) == [], path.name
    for path, text in SOURCES.items():
        if path.suffix == ".j2":
            plain = re.sub(r"\{[{%#].*?[%#}]\}|<[^>]*>|checker|English|&\w+;", " ", text, flags=re.DOTALL)
            assert re.findall(r"[A-Za-z]{3,}", plain) == [], path.name


def test_every_sentence_of_the_catalogue_can_be_put_together_by_the_page():
    for code in catalogue().values():
        values = {name: f"<{name}>" for name in placeholders(code)}
        for language in ("zh", "en"):
            told = "".join(
                part if isinstance(part, str) else values[placeholders(code)[part]]
                for part in split_sentence(code, language)
            )
            assert told == code.message.of(language).format(**values)


def test_every_page_of_the_catalogue_is_read_whole():
    headings = {
        "en": ["What it finds", "Why it matters", "Example", "How to put it right"],
        "zh": ["查什么", "为什么要紧", "例子", "怎样改"],
    }
    for code in catalogue().values():
        for language in ("zh", "en"):
            text = page(code, language)
            found = split_page(text)
            assert [section[0] for section in found] == headings[language], code.id
            assert all(len(section) > 1 for section in found), code.id
            told = "".join("`".join(paragraph) for _, *paragraphs in found for paragraph in paragraphs)
            body = "".join(line for line in text.split("\n") if not line.startswith("## "))
            assert told.replace(" ", "") == body.replace(" ", "").replace("\n", ""), code.id
            assert all(len(paragraph) % 2 for _, *paragraphs in found for paragraph in paragraphs), code.id


@pytest.mark.parametrize(
    "clauses",
    [
        ["三", "七", "十", "十二", "二十", "二十七", "三十八", "一百零三"],
        ["1", "2", "10", "10.2", "10.11"],
        ["第３条", "第１２条"],
        ["一（二）5", "一（二）12", "一（十）", "二之二"],
    ],
)
def test_clauses_stand_as_in_their_document(clauses):
    by_character = sorted(clauses)
    assert by_character != clauses
    assert sorted(by_character, key=clause_order) == clauses


def luminance(colour: str) -> Fraction:
    """Of a colour as #rrggbb, as WCAG defines it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return Fraction(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


@pytest.mark.parametrize("theme", ["tokens", "dark"])
def test_text_can_be_read_on_its_ground(theme):
    text = Path(assets.HERE / "styles" / f"{theme}.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "ground", "raised")]
    pairs += [("ink", "accent-ground"), ("error-ink", "error"), ("faint", "paper"), ("paper", "accent")]
    kinds = ("met", "on-track", "behind", "missed", "undetermined", "idle")
    pairs += [(f"{kind}-ink", ground) for kind in kinds for ground in (f"{kind}-ground", "paper")]
    for ink, ground in pairs:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (light + Fraction(1, 20)) / (dark + Fraction(1, 20)) >= Fraction(9, 2), (ink, ground)
