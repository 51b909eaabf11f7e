"""Amounts that follow: the amounts, by hand, from scores at, above and below every limit."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook
from rich.console import Console

from checker.authoring.changes import pack_changes
from checker.authoring.handbook import handbook
from checker.definitions.consequences import ConsequenceRule
from checker.definitions.document import Grade
from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.errors import Stop
from checker.model import Report
from checker.reporters import report_json
from checker.reporters.html.page import render_page
from checker.reporters.report_schema import report_schema
from checker.reporters.summary.workbook import render_workbook
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
from checker.scoring.consequences import Base, Judged, find_consequence
from checker.text.bilingual import Text
from checker.text.money_words import money_text, quantity
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

GRADES = [
    Grade.model_validate({"name": {"zh": zh, "en": en}, "at_least": least})
    for zh, en, least in (("好", "Good", 80), ("中", "Fair", 60), ("差", "Poor", 0))
]
FEE = Fraction("12345")


def rule(**keys: Any) -> ConsequenceRule:
    given = {"name": {"zh": "扣减", "en": "Withheld"}, "unit": {"zh": "英镑", "en": "pounds"}, **keys}
    return ConsequenceRule.model_validate(given)


def amount(score: str, spec: ConsequenceRule, base: Base | None = None, **more: Any) -> Any:
    points = Fraction(score)
    grade = next(each.name.text for each in GRADES if points >= each.at_least)
    judged = Judged(points, grade, (), {}, GRADES, more.get("open", 0), 5)
    return find_consequence(spec, judged, base or (None if spec.of is None else Base(FEE, FEE, FEE)))


@pytest.mark.parametrize(
    ("score", "steps", "share"),
    [
        ("90", "exact", "0"),
        ("95", "exact", "0"),
        ("89.5", "exact", "0.01"),
        ("89.5", "whole", "0"),
        ("89.5", "begun", "0.02"),
        ("88", "exact", "0.04"),
        ("83.1", "whole", "0.12"),
        ("82.5", "exact", "0.15"),
        ("82.4", "exact", "0.15"),
        ("0", "begun", "0.15"),
    ],
)
def test_points_below_a_limit_take_shares_up_to_a_cap(score: str, steps: str, share: str) -> None:
    spec = rule(of=1, points={"below": 90, "takes": "2%", "steps": steps}, at_most="15%")
    found = amount(score, spec)
    assert (found.share, found.amount) == (Fraction(share), Fraction(share) * FEE)
    assert ("at most" in found.text.en) is (Fraction(score) < Fraction("82.5"))


@pytest.mark.parametrize(("score", "taken"), [("90", 0), ("89.99", 2), ("80", 2), ("79", 5), ("60", 5), ("59", 10)])
def test_tiers_and_grades_take_what_they_say(score: str, taken: int) -> None:
    tiers = [{"below": 90, "takes": "2%"}, {"below": 80, "takes": "5%"}, {"below": 60, "takes": "10%"}]
    assert amount(score, rule(of=1, tiers=tiers)).share == Fraction(taken, 100)
    grades = [{"grade": "Fair", "takes": "5%"}, {"grade": "差", "takes": "10%"}]
    by_grade = amount(score, rule(of=1, grades=grades))
    assert by_grade.share == Fraction(taken if taken > 2 else 0, 100)


def test_amounts_are_taken_without_a_sum() -> None:
    found = amount("87", rule(points={"below": 90, "takes": 500, "per": 2, "steps": "whole"}))
    assert (found.share, found.base, found.amount) == (None, None, 500)
    assert found.text.en == "Withheld: £500.00 (the score 87 is 3 below 90; £500.00 for each 2: £500.00)"
    assert found.text.zh == "扣减：500.00 英镑（得分 87，比 90 低 3 分，每 2 分扣 500.00 英镑，共 500.00 英镑）"


def test_the_sentence_has_the_rule_and_the_figures() -> None:
    spec = rule(clause="7.2", of=1, points={"below": 90, "takes": "2%"}, at_most="15%")
    assert amount("88", spec).text.en == (
        "Withheld (7.2): £493.80 of £12,345.00 (the score 88 is 2 below 90; 2% for each 1: 4%)"
    )
    assert amount("50", spec).text.zh == (
        "扣减（7.2）：1,851.75 英镑，基数 12,345.00 英镑（得分 50，比 90 低 40 分，每 1 分扣 2%，共 80%，按上限计 15%）"
    )


def test_an_open_sum_leaves_bounds_and_an_unknown_one_says_why() -> None:
    spec = rule(of=1, tiers=[{"below": 90, "takes": "10%"}])
    found = amount("80", spec, Base(None, Fraction(100), Fraction(300)))
    assert (found.amount, found.low, found.high, found.provisional) == (None, 10, 30, True)
    assert "between £10.00 and £30.00" in found.text.en
    unknown = amount("80", spec, Base(None, why=Text("没有", "nobody knows it")))
    assert (unknown.amount, unknown.low) == (None, None) and "nobody knows it" in unknown.text.en
    assert amount("95", spec, Base(None)).amount == 0  # nothing of an unknown sum is nothing
    assert amount("80", spec, open=2).provisional
    assert "provisional: 2 of 5 indicators aren't final yet" in amount("80", spec, open=2).text.en


@pytest.mark.parametrize(
    ("value", "zh", "en", "shown_zh", "shown_en"),
    [
        ("1234.5", "英镑", "pounds", "1,234.50 英镑", "£1,234.50"),
        ("-1234.5", "英镑", "pounds", "-1,234.50 英镑", "-£1,234.50"),
        ("1234567", "元", "yuan", "1,234,567.00 元", "1,234,567.00 yuan"),
        ("1", "元", "yuan", "1.00 元", "1.00 yuan"),
        ("12.3456", "万元", "10,000 yuan", "12.3456 万元", "12.3456 10,000 yuan"),
        ("1500.5", "£ thousand", "£ thousand", "£1,500.5 thousand", "£1,500.5 thousand"),
        ("3", "US$ million", "US$ million", "US$3 million", "US$3 million"),
        ("5", "GBP", "GBP", "GBP 5.00", "GBP 5.00"),
        ("0.1", "欧元", "euros", "0.10 欧元", "€0.10"),
        ("1/3", "元", "yuan", "约 0.33 元", "about 0.33 yuan"),
        ("1/300", "英镑", "pounds", "约 0.003 英镑", "about £0.003"),
    ],
)
def test_money_is_written_as_people_write_it(value: str, zh: str, en: str, shown_zh: str, shown_en: str) -> None:
    assert money_text(Fraction(value), Text(zh, en)) == Text(shown_zh, shown_en)


def test_what_is_no_money_is_left_alone() -> None:
    assert money_text(Fraction(3), Text("学时", "hours")) is None
    assert money_text(Fraction(3), Text("元/人", "yuan per head")) is None
    assert quantity("3", Text("学时", "hours")) == Text("3 学时", "3 hours")
    assert quantity("1", Text("学时", "hours"), one=True) == Text("1 学时", "1 hour")
    near = money_text(Fraction("9.999"), Text("元", "yuan"), Fraction(10))
    assert near == Text("约 9.999 元", "about 9.999 yuan")  # never looks like its target


BY_POINTS = """\
consequences:
  - name: {zh: 扣减服务费, en: Withheld from the fee}
    clause: 第三十条
    unit: {zh: 元, en: yuan}
    of: {parameter: fee}
    applies_to: {groups: [offices]}
    points: {below: 90, takes: 2%}
    at_most: 15%
  - name: {zh: 未达标扣款, en: For missed targets}
    unit: {zh: 元, en: yuan}
    missed: {takes: 500}
