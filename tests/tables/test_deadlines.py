"""Deadlines on days of the week and at times of day: against a search through days and minutes in plain Python."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.tables.conditions import read_condition
from checker.tables.due_day import compile_due_day
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import row_days
from checker.tables.rows.time_limits import moment_number
from checker.tables.rows.unknown_years import beyond_calendar
from checker.tables.troubles import ConditionError
from tests.typed_rows import BAD, table, typed

TABLE = table(
    "letters",
    {
        "came": {"type": "date"},
        "done": {"type": "date"},
        "called": {"type": "datetime"},
        "answered": {"type": "datetime"},
        "urgent": {"type": "boolean"},
    },
)
CONTEXT = Context(date(2023, 12, 31))
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY, SECOND = timedelta(1), timedelta(seconds=1)
days = st.dates(date(2019, 12, 20), date(2023, 11, 30))
moments = st.datetimes(datetime(2019, 12, 20), datetime(2023, 11, 30)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def answers(column: str, asked: Any, *rows: dict[str, Any]) -> list[bool | None]:
    truth = evaluate(read_condition({column: asked}, TABLE.columns), typed(TABLE, list(rows), located=False), CONTEXT)
    return [None if open_ else bool(yes) for yes, open_ in zip(truth.yes, truth.unknown, strict=True)]


def due_moment(until: dict[str, Any], called: datetime) -> int:
    when = compile_due_day({"within": {"until": until, "of": "called"}, "done": "answered"}, TABLE.columns)
    found = row_days(typed(TABLE, [{"called": called}], located=False), when, CONTEXT).moment
    assert found is not None
    return int(found[0])


def check_moment(until: dict[str, Any], called: datetime, last: datetime) -> None:
    """The last moment is in time, the next second isn't, and the due moment of a computed day is the same."""
    rows = [{"called": called, "answered": last + further} for further in (timedelta(), SECOND)]
    assert answers("answered", {"within": {"until": until, "of": "called"}}, *rows) == [True, False]
    assert due_moment(until, called) == moment_number(last)


def next_day(day: date, wanted: str) -> date:
    while f"{day:%A}".lower() != wanted:
        day += DAY
    return day


@settings(max_examples=50, deadline=None)
@given(days, st.sampled_from(WEEK), st.integers(1, 3))
def test_days_of_the_week(came: date, wanted: str, later: int) -> None:
    monday = came - timedelta(came.weekday())
    for until, last in (
        ({"weekday": wanted}, next_day(came, wanted)),
        ({"week": later, "weekday": wanted}, next_day(monday + timedelta(7 * later), wanted)),
        ({"week": 0}, monday + timedelta(6)),
        ({"month": 1, "weekday": wanted}, next_day((came.replace(day=1) + timedelta(31)).replace(day=1), wanted)),
    ):
        rows = [{"came": came, "done": last + timedelta(further)} for further in (0, 1)]
        assert answers("done", {"within": {"until": until, "of": "came"}}, *rows) == [True, False]
    rows = [{"came": came, "done": day} for day in (monday, monday + timedelta(6), monday + timedelta(7))]
    assert answers("done", {"same_week_as": "came"}, *rows) == [True, True, False]


@settings(max_examples=50, deadline=None)
@given(moments, st.sampled_from(WEEK), clocks)
def test_each_week_at_one_time(called: datetime, wanted: str, at: time) -> None:
    last = datetime.combine(next_day(called.date(), wanted), at)
    if last < called:
        last = datetime.combine(next_day(called.date() + DAY, wanted), at)
    clock = f"{at:%H:%M}"
    check_moment({"weekday": wanted, "time": clock}, called, last)
    friday = next_day(called.date() - timedelta(called.weekday()) + timedelta(7), "friday")
    check_moment({"week": 1, "weekday": "friday", "time": clock}, called, datetime.combine(friday, at))


@settings(max_examples=50, deadline=None)
@given(moments, st.integers(1, 4), clocks)
def test_working_days_and_days_later_at_one_time(called: datetime, number: int, at: time) -> None:
    day, left = called.date(), number
    while left:
        day += DAY
        left -= is_workday(day)
    check_moment({"workday": number, "time": f"{at:%H:%M}"}, called, datetime.combine(day, at))
    later = datetime.combine(called.date() + timedelta(number), at)
    check_moment({"day": number, "time": f"{at:%H:%M}"}, called, later)


def test_the_same_day_ends_at_the_time_however_late_the_call_came() -> None:
    asked = {"within": {"until": {"day": 0, "time": "17:00"}, "of": "called"}}
    noon, evening = datetime(2022, 3, 1, 12), datetime(2022, 3, 1, 18)  # noqa: DTZ001
    rows = [
        {"called": noon, "answered": noon.replace(hour=17)},
        {"called": noon, "answered": noon.replace(hour=17, second=1)},
        {"called": evening, "answered": evening},
    ]
    assert answers("answered", asked, *rows) == [True, False, False]


