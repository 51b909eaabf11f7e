"""Deadlines that move from a day off, and what is early: against a walk through days in plain Python."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.periods import Window
from checker.tables.conditions import read_condition
from checker.tables.due_day import compile_due_day
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.days_off import following, preceding
from checker.tables.rows.due_days import row_days
from checker.tables.rows.unknown_years import beyond_calendar
from checker.tables.troubles import ConditionError
from checker.tables.workdays import WorkCalendar
from checker.tables.workdays import is_workday as is_workday_of
from tests.tables.test_deadlines import TABLE, answers, check_moment, clocks, days, moments, next_day
from tests.typed_rows import typed

DAY = timedelta(1)
NEXT, PREVIOUS = {"on_day_off": "next-workday"}, {"on_day_off": "previous-workday"}


def moved(day: date, step: int, start: date) -> date:
    while not is_workday(day):
        day += step * DAY
    return max(day, start)


def fifth(came: date) -> date:
    return (came.replace(day=1) + timedelta(31)).replace(day=5)


def month_end(day: date) -> date:
    while (day + DAY).month == day.month:
        day += DAY
    return day


def check_day(until: dict[str, Any], came: date, last: date) -> None:
    """The last day is in time, the next isn't, and it is the due day of a computed day."""
    asked = {"within": {"until": until, "of": "came"}}
    rows = [{"came": came, "done": last + further} for further in (timedelta(), DAY)]
    assert answers("done", asked, *rows) == [True, False]
    when = compile_due_day({**asked, "done": "done"}, TABLE.columns)
    found = row_days(typed(TABLE, [{"came": came}], located=False), when, Context(date(2023, 12, 31)))
    assert (date.fromordinal(int(found.due[0])), bool(found.due_known[0])) == (last, True)


@settings(max_examples=60, deadline=None)
@given(days, st.integers(0, 40), st.sampled_from(["friday", "saturday", "sunday"]))
def test_days_off_move(came: date, number: int, wanted: str) -> None:
    for until, last in (
        ({"month": 1, "day": 5}, fifth(came)),
        ({"month": 0}, month_end(came)),
        ({"weekday": wanted}, next_day(came, wanted)),
        ({"day": number}, came + timedelta(number)),
    ):
        check_day({**until, **NEXT}, came, moved(last, 1, came))
        check_day({**until, **PREVIOUS}, came, moved(last, -1, came))


@settings(max_examples=40, deadline=None)
@given(moments, clocks, st.sampled_from(["monday", "saturday"]))
def test_they_move_with_their_time(called: datetime, at: time, wanted: str) -> None:
    first = next_day(called.date(), wanted)
    if datetime.combine(first, at) < called:
        first += timedelta(7)
    clock = {"time": f"{at:%H:%M}"}
    check_moment({"weekday": wanted, **clock, **NEXT}, called, datetime.combine(moved(first, 1, first), at))
    check_moment(
        {"month": 1, "day": 5, **clock, **NEXT}, called, datetime.combine(moved(fifth(called.date()), 1, date.min), at)
    )
    before = datetime.combine(moved(fifth(called.date()), -1, called.date()), at)
    if before >= called:
        check_moment({"month": 1, "day": 5, **clock, **PREVIOUS}, called, before)


def test_by_choice_each_limit_moves_by_itself() -> None:
    limits = {True: {"until": {"month": 1, "day": 5, **NEXT}}, False: {"until": {"month": 1, "day": 5}}}
    asked = {"within": {"of": "came", "by": "urgent", "limits": limits}}
    # 5 March 2022 is a Saturday.
    rows = [{"urgent": urgent, "came": date(2022, 2, 1), "done": date(2022, 3, 7)} for urgent in (True, False)]
    assert answers("done", asked, *rows) == [True, False]
    assert answers("done", asked, *({**row, "done": date(2022, 3, 5)} for row in rows)) == [True, True]
    assert answers("done", asked, {**rows[0], "done": date(2022, 3, 8)}) == [False]


@pytest.mark.parametrize(("move", "sure", "late"), [(NEXT, 5, 64), (PREVIOUS, None, 6)])
def test_unpublished_years_leave_it_open(move: dict[str, str], sure: int | None, late: int) -> None:
    asked, came = {"within": {"until": {"month": 1, "day": 5, **move}, "of": "came"}}, date(2060, 2, 20)
    fifth_of_march = date(2060, 3, 5)
    rows = [{"came": came, "done": fifth_of_march + timedelta(days)} for days in (0, 1, late)]
    found = answers("done", asked, *rows)
    assert found == ([True, None, False] if sure else [None, False, False])
    condition = read_condition({"done": asked}, TABLE.columns)
    unknown = beyond_calendar(condition, typed(TABLE, rows, located=False), Context(date(2061, 12, 31)))
    assert unknown.tolist() == [each is None for each in found]


