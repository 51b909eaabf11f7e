"""Whatever a report quotes is text in every output: no formula, no element, no escape sequence, no styling.

Each output is read by a second means: Python's own parsers of JSON, CSV and HTML, openpyxl and the raw XML of the
package, a real browser.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from lxml import etree

from checker.model import Flag, Report, Tracked
from checker.model.decisions import Holds
from checker.reporters import flags_csv, html, report_json, summary
from checker.reporters.terminal.screens import render_batch, render_workbooks
from checker.reporters.terminal.view import View
from checker.text.bilingual import Text
from checker.text.visible import visible
from tests.privacy.hostile import COLOUR, FORMULAS, HOSTILE, poisoned, steering
from tests.privacy.outputs import printed
from tests.reporters.html.conftest import browser, opened  # noqa: F401 - fixtures
from tests.reporters.html.drawn_pages import everything

#: With which of the hostile texts a report begins; together they put many texts into every place.
FIRSTS = range(0, len(HOSTILE), 4)
#: What spreadsheets take for the beginning of a formula, also where it is typed in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def reviewed() -> Report:
    """A report with everything, in which somebody has decided about every flag."""
    drawn, words = everything(), Text("新；已豁免", "New; waived")

    def decided(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
        tracked = [
            Tracked("new", "0" * 12, "2022Q3", Holds.WAIVED.value, words, 3, f"某人{n}") for n in range(len(flags))
        ]
        return tuple(replace(flag, tracked=each) for flag, each in zip(flags, tracked, strict=True))

    departments = tuple(replace(each, flags=decided(each.flags)) for each in drawn.departments)
    return replace(drawn, departments=departments, district_flags=decided(drawn.district_flags))


@pytest.fixture(scope="module", params=FIRSTS)
def report(request: pytest.FixtureRequest) -> Report:
    return poisoned(reviewed(), request.param)


def test_the_reports_hold_every_hostile_text_in_many_places() -> None:
    whole = "".join(repr(poisoned(reviewed(), first)) for first in FIRSTS)
    assert [text for text in HOSTILE if whole.count(repr(text)[1:-1]) < 5] == []


def test_json_shows_and_obeys_nothing(report: Report) -> None:
    text = report_json.render(report)
    assert steering(text) == set()
    assert json.loads(text)["format"] == "checker-report/1"


def test_csv_begins_no_formula_and_keeps_its_columns(report: Report) -> None:
    text = flags_csv.render(report)
    assert steering(text, "\r\n\ufeff\t") == set()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {len(flags_csv.HEADERS)}
    # A tab keeps a key as it is; it is the last character of its cell.
    cells = [cell.removesuffix("\t") for row in rows for cell in row]
    assert [cell for cell in cells if "\t" in cell] == []
    assert [cell for cell in cells if cell.startswith(_FORMULA) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []
    assert text.count("\r\n") == text.count("\n") == len(rows)


@pytest.mark.parametrize("screen", [render_workbooks, render_batch])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_terminal_gets_colours_of_ours_only(report: Report, screen: Callable[..., Any], language: Any) -> None:
    coloured = printed(View(report, language, 100), screen)
    plain = COLOUR.sub("", coloured)
    assert coloured != plain
    assert steering(plain) == set()


@pytest.mark.parametrize("text", ["[bold red]x[/bold red][/]", "[link=http://pwned.example]x[/link]", ":smile: \\[x]"])
def test_markup_of_the_terminal_library_is_shown_in_full(text: str) -> None:
    screens = [printed(View(poisoned(reviewed(), first), "zh", 100), render_workbooks) for first in FIRSTS]
    together = re.sub(r"\s", "", COLOUR.sub("", "".join(screens)))
    assert text.replace(" ", "") in together


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_summary_holds_texts_only(report: Report, language: Any) -> None:
    content = summary.render(report, language)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "external" in name.lower()]
        for name in package.namelist():
            part = package.read(name)
            tree = etree.fromstring(part)
            assert not tree.xpath("//*[local-name()='f']"), name
            assert not tree.xpath(
                "//@TargetMode | //*[local-name()='definedName'][contains(., '!') and not(@localSheetId)]"
            )
            assert steering(part.decode(), "\n\r") == set(), name
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    begin = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@")) and cell.value != "-"]
    assert all(cell.quotePrefix for cell in begin)
    assert not [cell for cell in cells if cell.hyperlink]


def test_cells_show_formulas_as_they_were_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary.render(poisoned(everything()), "zh")))
    texts = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    shown = [visible(text) for text in FORMULAS if visible(text) in texts]
    assert len(shown) >= len(FORMULAS) // 2


class _Shape(HTMLParser):
    """The elements of a page and the names of their attributes, in order; values are left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.data: list[str] = []
        self._in_data = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        self._in_data = ("type", "application/json") in attributes

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_has_no_element_or_attribute_that_a_harmless_one_has_not(report: Report, language: Any) -> None:
    page, calm = html.render(report, language).decode(), html.render(reviewed(), language).decode()
    attacked, harmless = _Shape(page), _Shape(calm)
    assert set(attacked.tags) <= set(harmless.tags)
    for name in ("script", "style", "link", "meta", "iframe", "img", "form", "base"):
        assert [each[0] for each in attacked.tags].count(name) == [each[0] for each in harmless.tags].count(name)
    assert steering(page) == set()
    assert json.loads("".join(attacked.data))


@pytest.mark.parametrize("first", FIRSTS[::4])
def test_a_browser_runs_none_of_it(opened: Callable[..., Any], first: int) -> None:  # noqa: F811 - the fixture
    """Opened, searched and unfolded; the fixture sees to it that nothing else is loaded and nothing fails."""
    page = opened(html.render(poisoned(reviewed(), first), "zh"))
    assert page.evaluate("typeof window.pwned") == "undefined"
    for word in ("pwned", "<script>", '"'):
        for field in page.locator("input[type=search]").all():
            field.fill(word)
    for toggle in page.locator("summary").all()[:5]:
        toggle.click()
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.evaluate("document.querySelectorAll('img, iframe, [onerror], [onload], [onmouseover]').length") == 0
    assert page.evaluate("[...document.querySelectorAll('a')].every(each => each.href.startsWith('file:'))")
