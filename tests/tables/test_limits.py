"""Time limits by choice, with several extensions, and by the calendar: against dates worked out one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.periods import Window
from checker.tables.conditions import read_condition
from checker.tables.due_day import compile_due_day
from checker.tables.logic import Condition, WithinBy
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import row_days
from checker.tables.troubles import ConditionError
from checker.tables.workdays import WorkCalendar, workdays_of
from checker.text.moments import DAY_SECONDS
from tests.typed_rows import BAD, table, typed

PLAIN = WorkCalendar("none")
COLUMNS = {
    "priority": {"type": "choice", "choices": {name: {"zh": name, "en": name} for name in ("p1", "p2", "p3")}},
    "granted": {"type": "boolean"},
    "agreed": {"type": "boolean"},
    "more": {"type": "integer"},
    "came": {"type": "date"},
    "done": {"type": "date"},
    **{name: {"type": "date"} for name in ("stop", "go", "halt", "on")},
    "came_at": {"type": "datetime"},
    "done_at": {"type": "datetime"},
}
AS_OF = date(2023, 12, 31)
CONTEXT = Context(AS_OF, Window(date(2023, 1, 1), AS_OF))


def tables(calendar: WorkCalendar = PLAIN) -> Any:
    found = table("cases", COLUMNS)
    found.follow(calendar)
    return found


CASES = tables()


def read(column: str, within: Any, cases: Any = CASES) -> Condition:
    return read_condition({column: {"within": within}}, cases.columns, windowed=True)


def answers(condition: Condition, *rows: dict[str, Any]) -> list[bool | None]:
    truth = evaluate(condition, typed(CASES, rows), CONTEXT)
    return [None if unknown else bool(yes) for yes, unknown in zip(truth.yes, truth.unknown, strict=True)]


MONDAY = date(2023, 3, 6)
LIMITS = {"p1": {"days": 1}, "p2": {"days": 3}, "p3": {"workdays": 5}}


def latest(priority: str) -> date:
    return {"p1": MONDAY + timedelta(1), "p2": MONDAY + timedelta(3), "p3": date(2023, 3, 13)}[priority]


@pytest.mark.parametrize("priority", ["p1", "p2", "p3"])
def test_each_choice_has_its_own_limit(priority: str) -> None:
    condition = read("done", {"by": "priority", "limits": LIMITS, "of": "came"})
    row = {"priority": priority, "came": MONDAY}
    last = latest(priority)
    assert answers(condition, {**row, "done": last}, {**row, "done": last + timedelta(1)}, row) == [True, False, None]


@pytest.mark.parametrize("words", [("true", "false"), ("True", "False"), (True, False)])
def test_a_yes_no_column_has_two_choices(words: tuple[object, object]) -> None:
    limits = {words[0]: {"days": 2}, words[1]: {"days": 5}}
    condition = read("done", {"by": "granted", "limits": limits, "of": "came"})
    rows = [
        {"granted": granted, "came": MONDAY, "done": MONDAY + timedelta(days)}
        for granted, days in ((True, 2), (True, 3), (False, 5), (False, 6))
    ]
    assert answers(condition, *rows) == [True, False, True, False]


def test_a_choice_that_a_yes_no_column_has_not_is_refused_with_those_it_has() -> None:
    limits = {"yes": {"days": 2}, "false": {"days": 5}}
    with pytest.raises(ConditionError) as error:
        read("done", {"by": "granted", "limits": limits, "of": "came"})
    refused = next(each for each in error.value.troubles if each.path[-1] == "yes")
    assert tuple(refused.allowed) == ("true", "false")


@pytest.mark.parametrize("priority", [None, BAD])
def test_of_an_unknown_choice_only_what_holds_for_all_is_certain(priority: str | None) -> None:
    condition = read("done", {"by": "priority", "limits": LIMITS, "of": "came"})
    rows = [{"priority": priority, "came": MONDAY, "done": MONDAY + timedelta(days)} for days in (1, 3, 30)]
    assert answers(condition, *rows) == [True, None, False]


def test_a_row_falls_due_by_its_own_limit() -> None:
    within = {"by": "priority", "limits": LIMITS, "of": "came"}
    when = compile_due_day({"within": within, "done": "done"}, CASES.columns)
    rows = [{"priority": name, "came": MONDAY} for name in ("p1", "p2", "p3", BAD)]
    days = row_days(typed(CASES, rows), when, CONTEXT)
    assert [date.fromordinal(day) for day in days.due.tolist()[:3]] == [latest(name) for name in ("p1", "p2", "p3")]
    assert days.due_known.tolist() == [True, True, True, False]
    assert date.fromordinal(int(days.due[3])) == latest("p1")


def test_hours_for_one_choice_and_days_for_another() -> None:
    limits = {"p1": {"hours": 4}, "p2": {"days": 1}, "p3": {"workdays": 1}}
    within = {"by": "priority", "limits": limits, "of": "came_at"}
    condition = read("done_at", within)
    came = datetime.fromisoformat("2023-03-06 15:00")
    ends = {"p1": "2023-03-06 19:00", "p2": "2023-03-07 23:59:59", "p3": "2023-03-07 23:59:59"}
    when = compile_due_day({"within": within, "done": "done_at"}, CASES.columns)
    for priority, end in ends.items():
        last = datetime.fromisoformat(end)
        row = {"priority": priority, "came_at": came}
        after = {**row, "done_at": last + timedelta(seconds=1)}
        assert answers(condition, {**row, "done_at": last}, after) == [True, False]
        moment = row_days(typed(CASES, [row]), when, CONTEXT).moment
        assert moment is not None
        assert moment.tolist() == [last.toordinal() * DAY_SECONDS + last.hour * 3600 + last.minute * 60 + last.second]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([True, False, BAD]),
    st.sampled_from([True, False, BAD]),
    st.sampled_from([0, 2, BAD]),
    st.integers(0, 12),
)
def test_every_extension_that_applies_is_added(granted: Any, agreed: Any, more: Any, days: int) -> None:
    extended = [
        {"days": 3, "when": {"granted": True}},
        {"days": 4, "when": {"agreed": True}},
        {"days": {"column": "more"}},
    ]
    condition = read("done", {"days": 2, "of": "came", "extended_by": extended})
    row = {"granted": granted, "agreed": agreed, "more": more, "came": MONDAY, "done": MONDAY + timedelta(days)}
    possible = {
        days <= 2 + 3 * (one is True) + 4 * (two is True) + number
        for one in ((True, False) if granted == BAD else (granted,))
        for two in ((True, False) if agreed == BAD else (agreed,))
        for number in ((0, 1000) if more == BAD else (more,))
    }
    assert answers(condition, row) == [possible.pop() if len(possible) == 1 else None]


def test_two_pauses_and_two_extensions_in_words() -> None:
    extended = [{"days": 3, "when": {"granted": True}}, {"days": {"column": "more"}}]
    said = phrase(read("done", {"days": 2, "of": "came", "extended_by": extended}), CASES.columns)
    assert said.en == "“done” is within 2 days of “came” (3 days more if “granted” is “yes”; plus “more”)"
    assert said.zh == "“done”在“came”起 2 天之内（“granted”为“是”的可再延长 3 天；另加“more”）"


def last_of(day: date, months: int, later: int, first: int) -> date:
    """The last day of a span of so many months, by going through days; years begin with a month."""
    end, found = day, 0
    while True:
        if (end + timedelta(1)).day == 1 and ((end + timedelta(1)).month - first) % months == 0:
            if found == later:
                return end
            found += 1
        end += timedelta(1)


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(2022, 1, 1), date(2023, 11, 30)),
    st.sampled_from([("month", 1), ("quarter", 3), ("half", 6), ("year", 12)]),
    st.integers(0, 2),
    st.sampled_from([1, 4]),
)
def test_a_span_ends_on_its_last_day(came: date, span: tuple[str, int], later: int, first: int) -> None:
    cases = tables(WorkCalendar("none", year_month=first))
    condition = read("done", {"until": {span[0]: later}, "of": "came"}, cases)
    last = last_of(came, span[1], later, first)
    rows = [{"came": came, "done": day} for day in (last, last + timedelta(1), came - timedelta(1))]
    assert answers(condition, *rows) == [True, False, False]
    same = read_condition({"done": {f"same_{span[0]}_as": "came"}}, cases.columns)
    others = [
        {"came": came, "done": day} for day in (last_of(came, span[1], 0, first), last_of(came, span[1], 1, first))
    ]
    assert answers(same, *others) == [True, False]
    assert answers(same, *({"came": each["done"], "done": each["came"]} for each in others)) == [True, False]


@pytest.mark.parametrize("calendar", [PLAIN, WorkCalendar()])
@pytest.mark.parametrize("came", [date(2023, 3, 31), date(2023, 9, 1), date(2022, 12, 5)])
def test_the_fifth_working_day_of_the_next_month(calendar: WorkCalendar, came: date) -> None:
    begins = last_of(came, 1, 0, 1)
    fifth = date.fromordinal([day for day in workdays_of(calendar) if day > begins.toordinal()][4])
    cases = tables(calendar)
    within = {"until": {"month": 1, "workday": 5}, "of": "came"}
    condition = read("done", within, cases)
    assert answers(condition, *({"came": came, "done": fifth + timedelta(days)} for days in (0, 1))) == [True, False]
    when = compile_due_day({"within": within, "done": "done"}, cases.columns)
    assert row_days(typed(cases, [{"came": came}]), when, CONTEXT).due.tolist() == [fifth.toordinal()]


def test_a_day_of_the_next_quarter_and_no_further_than_its_end() -> None:
    condition = read("done", {"until": {"month": 1, "day": 30}, "of": "came"})
    rows = [
        {"came": date(2023, 1, 10), "done": date(2023, 2, 28)},
        {"came": date(2023, 1, 10), "done": date(2023, 3, 1)},
    ]
    assert answers(condition, *rows) == [True, False]
    said = phrase(read("done", {"until": {"quarter": 1, "day": 15}, "of": "came"}), CASES.columns)
    assert (said.en, said.zh) == (
        "“done” is by day 15 of the quarter after that of “came”",
        "“done”不晚于“came”的下一季度第 15 天",
    )


def test_limits_by_choice_in_words() -> None:
    said = phrase(read("done", {"by": "priority", "limits": LIMITS, "of": "came"}), CASES.columns)
    assert said.en == (
        "“done” is in time, counted from “came” (by “priority”: “p1” 1 day; “p2” 3 days;"
        " “p3” 5 working days (Monday to Friday))"
    )


@pytest.mark.parametrize(
    ("within", "wrong"),
    [
        ({"by": "priority", "limits": {"p1": {"days": 1}, "p2": {"days": 1}}, "of": "came"}, "limits"),
        ({"by": "priority", "limits": {**LIMITS, "p4": {"days": 1}}, "of": "came"}, "limits.p4"),
        ({"by": "priority", "limits": {**LIMITS, "p1": {"hours": 1}}, "of": "came"}, "limits.p1"),
        ({"by": "priority", "limits": {**LIMITS, "p1": {"by": "granted", "limits": {}}}, "of": "came"}, "limits.p1.by"),
        ({"by": "more", "limits": LIMITS, "of": "came"}, "by"),
        ({"by": "nothing", "limits": LIMITS, "of": "came"}, "by"),
        ({"by": "priority", "limits": LIMITS, "days": 3, "of": "came"}, "days"),
        ({"by": "priority", "limits": [1, 2], "of": "came"}, "limits"),
        ({"until": {"month": 1, "quarter": 1}, "of": "came"}, "until"),
        ({"until": {"month": 0, "day": 5}, "of": "came"}, "until"),
        ({"until": {"month": 1, "workday": 0}, "of": "came"}, "until.workday"),
        ({"until": {"month": 1}, "days": 3, "of": "came"}, "days"),
        ({"days": 3, "of": "came", "extended_by": [{"days": {"column": "priority"}}]}, "extended_by.0.days.column"),
        ({"days": 3, "of": "came", "extended_by": [{"days": 2}]}, "extended_by.0"),
        ({"days": 3, "of": "came", "extended_by": []}, "extended_by"),
    ],
)
def test_what_makes_no_sense_is_refused(within: Any, wrong: str) -> None:
    with pytest.raises(ConditionError) as refused:
        read("done", within)
    assert ".".join(map(str, refused.value.troubles[0].path)).startswith(f"done.within.{wrong}")


PAUSES = [{"from": "stop", "to": "go"}, {"from": "halt", "to": "on"}]
MARCH = st.integers(0, 30).map(lambda number: date(2023, 3, 1) + timedelta(number))
WEEKEND = (5, 6)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["days", "workdays"]), st.integers(0, 8), MARCH, MARCH, st.lists(MARCH, min_size=4, max_size=4))
def test_the_clock_is_stopped_once_however_many_pauses_there_are(
    unit: str, limit: int, came: date, done: date, ends: list[date]
) -> None:
    """Against every day from one to the other; a limit that ended before a pause stays ended."""
    spans = [sorted(ends[:2]), sorted(ends[2:])]
    used, due = 0, came
    while True:  # the day after `due` is one more, unless the clock is stopped or nobody works
        after = due + timedelta(1)
        stopped = any(max(first, came) <= due < last for first, last in spans if first <= last)
        counts = not stopped and (unit == "days" or after.weekday() not in WEEKEND)
        if used + counts > limit:
            break
        used, due = used + counts, after
    row = {"came": came, "done": done, "stop": spans[0][0], "go": spans[0][1], "halt": spans[1][0], "on": spans[1][1]}
    condition = read("done", {unit: limit, "of": "came", "paused": PAUSES})
    (found,) = answers(condition, row)
    on_the_way = unit == "workdays" and came < done and done.weekday() in WEEKEND
    if not on_the_way:  # of a day off, only what is told below
        assert found == (came <= done <= due), (due, spans)


@pytest.mark.parametrize(
    ("stop", "go", "done", "kept"),
    [
        (date(2023, 3, 11), date(2023, 3, 20), date(2023, 3, 15), False),  # it was over on Friday, before the pause
        (date(2023, 3, 10), date(2023, 3, 20), date(2023, 3, 11), True),  # a Saturday, and the clock is stopped
        (date(2023, 3, 10), date(2023, 3, 20), date(2023, 3, 13), True),
        (None, None, date(2023, 3, 11), False),
    ],
)
def test_a_pause_beside_days_off(stop: date | None, go: date | None, done: date, kept: bool) -> None:
    condition = read("done", {"workdays": 3, "of": "came", "paused": PAUSES})
    row = {"came": date(2023, 3, 7), "stop": stop, "go": go, "done": done}
    assert answers(condition, row) == [kept]


def test_a_working_day_of_a_span_is_in_it() -> None:
    calendar = WorkCalendar("cn")
    cases = tables(calendar)
    # Of the week after 26 September 2023, a holiday, only Saturday and Sunday are worked.
    condition = read_condition(
        {"done": {"within": {"until": {"week": 1, "workday": 5}, "of": "came"}}}, cases.columns, windowed=True
    )
    rows = [{"came": date(2023, 9, 26), "done": date(2023, 10, day)} for day in (8, 9)]
    truth = evaluate(condition, typed(cases, rows), CONTEXT)
    assert (truth.yes.tolist(), truth.unknown.tolist()) == ([True, False], [False, False])


def test_a_limit_moves_to_another_column() -> None:
    condition = read("done", {"by": "priority", "limits": LIMITS, "of": "came"})
    assert isinstance(condition, WithinBy)
    moved = condition.on("as_of")
    assert answers(moved, {"priority": "p3", "came": date(2023, 12, 29)}, {"priority": "p3", "came": MONDAY}) == [
        True,
        False,
    ]