def test_at_the_ends_of_the_known_years_only_what_is_known_is_certain() -> None:
    # Only 2023 is known: its first working day is Tuesday 3 January, its last one Thursday 28 December.
    own = WorkCalendar("holidays.yaml", (date(2023, 1, 2), date(2023, 12, 29)))
    worked = [day for day in (date(2023, 1, 1) + timedelta(each) for each in range(365)) if is_workday_of(own, day)]
    assert (worked[0], worked[-1]) == (date(2023, 1, 3), date(2023, 12, 28))
    every = [date(2022, 12, 20) + timedelta(each) for each in range(400)]
    for move in (following, preceding):
        numbers = np.array([day.toordinal() for day in every])
        first, last = (move(own, numbers, last=each).tolist() for each in (False, True))
        for day, low, high in zip(every, first, last, strict=True):
            after = (
                [each for each in worked if each >= day]
                if move is following
                else [each for each in worked if each <= day]
            )
            if day.year == 2023 and after:
                nearest = after[0] if move is following else after[-1]
                assert (low, high) == (nearest.toordinal(), nearest.toordinal())
            else:
                assert low < high
    new_year, old_year = date(2024, 1, 1).toordinal(), date(2022, 12, 31).toordinal()
    assert following(own, np.array([date(2023, 12, 29).toordinal()]), last=False).tolist() == [new_year]
    assert preceding(own, np.array([date(2023, 1, 2).toordinal()]), last=True).tolist() == [old_year]
    # A country's calendar makes no working days of days at weekends, not even in years that aren't known.
    british, saturday = WorkCalendar("GB-ENG"), np.array([date(2150, 1, 3).toordinal()])
    assert following(british, saturday, last=False).tolist() == [saturday[0] + 2]
    assert preceding(british, saturday, last=True).tolist() == [saturday[0] - 1]


def test_words() -> None:
    asked = {"done": {"within": {"until": {"month": 1, "day": 5, **NEXT}, "of": "came", "early": "in-time"}}}
    told = phrase(read_condition(asked, TABLE.columns), TABLE.columns)
    assert told.en == (
        "“done” is by day 5 of the month after that of “came” (the next working day, if that is a day off)"
        " (or before “came”)"
    )
    assert told.zh == "“done”不晚于“came”的次月第 5 天（遇节假日顺延至下一个工作日）（早于“came”的也算）"


@pytest.mark.parametrize(
    "within",
    [
        {"until": {"month": 1, "workday": 5, **NEXT}},
        {"until": {"month": 1, "on_day_off": "next"}},
        {"until": {"on_day_off": "next-workday"}},
        {"days": 5, "early": "yes"},
        {"days": 5, "on_day_off": "next-workday"},
    ],
)
def test_what_makes_no_sense_is_refused(within: Any) -> None:
    with pytest.raises(ConditionError) as refused:
        read_condition({"done": {"within": {**within, "of": "came"}}}, TABLE.columns)
    assert len(refused.value.troubles) == 1


LIMITS: list[dict[str, Any]] = [
    {"days": 7},
    {"workdays": 3},
    {"months": 1},
    {"until": {"month": 0}},
    {"days": 7, "paused": [{"from": "called", "to": "answered"}]},
]


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_early_is_in_time_only_if_that_is_said(limit: dict[str, Any]) -> None:
    came = date(2022, 3, 10)
    rows = [{"came": came, "done": came + timedelta(further)} for further in (-400, -1, 0, 300)]
    assert answers("done", {"within": {**limit, "of": "came"}}, *rows) == [False, False, True, False]
    early = {"within": {**limit, "of": "came", "early": "in-time"}}
    assert answers("done", early, *rows) == [True, True, True, False]
    assert answers("done", early, {"came": came}, {"done": came}) == [None, None]
    cases = {"by": "urgent", "limits": {True: limit, False: {"days": 0}}, "of": "came", "early": "in-time"}
    assert answers("done", {"within": cases}, *({**row, "urgent": True} for row in rows)) == [True, True, True, False]


