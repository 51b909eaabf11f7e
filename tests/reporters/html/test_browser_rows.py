"""The rows behind a number in the page: they open on a click, in both languages, a row at a time, quickly."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from checker.engine.batch import check, run
from checker.model import Report
from checker.model.evidence import Behind, Evidence, EvidenceSheet, Line
from checker.model.records import Role

QUARTER = Path(__file__).parents[3] / "inputs" / "heping" / "2022Q4"
OFFICERS = "officer-training"


@pytest.fixture(scope="module")
def alone() -> Report:
    return check([QUARTER / "区城市管理委.xls"], rows="counted")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("heping") / "2022Q4"
    folder.mkdir()
    for name in ("区城市管理委.xls", "区政府办公室.xlsx"):
        (folder / name).write_bytes((QUARTER / name).read_bytes())
    return run("heping", "2022Q4", folder, workers=1, rows="counted")


def body(page) -> str:
    return " ".join(page.locator("#dialog-body").inner_text().split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "7 of 8 counted members meet it = 87.5%; target ≥ 100%: missed",
                "Fails (1)",
                "59.5 of 60 hours, 0.5 to go",
            ),
        ),
        ("zh", ("计入分母 8 个，其中 7 个符合 = 87.5%；目标 ≥ 100%：未达标", "不符合 (1)", "59.5/60 学时，还差 0.5")),
    ],
)
def test_a_number_opens_its_rows(opened, alone, language, words):
    page = opened(alone, f"#lang={language}")
    opener = (
        page.locator(".indicators > li", has_text=re.compile("60 hours|60学时|60 学时")).locator("[data-rows]").first
    )
    opener.click()
    for word in words:
        assert word.lower() in body(page).lower()
    assert page.locator("#dialog-body details.line .pairs").count() == 0  # nothing is built before it is opened
    page.locator("#dialog-body details.line > summary", has_text="津01-0703").click()
    page.locator("#dialog-body details.line .pairs").first.wait_for()
    said = body(page)
    assert "姜**" in said and "人员类别" in said
    page.locator("#dialog-body .under summary").first.click()
    page.get_by_text("城市管理执法业务培训").first.wait_for()


def test_the_districts_number_opens_its_departments(opened, district):
    page = opened(district, "#lang=zh")
    page.locator("[data-rows]").first.click()
    parts = page.locator("#dialog-body details.department")
    assert parts.count() == 2
    parts.nth(1).locator("summary").click()
    parts.nth(1).locator(".lines").first.wait_for()  # built once it is open
    assert parts.nth(1).locator(".lines").count() >= 1


def test_a_cell_of_the_heat_map_leads_to_its_rows(opened, district):
    page = opened(district, "#lang=en")
    page.locator("table.heat td[data-result]").first.click()
    page.locator("#dialog-body .rows-button").click()
    assert "meet it" in body(page)


def test_a_report_without_rows_offers_none(opened, alone):
    bare = replace(alone, departments=tuple(replace(each, evidence=None) for each in alone.departments))
    page = opened(bare, "#lang=en")
    assert page.locator(".rows-button").count() == 0
    assert page.locator("#rows").count() == 0


def many(report: Report, size: int) -> Report:
    """The report with very many rows behind one of its numbers."""
    (department,) = report.departments
    assert department.evidence is not None
    behind = department.evidence.behind(OFFICERS)
    assert behind is not None
    sheet = next(each for each in department.evidence.sheets if each.table == "training")
    columns = tuple(replace(each, places=each.places[:1] * size) for each in sheet.columns)
    rows, keys, called = tuple(range(2, size + 2)), sheet.keys[:1] * size, sheet.called[:1] * size
    lines = tuple(Line(Role.NUMERATOR, 1, "training", number) for number in range(2, size + 2))
    sheets = (EvidenceSheet("training", sheet.sheet, columns, rows, keys, called),)
    results = (Behind(behind.result, behind.noun, (), lines),)
    return replace(report, departments=(replace(department, evidence=Evidence(sheets, results)),))


def test_fifty_thousand_rows_open_at_once(opened, alone):
    page = opened(many(alone, 50_000), "#lang=en")
    started = time.monotonic()
    page.locator(".indicators > li", has_text="60 hours").locator("[data-rows]").first.click()
    page.locator("#dialog-body .lines > *").first.wait_for()
    assert page.locator("#dialog-body .lines > *").count() == 100
    page.locator("#dialog-body section > button").click()
    assert page.locator("#dialog-body .lines > *").count() == 200
    assert time.monotonic() - started < 10
