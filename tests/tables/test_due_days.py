"""The computed day of a row: it agrees with the time limit that conditions ask, and what is unknown widens it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from checker.tables.conditions import read_condition
from checker.tables.due_day import DueDay, compile_due_day
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import Days, row_days
from checker.tables.rows.limit_ends import NEVER
from checker.tables.workdays import workday_years
from tests.typed_rows import BAD, table, typed

DATES = ("came", "begun", "done", "due", "rated", "stop", "go")
TABLE = table("requests", {**{name: {"type": "date"} for name in DATES}, "longer": {"type": "boolean"}})
TODAY = date(2022, 12, 31)
CAME = date(2022, 12, 20)
TWENTY = {"within": {"workdays": 20, "of": ["begun", "came"]}, "done": "done"}


def days(raw: dict[str, Any], *rows: dict[str, Any]) -> Days:
    return row_days(typed(TABLE, rows), compile_due_day(raw, TABLE.columns), Context(TODAY))


def span(raw: dict[str, Any], **row: Any) -> tuple[date | None, date | None]:
    """The first and last possible day; None before or after every day."""
    found = days(raw, {"came": CAME, **row})
    first, last = int(found.first[0]), int(found.latest[0])
    return (date.fromordinal(first) if 0 < first < NEVER else None, date.fromordinal(last) if last < NEVER else None)


@pytest.mark.parametrize("unit", ["days", "workdays", "months"])
def test_the_due_day_is_the_last_one_that_is_in_time(unit: str) -> None:
    chance = Random(unit)
    pauses = [] if unit == "months" else [{"from": "stop", "to": "go"}]
    limit = {
        unit: 20 if unit != "months" else 2,
        "of": ["begun", "came"],
        "extended_by": {unit: 7, "when": {"longer": True}},
        "paused": pauses,
    }
    rows: list[dict[str, Any]] = []
    for _ in range(200):
        came = date(2021, 9, 1) + timedelta(days=chance.randrange(500))
        row: dict[str, Any] = {"came": came, "longer": chance.random() < 0.3}
        if chance.random() < 0.3:
            row["begun"] = came + timedelta(days=chance.randrange(12))
        if chance.random() < 0.5:
            row["stop"] = came + timedelta(days=chance.randrange(-5, 45))
            row["go"] = row["stop"] + timedelta(days=chance.randrange(90))
        rows.append(row)
    due = days({"within": limit, "done": "done"}, *rows).due.tolist()
    for late in (False, True):
        done = [{**row, "done": date.fromordinal(day + late)} for row, day in zip(rows, due, strict=True)]
        asked = read_condition({"done": {"within": limit}}, TABLE.columns)
        answers = evaluate(asked, typed(TABLE, done), Context(TODAY))
        assert not answers.unknown.any()
        assert answers.yes.tolist() == [not late] * len(rows)


def test_a_row_counts_when_it_is_done_or_when_it_is_due() -> None:
    due = date(2023, 1, 18)
    assert span(TWENTY) == (due, due)
    assert span(TWENTY, done=date(2022, 12, 29)) == (date(2022, 12, 29),) * 2
    assert span(TWENTY, done=due) == (due, due)
    assert span(TWENTY, done=date(2023, 1, 19)) == (due, due)
    # Never before it came in.
    assert span(TWENTY, done=date(2022, 12, 1)) == (CAME, CAME)


def test_what_cannot_be_read_leaves_every_day_open_that_is_possible() -> None:
    due = date(2023, 1, 18)
    assert span(TWENTY, done=BAD) == (CAME, due)
    assert span(TWENTY, came=BAD) == (None, None)
    assert span(TWENTY, came=None, done=date(2022, 12, 29)) == (None, None)
    assert span(TWENTY, begun=BAD) == (CAME, None)
    assert span(TWENTY, begun=BAD, done=date(2022, 12, 29)) == (CAME, date(2022, 12, 29))


def test_an_extension_or_pause_that_cannot_be_read_makes_the_limit_longer_or_not() -> None:
    raw = {"within": {"workdays": 20, "of": "came", "extended_by": {"workdays": 10, "when": {"longer": True}}}}
    assert span({**raw, "done": "done"}, longer=BAD) == (date(2023, 1, 18), date(2023, 2, 6))
    paused = {"within": {"days": 20, "of": "came", "paused": [{"from": "stop", "to": "go"}]}, "done": "done"}
    assert span(paused, stop=date(2022, 12, 25), go=date(2022, 12, 30)) == (date(2023, 1, 14),) * 2
    assert span(paused, stop=date(2022, 12, 25)) == (None, None)
    assert span(paused, stop=date(2022, 12, 25), go=BAD) == (date(2023, 1, 9), None)
    # A pause that begins after the last day changes nothing.
    assert span(paused, stop=date(2023, 1, 10)) == (date(2023, 1, 9),) * 2


def test_holidays_that_are_not_published_yet_leave_the_day_open() -> None:
    last = workday_years()[1]
    first, latest = span(TWENTY, came=date(last, 12, 20))
    assert first is not None and latest is not None
    assert date(last, 12, 31) < first < latest < date(last + 1, 4, 1)


def test_the_rows_own_due_day_comes_before_the_limit() -> None:
    raw = {"due": "due", **TWENTY}
    assert span(raw, due=date(2023, 3, 1)) == (date(2023, 3, 1),) * 2
    assert span(raw) == (date(2023, 1, 18),) * 2
    own = {"due": "due", "of": "came", "done": "done"}
    assert span(own) == (CAME, None)
    assert span(own, done=date(2022, 12, 29)) == (CAME, date(2022, 12, 29))
    assert span(own, due=BAD, done=date(2022, 12, 29)) == (CAME, date(2022, 12, 29))


def test_what_was_done_in_time_may_count_on_another_day() -> None:
    raw = {"due": "due", "of": "came", "done": "done", "counts_on": ["rated", "done"]}
    row = {"due": date(2023, 1, 8), "done": date(2022, 12, 29)}
    assert span(raw, **row, rated=date(2023, 2, 1)) == (date(2023, 2, 1),) * 2
    assert span(raw, **row) == (date(2022, 12, 29),) * 2
    assert span(raw, **row, rated=BAD) == (CAME, None)
    assert span(raw, due=date(2023, 1, 8), done=date(2023, 1, 9), rated=date(2023, 2, 1)) == (date(2023, 1, 8),) * 2
    assert span(raw, due=date(2023, 1, 8), rated=date(2023, 2, 1)) == (date(2023, 1, 8),) * 2
    # an unreadable day of doing it is in time or not; late, the due day counts
    assert span(raw, due=date(2023, 1, 8), done=BAD) == (CAME, date(2023, 1, 8))


@pytest.mark.parametrize("given", [None, 5, "nothing"])
def test_what_is_no_column_is_refused(given: object) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        compile_due_day({"due": "due", "of": "came", "done": "done", "counts_on": given}, TABLE.columns)
    assert "counts_on" in repr(refused.value.context)


OWN = {"due": "due", "of": "came", "done": "done", "counts_on": ["rated", "done"]}
SPRING = [date(2022, 3, 1) + timedelta(days=step) for step in range(9)]


@pytest.mark.parametrize("exact", [("due",), ("done",), ("rated",), ("due", "done")], ids="+".join)
def test_what_cannot_be_read_is_tried_day_by_day(exact: tuple[str, ...]) -> None:
    ends = 0
    for (first, last), possible in _tried(exact):
        if first is not None and first > SPRING[1]:
            assert first == min(possible)
            ends += 1
        if last is not None and last < SPRING[-2]:
            assert last == max(possible)
            ends += 1
        assert (first or date.min) <= min(possible) <= max(possible) <= (last or date.max)
    assert ends


@pytest.mark.parametrize("wide", [("came",), ("came", "due"), ("came", "done")], ids="+".join)
def test_no_possible_day_is_ruled_out(wide: tuple[str, ...]) -> None:
    for (first, last), possible in _tried(wide):
        assert (first or date.min) <= min(possible) <= max(possible) <= (last or date.max)


def _tried(unknown: tuple[str, ...]) -> Iterator[tuple[tuple[date | None, date | None], list[date]]]:
    """The span of rows with unreadable cells, and the day with every value in place of these."""
    chance = Random(" ".join(unknown))
    for _ in range(60):
        row: dict[str, Any] = {name: chance.choice(SPRING[2:-2]) for name in ("came", "due", "done")}
        row["rated"] = chance.choice([None, *SPRING[2:-2]])
        tried = product(SPRING, repeat=len(unknown))
        possible = [_simple_day({**row, **dict(zip(unknown, values, strict=True))}) for values in tried]
        yield span(OWN, **{**row, **dict.fromkeys(unknown, BAD)}), possible


def _simple_day(row: dict[str, Any]) -> date:
    """The day of a row in which every day is known."""
    due, done = max(row["due"], row["came"]), max(row["done"], row["came"])
    return max(row["came"], row["rated"] or done) if done <= due else due


def test_a_row_done_by_its_due_day_is_so_whenever_it_came_in() -> None:
    row = {"came": BAD, "due": date(2024, 4, 13), "done": date(2024, 3, 10), "rated": date(2024, 10, 1)}
    assert span(OWN, **row) == (date(2024, 10, 1), None)
    assert span(OWN, **{**row, "done": date(2024, 4, 14)}) == (date(2024, 4, 13), None)


def test_while_it_waits_it_has_no_day() -> None:
    raw = {**TWENTY, "waits": {"longer": True}}
    assert span(raw, longer=True) == (None, None)
    assert span(raw, longer=False) == (date(2023, 1, 18),) * 2
    assert span(raw, longer=BAD) == (date(2023, 1, 18), None)


def test_every_column_that_decides_is_listed() -> None:
    raw = {"due": "due", **TWENTY, "counts_on": "rated", "waits": {"longer": True}}
    when = compile_due_day(raw, TABLE.columns)
    assert isinstance(when, DueDay)
    assert set(when.columns) == {"came", "begun", "done", "due", "rated", "longer"}
