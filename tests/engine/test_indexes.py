"""Indexes of other indicators: month by month, with departments that haven't submitted, and what is shown of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.authoring.changes import pack_changes
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.engine.checked import CheckedWorkbook
from checker.engine.pipeline import check_workbook
from checker.engine.report import build_report
from checker.intake.target import Request, read_declaration
from checker.model import Report, Result, Status
from checker.reporters.report_json import render
from checker.reporters.report_schema import report_schema
from checker.wording.evidence import arithmetic_of
from tests.engine.books import book, cells

PACK = Path(__file__).parents[1] / "oracle" / "index-pack"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


def judged(pack: Pack, name: str, suits: Sequence[Sequence[Any]], task: Task, hours: object = 10) -> CheckedWorkbook:
    """One workbook; a lawsuit is its day, whether the head appeared, and whether the answer came in time."""
    rows = [
        cells(pack, "suits", suit_no=f"{name}{at}", heard_on=day, appeared=one, answered=two)
        for at, (day, one, two) in enumerate(suits)
    ]
    courses = [cells(pack, "training", course_no="1", held_on=date(2022, 5, 1), hours=hours)]
    workbook = book(pack, name, {"suits": rows, "training": courses})
    said = read_declaration(workbook, pack.cover)
    return check_workbook(Path(workbook.name), workbook, said, (), task, Request())


def of(results: Sequence[Result], name: str) -> Result:
    return next(result for result in results if result.indicator == name)


def reported(pack: Pack, books: Mapping[str, Sequence[Sequence[Any]]], **more: Any) -> Report:
    task = replace(task_of(pack, "2022", None), **more)
    return build_report([judged(pack, name, rows, task) for name, rows in books.items()], task, whole=True)


SPRING, AUTUMN = date(2022, 2, 10), date(2022, 9, 10)
ONE = [(SPRING, "是", "是"), (SPRING, "是", "否"), (AUTUMN, "否", "是")]
TWO = [(SPRING, "否", "否")]


def test_the_trend_follows_its_parts_month_by_month(pack: Pack) -> None:
    report = reported(pack, {"甲局": ONE, "乙局": TWO}, trend=True)
    own = of(report.departments[0].results, "conduct").trend
    assert [point.day.month for point in own] == list(range(1, 13))
    assert [point.value for point in own] == [None, *[Fraction(5, 6)] * 7, *[Fraction(2, 3)] * 4]
    # Of 3 lawsuits in spring, 2 with the head and 1 answered; of 4 at the end, 2 and 2.
    district = of(report.district_results, "region").trend
    assert [point.value for point in district] == [None, *[Fraction(1, 2)] * 11]
    district = of(report.district_results, "conduct").trend
    assert [point.value for point in district] == [None, *[Fraction(5, 9)] * 7, *[Fraction(1, 2)] * 4]
    assert of(report.district_results, "standing").trend[-1].value == of(report.district_results, "standing").value


def test_the_district_waits_for_departments_that_have_not_submitted(pack: Pack) -> None:
    region = of(reported(pack, {"甲局": ONE}).district_results, "region")
    assert region.status is Status.UNDETERMINED
    assert region.reason is not None and region.reason.en == "1 department is not counted yet"


def test_a_silent_sheet_is_named_by_the_part_that_reads_it(pack: Pack) -> None:
    conduct = of(reported(pack, {"甲局": []}).departments[0].results, "conduct")
    assert conduct.status is Status.UNDETERMINED
    assert conduct.reason is not None and "Appearance rate" in conduct.reason.en and "Lawsuits" in conduct.reason.en


def test_its_parts_are_the_evidence_and_in_the_report(pack: Pack) -> None:
    report = reported(pack, {"甲局": ONE, "乙局": TWO, "丙局": []}, rows="all")
    department = report.departments[0]
    assert department.evidence is not None
    behind = next(each for each in department.evidence.results if each.indicator == "conduct")
    lines = [(line.label and line.label.en, line.reason and line.reason.en) for line in behind.lines]
    assert lines == [("Appearance rate", "66.67%, weight 2"), ("Rate of answers in time", "66.67%, weight 1")]
    label = next(each for each in report.indicators if each.id == "conduct")
    assert "“Appearance rate” 66.67%, weight 2" in arithmetic_of(behind, label).en
    result = of(department.results, "conduct")
    assert result.needed is not None and "it has to rise by about 13.33%" in result.needed.text.en
    data = json.loads(render(report))
    Draft202012Validator(report_schema()).validate(data)
    parts = next(each for each in data["departments"][0]["results"] if each["indicator"] == "standing")["parts"]
    assert [(each["indicator"], each["counts"], each["unit"]) for each in parts] == [
        ("conduct", "in", "points"),
        ("hours", "in", "points"),
    ]


def test_the_order_of_the_pack_is_that_of_everything(pack: Pack, tmp_path: Path) -> None:
    order = ["standing", "region", "hours", "strict", "answers", "conduct", "appearance"]
    shutil.copytree(PACK, tmp_path / "index-pack")
    header = tmp_path / "index-pack/pack.yaml"
    header.write_text(header.read_text(encoding="utf-8") + f"order: [{', '.join(order)}]\n", encoding="utf-8")
    ordered = load_pack(tmp_path / "index-pack")
    assert list(ordered.indicators) == order
    report = reported(ordered, {"甲局": ONE, "乙局": TWO, "丙局": []})
    assert [label.id for label in report.indicators] == order
    assert [result.indicator for result in report.district_results] == order
    own = [name for name in order if name != "region"]
    assert [result.indicator for result in report.departments[0].results] == own
    before = {each.indicator: each for each in reported(pack, {"甲局": ONE, "乙局": TWO, "丙局": []}).district_results}
    assert {each.indicator: each for each in report.district_results} == before
    assert [change.part.en for change in pack_changes(pack, ordered)] == ["Order of the indicators"]
