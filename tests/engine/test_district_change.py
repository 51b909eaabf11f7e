"""A change that the district makes out of departments' rows: nothing last year in one of them is nought, not a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.authoring.examples import example_submission
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack, Roster
from checker.definitions.task import Task
from checker.definitions.worked import Example
from checker.engine.checked import CheckedWorkbook
from checker.engine.indicator import judge_indicator
from checker.engine.report import build_report
from checker.model import Department, Result, State, Status
from checker.periods import parse_period
from checker.text.bilingual import Text

NAMES = ("slj", "wjj")


@pytest.fixture(scope="module")
def hantai() -> Pack:
    pack = load_pack("hantai")
    entries = tuple(entry for entry in pack.roster.departments if entry.code in NAMES)
    chosen = {name: pack.indicators[name] for name in ("case-volume", "loss-rate")}
    return replace(pack, roster=Roster(groups=pack.roster.groups, departments=entries), indicators=chosen)


def suit(number: int, year: int, outcome: str = "won") -> dict[str, Any]:
    return {
        "case_no": f"（{year}）陕0702行初{number}号",
        "instance_level": "first",
        "accepted_on": date(year, 3, 1),
        "outcome": outcome,
        "judgment_effective_on": date(year, 9, 1),
    }


def district(pack: Pack, *litigation: list[dict[str, Any]]) -> dict[str, Result]:
    """The district's results over the litigation sheets of its departments."""
    task = Task(pack, parse_period("2025"), date(2025, 12, 31))
    checked = []
    for code, rows in zip(NAMES, litigation, strict=False):
        entry = next(each for each in pack.roster.departments if each.code == code)
        results = []
        for indicator in pack.indicators.values():
            example = Example.model_validate({"rows": {"litigation": rows}, "expect": {}})
            submission = example_submission(pack, indicator, example)
            results.append(judge_indicator(indicator, submission, entry, task, {}))
        name = Text(entry.name.zh, entry.name.en)
        checked.append(
            CheckedWorkbook(Department(code, name, code, "", State.ACCEPTED, None, None, tuple(results), (), (), ()))
        )
    return {result.indicator: result for result in build_report(checked, task, whole=True).district_results}


def test_a_department_without_last_years_rows_adds_its_own_of_this_year(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2024, "lost"), suit(2, 2024), suit(3, 2024)], [suit(1, 2025), suit(2, 2025)])
    assert (told["case-volume"].status, told["case-volume"].value) == (Status.MET, Fraction(-1))
    assert (told["loss-rate"].status, told["loss-rate"].value) == (Status.MET, Fraction(-1, 3))


def test_a_department_with_no_suits_at_all_is_counted_in(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2024), suit(1, 2025)], [])
    assert (told["case-volume"].status, told["case-volume"].value) == (Status.MISSED, Fraction(0))


def test_nothing_last_year_anywhere_is_never_a_pass(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2025)], [])
    assert told["case-volume"].status is Status.UNDETERMINED
    assert told["loss-rate"].status is Status.NOT_APPLICABLE


def test_a_department_that_is_not_in_yet_leaves_it_open(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2024), suit(2, 2024), suit(1, 2025)])
    assert told["case-volume"].status is Status.UNDETERMINED
