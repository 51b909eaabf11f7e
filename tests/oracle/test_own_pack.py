"""A small pack of standards by department, group and day: drawn workbooks are judged a second time by a plain table."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.sections import describe
from checker.engine.checked import CheckedWorkbook
from checker.engine.report import build_report
from checker.engine.stored import dump, load
from checker.model import Report, Result, Status
from checker.reporters.report_json import render
from checker.template import Blank
from checker.template.guide import write_guide
from tests.engine.books import book, cells, checked

CODES = {"甲院": "one", "乙院": "two", "北站": "north", "南站": "south", "指挥中心": "centre"}
#: What the pack asks of each department: the share in the first and the second half, the days, the weight, the base.
ASKED: dict[str, tuple[int | None, int | None, int, int, int | None]] = {
    "甲院": (80, 90, 3, 40, 4),
    "乙院": (80, 75, 3, 40, 10),
    "北站": (60, 60, 1, 60, 2),
    "南站": (60, 60, 1, 60, None),
    "指挥中心": (None, None, 3, 40, 5),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("own-pack"))


def drawn(random: Random) -> list[tuple[date, date | None]]:
    """When each patient came and was seen."""
    came = [date(2022, random.choice((2, 8)), random.randint(1, 28)) for _ in range(random.randint(1, 12))]
    return [(day, day + timedelta(days=random.choice((0, 0, 1, 1, 2, 3, 4, 9)))) for day in came]


def judged(pack: Pack, period: str, name: str, visits: list[tuple[date, date | None]]) -> CheckedWorkbook:
    rows = [cells(pack, "visits", visit_no=f"{name}{n}", came_on=a, seen_on=b) for n, (a, b) in enumerate(visits)]
    return checked(pack, period, book(pack, name, {"visits": rows}))


def of(results: Any, name: str) -> Result:
    return next(each for each in results if each.indicator == name)


def in_time(name: str, visits: list[tuple[date, date | None]], half: int) -> tuple[int, int]:
    here = [(came, seen) for came, seen in visits if (came.month > 6) == (half == 2)]
    days = ASKED[name][2]
    return sum(seen is not None and (seen - came).days <= days for came, seen in here), len(here)


def report_of(pack: Pack, period: str, done: list[CheckedWorkbook]) -> Report:
    return build_report(done, task_of(pack, period, None), whole=True)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("half", [1, 2])
def test_each_department_is_judged_by_its_own_standard(pack: Pack, seed: int, half: int) -> None:
    random = Random(f"own {seed} {half}")
    submitted = {name: drawn(random) for name in ASKED}
    done = [judged(pack, f"2022H{half}", name, visits) for name, visits in submitted.items()]
    report = report_of(pack, f"2022H{half}", done)
    departments = {each.name.zh: each for each in report.departments}
    total = [0, 0]
    for name, visits in submitted.items():
        result, share = of(departments[name].results, "seen-in-time"), ASKED[name][half - 1]
        good, all_of = in_time(name, visits, half)
        if share is None:
            assert (result.status, result.attainment, result.target.given) == (Status.NOT_APPLICABLE, None, False)
            assert "附件一" in (result.reason or result.measured.reason).zh  # type: ignore[union-attr]
            continue
        total = [total[0] + good, total[1] + all_of]
        assert (result.target.value, result.weight) == (Fraction(share, 100), ASKED[name][3])
        if all_of:
            assert (result.numerator, result.denominator) == (good, all_of)
            assert (result.status is Status.MET) == (100 * good >= share * all_of)
            assert any(f"{share}%" in each.zh and "附件一" in each.zh for each in result.given)
        else:
            assert result.status is Status.NOT_APPLICABLE
    district = of(report.district_results, "seen-in-time")
    assert [district.numerator, district.denominator] == total
    if half == 1:  # the pack gives the district a standard of its own from July on only
        assert (district.status, district.target.given) == (Status.UNDETERMINED, False)
    else:
        assert (district.status is Status.MET) == (100 * total[0] >= 70 * total[1])
    again = [load(dump(each)) for each in reversed(done)]
    assert render(report_of(pack, f"2022H{half}", again)) == render(report)


@pytest.mark.parametrize("seed", range(4))
def test_each_figure_is_compared_with_its_own_base(pack: Pack, seed: int) -> None:
    random = Random(f"base {seed}")
    submitted = {name: drawn(random) for name in ASKED if seed or ASKED[name][4] is not None}
    report = report_of(pack, "2022", [judged(pack, "2022", name, visits) for name, visits in submitted.items()])
    departments = {each.name.zh: each for each in report.departments}
    for name, visits in submitted.items():
        result, base = of(departments[name].results, "fewer-visits"), ASKED[name][4]
        if base is None:
            assert (result.status, result.attainment) == (Status.UNDETERMINED, 0)
        else:
            assert result.value == Fraction(len(visits) - base, base)
            assert (result.status is Status.MET) == (10 * (len(visits) - base) <= -base)
    district = of(report.district_results, "fewer-visits")
    assert district.denominator == 4 + 10 + 2 + 5  # the sum of the bases, never their mean


def test_its_examples_and_its_lint(pack: Pack) -> None:
    assert all(each.passed for each in run_examples(pack))
    assert {each.found for each in lint(pack)} == {"90", "110"}  # the weights of a hospital, and of a station


def test_it_is_told_for_whom_each_number_is(pack: Pack) -> None:
    told = describe(pack, pack.indicators["seen-in-time"], "en")
    assert "Stations: The target: at least 60%." in told
    assert "From 1 July 2022 Hospital Two: The target: at least 75%." in told
    assert "Hospitals: Good (in the numerator) if: “Seen on” is within 3 days of “Came on”." in told
    assert any(each.startswith("Call Centre: It is not applicable") for each in told)


@pytest.mark.parametrize("code, share", [("two", "75%"), ("north", "60%")])
def test_the_template_shows_the_department_its_own_target(pack: Pack, code: str, share: str) -> None:
    task = task_of(pack, "2022H2", None)
    entry = next(each for each in pack.roster.departments if each.code == code)
    lines = [line.text for line in write_guide(Blank(pack, task.period, entry, "en", "a.xlsx"))]
    assert [line for line in lines if line.startswith("At least ")] == [f"At least {share}."]