def counted_back(day: date, number: int) -> date:
    while number:
        day -= DAY
        number -= is_workday(day)
    return day


def window_answers(asked: Any, window: Window, *rows: dict[str, Any]) -> list[bool | None]:
    condition, context = read_condition(asked, TABLE.columns, windowed=True), Context(window.end, window)
    truth = evaluate(condition, typed(TABLE, list(rows), located=False), context)
    beyond = beyond_calendar(condition, typed(TABLE, list(rows), located=False), context)
    found = [None if open_ else bool(yes) for yes, open_ in zip(truth.yes, truth.unknown, strict=True)]
    assert beyond.tolist() == [answer is None and "came" in row for answer, row in zip(found, rows, strict=True)]
    return found


@settings(max_examples=40, deadline=None)
@given(days.filter(lambda day: day.year > 2019), st.integers(1, 30))
def test_working_days_from_the_window(end: date, number: int) -> None:
    window, first = Window(end.replace(day=1), end), counted_back(end, number)
    rows = [{"came": first}, {"came": first - DAY}]
    assert window_answers({"came": {"at_least": {"window": "end", "workdays": -number}}}, window, *rows) == [
        True,
        False,
    ]
    # The same as a limit of working days from that day, which is over at the end.
    assert [
        answers("done", {"within": {"workdays": number, "of": "came"}}, {**row, "done": end})[0] for row in rows
    ] == [True, False]
    assert window_answers({"came": {"window": "end", "workdays": -number}}, window, *rows) == [True, False]
    later = window.start
    for _ in range(number):
        later += DAY
        while not is_workday(later):
            later += DAY
    after = [{"came": later}, {"came": later + DAY}]
    assert window_answers({"came": {"at_most": {"window": "start", "workdays": number}}}, window, *after) == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("asked", "window", "inside"),
    [
        ({"window": "start", "months": -2}, (date(2022, 4, 1), date(2022, 4, 30)), date(2022, 2, 1)),
        ({"window": "end", "months": -2}, (date(2022, 4, 1), date(2022, 4, 30)), date(2022, 2, 28)),
        ({"window": "end", "months": -1}, (date(2022, 2, 1), date(2022, 2, 28)), date(2022, 1, 28)),
        ({"window": "end", "months": 12}, (date(2024, 2, 1), date(2024, 2, 29)), date(2025, 2, 28)),
    ],
)
def test_months_from_the_window(asked: Any, window: tuple[date, date], inside: date) -> None:
    rows = [{"came": inside}, {"came": inside - DAY}]
    assert window_answers({"came": {"at_least": asked}}, Window(*window), *rows) == [True, False]


def test_working_days_of_unpublished_years_are_unknown() -> None:
    window = Window(date(2060, 3, 1), date(2060, 3, 31))
    rows = [{"came": window.end + timedelta(back)} for back in (-5, -4, -7, -90)]
    asked = {"came": {"at_least": {"window": "end", "workdays": -5}}}
    assert window_answers(asked, window, *rows, {}) == [True, True, None, False, None]
    assert window_answers({"as_of": {"at_least": {"window": "end", "workdays": -5}}}, window, {}) == [True]


def test_words_of_working_days_from_the_window() -> None:
    for asked, zh, en in (
        (
            {"window": "end", "workdays": -20},
            "末日前第 20 个工作日",
            "the 20th working day before the last day of the period",
        ),
        ({"window": "start", "workdays": 1}, "首日后第 1 个工作日", "the 1st working day after the first day of"),
        ({"window": "end", "workdays": -12}, "末日前第 12 个工作日", "the 12th working day before the last day"),
        ({"window": "end", "workdays": -22}, "末日前第 22 个工作日", "the 22nd working day before the last day"),
        ({"window": "end", "workdays": -113}, "末日前第 113 个工作日", "the 113th working day before the last day"),
        ({"window": "start", "months": -1}, "首日前 1 个月", "the day 1 month before the first day of the period"),
    ):
        told = phrase(read_condition({"came": {"at_least": asked}}, TABLE.columns, windowed=True), TABLE.columns)
        assert zh in told.zh
        assert en in told.en
    for wrong in (
        {"window": "end", "months": -2, "days": 1},
        {"window": "end", "workdays": 1.5},
        {"window": "end", "workdays": 9999},
    ):
        with pytest.raises(ConditionError):
            read_condition({"came": {"at_least": wrong}}, TABLE.columns, windowed=True)
