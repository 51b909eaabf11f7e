"""Targets for each department or for all together, deductions below zero, and the score of all departments."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console

from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.sections import describe
from checker.engine.report import build_report
from checker.errors import Stop
from checker.model import Report, Result, Status
from checker.reporters import report_json
from checker.reporters.html.page import render_page
from checker.reporters.report_schema import report_schema
from checker.reporters.terminal.screens import render_batch
from checker.reporters.terminal.view import View
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

NAMES = {"justice": "区司法局", "finance": "区财政局", "east": "东街道"}
CEILING = """\
id: ceiling
name: {zh: 案件数, en: Cases}
clause: 第十条
basis: {zh: 不超过两件。, en: Two at most.}
owner: [区司法局]
measure: {count: {table: cases, when: filed_on}}
target: {at_most: 2}
period: year
weight: 10
"""
EACH, ALL = "for_each: department\n", "for_each: district\n"
FLOOR = "scoring: {deduct: {points: 4, floor: -6}}\n"
OVERALL = "overall:\n  name: {zh: 全部得分, en: Whole score}\n  clause: 第三条\n  weights: {parameter: area}\n"
AREAS = """\
parameters:
  area: {clause: 附件, name: {zh: 面积, en: floor area}, values: {departments: {justice: 3, finance: 1, east: 1}}}
"""
STARTS = "starts: 2021-01-01"


def small(folder: Path, text: str, head: str = "", parameters: str = "") -> Pack:
    more = {"demo/parameters.yaml": parameters} if parameters else {}
    path = write_small(
        folder,
        change={"demo/pack.yaml": {STARTS: head + STARTS}},
        write={"demo/ceiling.yaml": text, **more},
        drop=["demo/appearance.yaml"],
    )
    return load_pack(path)


def report_of(pack: Pack, numbers: dict[str, int], unread: str = "") -> Report:
    """Each department with so many cases; those of one can't be read."""
    found = []
    for code, number in numbers.items():
        day = "?" if code == unread else "2022-05-05"
        rows = [cells(pack, "cases", case_no=f"{code[0].upper()}{n}", filed_on=day) for n in range(number)]
        found.append(checked(pack, "2022Q4", book(pack, NAMES[code], {"cases": rows})))
    return build_report(found, task_of(pack, "2022Q4", None), whole=True)


def district(pack: Pack, numbers: dict[str, int], unread: str = "") -> Result:
    (result,) = report_of(pack, numbers, unread).district_results
    return result


def told(result: Result) -> str:
    return "" if result.reason is None else result.reason.en


def test_a_ceiling_for_each_is_met_if_everybody_meets_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    each, together = small(tmp_path / "a", CEILING + EACH), small(tmp_path / "b", CEILING + ALL)
    numbers = {"justice": 2, "finance": 2, "east": 1}
    met = district(each, numbers)
    assert (met.status, met.value, met.attainment) == (Status.MET, 5, 1)
    assert told(met) == "the target is for each: all 3 meet it"
    assert district(together, numbers).status is Status.MISSED
    missed = district(each, {**numbers, "finance": 4})
    assert (missed.status, missed.value, missed.attainment) == (Status.MISSED, 7, Fraction(1, 2))
    assert told(missed) == "the target is for each: missed by Finance Bureau"


def test_what_is_open_or_not_submitted_leaves_it_open_unless_somebody_misses_it(tmp_path: Path) -> None:
    pack = small(tmp_path, CEILING + EACH)
    absent = district(pack, {"justice": 2, "finance": 1})
    assert (absent.status, told(absent)) == (
        Status.UNDETERMINED,
        "the target is for each: undetermined for East Street Office",
    )
    assert district(pack, {"justice": 3, "finance": 1}).status is Status.MISSED
    unread = district(pack, {"justice": 3 - 1, "finance": 1, "east": 3}, unread="east")
    assert (unread.status, told(unread)) == (
        Status.UNDETERMINED,
        "the target is for each: undetermined for East Street Office",
    )


def test_lint_asks_where_a_ceiling_is_unclear(tmp_path: Path) -> None:
    asked: dict[str, list[str]] = {}
    for name, text in {
        "unclear": CEILING,
        "each": CEILING + EACH,
        "all": CEILING + ALL,
        "none": CEILING.replace("at_most: 2", "at_most: 0"),
        "floor": CEILING.replace("at_most", "at_least"),
        "one": CEILING + "applies_to: {departments: [justice]}\n",
        "district": CEILING + "level: district\n",
    }.items():
        (tmp_path / name).mkdir()
        asked[name] = [each.code.id for each in lint(small(tmp_path / name, text)) if each.code.id == "D199"]
    assert asked == {name: ["D199"] if name == "unclear" else [] for name in asked}


