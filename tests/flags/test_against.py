"""Which rows and members are flagged depends on the target's operator, and how gravely on what it asks of most rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.flags import make_flags
from checker.model import Flag, Severity
from checker.model.workbook import Submission
from checker.tables.rows.context import Context
from tests.measures.needed.world import END, PROPORTION, TABLES, YEAR, indicator, stand
from tests.typed_rows import message, submitted

DAY = date(2022, 5, 1)


def case(good: bool, number: int = 0, **more: Any) -> dict[str, Any]:
    return {"no": str(number), "on": DAY, "inside": True, "out": False, "good": good, **more}


def flagged(measure: dict[str, Any], target: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> list[Flag]:
    """The flags on the rows of one department."""
    asked = indicator(measure, target)
    given = {name: rows.get(name, []) for name in asked.asked.tables()}
    submission: Submission = submitted({name: TABLES[name] for name in given}, given)
    flags = make_flags(asked, stand(asked, rows), submission, TABLES, Context(END, YEAR))
    return [flag for flag in flags if not flag.code.id.startswith("T")]


def rows_of(flags: list[Flag]) -> list[int | None]:
    return [flag.place.row for flag in flags]


CALLS = [case(good=number < 8, number=number) for number in range(100)]  # rows 2 to 9 are in the numerator


@pytest.mark.parametrize("op", ["at_most", "below"])
def test_under_a_ceiling_the_rows_of_the_numerator_are_red(op: str) -> None:
    flags = flagged(PROPORTION, {op: "5%"}, {"cases": CALLS})
    assert rows_of(flags) == list(range(2, 10))
    assert {flag.severity for flag in flags} == {Severity.RED}
    assert {flag.expected.en for flag in flags if flag.expected} == {"“Appeared” is not “yes”"}
    assert message(flags[0], "en") == "Drawn: this row counts against the target (是否出庭: yes)"


@pytest.mark.parametrize("op", ["at_least", "above"])
def test_over_a_floor_the_other_rows_are_red(op: str) -> None:
    flags = flagged(
        PROPORTION, {op: "95%"}, {"cases": [case(good=number >= 10, number=number) for number in range(100)]}
    )
    assert rows_of(flags) == list(range(2, 12))
    assert {flag.severity for flag in flags} == {Severity.RED}
    assert {flag.expected.en for flag in flags if flag.expected} == {"“Appeared” is “yes”"}


def test_an_exact_share_is_missed_from_either_side() -> None:
    rows = {"cases": [case(good=False), case(good=True, number=1), case(good=True, number=2)]}
    assert rows_of(flagged(PROPORTION, {"equals": "0%"}, rows)) == [3, 4]
    assert rows_of(flagged(PROPORTION, {"equals": "100%"}, rows)) == [2]


@pytest.mark.parametrize(("target", "severity"), [("49%", Severity.INFO), ("50%", Severity.RED)])
def test_rows_that_need_not_be_good_are_not_red(target: str, severity: Severity) -> None:
    flags = flagged(PROPORTION, {"at_least": target}, {"cases": [case(good=False, number=n) for n in range(3)]})
    assert [flag.severity for flag in flags] == [severity] * 3


@pytest.mark.parametrize(("target", "severity"), [("51%", Severity.INFO), ("50%", Severity.RED)])
def test_the_same_holds_of_a_ceiling(target: str, severity: Severity) -> None:
    flags = flagged(PROPORTION, {"at_most": target}, {"cases": [case(good=True, number=n) for n in range(3)]})
    assert [flag.severity for flag in flags] == [severity] * 3


COUNT = {"count": {"table": "cases", "when": "on", "where": {"good": False}}}
TOTAL = {"total": {"table": "cases", "when": "on", "column": "hours"}}


@pytest.mark.parametrize(
    ("target", "number", "severity"),
    [
        ({"at_most": 0}, 2, Severity.RED),
        ({"below": 1}, 2, Severity.RED),
        ({"at_most": 3}, 6, Severity.RED),
        ({"at_most": 3}, 4, Severity.INFO),
        ({"equals": 0}, 1, Severity.RED),
    ],
)
def test_a_broken_limit_on_a_number_flags_what_is_counted(target: Any, number: int, severity: Severity) -> None:
    rows = [case(good=False, number=n) for n in range(number)] + [case(good=True, number=99)]
    flags = flagged(COUNT, target, {"cases": rows})
    assert rows_of(flags) == list(range(2, 2 + number))
    assert {flag.severity for flag in flags} == {severity}
    assert {flag.place.field for flag in flags} == {"good"}
    assert {flag.expected.en for flag in flags if flag.expected} == {"“Appeared” is not “no”"}


@pytest.mark.parametrize("target", [{"at_most": 2}, {"at_least": 3}, {"equals": 2}, {"equals": 5}])
def test_nothing_is_one_too_many_within_the_limit(target: Any) -> None:
    assert flagged(COUNT, target, {"cases": [case(good=False, number=n) for n in range(2)]}) == []


def test_a_broken_limit_on_a_sum_points_at_the_numbers() -> None:
    rows = [case(good=True, number=n, hours=30) for n in range(2)]
    flags = flagged(TOTAL, {"at_most": 20}, {"cases": rows})
    assert [(flag.place.row, flag.place.field, flag.severity) for flag in flags] == [
        (2, "hours", Severity.RED),
        (3, "hours", Severity.RED),
    ]
    assert flagged(TOTAL, {"at_most": 60}, {"cases": rows}) == []


COHORT = {
    "cohort": {
        "members": "officers",
        "each": {"count": {"table": "cases", "when": "on", "match": {"who": "id"}}},
        "reach": {"at_least": 2},
    }
}


def test_under_a_ceiling_the_members_that_reached_the_goal_are_flagged() -> None:
    rows = {
        "officers": [{"id": "1", "serves": True}, {"id": "2", "serves": True}],
        "cases": [case(good=True, number=n, who="1") for n in range(3)],
    }
    (over,) = flagged(COHORT, {"at_most": "10%"}, rows)
    assert (over.code.id, over.place.row, over.severity) == ("M523", 2, Severity.RED)
    assert message(over, "en") == "Drawn: 1 has 3, and the target limits how many reach 2"
    (short,) = flagged(COHORT, {"at_least": "100%"}, rows)
    assert (short.code.id, short.place.row) == ("M503", 3)


def test_a_personal_cell_is_not_quoted() -> None:
    where = {"where": {"name": "present"}}
    measure = {"count": {"table": "officers", **where}}
    (found,) = flagged(measure, {"at_most": 0}, {"officers": [{"id": "1", "name": "张三"}]})
    assert message(found, "zh").endswith("（姓名：已填写）")
