"""A plan whose years start on 1 April: what counts in 2022 is what lies from April 2022 to March 2023."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.console import Console

from checker.authoring.examples import example_tables
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.definitions.worked import Example
from checker.describe.sections import describe
from checker.engine.batch import check
from checker.engine.indicator import earlier_window, judge_indicator, measure_months
from checker.errors import Stop
from checker.model import Report, Result
from checker.model.workbook import Submission
from checker.privacy.masking import flag_message
from checker.reporters import report_json
from checker.reporters.html import render
from checker.reporters.summary.reader import Reader
from checker.reporters.terminal.screens import render_workbooks
from checker.reporters.terminal.view import View
from checker.scoring.trend import days_of
from checker.template import file_names
from checker.template.blank import Blank
from checker.template.guide import write_guide
from tests.definitions.small_pack import write_small
from tests.template.making import fill, opened, saved

APRIL = {"starts: 2021-01-01\nends: 2025-12-31": 'starts: 2021-04-01\nends: 2026-03-31\nyear_starts: "04-01"'}
PLAN = {"due: 2022-12-31, expected: 2": "due: 02-28", "period: once": "period: year"}
REPLIED = """\
id: answered
name: {zh: 按时办结, en: Answered in time}
clause: 第十条
basis: {zh: 三十日内办结。, en: Done within thirty days.}
owner: [区司法局]
measure:
  proportion:
    table: cases
    when: {within: {days: 30, of: filed_on}, done: hearing_on}
    numerator: {all: [{hearing_on: present}, {hearing_on: {within: {days: 30, of: filed_on}}}]}
target: {at_least: 100%}
period: year
weight: 5
"""
REPORTED = """\
id: last-year
name: {zh: 上年度的案件, en: Cases of last year}
clause: 第十条
basis: {zh: 上年度的案件。, en: Cases of last year.}
owner: [区司法局]
measure:
  count:
    table: cases
    when: filed_on
    where: {year: {equals: {window: -1}}}
target: {at_least: 1}
period: year
weight: 5
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    kept = {f"demo/{name}.yaml": {} for name in ("lectures", "reviews", "fall", "sums")}
    change = {"demo/pack.yaml": APRIL, "demo/plan.yaml": PLAN, **kept}
    year = "  year: {header: {zh: 年度, en: Year}, type: integer}\n"
    change["tables/cases.yaml"] = {"columns:\n": f"columns:\n{year}"}
    write = {"demo/answered.yaml": REPLIED, "demo/last-year.yaml": REPORTED}
    return load_pack(write_small(tmp_path_factory.mktemp("april"), change=change, write=write))