def test_it_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    pack = small(tmp_path / "a", CEILING + EACH + FLOOR)
    words = " ".join(describe(pack, pack.indicators["ceiling"], "en"))
    assert "It is for each department: the district meets it if every department does." in words
    assert "down to -6 points" in words
    zh = "".join(describe(pack, pack.indicators["ceiling"], "zh"))
    assert "目标针对每个单位：每个单位都达标，全区才算达标。" in zh and "最低扣到 -6 分" in zh
    with pytest.raises(Stop):
        small(tmp_path / "b", CEILING + EACH + "level: district\n")


@pytest.mark.parametrize(("number", "points"), [(2, 10), (3, 6), (4, 2), (5, -2), (6, -6), (7, -6), (40, -6)])
def test_deductions_go_below_zero_down_to_the_floor(tmp_path: Path, number: int, points: int) -> None:
    pack = small(tmp_path, CEILING + EACH + FLOOR)
    (department,) = [each for each in report_of(pack, {"justice": number}).departments if each.code == "justice"]
    (result,) = department.results
    assert result.attainment == Fraction(points, 10)
    assert department.score == max(points * 10, 0)  # the whole score never falls below 0


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ("{points: 4}", 0),
        ("{points: 4, most: 5}", 5),
        ("{points: 4, most: 13, floor: -6}", -3),
        ("{points: 4, floor: 0}", 0),
    ],
)
def test_without_a_floor_nothing_falls_below_zero(tmp_path: Path, rule: str, points: int) -> None:
    pack = small(tmp_path, CEILING + EACH + f"scoring: {{deduct: {rule}}}\n")
    (department,) = [each for each in report_of(pack, {"justice": 30}).departments if each.code == "justice"]
    assert department.results[0].attainment == Fraction(points, 10)


def test_what_cannot_be_read_earns_what_its_worst_outcome_does(tmp_path: Path) -> None:
    pack = small(tmp_path, CEILING + EACH + FLOOR)
    report = report_of(pack, {"justice": 5}, unread="justice")
    (department,) = [each for each in report.departments if each.code == "justice"]
    assert department.results[0].attainment == Fraction(-2, 10)


def test_the_floor_is_not_above_zero(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        small(tmp_path, CEILING + EACH + "scoring: {deduct: {points: 4, floor: 1}}\n")
    assert stop.value.hint is not None and "it must be 0 or less" in stop.value.hint.en


PROPORTIONAL = CEILING + EACH


def overall_of(tmp_path: Path, numbers: dict[str, int], head: str = OVERALL, parameters: str = AREAS) -> Report:
    return report_of(small(tmp_path, PROPORTIONAL, head, parameters), numbers)


def test_the_whole_score_is_the_weighted_mean(tmp_path: Path) -> None:
    report = overall_of(tmp_path, {"justice": 4, "finance": 2, "east": 8})
    assert {each.code: each.score for each in report.departments} == {"justice": 50, "finance": 100, "east": 25}
    assert report.overall is not None
    assert report.overall.score == Fraction(3 * 50 + 100 + 25, 5)
    assert report.overall.text.en == ("Whole score (第三条): 55, “Poor”: the mean of 3 scores, weighted by floor area")
    assert report.overall.text.zh == "全部得分（第三条）：55 分，“差”，3 个单位得分按“面积”加权平均"
    document: Any = json.loads(report_json.render(report))
    jsonschema.validate(document, report_schema())
    assert document["district"]["overall"]["score"] == 55
    assert report.overall.text.en in render_page(report, "en").decode()
    console = Console(width=200, file=io.StringIO(), force_terminal=False)
    render_batch(View(report, "en", 200, False), console)
    assert isinstance(console.file, io.StringIO) and report.overall.text.en in console.file.getvalue()


def test_who_has_no_score_is_named(tmp_path: Path) -> None:
    report = overall_of(tmp_path, {"justice": 4, "finance": 2})
    assert report.overall is not None and report.overall.score == Fraction(3 * 50 + 100, 4)
    assert report.overall.text.en.endswith("; provisional, without East Street Office")


def test_without_weights_all_count_alike_and_none_is_left_out(tmp_path: Path) -> None:
    plain = OVERALL.replace("  weights: {parameter: area}\n", "")
    report = overall_of(tmp_path, {"justice": 4, "finance": 2, "east": 8}, plain, "")
    assert report.overall is not None and report.overall.score == Fraction(175, 3)
    assert "the mean of 3 scores" in report.overall.text.en and "weighted" not in report.overall.text.en


def test_a_department_without_a_weight_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        overall_of(tmp_path, {}, OVERALL, AREAS.replace(", east: 1", ""))
    assert stop.value.hint is not None and "East Street Office" in stop.value.hint.en
