"""What became of each flag of an earlier report: new, persisting, fixed, or not looked at this time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from checker.compare.following import follow_flags
from checker.compare.previous import read_previous
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.checked import reject_unread
from checker.engine.report import build_report
from checker.model import Language, Report, State
from checker.periods import parse_period
from checker.reporters import flags_csv, report_json
from checker.reporters.aggregates import all_flags, submitted_flags
from checker.reporters.html.page import render_page
from checker.reporters.summary import workbook as summary
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
from checker.text.bilingual import Text
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

BAD, OTHER = {"case_no": "1", "filed_on": "x"}, {"case_no": "2", "filed_on": "y"}
GOOD = {"case_no": "1", "filed_on": "2022-11-05"}
Sheets = Mapping[str, Sequence[Mapping[str, Any]]]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(write_small(tmp_path / "pack"))


def report_of(pack: Pack, period: str, books: Mapping[str, Sheets | None], earlier: Report | None = None) -> Report:
    """A report of these departments' sheets; None for a file that could not be read. `earlier` is the one before."""
    task = task_of(pack, period, None)
    several = []
    for department, sheets in books.items():
        if sheets is None:
            several.append(reject_unread(Path(f"{department}.xlsx"), (), task))
            continue
        rows = {table: [cells(pack, table, **row) for row in rows] for table, rows in sheets.items()}
        several.append(checked(pack, period, book(pack, department, rows)))
    previous = None
    if earlier is not None:
        path = Path(str(pack.files["pack.yaml"][0])).parents[2] / "earlier.json"
        path.write_text(report_json.render(earlier), encoding="utf-8")
        previous = read_previous(path, pack.header.id, parse_period(period))
    return build_report(several, task, whole=True, previous=previous)


def became(report: Report, code: str) -> list[str]:
    """What became of the flags of one code, those that are gone last."""
    now = [flag.since for flag in all_flags(report) if flag.code.id == code]
    return [*now, *(each.state for each in report.gone if each.flag.code == code)]


@pytest.mark.parametrize(
    ("before", "now", "code", "expected"),
    [
        ({"区司法局": {"cases": [BAD]}}, {"区司法局": {"cases": [BAD]}}, "V314", ["persisting"]),
        ({"区司法局": {"cases": [BAD]}}, {"区司法局": {"cases": [GOOD, OTHER]}}, "V314", ["new", "fixed"]),
        ({"区司法局": {"cases": [OTHER, BAD]}}, {"区司法局": {"cases": [BAD]}}, "V314", ["persisting", "fixed"]),
        ({"区司法局": {"cases": [GOOD]}}, {"区司法局": {"cases": [BAD]}}, "V314", ["new"]),
        ({"区司法局": {"cases": [BAD]}}, {"区司法局": {"cases": [GOOD]}}, "V314", ["fixed"]),
        ({"区司法局": {"cases": [BAD]}}, {"区财政局": {"cases": [GOOD]}}, "V314", ["not_looked_at"]),
        ({"区司法局": {"cases": [BAD]}}, {"区司法局": None}, "V314", ["not_looked_at"]),
        ({"区司法局": {"cases": [BAD]}}, {"区司法局": {}}, "V314", ["not_looked_at"]),
        ({"区司法局": {"cases": [BAD]}}, {"区司法局": {"cases": []}}, "V314", ["not_looked_at"]),
        ({"区司法局": {"cases": [GOOD]}}, {"区司法局": {"cases": [GOOD]}}, "W243", ["persisting", "persisting"]),
        ({}, {"区司法局": {"cases": [GOOD]}}, "W243", ["persisting", "persisting", "fixed"]),
    ],
)
def test_what_became_of_a_flag(
    pack: Pack, before: Mapping[str, Sheets], now: Mapping[str, Sheets | None], code: str, expected: list[str]
) -> None:
    report = report_of(pack, "2022Q4", now, report_of(pack, "2022Q3", before))
    assert became(report, code) == expected


