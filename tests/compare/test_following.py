"""What became of each flag of an earlier report: new, persisting, fixed, or not looked at this time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from checker.compare.previous import read_previous
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.checked import reject_unread
from checker.engine.report import build_report
from checker.model import Report
from checker.periods import parse_period
from checker.reporters import flags_csv, report_json
from checker.reporters.aggregates import all_flags
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
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
    assert f"Since 2022Q3: {counts['new']} new, {counts['persisting']} persisting" in shown
    assert "(new)" in shown


def test_without_an_earlier_report_nothing_is_new(pack: Pack) -> None:
    report = report_of(pack, "2022Q4", {"区司法局": {"cases": [BAD]}})
    assert {flag.since for flag in all_flags(report)} == {""}
    assert not report.gone
    assert json.loads(report_json.render(report))["previous"] is None
