"""Undecided rows are flagged in every table that decides: both sides of a ratio, both years, and matched rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.flags import make_flags
from checker.model import Flag, Severity, Status
from checker.tables.rows.context import Context
from tests.measures.needed.world import END, TABLES, YEAR, indicator, stand
from tests.typed_rows import BAD, message, submitted

DAY, BEFORE = date(2022, 5, 1), date(2021, 5, 1)
Row = dict[str, Any]


def doubts(measure: dict[str, Any], target: dict[str, Any], **rows: list[Row]) -> list[Flag]:
    """The flags on undecided rows; the result must be undetermined, or they would not be worth a look."""
    asked = indicator(measure, target)
    given = {name: rows.get(name, []) for name in asked.asked.tables()}
    result = stand(asked, rows)
    assert result.status is Status.UNDETERMINED
    submission = submitted(TABLES, given)
    flags = make_flags(asked, result, submission, TABLES, Context(END, YEAR, submission.tables))
    return [flag for flag in flags if flag.code.id == "M502"]


def cells(flags: list[Flag]) -> list[tuple[str, int | None, str]]:
    return [(flag.place.table, flag.place.row, flag.place.field) for flag in flags]


HOURS_EACH = {
    "ratio": {
        "numerator": {"total": {"table": "cases", "when": "on", "column": "hours"}},
        "denominator": {"count": {"table": "officers", "where": {"serves": True}}},
    }
}


def test_the_roster_of_a_ratio() -> None:
    officers = [{"id": "1", "serves": True}, {"id": "2", "serves": BAD}, {"id": "3", "serves": None}]
    flags = doubts(HOURS_EACH, {"at_least": 30}, cases=[{"no": "1", "on": DAY, "hours": "60"}], officers=officers)
    assert cells(flags) == [("officers", 3, "serves"), ("officers", 4, "serves")]
    assert {flag.severity for flag in flags} == {Severity.AMBER}
    assert message(flags[0], "en").endswith("blank, unreadable or contradictory: 是否在岗")


def test_both_amounts_of_a_ratio_over_one_table() -> None:
    measure = {
        "ratio": {
            "numerator": {"count": {"table": "cases", "when": "on", "where": {"good": True}}},
            "denominator": {"count": {"table": "cases", "when": "on", "where": {"inside": True}}},
        }
    }
    rows = [
        {"no": "1", "on": DAY, "good": True, "inside": True},
        {"no": "2", "on": DAY, "good": None, "inside": BAD},
        {"no": "3", "on": DAY, "good": None, "inside": False},
        {"no": "4", "on": DAY, "good": False, "inside": None},
    ]
    flags = doubts(measure, {"at_least": 1}, cases=rows)
    assert cells(flags) == [("cases", 3, "inside"), ("cases", 4, "good"), ("cases", 5, "inside")]
    assert message(flags[0], "zh").startswith("“指标”：本行因“是否应诉”、“是否出庭”空白")


@pytest.mark.parametrize("op", ["below", "at_most"])
def test_the_earlier_side_of_a_change(op: str) -> None:
    measure = {
        "change": {"of": {"count": {"table": "cases", "when": "on", "where": {"inside": True}}}, "before": "rows"}
    }
    rows = [
        {"no": "1", "on": BEFORE, "inside": True},
        {"no": "2", "on": BEFORE, "inside": BAD},
        {"no": "3", "on": DAY, "inside": True},
        {"no": "4", "on": DAY, "inside": op == "at_most"},
        {"no": "5", "on": date(2020, 5, 1), "inside": BAD},
    ]
    assert cells(doubts(measure, {op: 0}, cases=rows)) == [("cases", 3, "inside")]


def test_a_row_without_a_day_is_named_once_for_both_years() -> None:
    measure = {"change": {"of": {"count": {"table": "cases", "when": "on"}}, "before": "rows"}}
    rows = [{"no": "1", "on": BEFORE}, {"no": "2", "on": BAD}, {"no": "3", "on": DAY}]
    assert cells(doubts(measure, {"below": 0}, cases=rows)) == [("cases", 3, "on")]


def test_the_second_sheet_of_several_trends() -> None:
    name = {"zh": "数", "en": "Number"}
    each = [
        {"name": name, "of": {"count": {"table": "cases", "when": "on"}}},
        {"name": name, "of": {"count": {"table": "tasks", "when": "done", "where": {"to": "party"}}}},
    ]
    tasks = [
        {"task": "1", "done": BEFORE, "to": "party"},
        {"task": "2", "done": BEFORE, "to": BAD},
        {"task": "3", "done": DAY, "to": "party"},
        {"task": "4", "done": DAY, "to": None},
    ]
    cases = [{"no": "1", "on": BEFORE}, {"no": "2", "on": BEFORE}, {"no": "3", "on": DAY}]
    flags = doubts({"trends": {"each": each, "must": "fall"}}, {"at_least": "100%"}, cases=cases, tasks=tasks)
    assert cells(flags) == [("tasks", 5, "to"), ("tasks", 3, "to")]


TESTED = {
    "proportion": {
        "table": "cases",
        "when": "on",
        "numerator": {"on": {"above": {"table": "officers", "column": "since", "by": {"who": "id"}}}},
    }
}


def test_the_row_of_another_table_with_which_a_row_is_compared() -> None:
    officers = [{"id": "1", "since": BAD}, {"id": "2", "since": BEFORE}, {"id": None, "since": BEFORE}]
    cases = [{"no": "1", "on": DAY, "who": "1"}, {"no": "2", "on": DAY, "who": "2"}]
    flags = doubts(TESTED, {"at_least": "100%"}, cases=cases, officers=officers)
    assert cells(flags) == [("cases", 2, ""), ("officers", 2, "since"), ("officers", 4, "id")]
    assert message(flags[0], "en").endswith("contradictory: row 2 of officers, row 4 of officers")
    assert "因“officers”表第 2 行、“officers”表第 4 行空白" in message(flags[0], "zh")
