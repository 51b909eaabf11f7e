"""The files of languages: every key is one that the program reads and that the pages explain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from checker.text.locales import FOLDER, known_locales, locales_of
from tests.project.readme import ROOT

#: Tables whose keys are words of the language.
WORDS = {"months", "weekdays", "name", "number_words", "number_tens"}
WORDS |= {"digits", "places", "tens", "day_parts"}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def keys_in(table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield key
        if isinstance(value, dict) and key not in WORDS:
            yield from keys_in(value)


@pytest.mark.parametrize("page", ["docs/locales.md", "docs/locales.zh.md"])
def test_the_pages_explain_every_key_and_no_other(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8").partition("<!-- keys:begin -->")[2].partition("<!-- keys:end")[0]
    told = set(re.findall(r"`([a-z_]+)`", text)) - {"point", "comma"}
    assert told == {key for name in known_locales() for key in keys_in(read(name))}


def test_the_program_reads_every_key() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "checker").rglob("*.py"))
    paths = set(re.findall(r"""["']([a-z_]+\.[a-z_.{}]+)["']""", code))
    wanted = [re.compile(re.sub(r"\{[a-z_]+\}", "[a-z_]+", path)) for path in paths]
    signs = set(re.findall(r"""signs\[["']([a-z_]+)["']\]""", code))  # of numerals
    unread = {
        f"{section}.{key}"
        for name in known_locales()
        for section, table in read(name).items()
        if isinstance(table, dict) and section not in WORDS
        for key in table
        if key not in signs and not any(path.match(f"{section}.{key}") for path in wanted)
    }
    assert not unread


def test_months_and_weekdays_are_complete() -> None:
    for name in set(known_locales()) - {"zh"}:  # 三月 is a numeral
        assert len(read(name)["months"]) == 12
    for name in known_locales():
        assert len(read(name)["weekdays"]) == 7


def test_words_of_two_languages_come_together() -> None:
    both = locales_of(("de", "en"))
    assert set(both.words("answers.yes")) >= {"ja", "yes"}
    assert both.table("number_words")["zwölf"] == both.table("number_words")["twelve"] == 12
    assert both.common("forms.decimals") is None
    assert locales_of(("de",)).common("forms.decimals") == "comma"


def test_a_key_that_no_language_has_matches_nothing() -> None:
    assert re.search(locales_of(("en",)).pattern("figures.tenths"), "八成") is None
