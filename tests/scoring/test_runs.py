"""The courses of a run against runs of their own for the day, and the last point against the result itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.engine.batch import run
from checker.model import Report, Result
from checker.periods import month_end

ROOT = Path(__file__).resolve().parent.parent.parent
HEPING = ROOT / "inputs" / "heping" / "2022Q4"


@pytest.fixture(scope="module")
def report() -> Report:
    return run("heping", "2022Q4", HEPING, workers=1, trend=True)


#: What is compared with a figure for the whole of last year has no trend within this one.
WITHOUT = "mediation-rate"


def everyone(report: Report) -> dict[tuple[str, str], Result]:
    found = {(each.code, result.indicator): result for each in report.departments for result in each.results}
    found |= {("", result.indicator): result for result in report.district_results}
    assert not any(result.trend for (_, indicator), result in found.items() if indicator == WITHOUT)
    return {key: result for key, result in found.items() if key[1] != WITHOUT}


def test_the_last_point_is_the_result(report: Report) -> None:
    told = everyone(report)
    assert {code for code, _ in told} > {"", "scjgj", "zfb"}
    for result in told.values():
        assert result.trend, result.indicator
        last = result.trend[-1]
        assert (last.day, last.value) == (report.as_of, result.value), result.indicator


def test_there_is_a_point_a_month_within_the_window(report: Report) -> None:
    for result in everyone(report).values():  # the plan's term begins in 2022, too
        assert [point.day for point in result.trend] == [month_end(2022, month) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("period", "day"), [("2022Q1", date(2022, 2, 28)), ("2022Q2", date(2022, 6, 30)), ("2022Q4", date(2022, 11, 30))]
)
def test_each_point_is_what_a_run_of_that_day_gives(report: Report, period: str, day: date) -> None:
    then = everyone(run("heping", period, HEPING, as_of=day, workers=1))
    compared = 0
    for key, result in everyone(report).items():
        (point,) = [each for each in result.trend if each.day == day]
        if key in then:
            assert point.value == then[key].value, key
            compared += 1
    assert compared > 60


def test_nothing_is_told_unless_it_is_asked_for(report: Report) -> None:
    plain = run("heping", "2022Q4", HEPING, workers=1)
    assert not any(result.trend for result in everyone(plain).values())
    assert [each.score for each in plain.departments] == [each.score for each in report.departments]


def test_the_district_is_expected_what_it_is_asked_for(report: Report) -> None:
    (lectures,) = [each for each in report.district_results if each.indicator == "plenary-lectures"]
    quarters = [point.expected for point in lectures.trend[2::3]]
    assert quarters == [1, 2, 3, 4]
