"""A year whose holidays nobody has published yet: rows that count its working days are undecided, and say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from checker.authoring.examples import example_submission
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.definitions.worked import Example
from checker.engine.indicator import judge_indicator
from checker.flags import make_flags
from checker.privacy.masking import flag_message
from checker.tables.rows.context import Context
from checker.tables.workdays import workday_years
from tests.measures.needed.world import TABLES, indicator, scope_over, stand

KNOWN = workday_years()[1]


@pytest.fixture(scope="module")
def heping() -> Pack:
    """The pack, in force until the first year without a calendar."""
    pack = load_pack("heping")
    return replace(pack, header=pack.header.model_copy(update={"ends": date(KNOWN + 1, 12, 31)}))


def said(pack: Pack, year: int = 2022, **cells: Any) -> list[tuple[str, str]]:
    """What is said of one request: the codes of its flags and the columns that they point at."""
    indicator = pack.indicators["disclosure-replies"]
    row = {"application_no": "1", "received_on": date(2022, 11, 1), **cells}
    example = Example.model_validate({"rows": {"disclosure": [row]}, "expect": {}})
    submission = example_submission(pack, indicator, example)
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    task = task_of(pack, str(year), date(year, 12, 31))
    result = judge_indicator(indicator, submission, entry, task, {})
    flags = make_flags(indicator, result, submission, pack.tables, Context(task.as_of, task.period.window))
    for flag in flags:
        if flag.code.id == "M509":
            assert f"2004 年至 {KNOWN} 年" in flag_message(flag, "zh")
            assert f"known only for 2004 to {KNOWN}" in flag_message(flag, "en")
    return [(flag.code.id, flag.place.field) for flag in flags]


def test_a_reply_beyond_the_calendar_says_so(heping: Pack) -> None:
    cells = {"received_on": date(KNOWN, 12, 28), "replied_on": date(KNOWN + 1, 1, 29)}
    assert said(heping, KNOWN + 1, **cells) == [("M509", "received_on"), ("T604", "")]


def test_a_reply_that_is_late_whatever_the_holidays_are_is_decided(heping: Pack) -> None:
    cells = {"received_on": date(KNOWN, 12, 28), "replied_on": date(KNOWN + 1, 6, 30)}
    assert said(heping, KNOWN + 1, **cells) == [("M501", "replied_on"), ("T601", "")]


def test_a_reply_within_it_is_decided(heping: Pack) -> None:
    assert said(heping, replied_on=date(2022, 11, 8)) == []
    assert said(heping, replied_on=date(2022, 12, 30)) == [("M501", "replied_on"), ("T601", "")]


def test_an_unreadable_reply_is_another_matter(heping: Pack) -> None:
    assert said(heping, replied_on="invalid") == [("M502", "replied_on"), ("T604", "")]


#: Deadlines, the last day on which a row of 28 December is in time even if every day is worked, and one that is late
#: even if no day that may be off is worked. Without working days, the calendar makes no difference.
DEADLINES: dict[str, tuple[dict[str, Any], date | None, date | None]] = {
    "the fifth working day of the next month": (
        {"month": 1, "workday": 5},
        date(KNOWN + 1, 1, 5),
        date(KNOWN + 1, 2, 27),
    ),
    "the first working day of the next quarter": (
        {"quarter": 1, "workday": 1},
        date(KNOWN + 1, 1, 1),
        date(KNOWN + 1, 2, 27),
    ),
    "so many working days later": ({"workday": 9, "time": "17:00"}, date(KNOWN + 1, 1, 4), date(KNOWN + 1, 3, 15)),
    "a day of the next month": ({"month": 1, "day": 5}, None, None),
    "a Friday": ({"week": 1, "weekday": "friday"}, None, None),
}


NOON = time(12)


def by_a_deadline(until: dict[str, Any], since: date, done: date) -> list[str]:
    """The codes of the flags on one row, and what they say of the calendar."""
    table, of, to = ("outages", "from", "to") if "time" in until else ("officers", "since", "until")
    asked = indicator(
        {"proportion": {"table": table, "numerator": {to: {"within": {"until": until, "of": of}}}}},
        {"at_least": "100%"},
    )
    row: dict[str, Any] = {"no": "1", "id": "1", of: since, to: done}
    if table == "outages":
        row |= {of: datetime.combine(since, NOON), to: datetime.combine(done, NOON)}
    rows = {table: [row]}
    scope = scope_over(asked, rows)
    flags = make_flags(asked, stand(asked, rows), scope.submission, TABLES, scope.context)
    for flag in flags:
        if flag.code.id == "M509":
            assert f"2004 年至 {KNOWN} 年" in flag_message(flag, "zh")
            assert f"known only for 2004 to {KNOWN}" in flag_message(flag, "en")
    return [flag.code.id for flag in flags if flag.place.row]


@pytest.mark.parametrize("name", DEADLINES)
def test_a_deadline_by_working_days_that_nobody_has_published_says_so(name: str) -> None:
    until, in_time, late = DEADLINES[name]
    since = date(KNOWN, 12, 28)
    if in_time is None or late is None:
        found = [by_a_deadline(until, since, date(KNOWN + 1, 1, day)) for day in (1, 20)]
        assert found == [[], ["M501"]]
        return
    assert by_a_deadline(until, since, in_time) == []
    assert by_a_deadline(until, since, late) == ["M501"]
    assert by_a_deadline(until, since, date(KNOWN + 1, 1, 8)) == ["M509"]
    published = date(KNOWN - 1, 6, 28)
    assert by_a_deadline(until, published, date(KNOWN - 1, 7, 1)) == []
    assert by_a_deadline(until, published, date(KNOWN - 1, 8, 30)) == ["M501"]
