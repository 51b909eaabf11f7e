"""What is asked once, by a day: open until that day is over, and decided from the day after, however long the plan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.authoring.examples import example_submission
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.definitions.worked import Example
from checker.engine.indicator import judge_indicator
from checker.flags import make_flags
from checker.model import Result, Status
from checker.periods import Window, window_of
from checker.tables.rows.context import Context

#: Due on 31 December 2018 of a plan that runs to the end of 2020; and on the last day of that plan.
IN_THE_PLAN, AT_ITS_END = "expert-opinions-public", "discretion-baselines"
DUE, DAY_BEFORE, DAY_AFTER, PLAN_END = date(2018, 12, 31), date(2018, 12, 30), date(2019, 1, 1), date(2020, 12, 31)


@pytest.fixture(scope="module")
def kundulun() -> Pack:
    return load_pack("kundulun")


def standing(pack: Pack, name: str, as_of: date, *rows: dict[str, Any]) -> tuple[Result, list[str]]:
    """The result over some rows, and the codes of its flags."""
    indicator = pack.indicators[name]
    table = indicator.asked.tables()[0]
    example = Example.model_validate({"rows": {table: list(rows)}, "expect": {}})
    submission = example_submission(pack, indicator, example)
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    task = task_of(pack, f"{as_of.year}Q{(as_of.month + 2) // 3}", as_of)
    result = judge_indicator(indicator, submission, entry, task, {})
    window = window_of(indicator.period, task.period, pack.plan)
    return result, [
        flag.code.id for flag in make_flags(indicator, result, submission, pack.tables, Context(as_of, window))
    ]


def enforcement(done: date | None = None) -> dict[str, Any]:
    return {"task_id": "昆13-2", "deliverable": "专家信息和论证意见公开", "done_on": done}


@pytest.mark.parametrize("rows", [[], [enforcement()]])
@pytest.mark.parametrize("as_of", [DAY_BEFORE, DUE])
def test_undone_is_open_until_its_day_is_over(kundulun: Pack, rows: list[dict[str, Any]], as_of: date) -> None:
    result, codes = standing(kundulun, IN_THE_PLAN, as_of, *rows)
    assert (result.status, result.final, result.reachable) == (Status.NOT_APPLICABLE, False, True)
    assert codes == []


@pytest.mark.parametrize(
    ("rows", "code"), [([], "M507"), ([enforcement()], "M506"), ([enforcement(DAY_AFTER)], "M505")]
)
@pytest.mark.parametrize("as_of", [DAY_AFTER, PLAN_END])
def test_undone_is_missed_from_the_day_after(
    kundulun: Pack, rows: list[dict[str, Any]], code: str, as_of: date
) -> None:
    result, codes = standing(kundulun, IN_THE_PLAN, as_of, *rows)
    assert (result.status, result.final, result.reachable, result.value) == (Status.MISSED, True, False, Fraction(0))
    assert codes == [code]  # the district alone misses the target


def test_done_is_met_once_nothing_more_can_come(kundulun: Pack) -> None:
    told = [standing(kundulun, IN_THE_PLAN, day, enforcement(DAY_BEFORE)) for day in (DAY_BEFORE, DUE, DAY_AFTER)]
    assert [result.status for result, _ in told] == [Status.ON_TRACK, Status.ON_TRACK, Status.MET]
    assert [codes for _, codes in told] == [[], [], []]


def test_the_last_day_of_the_plan_is_over_when_the_plan_is(kundulun: Pack) -> None:
    baseline = {"list_name": "discretion-baselines", "issued_on": date(2019, 5, 20)}
    open_, _ = standing(kundulun, AT_ITS_END, date(2020, 12, 30), baseline)
    assert (open_.status, open_.final) == (Status.NOT_APPLICABLE, False)
    for rows, code in (([baseline], "M506"), ([], "M507")):
        result, codes = standing(kundulun, AT_ITS_END, PLAN_END, *rows)
        assert (result.status, result.final) == (Status.MISSED, True)
        assert codes == [code, "T601"]
    done, _ = standing(kundulun, AT_ITS_END, PLAN_END, baseline | {"published_on": PLAN_END})
    assert done.status is Status.MET


def test_an_undecided_row_names_the_cell_that_leaves_it_open(kundulun: Pack) -> None:
    name, as_of = "government-annual-report", date(2018, 12, 31)
    row = {"report_type": "annual", "addressee": "invalid", "sent_on": date(2018, 2, 1)}
    indicator = kundulun.indicators[name]
    example = Example.model_validate({"rows": {"reports": [row]}, "expect": {}})
    submission = example_submission(kundulun, indicator, example)
    entry = next(entry for entry in kundulun.roster.departments if entry.code in kundulun.judged(indicator))
    result = judge_indicator(indicator, submission, entry, task_of(kundulun, "2018Q4", as_of), {})
    flags = make_flags(indicator, result, submission, kundulun.tables, Context(as_of, Window(date(2018, 1, 1), as_of)))
    assert [flag.place.field for flag in flags if flag.code.id == "M502"] == ["addressee"]
    # It is to one of three; the other two have no row.
    assert (result.lower, result.upper) == (0, Fraction(1, 3))
    assert result.status is Status.MISSED
