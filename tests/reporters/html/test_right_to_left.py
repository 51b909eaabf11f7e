"""Texts of a workbook that run from right to left can't reorder the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Shown
from checker.reporters.html import assets
from checker.reporters.html.page import render_page
from tests.reporters.drawn_reports import JUSTICE, QUARTER, not_a_date
from tests.reporters.html.reading import data_of


@pytest.mark.parametrize("typed", ["שלום", "مرحبا 3", "ئۇيغۇر", "7 א", "٣٤"])
def test_a_value_in_a_sentence_is_set_apart(typed: str) -> None:
    flag = replace(not_a_date(3, typed), observed=Shown(typed))
    page = render_page(replace(QUARTER, departments=(replace(JUSTICE, flags=(flag,)),)), "en")
    assert f"\u2068{typed}\u2069" in data_of(page)["texts"]


def test_texts_of_workbooks_by_themselves_are_isolated() -> None:
    assert 'name = "bdi"' in assets.script()
    (rule,) = [line for line in assets.style().splitlines() if "unicode-bidi: isolate" in line]
    for element in ("bdi", "[data-raw]", "td", "th", "li"):
        assert element in rule