"""
FEES = """\
parameters:
  fee: {clause: 附件一, name: {zh: 月服务费, en: Monthly fee}, values: {all: 10000, departments: {justice: 20000.5}}}
"""
STARTS = "starts: 2021-01-01"


def small(folder: Path, text: str = BY_POINTS, fees: str = FEES) -> Path:
    change = {"demo/pack.yaml": {STARTS: f"{text}{STARTS}"}}
    return write_small(folder, change=change, write={"demo/parameters.yaml": fees} if fees else {})


def reported(folder: Path) -> Report:
    pack = load_pack(small(folder))
    row = cells(
        pack,
        "cases",
        case_no="A1",
        category="重大案件",
        filed_on="2022-03-01",
        hearing_on="2022-05-05",
        head_appeared="否",
    )
    workbook = book(pack, "区司法局", {"cases": [row]})
    return build_report([checked(pack, "2022Q4", workbook)], task_of(pack, "2022Q4", None), whole=True)


def test_every_report_shows_it(tmp_path: Path) -> None:
    report = reported(tmp_path)
    (department,) = [each for each in report.departments if each.code == "justice"]
    first, second = department.consequences
    assert department.score is not None
    short = max(90 - department.score, Fraction(0))
    assert first.base == Fraction("20000.5")
    assert first.amount == min(short * Fraction(2, 100), Fraction(15, 100)) * Fraction("20000.5")
    missed = sum(result.status.value == "missed" for result in department.results)
    assert (missed, second.amount) == (1, 500)
    document = json.loads(report_json.render(report))
    jsonschema.validate(document, report_schema())
    (data,) = [each for each in document["departments"] if each["code"] == "justice"]
    assert [each["amount"] for each in data["consequences"]] == [float(first.amount), 500]
    said = first.text.en
    assert said in render_page(report, "en").decode().replace("&#39;", "'")
    console = Console(width=300, file=io.StringIO(), force_terminal=False)
    render_batch(View(report, "en", 300, False), console)
    assert isinstance(console.file, io.StringIO)
    assert said in console.file.getvalue()
    sheet = load_workbook(io.BytesIO(render_workbook(report, "en", False)))["Board"]
    values = {cell.value: cell.number_format for row in sheet.iter_rows() for cell in row}
    assert any(isinstance(value, str) and said in value for value in values)
    assert values[500] == "#,##0.00"
    assert "Withheld from the fee (yuan)" in values


def test_it_is_told_in_the_handbook_and_compared(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    pack = load_pack(small(tmp_path / "a"))
    page = handbook(pack, "en")
    assert "2% for each 1 of the score below 90 (parts of it in proportion)" in page
    assert "the sum is the parameter “Monthly fee”; 15% at most." in page
    changed = load_pack(small(tmp_path / "b", BY_POINTS.replace("takes: 2%", "takes: 3%")))
    told = [change for change in pack_changes(pack, changed) if change.part.en == "Amounts that follow"]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("text", "fees", "why"),
    [
        (BY_POINTS.replace("takes: 2%", "takes: 120%"), FEES, "100% at most"),
        (BY_POINTS.replace("missed: {takes: 500}", "grades: [{grade: Awful, takes: 5}]"), FEES, "Awful"),
        (BY_POINTS.replace("{takes: 500}", "{takes: 500, indicators: [nothing]}"), FEES, "nothing"),
        (BY_POINTS.replace("at_most: 15%", "missed: {takes: 1%}"), FEES, "exactly one"),
        (BY_POINTS, FEES.replace("all: 10000, ", ""), "Finance Bureau"),
        (BY_POINTS, "", "fee"),
        (BY_POINTS.replace("{parameter: fee}", "{indicator: nothing}"), FEES, "nothing"),
        (BY_POINTS.replace("{parameter: fee}", "{indicator: appearance}"), FEES, "unit"),
        (BY_POINTS.replace("points: {below: 90, takes: 2%}", "tiers: [{below: 60, takes: 5%}, {below: 80, takes: 2%}]"),
         FEES, "the mildest tier first"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, fees: str, why: str) -> None:
    with pytest.raises(Stop) as stop:
        load_pack(small(tmp_path, text, fees))
    assert stop.value.hint is not None and why in stop.value.hint.en