def year_of(day: date) -> int:
    """The year of a day, by its date alone."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def judged(pack: Pack, name: str, task: Task, rows: list[dict[str, Any]]) -> Result:
    indicator = pack.indicators[name]
    table = indicator.asked.tables()[0]
    example = Example.model_validate({"rows": {table: rows}, "expect": {}})
    submission = Submission(example_tables(pack, indicator, example))
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    return judge_indicator(indicator, submission, entry, task, {})


def cases(*days: date, **more: Any) -> list[dict[str, Any]]:
    return [{"case_no": f"A{n}", "category": "major", "filed_on": day, **more} for n, day in enumerate(days)]


EDGES = [date(2022, 3, 31), date(2022, 4, 1), date(2023, 3, 31), date(2023, 4, 1)]


def test_both_sides_of_each_boundary(pack: Pack) -> None:
    for period, count in (("2021", 1), ("2022", 2), ("2023", 1)):
        assert judged(pack, "lectures", task_of(pack, period, None), cases(*EDGES)).numerator == count
    halves = cases(date(2022, 3, 31), date(2022, 4, 1), date(2022, 9, 30), date(2022, 10, 1), sum=1, won=False)
    for period, total in (("2021H2", 1), ("2022H1", 2), ("2022H2", 1), ("2022Q2", 2), ("2022Q3", 1)):
        assert judged(pack, "sums", task_of(pack, period, None), halves).value == total


@pytest.mark.parametrize("seed", range(30))
def test_quarters_changes_and_trends_by_hand(pack: Pack, seed: int) -> None:
    chance = Random(seed)
    days = [date(2021, 4, 1) + timedelta(days=chance.randrange(730)) for _ in range(chance.randrange(1, 9))]
    days += chance.sample(EDGES[:3], chance.randrange(3))
    quarter = chance.randrange(1, 5)
    end = [date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31)][quarter - 1]
    task = task_of(pack, f"2022Q{quarter}", None)
    assert task.as_of == end
    now = [day for day in days if year_of(day) == 2022 and day <= end]
    # Each of the 3 months of a quarter has the same number, counted from April.
    good = {(day.month - 4) % 12 // 3 for day in now}
    reviews = judged(pack, "reviews", task, cases(*days))
    assert (reviews.numerator, reviews.denominator) == (len(good), quarter)
    indicator = pack.indicators["fall"]
    window = indicator.window(task.period, pack.plan)
    earlier = earlier_window(indicator, window, task)
    assert earlier is not None
    assert (earlier.start, earlier.end) == (date(2021, 4, 1), end.replace(year=end.year - 1))
    before = [day for day in days if date(2021, 4, 1) <= day <= end.replace(year=end.year - 1)]
    fall = judged(pack, "fall", task, cases(*days))
    if before or now:
        assert (fall.numerator, fall.denominator) == (len(now), len(before)) or not before
    lectures = pack.indicators["lectures"]
    entry = pack.roster.departments[0]
    submission = Submission(
        example_tables(pack, lectures, Example.model_validate({"rows": {"cases": cases(*days)}, "expect": {}}))
    )
    result = judge_indicator(lectures, submission, entry, task, {})
    months = measure_months(lectures, result.measured, submission, entry, task)
    ends = days_of(lectures.window(task.period, pack.plan), task.as_of)
    assert ends[0] == date(2022, 4, 30)
    for day, measured in zip(ends, months, strict=True):
        assert measured.amount == len({each for each in now if each <= day})


def test_the_year_of_the_window_is_the_one_in_which_it_begins(pack: Pack) -> None:
    rows = cases(date(2023, 2, 1), year=2021) + cases(date(2023, 2, 2), year=2022)
    rows[1]["case_no"] = "B1"
    assert judged(pack, "last-year", task_of(pack, "2022Q4", None), rows).measured.numerator_rows.numbers == (1,)


def test_a_day_of_every_year_is_the_one_inside_it(pack: Pack) -> None:
    for done, status in ((date(2023, 2, 28), "met"), (date(2023, 3, 1), "missed")):
        result = judged(pack, "plan", task_of(pack, "2022", None), [{"task": "目录", "done_on": done}])
        assert (result.status.value, result.denominator) == (status, 1), done
    other = [{"task": "清单", "done_on": date(2022, 4, 1)}]
    for period, status in (("2022Q3", "not_applicable"), ("2022Q4", "missed")):
        assert judged(pack, "plan", task_of(pack, period, None), other).status.value == status


def test_rows_not_yet_due_go_into_the_next_year(pack: Pack, tmp_path: Path) -> None:
    day = date(2023, 3, 2)
    assert judged(pack, "answered", task_of(pack, "2022", None), cases(day)).denominator == 0
    assert judged(pack, "answered", task_of(pack, "2023Q1", None), cases(day)).denominator == 1
    due = cases(date(2023, 3, 1))
    assert judged(pack, "answered", task_of(pack, "2022", None), due).denominator == 1
    (flag,) = (flag for flag in checked(pack, tmp_path, "2022Q4", day) if flag.code.id == "M520")
    assert "if it isn't done by 31 March 2023, carry it into the workbook for 2023" in flag_message(flag, "en")
    assert flag_message(flag, "zh").endswith("到2023年3月31日仍未办结的，请转入2023年的工作簿")


def the_blank(pack: Pack, period: str) -> Blank:
    entry = pack.roster.departments[0]
    return Blank(pack, task_of(pack, period, None).period, entry, "en", file_names([entry], "en")[entry.code])


def checked(pack: Pack, folder: Path, period: str, *days: date) -> tuple[Any, ...]:
    """The flags on cases filed on these days in a real workbook."""
    (department,) = reported(pack, folder, period, *days).departments
    return department.flags


def reported(pack: Pack, folder: Path, period: str, *days: date) -> Report:
    blank = the_blank(pack, period)
    book = opened(blank)
    cells = [{name: row.get(name) for name in blank.pack.tables["cases"].asked} for row in cases(*days)]
    for row in cells:
        row["category"] = "Major"
    fill(book, blank.pack, "en", {"cases": cells}, {})
    return check([saved(book, folder / "book.xlsx")], pack=str(pack.files["pack.yaml"][0].parent))


def test_rows_of_another_year_are_flagged(pack: Pack, tmp_path: Path) -> None:
    # Its template asks for the rows of the year before, to compare with; so the year before that is wrong.
    flags = checked(pack, tmp_path, "2022Q4", date(2021, 2, 28), date(2021, 4, 1), date(2023, 3, 31), date(2023, 4, 1))
    wrong = {flag.place.row or 0 for flag in flags if flag.code.id in ("C411", "C412")}
    assert len(wrong) == 2
    assert max(wrong) - min(wrong) == 3


def test_a_label_is_told_with_its_days(pack: Pack) -> None:
    told = "The year 2021 is 1 April 2021 to 31 March 2022."
    assert any(told in line for line in describe(pack, pack.indicators["lectures"], "en"))
    assert any(
        "2021 年度指2021年4月1日至2022年3月31日" in line for line in describe(pack, pack.indicators["sums"], "zh")
    )
    lines = [line.text for line in write_guide(the_blank(pack, "2022Q4"))]
    assert any("2022Q4 (1 January 2023 to 31 March 2023)" in line for line in lines)
    assert "1 April 2022 to 31 March 2023." in lines
    with pytest.raises(Stop) as stop:
        task_of(pack, "2020", None)
    assert "2020 (1 April 2020 to 31 March 2021)" in stop.value.message.en
    assert stop.value.hint is not None and "2021 to 2025" in stop.value.hint.en


def test_every_report_says_which_days_its_label_means(pack: Pack, tmp_path: Path) -> None:
    report = reported(pack, tmp_path, "2022Q4", date(2023, 2, 1))
    assert (report.period, report.period_days.en) == ("2022Q4", "1 January 2023 to 31 March 2023")
    stream = io.StringIO()
    render_workbooks(View(report, "zh", 120), Console(width=120, file=stream))
    assert "2022Q4（2023年1月1日至2023年3月31日）" in stream.getvalue()
    page = render(report, "en").decode()
    assert "2022Q4 = " in page
    assert "1 January 2023 to 31 March 2023" in page
    assert Reader(report, "en").title.endswith("2022Q4 (1 January 2023 to 31 March 2023)")
    assert json.loads(report_json.render(report))["period_days"] == {"first": "2023-01-01", "last": "2023-03-31"}


def test_a_plan_that_begins_with_its_year_needs_no_warning(pack: Pack) -> None:
    assert not [problem for problem in lint(pack) if problem.code.id == "D159"]
