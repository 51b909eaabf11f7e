"""Decisions taken on the page: kept in the browser, saved as a file, and read by the command that records them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.model.decisions import Kind
from checker.reporters.html import render
from checker.reporters.html.decisions import KINDS_HERE
from checker.review.drafts import read_page_file
from checker.review.form import FILLED_IN, read_kind
from tests.reporters.html.drawn_pages import everything
from tests.reporters.html.reading import data_of

ROWS = "#list tbody tr:not(.detail)"


def open_flag(page: Any, row: int) -> Any:
    page.locator(ROWS).nth(row).click()
    return page.locator(".review-form").first


def decide(page: Any, row: int, decision: str, **fields: str) -> None:
    form = open_flag(page, row)
    form.locator("[name=decision]").select_option(decision)
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        (field.select_option if name == "reason" else field.fill)(value)
        field.blur()
    page.locator(ROWS).nth(row).click()


def saved(page: Any, by: str) -> bytes:
    page.fill("#review-by", by)
    page.locator("#review-by").blur()
    with page.expect_download() as download:
        page.locator("#review button").first.click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_decisions_are_kept_and_saved_as_a_file_that_can_be_imported(opened, language):
    report = everything()
    page = opened(report, f"#lang={language}", accept_downloads=True)
    assert not page.is_visible("#review")
    decide(page, 0, "dismiss", reason="false_alarm", text="=1+1 <b>")
    decide(page, 1, "waive", reason="accepted_until", until="2026-12-31")
    decide(page, 2, "confirm")
    decide(page, 2, "")
    assert "2" in page.inner_text("#review strong")
    content = saved(page, "赵六")
    drafts = read_page_file(Path("d.json"), content)
    assert (drafts.stamp.pack, drafts.stamp.period, drafts.source) == (report.pack, report.period, "html")
    known = {flag.fingerprint for each in report.departments for flag in each.flags}
    known |= {flag.fingerprint for flag in report.district_flags}
    assert {each.ref for each in drafts.drafts} <= known
    assert [dict(each.words) for each in drafts.drafts] == [
        {"decision": "dismiss", "reason": "false_alarm", "text": "=1+1 <b>", "by": "赵六"},
        {"decision": "waive", "reason": "accepted_until", "until": "2026-12-31", "by": "赵六"},
    ]
    page.reload()
    assert page.is_visible("#review")
    assert page.input_value("#review-by") == "赵六"


def test_nothing_is_saved_without_a_name(opened):
    page = opened(everything(), "#lang=en")
    decide(page, 0, "confirm")
    page.locator("#review button").first.click()
    assert page.evaluate("document.activeElement.id") == "review-by"


def test_decisions_can_be_cleared(opened):
    page = opened(everything(), "#lang=en")
    decide(page, 0, "confirm")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#review button").nth(1).click()
    assert not page.is_visible("#review")


def test_the_page_offers_what_the_command_reads():
    review = data_of(render(everything(), "zh"))["review"]
    assert [read_kind(each["id"]) for each in review["kinds"]] == list(KINDS_HERE)
    assert {name for each in review["kinds"] for name in (*each["needs"], *each["more"])} < {*FILLED_IN}
    assert Kind.UNDO not in KINDS_HERE
