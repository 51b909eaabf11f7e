"""The page of the language: every word that the definitions accept is on it, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from checker.authoring.json_schema import Kind, json_schema
from checker.definitions.holidays import Holidays
from checker.model import Language

from .readme import READMES, ROOT

PAGES: dict[Language, str] = {"en": "docs/language.md", "zh": "docs/language.zh.md"}
#: Explained once for all texts.
TEXTS = {"zh", "en", "aliases"}


def keys_in(node: Any) -> Iterator[str]:
    """Every key and every listed word that a JSON Schema accepts."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        yield from (word for word in (*node.get("enum", ()), node.get("const")) if isinstance(word, str))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from keys_in(child)


def language() -> set[str]:
    """Every word of the language."""
    found = {word for kind in get_args(Kind) for word in keys_in(json_schema(kind))}
    return found | set(Holidays.model_fields)


def told(page: str) -> set[str]:
    """The words in backticks on a page; the fences of its examples are no such words."""
    page = page.replace("```", "")
    return {word for code in re.findall(r"`([^`]+)`", page) for word in re.findall(r"[a-z0-9][a-z0-9_.-]*", code)}


@pytest.mark.parametrize("at", PAGES)
def test_every_word_of_the_language_is_on_its_page(at: Language) -> None:
    page = (ROOT / PAGES[at]).read_text(encoding="utf-8")
    # Each status and each day of `year_starts` need no word of explanation.
    months = {f"{month:02}-01" for month in range(1, 13)}
    statuses = {"met", "on_track", "behind", "missed", "not_applicable"}
    assert language() - told(page) - TEXTS - months - statuses == set()


@pytest.mark.parametrize("at", PAGES)
def test_the_tables_hold_each_key_of_an_indicator_a_pack_and_a_table_once(at: Language) -> None:
    page = (ROOT / PAGES[at]).read_text(encoding="utf-8")
    first = [cell for line in page.splitlines() if line.startswith("| `") for cell in [line.split("|")[1]]]
    named = [key for cell in first for key in re.findall(r"`([a-z_]+)`", cell)]
    for kind in ("pack", "table", "indicator"):
        wanted = set(json_schema(kind)["properties"])
        assert wanted <= set(named)
    assert set(named) <= language()
    shared = {"id", "extends", "columns", "assumptions", "order"}
    assert {key for key in named if named.count(key) > 1} <= shared


@pytest.mark.parametrize("at", PAGES)
def test_the_readme_leads_to_it(at: Language) -> None:
    assert f"({PAGES[at]})" in READMES[at].read_text(encoding="utf-8")
    assert all((ROOT / page).is_file() for page in PAGES.values())
