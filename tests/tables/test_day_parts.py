"""Times of day, days of the week and working days in conditions; multiples of another column: against plain Python."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.tables.conditions import read_condition
from checker.tables.contradictions import find_contradiction
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.unknown_years import beyond_calendar
from checker.tables.troubles import ConditionError
from tests.typed_rows import BAD, table, typed

TABLE = table(
    "shifts",
    {
        "called": {"type": "datetime"},
        "closed": {"type": "date"},
        "patients": {"type": "integer"},
        "nurses": {"type": "integer"},
        "waited": {"type": "duration", "unit": "minutes"},
        "planned": {"type": "duration", "unit": "minutes"},
        "ward": {"type": "text"},
    },
)
CONTEXT = Context(date(2022, 12, 31))
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def answers(asked: Any, column: str, cells: list[Any], **row: Any) -> list[bool | None]:
    rows = [{column: cell, **row} for cell in cells]
    truth = evaluate(read_condition(asked, TABLE.columns), typed(TABLE, rows, located=False), CONTEXT)
    return [None if open_ else bool(yes) for yes, open_ in zip(truth.yes, truth.unknown, strict=True)]


def clock(text: str) -> time:
    return time.fromisoformat(text)


seconds = st.integers(0, 86_399)
ends = st.integers(0, 1439).map(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")


@settings(max_examples=60, deadline=None)
@given(st.lists(seconds, min_size=1, max_size=6), ends, ends)
def test_times_of_day_are_as_a_clock_runs_from_one_to_the_other(moments: list[int], start: str, end: str) -> None:
    if start == end:
        return
    cells = [datetime(2022, 3, 1) + timedelta(seconds=second) for second in moments]  # noqa: DTZ001
    first, last = clock(start), clock(end)

    def runs(at: time) -> bool:
        length = (last.hour * 60 + last.minute - first.hour * 60 - first.minute) % 1440 * 60
        passed = (at.hour * 3600 + at.minute * 60 + at.second - first.hour * 3600 - first.minute * 60) % 86_400
        return passed < length

    asked = {"called": {"time_of_day": {"from": start, "before": end}}}
    assert answers(asked, "called", cells) == [runs(cell.time()) for cell in cells]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.dates(date(2018, 1, 1), date(2023, 12, 31)), min_size=1, max_size=6),
    st.sets(st.sampled_from(WEEK), min_size=1),
)
def test_days_of_the_week_and_working_days_are_those_of_the_calendar(days: list[date], wanted: set[str]) -> None:
    found = answers({"closed": {"weekday": sorted(wanted)}}, "closed", days)
    assert found == [f"{day:%A}".lower() in wanted for day in days]
    assert answers({"closed": {"workday": True}}, "closed", days) == [is_workday(day) for day in days]
    assert answers({"closed": {"workday": False}}, "closed", days) == [not is_workday(day) for day in days]


@pytest.mark.parametrize(
    "asked",
    [
        {"called": {"time_of_day": {"from": "09:00"}}},
        {"called": {"weekday": "monday"}},
        {"called": {"workday": True}},
        {"not": {"called": {"workday": True}}},
    ],
)
def test_a_blank_or_unreadable_cell_leaves_it_unknown(asked: Any) -> None:
    assert answers(asked, "called", [None, BAD]) == [None, None]


def test_a_year_without_published_holidays_is_unknown_for_that_reason() -> None:
    asked, days = {"closed": {"workday": True}}, [date(2060, 6, 1), date(1990, 6, 1), date(2022, 6, 1), None]
    assert answers(asked, "closed", days) == [None, None, True, None]
    rows = typed(TABLE, [{"closed": day} for day in days], located=False)
    assert beyond_calendar(read_condition(asked, TABLE.columns), rows, CONTEXT).tolist() == [True, True, False, False]
    weekday = read_condition({"closed": {"weekday": "sunday"}}, TABLE.columns)
    assert not beyond_calendar(weekday, rows, CONTEXT).any()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.just(BAD), st.integers(0, 40)), min_size=1, max_size=5),
    st.one_of(st.none(), st.just(BAD), st.integers(0, 5)),
    st.sampled_from([8, "1.5", "90%"]),
    st.sampled_from([0, 2, -1]),
)
def test_a_multiple_of_another_column_is_exact(cells: list[Any], nurses: Any, times: Any, plus: int) -> None:
    factor = {8: Fraction(8), "1.5": Fraction(3, 2), "90%": Fraction(9, 10)}[times]
    wanted = [
        None if BAD in (cell, nurses) or None in (cell, nurses) else cell <= nurses * factor + plus for cell in cells
    ]
    asked = {"patients": {"at_most": {"column": "nurses", "times": times, "plus": plus}}}
    assert answers(asked, "patients", cells, nurses=nurses) == wanted


def test_what_is_added_to_a_length_of_time_may_have_a_unit_of_its_own() -> None:
    asked = {"waited": {"at_most": {"column": "planned", "plus": "1 hour"}}}
    assert answers(asked, "waited", [90, 91], planned=30) == [True, False]


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        (
            {"called": {"time_of_day": [{"from": "22:00", "before": "06:30"}, {"from": "12:00", "before": "13:00"}]}},
            "“called”的时刻在 22:00 至次日 06:30（不含）或 12:00 至 13:00（不含）",
            "the time of day of “called” is from 22:00 until just before 06:30 the next day"
            " or from 12:00 until just before 13:00",
        ),
        (
            {"called": {"time_of_day": {"from": "22:00", "before": "00:00"}}},
            "“called”的时刻在 22:00 及以后",
            "the time of day of “called” is 22:00 or later",
        ),
        ({"closed": {"weekday": ["sunday", "saturday"]}}, "“closed”在周六或周日", "“closed” is on Saturday or Sunday"),
        (
            {"closed": {"weekday": ["monday", "tuesday", "wednesday"]}},
            "“closed”在周一至周三",
            "“closed” is on Monday to Wednesday",
        ),
        ({"closed": {"workday": False}}, "“closed”在非工作日", "“closed” is on a day off"),
        (
            {"not": {"patients": {"at_most": {"column": "nurses", "times": 8, "plus": -1}}}},
            "“patients”超过“nurses”的 8 倍减 1",
            "“patients” is more than 8 times “nurses” minus 1",
        ),
        (
            {"waited": {"below": {"column": "planned", "times": "1/2"}}},
            "“waited”少于“planned”的 50%",
            "“waited” is less than 50% of “planned”",
        ),
    ],
)
def test_they_are_told_in_words(asked: Any, zh: str, en: str) -> None:
    told = phrase(read_condition(asked, TABLE.columns), TABLE.columns)
    assert (told.zh, told.en) == (zh, en)


@pytest.mark.parametrize(
    "asked",
    [
        {"closed": {"time_of_day": {"from": "09:00"}}},
        {"ward": {"weekday": "monday"}},
        {"as_of": {"workday": True}},
        {"called": {"time_of_day": {"from": "09:00", "before": "09:00"}}},
        {"called": {"time_of_day": {"from": "00:00", "before": "24:00"}}},
        {"called": {"time_of_day": {"from": "9 o'clock"}}},
        {"called": {"time_of_day": {"from": "09:00", "to": "11:00"}}},
        {"called": {"time_of_day": {}}},
        {"called": {"time_of_day": []}},
        {"called": {"weekday": "mon"}},
        {"called": {"weekday": []}},
        {"called": {"weekday": {"first": "monday"}}},
        {"called": {"workday": "yes"}},
        {"closed": {"at_most": {"column": "called", "plus": 5}}},
        {"ward": {"equals": {"column": "ward", "times": 2}}},
        {"patients": {"at_most": {"column": "nurses", "times": 0}}},
        {"patients": {"at_most": {"column": "nurses", "times": "eight"}}},
        {"patients": {"at_most": {"column": "nurses", "times": 8, "plus": "two"}}},
        {"patients": {"at_most": {"column": "waited", "times": 8}}},
        {"patients": {"at_most": {"times": 8}}},
    ],
)
def test_what_makes_no_sense_is_refused(asked: Any) -> None:
    with pytest.raises(ConditionError) as refused:
        read_condition(asked, TABLE.columns)
    assert len(refused.value.troubles) == 1


def test_times_of_day_do_not_contradict_each_other_unseen() -> None:
    both = read_condition({"called": {"weekday": "monday", "time_of_day": {"from": "09:00"}}}, TABLE.columns)
    assert find_contradiction([both], TABLE.columns) is None