def test_every_output_says_it(pack: Pack) -> None:
    before = report_of(pack, "2022Q3", {"区司法局": {"cases": [BAD]}})
    report = report_of(pack, "2022Q4", {"区司法局": {"cases": [GOOD, OTHER]}}, before)
    read = json.loads(report_json.render(report))
    counts = read["previous"]["flags"]
    flags = [*(each for one in read["departments"] for each in one["flags"]), *read["district"]["flags"]]
    assert counts["new"] == sum(each["since"] == "new" for each in flags)
    assert counts["persisting"] == sum(each["since"] == "persisting" for each in flags)
    assert counts["new"] + counts["persisting"] == len(flags)
    states = [each["state"] for each in read["previous"]["gone"]]
    assert (counts["fixed"], counts["not_looked_at"]) == (states.count("fixed"), states.count("not_looked_at"))
    assert any(each["code"] == "V314" and each["message"]["en"] for each in read["previous"]["gone"])
    rows = list(csv.DictReader(io.StringIO(flags_csv.render(report)[1:])))
    assert [row["since"] for row in rows if row["code"] == "V314"] == ["new"]
    console = Console(width=120, file=io.StringIO())
    render_batch(View(report, "en", 120), console)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    # A department that has not submitted is a list of its own, on the screen.
    states = [flag.since for flag in submitted_flags(report)]
    assert f"Since 2022Q3: {states.count('new')} new, {states.count('persisting')} persisting" in " ".join(
        shown.split()
    )
    assert "(new)" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_and_the_summary_say_it(pack: Pack, language: Language) -> None:
    before = report_of(pack, "2022Q3", {"区司法局": {"cases": [BAD]}})
    report = report_of(pack, "2022Q4", {"区司法局": {"cases": [GOOD, OTHER]}}, before)
    book = openpyxl.load_workbook(io.BytesIO(summary.render_workbook(report, language, False)))
    found, gone = book["问题" if language == "zh" else "Flags"], book["已消除" if language == "zh" else "Gone"]
    head, column = next(
        (row, cell.column)
        for row, cells in enumerate(found.iter_rows(), 1)
        for cell in cells
        if cell.value == ("较前次" if language == "zh" else "Since the earlier report")
    )
    states = [found.cell(row, column).value for row in range(head + 1, found.max_row + 1)]
    names = {"new": "新增", "persisting": "仍在"} if language == "zh" else {"new": "new", "persisting": "persisting"}
    assert sorted(filter(None, states)) == sorted(
        names[flag.since]
        for each in (*report.departments, None)
        if each is None or each.state is not State.MISSING
        for flag in (report.district_flags if each is None else each.flags)
    )
    rows = [[cell.value for cell in cells] for cells in gone.iter_rows()]
    fixed = "已解决" if language == "zh" else "fixed"
    assert [row[3] for row in rows if row[0] == fixed] == [each.flag.code for each in report.gone]
    page = render_page(report, language).decode()
    data = json.loads(re.search(r'id="data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert [each["id"] for each in data["states"]] == ["new", "persisting"]
    assert {data["states"][each]["id"] for each in data["flags"]["since"]} == {"new", "persisting"}
    assert "较 2022Q3：新增" in page and "Since 2022Q3: " in page
    assert page.count('<td><span lang="zh">已解决</span><span lang="en">fixed</span></td>') == len(report.gone)


def test_a_run_again_of_the_same_period_is_compared_with_the_earlier_one(pack: Pack) -> None:
    before = report_of(pack, "2022Q4", {"区司法局": {"cases": [BAD, OTHER]}})
    report = report_of(pack, "2022Q4", {"区司法局": {"cases": [GOOD, OTHER]}}, before)
    assert became(report, "V314") == ["persisting", "fixed"]
    assert report.previous is not None and report.previous.rerun
    assert report.comparisons is None or report.comparisons.count == 0
    for language, words in (("en", "Since the earlier run of the same period: "), ("zh", "较本期前一次检查：新增")):
        console = Console(width=80, file=io.StringIO())
        render_batch(View(report, language, 80), console)
        assert isinstance(console.file, io.StringIO)
        assert words in " ".join(console.file.getvalue().split())
        assert words in render_page(report, language).decode()
        book = openpyxl.load_workbook(io.BytesIO(summary.render_workbook(report, language, False)))
        texts = {str(cell.value) for sheet in book for cells in sheet.iter_rows() for cell in cells}
        assert any(text.startswith(words) for text in texts)
        assert {"Earlier run", "前次检查"} & texts
    assert json.loads(report_json.render(report))["previous"]["period"] == "2022Q4"


def test_a_workbook_of_nobody_is_followed_too(pack: Pack) -> None:
    def told(report: Report) -> Report:
        owner = replace(report.departments[0], code="", name=Text("区园林局", "区园林局"))
        return replace(report, unplaced=(owner,), departments=report.departments[1:])

    before = told(report_of(pack, "2022Q4", {"区司法局": {"cases": [BAD]}}))
    path = Path(str(pack.files["pack.yaml"][0])).parents[2] / "unplaced.json"
    path.write_text(report_json.render(before), encoding="utf-8")
    again = replace(before, previous=read_previous(path, pack.header.id, parse_period("2022Q4")))
    report = follow_flags(again)
    assert report.unplaced[0].flags
    assert {flag.since for flag in all_flags(report)} == {"persisting"}
    assert not report.gone


def test_without_an_earlier_report_nothing_is_new(pack: Pack) -> None:
    report = report_of(pack, "2022Q4", {"区司法局": {"cases": [BAD]}})
    assert {flag.since for flag in all_flags(report)} == {""}
    assert not report.gone
    assert json.loads(report_json.render(report))["previous"] is None
