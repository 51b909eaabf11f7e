"""Limits in seconds, minutes, hours and working hours: both sides of each, and a count minute by minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.tables.conditions import read_condition
from checker.tables.due_day import compile_due_day
from checker.tables.logic import Within
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import end_of_limit, row_days
from checker.tables.rows.time_limits import moment_number
from checker.tables.rows.unknown_years import beyond_calendar
from checker.tables.sheets import due_day
from checker.tables.troubles import ConditionError
from checker.tables.workdays import WorkCalendar
from tests.typed_rows import BAD, table, typed

COLUMNS = {
    **{name: {"type": "datetime"} for name in ("called", "booked", "replied", "stopped", "resumed")},
    "closed": {"type": "date"},
    "urgent": {"type": "boolean"},
}
TABLE = table("calls", COLUMNS)
OFFICE = {"from": "09:00", "to": "17:00"}
WITH_BREAK = {"from": "09:00", "to": "17:00", "break": {"from": "12:00", "to": "13:30"}}
BACKWARDS = {"from": "17:00", "to": "09:00"}
CONTEXT = Context(date(2022, 12, 31))
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def within(asked: Any, source: str = "none") -> Within:
    TABLE.follow(WorkCalendar(source))  # type: ignore[arg-type]
    found = read_condition({"replied": {"within": {"of": "called", **asked}}}, TABLE.columns)
    assert isinstance(found, Within)
    return found


def answer(asked: Any, source: str = "none", **row: Any) -> bool | None:
    truth = evaluate(within(asked, source), typed(TABLE, [row], located=False), CONTEXT)
    return None if truth.unknown[0] else bool(truth.yes[0])


# 2022-03-04 is a Friday.
@pytest.mark.parametrize(
    ("asked", "called", "last"),
    [
        ({"seconds": 15}, "2022-03-04T14:05:50", "2022-03-04T14:06:05"),
        ({"minutes": 30}, "2022-03-04T23:40:00", "2022-03-05T00:10:00"),
        ({"hours": 4}, "2022-03-04T22:00:01", "2022-03-05T02:00:01"),
        ({"hours": 24}, "2022-02-28T08:00:00", "2022-03-01T08:00:00"),
        ({"hours": 0}, "2022-03-04T22:00:01", "2022-03-04T22:00:01"),
        ({"working_hours": 2, "working_day": OFFICE}, "2022-03-04T10:00:00", "2022-03-04T12:00:00"),
        ({"working_hours": 2, "working_day": OFFICE}, "2022-03-04T15:00:00", "2022-03-04T17:00:00"),
        ({"working_hours": 2, "working_day": OFFICE}, "2022-03-04T16:30:00", "2022-03-07T10:30:00"),
        ({"working_hours": 2, "working_day": OFFICE}, "2022-03-04T18:00:00", "2022-03-07T11:00:00"),
        ({"working_hours": 2, "working_day": OFFICE}, "2022-03-05T10:00:00", "2022-03-07T11:00:00"),
        ({"working_hours": 2, "working_day": OFFICE}, "2022-03-04T07:00:00", "2022-03-04T11:00:00"),
        ({"working_hours": 8, "working_day": OFFICE}, "2022-03-04T09:00:00", "2022-03-04T17:00:00"),
        ({"working_hours": 9, "working_day": OFFICE}, "2022-03-04T09:00:00", "2022-03-07T10:00:00"),
        ({"working_hours": 2, "working_day": WITH_BREAK}, "2022-03-04T11:00:00", "2022-03-04T14:30:00"),
        ({"working_hours": 1, "working_day": WITH_BREAK}, "2022-03-04T12:10:00", "2022-03-04T14:30:00"),
        ({"working_minutes": 60, "working_day": WITH_BREAK}, "2022-03-04T11:00:00", "2022-03-04T12:00:00"),
        ({"working_minutes": 90, "working_day": OFFICE}, "2022-03-04T16:00:00", "2022-03-07T09:30:00"),
    ],
)
def test_the_limit_itself_is_in_time_and_a_second_later_is_not(asked: Any, called: str, last: str) -> None:
    row = {"called": at(called)}
    assert answer(asked, replied=at(last), **row) is True
    assert answer(asked, replied=at(last) + timedelta(seconds=1), **row) is False
    assert answer(asked, replied=at(called) - timedelta(seconds=1), **row) is False
    first, final = end_of_limit(typed(TABLE, [row], located=False), within(asked), CONTEXT)
    assert first.tolist() == final.tolist() == [moment_number(at(last))]


def test_after_the_end_of_work_it_is_past_a_deadline_at_its_end() -> None:
    asked = {"working_hours": 2, "working_day": OFFICE}
    row = {"called": at("2022-03-04T15:00:00")}
    assert answer(asked, replied=at("2022-03-04T17:00:01"), **row) is False
    assert answer(asked, replied=at("2022-03-05T10:00:00"), **row) is False
    assert answer(asked, replied=at("2022-03-07T08:59:59"), **row) is False
    # A minute was left: the weekend does not use it up.
    row = {"called": at("2022-03-04T15:01:00")}
    assert answer(asked, replied=at("2022-03-05T10:00:00"), **row) is True
    assert answer(asked, replied=at("2022-03-07T09:01:00"), **row) is True


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"called": BAD, "replied": at("2022-03-04T11:00:00")}, None),
        ({"called": at("2022-03-04T10:00:00")}, None),
        ({"called": at("2022-03-04T10:00:00"), "replied": at("2022-03-04T13:00:00"), "urgent": BAD}, None),
        ({"called": at("2022-03-04T10:00:00"), "replied": at("2022-03-04T13:00:00"), "urgent": True}, True),
        ({"called": at("2022-03-04T10:00:00"), "replied": at("2022-03-04T13:00:00"), "urgent": False}, False),
        ({"called": at("2022-03-04T10:00:00"), "replied": at("2022-03-04T12:00:00"), "urgent": BAD}, True),
        ({"called": at("2022-03-04T10:00:00"), "replied": at("2022-03-04T13:00:01"), "urgent": BAD}, False),
    ],
)
def test_an_extension_and_what_is_not_known(row: dict[str, Any], expected: bool | None) -> None:
    asked = {"hours": 2, "extended_by": {"hours": 1, "when": {"urgent": True}}}
    assert answer(asked, **row) is expected


@pytest.mark.parametrize(
    ("row", "last"),
    [
        ({"stopped": at("2022-03-04T16:00:00"), "resumed": at("2022-03-07T10:00:00")}, "2022-03-07T11:00:00"),
        ({"stopped": at("2022-03-04T16:00:00"), "resumed": at("2022-03-04T16:30:00")}, "2022-03-07T09:30:00"),
        ({}, "2022-03-04T17:00:00"),
        ({"stopped": at("2022-03-04T17:30:00"), "resumed": at("2022-03-04T18:00:00")}, "2022-03-04T17:00:00"),
    ],
)
def test_working_time_of_a_pause_does_not_count(row: dict[str, Any], last: str) -> None:
    asked = {"working_hours": 2, "working_day": OFFICE, "paused": [{"from": "stopped", "to": "resumed"}]}
    row = {"called": at("2022-03-04T15:00:00"), **row}
    assert answer(asked, replied=at(last), **row) is True
    assert answer(asked, replied=at(last) + timedelta(seconds=1), **row) is False
    first, final = end_of_limit(typed(TABLE, [row], located=False), within(asked), CONTEXT)
    assert first.tolist() == final.tolist() == [moment_number(at(last))]


def worked(moment: datetime, day: dict[str, Any], source: str) -> bool:
    """Whether the minute that begins at this moment is worked."""
    clock = f"{moment:%H:%M}"
    pause = day.get("break", {"from": "99:99", "to": "99:99"})
    is_day = is_workday(moment.date()) if source == "cn" else moment.weekday() < 5
    return is_day and day["from"] <= clock < day["to"] and not pause["from"] <= clock < pause["to"]


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 12 * 24 * 60),
    st.integers(1, 20),
    st.sampled_from([OFFICE, WITH_BREAK]),
    st.sampled_from(["none", "cn"]),
)
def test_minute_by_minute(offset: int, hours: int, day: dict[str, Any], source: str) -> None:
    called = at("2022-09-28T00:00:00") + offset * MINUTE  # before a week of holidays with a make-up day
    left, due = hours * 60, called
    while left:
        left -= worked(due, day, source)
        due += MINUTE
    asked = {"working_hours": hours, "working_day": day}
    row = {"called": called}
    first, final = end_of_limit(typed(TABLE, [row], located=False), within(asked, source), CONTEXT)
    assert first.tolist() == final.tolist() == [moment_number(due)]
    for late in (-MINUTE, timedelta(0), MINUTE, 3 * 24 * 60 * MINUTE):
        assert answer(asked, source, replied=due + late, **row) is (late <= timedelta(0) and due + late >= called)


def test_in_years_without_a_calendar_only_what_is_sure_is_decided() -> None:
    asked = {"working_hours": 2, "working_day": OFFICE}
    row = {"called": at("2090-03-03T10:00:00")}
    assert answer(asked, "cn", replied=at("2090-03-03T11:59:00"), **row) is True
    assert answer(asked, "cn", replied=at("2090-03-03T13:00:00"), **row) is None
    assert answer(asked, "cn", replied=at("2090-06-03T13:00:00"), **row) is False
    limit = within(asked, "cn")
    rows = typed(TABLE, [{**row, "replied": at("2090-03-03T13:00:00")}], located=False)
    assert beyond_calendar(limit, rows, CONTEXT).tolist() == [True]
    assert beyond_calendar(within({"hours": 2}), rows, CONTEXT).tolist() == [False]


def test_as_of_is_over_at_midnight() -> None:
    TABLE.follow(WorkCalendar("none"))
    limit = read_condition({"as_of": {"within": {"hours": 4, "of": "called"}}}, TABLE.columns)
    rows = [{"called": at("2022-12-31T20:00:00")}, {"called": at("2022-12-31T19:59:59")}]
    assert evaluate(limit, typed(TABLE, rows, located=False), CONTEXT).yes.tolist() == [True, False]


@pytest.mark.parametrize(
    ("done", "first", "known"),
    [
        (at("2022-03-31T23:50:00"), date(2022, 3, 31), True),  # in time: on the day on which it was done
        (at("2022-04-01T00:10:00"), date(2022, 4, 1), True),  # exactly at the limit
        (at("2022-04-01T00:10:01"), date(2022, 4, 1), True),  # late: on the day on which it fell due
        (at("2022-04-05T12:00:00"), date(2022, 4, 1), True),
        (None, date(2022, 4, 1), True),
    ],
)
def test_a_row_belongs_to_the_day_on_which_it_was_done_or_fell_due(done: Any, first: date, known: bool) -> None:
    when = compile_due_day({"within": {"minutes": 30, "of": "called"}, "done": "replied"}, TABLE.columns)
    row = {"called": at("2022-03-31T23:40:00"), "replied": done}
    days = row_days(typed(TABLE, [row], located=False), when, CONTEXT)
    assert (days.first.tolist(), days.last.tolist()) == ([first.toordinal()], [first.toordinal()])
    assert days.moment is not None
    assert days.moment.tolist() == [moment_number(at("2022-04-01T00:10:00"))]
    assert days.came.tolist() == [date(2022, 3, 31).toordinal()]
    late = done is None or done > at("2022-04-01T00:10:00")
    assert np.array_equal(days.ripe_first, days.first + late)


def test_a_due_moment_of_its_own() -> None:
    when = compile_due_day({"due": "booked", "of": "called", "done": "replied"}, TABLE.columns)
    due = at("2022-03-31T12:00:00")
    row = {"called": at("2022-03-30T09:00:00"), "booked": due, "replied": due + timedelta(seconds=1)}
    days = row_days(typed(TABLE, [row, {**row, "replied": due}], located=False), when, CONTEXT)
    assert (days.ripe_first - days.first).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"closed": {"within": {"hours": 2, "of": "called"}}}, "closed has no time of day for a limit in hours"),
        ({"replied": {"within": {"minutes": 2, "of": "closed"}}}, "closed has no time of day for a limit in minutes"),
        ({"replied": {"within": {"hours": 2, "of": "urgent"}}}, "urgent isn't a datetime column"),
        ({"replied": {"within": {"working_hours": 2, "of": "called"}}}, "a limit in working time needs working_day"),
        ({"replied": {"within": {"hours": 2, "days": 1, "of": "called"}}}, "give one unit of time"),
        ({"replied": {"within": {"hours": 2, "of": "called", "working_day": OFFICE}}}, "only limits in working_hours"),
        (
            {
                "replied": {
                    "within": {"working_hours": 2, "of": "called", "working_day": {"from": "17:00", "to": "09:00"}}
                }
            },
            "write {from: 09:00, to: 17:00}",
        ),
        ({"replied": {"within": {"hours": 1.5, "of": "called"}}}, "a limit is a whole number from 0 to 1000000"),
        (
            {"replied": {"within": {"hours": 2, "of": "called", "paused": [{"from": "closed", "to": "resumed"}]}}},
            "closed has no time of day",
        ),
    ],
)
def test_limits_that_make_no_sense_are_refused(asked: Any, said: str) -> None:
    TABLE.follow(WorkCalendar("none"))
    with pytest.raises(ConditionError) as refused:
        read_condition(asked, TABLE.columns)
    assert any(trouble.message.en.startswith(said) for trouble in refused.value.troubles)


def test_limits_are_told() -> None:
    told = phrase(within({"working_hours": 2, "working_day": WITH_BREAK}), TABLE.columns)
    assert told.en == "“replied” is within 2 working hours (Monday to Friday, 09:00–12:00 and 13:30–17:00) of “called”"
    assert told.zh == "“replied”在“called”起 2 小时工作时间（周一至周五，09:00–12:00、13:30–17:00）之内"
    told = phrase(within({"working_minutes": 1, "working_day": OFFICE}, "cn"), TABLE.columns)
    assert told.en == "“replied” is within 1 working minute (09:00–17:00) of “called”"
    when = compile_due_day({"within": {"hours": 4, "of": "called"}, "done": "replied"}, TABLE.columns)
    assert "its due day: 4 hours after “called”" in due_day(when, TABLE.columns).en
    assert "“called”后满 4 小时之时" in due_day(when, TABLE.columns).zh
