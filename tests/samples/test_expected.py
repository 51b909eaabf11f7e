"""The sample submissions give exactly the flags and figures that were planted in them, and no other."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.definitions.load import load_pack
from checker.model import Flag, Report, Result
from checker.privacy.masking import flag_message
from checker.reporters.report_json import render
from samples.library.yaml12 import read_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("expected.yaml"))
LISTED = "M524"
PLACES = ("code", "severity", "sheet", "cell", "row", "table", "field", "indicator")


@pytest.fixture(scope="module", params=RUNS, ids=[f"{run['pack']}-{run['period']}" for run in RUNS])
def run(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Report]:
    asked = request.param
    folder = ROOT / "inputs" / asked["pack"] / asked["period"]
    return asked, checker.run(asked["pack"], asked["period"], folder, as_of=asked["as_of"])


def seen(flag: Flag) -> dict[str, Any]:
    place = flag.place
    found = {
        "code": flag.code.id,
        "severity": flag.severity.word,
        "sheet": place.sheet,
        "cell": place.cell,
        "row": None if place.cell else place.row,
        "table": place.table,
        "field": place.field,
        "indicator": flag.indicator,
    }
    return {name: value for name, value in found.items() if value}


def as_line(flag: dict[str, Any]) -> str:
    return " ".join(f"{name}={flag[name]}" for name in PLACES if flag.get(name))


def lines(flags: list[dict[str, Any]]) -> Counter[str]:
    return Counter(as_line(flag) for flag in flags)


def test_every_planted_fault_is_found_and_nothing_else(run: tuple[dict[str, Any], Report]) -> None:
    asked, report = run
    for department in report.owners:
        if not department.file:
            continue  # the missing ones have a test of their own
        planted = [each for each in asked["flags"] if each["file"] == department.file]
        # What is left out is listed row by row, as often as the figures worked out by hand have it.
        found = [seen(flag) for flag in department.flags if flag.code.id != LISTED]
        assert lines(found) == lines(planted), department.file
    told = {each.file for each in report.owners}
    assert {each["file"] for each in asked["flags"]} <= told
    assert lines([seen(flag) for flag in report.district_flags]) == lines(asked.get("district_flags", []))


def test_each_row_that_is_left_out_is_listed(run: tuple[dict[str, Any], Report]) -> None:
    asked, report = run
    indicators = load_pack(asked["pack"]).indicators
    leaving = {name for name, indicator in indicators.items() if indicator.asked.leaves_out() is not None}
    for department in report.owners:
        planted = asked["results"].get(department.code, {})
        expected = {name: each["excluded"] for name, each in planted.items() if name in leaving and each["excluded"]}
        listed = Counter(flag.indicator for flag in department.flags if flag.code.id == LISTED)
        assert {name: listed[name] for name in planted if listed[name]} == expected, department.file


def test_every_flag_can_be_said_in_both_languages(run: tuple[dict[str, Any], Report]) -> None:
    _, report = run
    flags = [*report.district_flags, *(flag for department in report.departments for flag in department.flags)]
    for flag in flags:
        zh, en = flag_message(flag, "zh"), flag_message(flag, "en")
        assert zh and en and "{" not in zh + en
    assert len({flag.fingerprint for flag in flags}) == len(flags)


def test_every_report_can_be_written_and_read_again(run: tuple[dict[str, Any], Report]) -> None:
    _, report = run
    written = json.loads(render(report))
    assert [each["file"] for each in written["departments"]] == [each.file for each in report.departments]


def test_every_file_is_taken_for_whose_it_is(run: tuple[dict[str, Any], Report]) -> None:
    asked, report = run
    states = {department.file: (department.code, str(department.state)) for department in report.owners}
    expected = {name: (each["department"], each["state"]) for name, each in asked["files"].items()}
    doubles = {name for name in expected if name not in states}
    assert {name: expected[name] for name in states if name} == {name: states[name] for name in states if name}
    # Several workbooks of one department are one entry, under the name of the first.
    assert {expected[name] for name in doubles} <= set(states.values())


def figures(result: Result) -> dict[str, Any]:
    return {
        "status": str(result.status),
        "numerator": result.numerator,
        "denominator": result.denominator,
        "excluded": result.excluded,
        "unknown": result.unknown,
        "value": result.value,
    }


def exact(expected: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: expected[name] for name in ("numerator", "denominator", "value")}
    return expected | {name: None if number is None else Fraction(number) for name, number in numbers.items()}


def test_every_figure_is_the_one_worked_out_by_hand(run: tuple[dict[str, Any], Report]) -> None:
    asked, report = run
    for department in report.owners:
        for result in department.results:
            expected = asked["results"].get(department.code, {}).get(result.indicator)
            if expected is not None:
                assert figures(result) == exact(expected), (department.code, result.indicator)
    compared = {(d.code, r.indicator) for d in report.departments for r in d.results}
    indicators = load_pack(asked["pack"]).indicators
    own = {name for name, indicator in indicators.items() if indicator.level == "department"}
    assert compared >= {(code, name) for code, results in asked["results"].items() for name in results if name in own}
    assert {name for _, name in compared} <= own
    district = {result.indicator: figures(result) for result in report.district_results}
    for name, expected in asked.get("district", {}).items():
        assert district[name] == exact(expected), name


def test_rows_read_are_rows_judged_and_rows_refused(run: tuple[dict[str, Any], Report]) -> None:
    _, report = run
    counts = [count for department in report.departments for count in department.sheets]
    assert counts
    assert all(count.read == count.judged + count.refused + count.duplicates for count in counts)
