"""Departments that have not submitted: a list of their own, with whom to ask and how late they are."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.console import Console

from checker.definitions.load import PackError, load_pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Report, State
from checker.model.workbook import Sheet
from checker.reporters import flags_csv, report_json
from checker.reporters.aggregates import count_severities, submitted_flags
from checker.reporters.html.page import render_page
from checker.reporters.summary.workbook import render_workbook
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
from checker.wording.missing import contact_text
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

START = "starts: 2021-01-01"
FINANCE = "name: {zh: 区财政局, en: Finance Bureau}"


def report_of(folder: Path, limit: str = "", contact: str = "", as_of: date | None = None) -> Report:
    """The quarter of the small pack, to which only the Justice Bureau has submitted, with one error."""
    pack = small(folder, limit, contact)
    workbook = book(pack, "区司法局", {"cases": [cells(pack, "cases", case_no="1", filed_on="?")]})
    task = task_of(pack, "2022Q4", as_of)
    return build_report([checked(pack, "2022Q4", workbook, as_of)], task, whole=True)


def small(folder: Path, limit: str = "", contact: str = "") -> Any:
    change = {
        "demo/pack.yaml": {START: f"submit_within: {limit}\n{START}" if limit else START},
        "demo/departments.yaml": {FINANCE: f"{FINANCE}, contact: {contact}" if contact else FINANCE},
    }
    return load_pack(write_small(folder, change=change))


def screen(report: Report, language: Any = "en", width: int = 200, reveal: bool = False) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    render_batch(View(report, language, width, reveal), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_is_missing_is_no_error_of_those_who_submitted(tmp_path: Path) -> None:
    report = report_of(tmp_path)
    missing = [each.code for each in report.departments if each.state is State.MISSING]
    assert missing == ["finance", "east"]
    errors = [flag.code.id for flag in submitted_flags(report) if flag.severity.word == "error"]
    assert errors and "W243" not in errors
    shown = screen(report)
    assert f"Error {len(errors)} (must be fixed)" in shown
    assert "2 missing: Finance Bureau, East Street Office" in shown
    page = render_page(report, "en").decode()
    assert '"W243"' not in page and "Finance Bureau" in page
    summary = load_workbook(io.BytesIO(render_workbook(report, "en", False)))
    assert all("W243" not in [str(cell.value) for cell in row] for row in summary["Flags"].rows)
    assert f"Flags {sum(count_severities(submitted_flags(report)).values())}:" in str(summary["Board"]["A4"].value)
    assert [row[1].value for row in summary["Missing"].iter_rows(min_row=4)] == [
        "Finance Bureau", "East Street Office"]  # fmt: skip


def test_programs_still_find_the_flag(tmp_path: Path) -> None:
    report = report_of(tmp_path)
    rows = list(csv.reader(io.StringIO(flags_csv.render(report).removeprefix("\ufeff"))))
    assert sum("W243" in row for row in rows) == 2
    read = json.loads(report_json.render(report))
    assert [flag["code"] for flag in read["departments"][1]["flags"]] == ["W243"]
    assert read["district"]["missing"] == ["区财政局", "东街道"]


@pytest.mark.parametrize(
    ("limit", "as_of", "due", "late"),
    [
        ("", None, None, None),  # nothing is invented
        ("{days: 15}", None, "2023-01-15", 0),
        ("{days: 15}", date(2023, 1, 15), "2023-01-15", 0),
        ("{days: 15}", date(2023, 1, 16), "2023-01-16", 1),
        ("{days: 0}", date(2023, 3, 1), "2022-12-31", 60),
        ("{workdays: 5}", date(2023, 1, 20), "2023-01-09", 11),  # 1 and 2 January are days off
        ("{workdays: 1}", date(2023, 1, 3), "2023-01-03", 0),
    ],
)
def test_how_late(tmp_path: Path, limit: str, as_of: date | None, due: str | None, late: int | None) -> None:
    if late == 1:
        due = "2023-01-15"
    report = report_of(tmp_path, limit, as_of=as_of)
    read = json.loads(report_json.render(report))
    assert read["due_on"] == due
    assert [(each["due_on"], each["days_late"]) for each in read["district"]["not_submitted"]] == [(due, late)] * 2
    shown = screen(report)
    assert ("late" in shown) == bool(late)
    assert ("due by" in shown) == (due is not None)


def test_working_days_of_an_unknown_year_give_no_due_day(tmp_path: Path) -> None:
    pack = small(tmp_path, "{workdays: 5}")
    assert pack.due_day(task_of(pack, "2022Q4", None).period) == date(2023, 1, 9)
    limit = pack.header.submit_within
    assert limit is not None and limit.due_day(date(2150, 12, 31), pack.calendar) is None


def test_working_days_are_counted_one_by_one(tmp_path: Path) -> None:
    """Against counting on the fingers, Monday to Friday."""
    pack = load_pack(
        write_small(
            tmp_path, change={"demo/pack.yaml": {START: f"holidays: none\nsubmit_within: {{workdays: 7}}\n{START}"}}
        )
    )
    for number in range(1, 40):
        last, left = date(2022, 1, 1) + timedelta(days=number), 7
        day = last
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        assert pack.header.submit_within.due_day(last, pack.calendar) == day  # type: ignore[union-attr]


@pytest.mark.parametrize("limit", ["{}", "{days: 3, workdays: 4}", "{days: -1}", "{months: 1}", "{days: 1.5}", "15"])
def test_a_limit_that_says_nothing_clear_is_refused(tmp_path: Path, limit: str) -> None:
    with pytest.raises(PackError):
        small(tmp_path, limit)


@pytest.mark.parametrize("contact", ["{}", "{name: ''}", "{mobile: 1}"])
def test_a_contact_that_says_nothing_is_refused(tmp_path: Path, contact: str) -> None:
    with pytest.raises(PackError):
        small(tmp_path, contact=contact)


@pytest.mark.parametrize(
    ("contact", "masked", "whole"),
    [
        ("{name: 王小明, phone: '13812345678'}", "王** 138****5678", "王小明 13812345678"),
        ("{name: 欧阳慧}", "欧**", "欧阳慧"),
        ("{phone: 022-27123456}", "022****3456", "022-27123456"),
        ("{name: Li Ming, phone: '(022) 2712 3456'}", "L** 022****3456", "Li Ming (022) 2712 3456"),
        ("{phone: '8765'}", "8**5", "8765"),
    ],
)
def test_whom_to_ask(tmp_path: Path, contact: str, masked: str, whole: str) -> None:
    report = report_of(tmp_path, contact=contact)
    for reveal, expected in ((False, masked), (True, whole)):
        assert f"Finance Bureau ({expected})" in screen(report, reveal=reveal)
        assert f"<small>{expected}</small>" in render_page(report, "en", reveal).decode()
        finance = json.loads(report_json.render(report, reveal))["district"]["not_submitted"][0]["contact"]
        assert " ".join(filter(None, finance.values())) == expected
        sheet = load_workbook(io.BytesIO(render_workbook(report, "en", reveal)))["Missing"]
        row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "Finance Bureau")
        assert " ".join(filter(None, row[2:4])) == expected


def test_the_contact_on_the_cover_reaches_the_office() -> None:
    pack = load_pack("heping")
    workbook = book(pack, "区财政局", {})
    cover = Sheet("填报说明", [["报送单位", "区财政局"], ["填报人", "赵丽"], ["联系电话", "13912345678"]])
    workbook = replace(workbook, sheets=(cover,))
    report = build_report([checked(pack, "2022Q4", workbook)], task_of(pack, "2022Q4", None), whole=True)
    masked, whole = (json.loads(report_json.render(report, reveal))["departments"] for reveal in (False, True))
    (number,) = [number for number, each in enumerate(masked) if each["code"] == "czj"]
    assert masked[number]["contact"] == {"name": "赵**", "phone": "139****5678"}
    assert whole[number]["contact"] == {"name": "赵丽", "phone": "13912345678"}


@pytest.mark.parametrize(
    ("department", "cover", "expected"),
    [
        ("区司法局", {"填报人": "赵丽"}, "赵丽"),  # the cover sheet counts before the roster
        ("区司法局", {"联系电话": "27123456"}, "27123456"),
        ("区司法局", {"填报人": "  "}, None),
        ("没有这个局", {"经办人": "孙悦", "手机": "13712345678"}, "孙悦 13712345678"),
        ("区司法局", {"联系人": "Aygul M.", "Phone": "010-66001122"}, "Aygul M. 010-66001122"),
    ],
)
def test_a_cover_sheet_says_whom_to_ask(department: str, cover: dict[str, str], expected: str | None) -> None:
    pack = load_pack("heping")
    sheet = Sheet("填报说明", [["报送单位", department], *([*pair] for pair in cover.items())])
    found = checked(pack, "2022Q4", replace(book(pack, department, {}), sheets=(sheet,))).department.contact
    assert (None if found is None else contact_text(found, "zh", reveal=True)) == expected
