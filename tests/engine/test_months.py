"""Months, weeks and the last twelve months: what each counts, by the dates alone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.authoring.examples import example_tables
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.definitions.worked import Example
from checker.describe.sections import describe
from checker.engine.batch import check
from checker.engine.indicator import judge_indicator
from checker.errors import Stop
from checker.model import Result
from checker.model.workbook import Submission
from checker.reporters import report_json
from checker.template import file_names
from checker.template.blank import Blank
from tests.definitions.small_pack import write_small
from tests.template.making import fill, opened, saved

COUNTED = """\
id: {id}
name: {{zh: 案件数, en: Cases}}
clause: 第十条
basis: {{zh: 案件数。, en: The cases.}}
owner: [区司法局]
measure: {{count: {{table: cases, when: filed_on}}}}
target: {{at_most: 3}}
period: {period}
weight: 5
"""
CYCLES = ("week", "month", "rolling-year", "year-to-date")
DAYS = st.lists(st.dates(date(2021, 1, 1), date(2023, 12, 31)), max_size=12)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    reviews = {"members: quarters": "members: months"}
    write = {f"demo/by-{cycle}.yaml": COUNTED.format(id=f"by-{cycle}", period=cycle) for cycle in CYCLES}
    folder = tmp_path_factory.mktemp("months")
    return load_pack(write_small(folder, change={"demo/reviews.yaml": reviews}, write=write))


def cases(days: list[date]) -> list[dict[str, Any]]:
    return [{"case_no": f"A{n}", "category": "major", "filed_on": day} for n, day in enumerate(days)]


def judged(pack: Pack, name: str, task: Task, days: list[date]) -> Result:
    indicator = pack.indicators[name]
    example = Example.model_validate({"rows": {"cases": cases(days)}, "expect": {}})
    submission = Submission(example_tables(pack, indicator, example))
    return judge_indicator(indicator, submission, pack.roster.departments[0], task, {})


@given(days=DAYS, month=st.integers(1, 12))
def test_each_cycle_counts_its_days(pack: Pack, days: list[date], month: int) -> None:
    task = task_of(pack, f"2022-{month:02d}", None)
    last = max(day for day in map(date.fromordinal, range(738156, 738521)) if (day.year, day.month) == (2022, month))
    expected = {
        "month": [day for day in days if (day.year, day.month) == (2022, month)],
        "week": [day for day in days if day.isocalendar()[:2] == last.isocalendar()[:2] and day <= last],
        "rolling-year": [day for day in days if (2021, month) < (day.year, day.month) <= (2022, month)],
        "year-to-date": [day for day in days if day.year == 2022 and day.month <= month],
    }
    for cycle, counted in expected.items():
        assert judged(pack, f"by-{cycle}", task, days).value == (len(counted) if days else None), cycle


@given(days=DAYS, month=st.integers(1, 12))
def test_each_month_that_is_over_is_a_member(pack: Pack, days: list[date], month: int) -> None:
    if not days:
        return
    result = judged(pack, "reviews", task_of(pack, f"2022-{month:02d}", None), days)
    good = {day.month for day in days if day.year == 2022 and day.month <= month}
    assert (result.numerator, result.denominator) == (len(good), month)


def test_a_week_across_two_years_belongs_to_the_one_with_most_of_its_days(pack: Pack) -> None:
    task = task_of(pack, "2022W52", None)
    assert (task.period.window.start, task.as_of) == (date(2022, 12, 26), date(2023, 1, 1))
    days = [date(2022, 12, 25), date(2022, 12, 26), date(2023, 1, 1), date(2023, 1, 2)]
    assert judged(pack, "by-week", task, days).value == 2
    assert task.period.whole_year.start == date(2022, 1, 1)


def test_they_are_told_in_words(pack: Pack) -> None:
    told = {cycle: (" ".join(describe(pack, pack.indicators[f"by-{cycle}"], "en"))) for cycle in CYCLES}
    assert "It is judged by week, Monday to Sunday." in told["week"]
    assert "It is judged by month." in told["month"]
    assert "It is judged over the 12 months that end with the reporting period." in told["rolling-year"]
    assert "from the first day of the year to the end of the reporting period." in told["year-to-date"]
    assert "评判期内的每个月是一个成员。" in describe(pack, pack.indicators["reviews"], "zh")
    assert not [problem for problem in lint(pack) if problem.code.id == "D159"]


def test_a_pace_by_quarter_needs_a_quarter(tmp_path: Path) -> None:
    late = COUNTED.format(id="late", period="month").replace("at_most", "at_least") + "pace: {by_quarter: [100%]}\n"
    with pytest.raises(Stop) as stop:
        load_pack(write_small(tmp_path, write={"demo/late.yaml": late}))
    assert stop.value.hint is not None
    assert "a month is shorter than a quarter" in stop.value.hint.en


@pytest.mark.parametrize(
    ("period", "title", "first", "last"),
    [("2022年10月", "2022年10月", "2022-10-01", "2022-10-31"), ("2022W40", "2022年第40周", "2022-10-03", "2022-10-09")],
)
def test_a_workbook_of_a_month(pack: Pack, tmp_path: Path, period: str, title: str, first: str, last: str) -> None:
    entry, read = pack.roster.departments[0], task_of(pack, period, None).period
    blank = Blank(pack, read, entry, "zh", file_names([entry], "zh")[entry.code])
    assert blank.period_text == title
    book = opened(blank)
    inside = date.fromisoformat(first) + timedelta(days=2)
    rows = [{name: row.get(name) for name in pack.tables["cases"].asked} for row in cases([inside])]
    fill(book, pack, "zh", {"cases": [row | {"category": "重大案件"} for row in rows]}, {})
    report = check([saved(book, tmp_path / "book.xlsx")], pack=str(pack.files["pack.yaml"][0].parent))
    assert report.period == read.label
    assert json.loads(report_json.render(report))["period_days"] == {"first": first, "last": last}
    results = {each.indicator: each for department in report.departments for each in department.results}
    assert results["by-month"].value == 1