@pytest.mark.parametrize("until", [{"weekday": "friday", "time": "12:00"}, {"workday": 1, "time": "17:00"}])
def test_unknown_cells_and_unpublished_years(until: dict[str, Any]) -> None:
    asked, noon = {"within": {"until": until, "of": "called"}}, datetime(2022, 3, 1, 12)  # noqa: DTZ001
    rows = [{"called": noon}, {"called": noon, "answered": BAD}, {"called": BAD, "answered": noon}]
    assert answers("answered", asked, *rows) == [None, None, None]
    far = datetime(2060, 3, 1, 12)  # noqa: DTZ001 - a Monday
    soon = [{"called": far, "answered": far + timedelta(days=later)} for later in (0, 2, 60)]
    unknown = [False, "workday" in until, False]
    condition = read_condition({"answered": asked}, TABLE.columns)
    found = beyond_calendar(condition, typed(TABLE, soon, located=False), CONTEXT)
    assert found.tolist() == unknown
    assert [each is None for each in answers("answered", asked, *soon)] == unknown


def test_limits_by_choice_mix_days_and_moments() -> None:
    limits = {True: {"until": {"day": 0, "time": "17:00"}}, False: {"until": {"week": 0}}}
    asked = {"within": {"of": "called", "by": "urgent", "limits": limits}}
    monday = datetime(2022, 2, 28, 9)  # noqa: DTZ001
    sunday = monday.replace(month=3, day=6, hour=23)
    rows = [{"urgent": urgent, "called": monday, "answered": sunday} for urgent in (True, False)]
    assert answers("answered", asked, *rows) == [False, True]


@pytest.mark.parametrize(
    ("until", "zh", "en"),
    [
        (
            {"weekday": "tuesday", "time": "12:00"},
            "“called”起的第一个周二 12:00",
            "the first Tuesday 12:00 at or after “called”",
        ),
        ({"weekday": "friday"}, "“called”当天起的第一个周五", "the first Friday on or after “called”"),
        (
            {"workday": 1, "time": "17:00"},
            "“called”之后第 1 个工作日 17:00",
            "17:00 on the next working day after “called”",
        ),
        ({"workday": 3, "time": "09:30"}, "“called”之后第 3 个工作日 09:30", "09:30 on working day 3 after “called”"),
        ({"day": 1, "time": "12:00"}, "“called”之后第 1 天 12:00", "12:00 on the day after “called”"),
        ({"day": 0, "time": "12:00"}, "“called”当天 12:00", "12:00 on the day of “called”"),
        ({"week": 1, "weekday": "friday"}, "“called”的下一周周五", "Friday of the week after that of “called”"),
        ({"week": 0}, "“called”所在周最后一天", "the last day of the week of “called”"),
        (
            {"month": 1, "weekday": "monday", "time": "10:00"},
            "“called”的次月第一个周一 10:00",
            "10:00 on the first Monday of the month after that of “called”",
        ),
    ],
)
def test_they_are_told_in_words(until: Any, zh: str, en: str) -> None:
    asked = {"answered": {"within": {"until": until, "of": "called"}}}
    told = phrase(read_condition(asked, TABLE.columns), TABLE.columns)
    assert (told.zh, told.en) == (f"“answered”不晚于{zh}", f"“answered” is by {en}")


@pytest.mark.parametrize(
    ("column", "until"),
    [
        ("answered", {"time": "12:00"}),
        ("answered", {"day": 1}),
        ("answered", {"workday": 1}),
        ("answered", {"workday": 0, "time": "12:00"}),
        ("answered", {"workday": 401, "time": "12:00"}),
        ("answered", {"week": 0, "weekday": "friday"}),
        ("answered", {"week": 1, "day": 8}),
        ("answered", {"week": 1, "weekday": "fri"}),
        ("answered", {"weekday": "friday", "workday": 1}),
        ("answered", {"weekday": "friday", "time": "noon"}),
        ("answered", {"weekday": "friday", "time": "24:00"}),
        ("done", {"weekday": "friday", "time": "12:00"}),
    ],
)
def test_what_makes_no_sense_is_refused(column: str, until: Any) -> None:
    with pytest.raises(ConditionError) as refused:
        read_condition({column: {"within": {"until": until, "of": "called"}}}, TABLE.columns)
    assert len(refused.value.troubles) == 1
    assert refused.value.troubles[0].path[:3] == (column, "within", "until")
