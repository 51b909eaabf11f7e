"""Where the language has edges: what a blank, a zero, a doubt or a time without rows comes to, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.model import Result, Status
from tests.measures.needed.world import BAD, END, TABLES, TRAINING, Row, indicator, of_the_district, stand

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


def on(month: int, year: int = 2022, **cells: Any) -> Row:
    return {"on": date(year, month, 5), **cells}


def counting(**more: Any) -> dict[str, Any]:
    return {"count": {"table": "cases", "when": "on", **more}}


def changing(of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"change": {"of": of, "against": "last-year", "before": "rows", **more}}


HOURS = {"total": {"table": "cases", "when": "on", "column": "hours"}}
GOOD = counting(where={"good": True})


def figures(result: Result) -> tuple[Status, Fraction | None, Fraction | None, Fraction | None]:
    return result.status, result.value, result.lower, result.upper


# A cohort with `match` counts distinct values.

COURSES = {
    "cohort": {
        "members": "officers",
        "each": {"count": {"table": "cases", "when": "on", "distinct": "no", "match": {"who": "id"}}},
        "reach": {"at_least": 2},
    }
}


@pytest.mark.parametrize(
    ("courses", "status"),
    [
        (["A", "A"], Status.MISSED),
        (["A", "B"], Status.MET),
        (["A", None], Status.UNDETERMINED),
        (["A", BAD], Status.UNDETERMINED),
        ([None], Status.MISSED),
        (["A", "A", "B"], Status.MET),
    ],
)
def test_one_course_twice_is_one_course(courses: list[Any], status: Status) -> None:
    rows = [on(3, who="1", no=course) for course in courses]
    assert stand(indicator(COURSES, {"at_least": 1}), {"officers": [{"id": "1"}], "cases": rows}).status is status


def test_a_course_that_may_be_anybodys_counts_once_too() -> None:
    rows = [on(3, who="1", no="A"), on(4, no="A")]
    assert (
        stand(indicator(COURSES, {"at_least": 1}), {"officers": [{"id": "1"}], "cases": rows}).status is Status.MISSED
    )


# Distinct values with blanks.


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        ([{"no": None}, {"no": None}], 1, 2),
        ([{"no": "A"}, {"no": None}], 1, 2),
        ([{"no": BAD}], 1, 1),
        ([{"no": "A"}, {"no": "a"}, {"no": "B"}], 2, 2),
        ([], 0, 0),
    ],
)
def test_a_certain_row_is_at_least_one_value(rows: list[Row], low: int, high: int) -> None:
    result = stand(indicator(counting(distinct="no"), {"at_least": 1}), {"cases": [on(3, **row) for row in rows]})
    assert (result.lower, result.upper) == (low, high)


def test_rows_that_differ_in_the_column_they_fill_are_different() -> None:
    asked = indicator(counting(distinct=["no", "who"]), {"at_least": 2})
    rows = [on(3, no="A"), on(3, no="B"), on(3, who="1")]
    assert figures(stand(asked, {"cases": rows}))[::2] == (Status.MET, 2)
    assert stand(asked, {"cases": rows}).upper == 3


def test_the_district_unites_them() -> None:
    asked = indicator(counting(distinct="no"), {"at_least": 3})
    one = stand(asked, {"cases": [on(3, no=None), on(3, no=None)]}).measured
    other = stand(asked, {"cases": [on(3, no="A")]}).measured
    third = stand(asked, {"cases": [on(4, no="A")]}).measured
    result = of_the_district(asked, [one, other, third])
    assert (result.lower, result.upper) == (1, 3)
    assert of_the_district(asked, [one, one]).lower == 1


# Deliverables that are expected.

TASKS = {"milestone": {"table": "tasks", "done": "done", "due": {"column": "due"}, "expected": 4}}


def task(due: int, done: int | None = None) -> Row:
    return {"task": f"{due}", "due": date(2022, due, 1), "done": None if done is None else date(2022, done, 1)}


@pytest.mark.parametrize(
    ("rows", "as_of", "status", "value"),
    [
        ([], END, Status.MISSED, 0),
        ([task(3, 2)], END, Status.MISSED, Fraction(1, 4)),
        ([task(3, 2), task(4, 2), task(5, 2), task(6, 2)], END, Status.MET, 1),
        ([task(3, 2), task(4, 5)], END, Status.MISSED, Fraction(1, 4)),
        ([task(3, 2)], JUNE, Status.ON_TRACK, 1),
        ([task(3)], JUNE, Status.MISSED, 0),
    ],
)
def test_deliverables_with_their_own_days_are_expected_by_the_end(
    rows: list[Row], as_of: date, status: Status, value: Fraction
) -> None:
    result = stand(indicator(TASKS, {"at_least": "100%"}), {"tasks": rows}, as_of)
    assert (result.status, result.value) == (status, value)


def test_those_still_expected_can_make_good() -> None:
    asked = indicator(TASKS, {"at_least": "75%"})
    assert stand(asked, {"tasks": [task(3)]}, JUNE).status is Status.BEHIND
    assert stand(asked, {"tasks": [task(3), task(4)]}, JUNE).status is Status.MISSED
    free = indicator({"milestone": {**TASKS["milestone"], "expected": 0}}, {"at_least": "75%"})
    assert stand(free, {"tasks": []}).status is Status.NOT_APPLICABLE


def test_those_without_a_row_are_said_to_be_due_by_the_end() -> None:
    result = stand(indicator(TASKS, {"at_least": "100%"}), {"tasks": [task(3, 2)]})
    assert result.needed is not None
    assert "lacks 3 rows due on 2022-12-31" in result.needed.text.en and "缺 3 行" in result.needed.text.zh
    assert [dict(note.values)["due"].text for note in result.measured.notes] == ["2022-12-31"]


# Quarters to come, and members left out.

QUARTERS = {"cohort": {"members": "quarters", "each": counting(), "reach": {"at_least": 1}}}


@pytest.mark.parametrize(
    ("target", "months", "as_of", "status"),
    [
        ("75%", [5], MARCH, Status.BEHIND),
        ("75%", [], JUNE, Status.MISSED),
        ("50%", [], JUNE, Status.BEHIND),
        ("100%", [], MARCH, Status.MISSED),
        ("100%", [2], MARCH, Status.ON_TRACK),
    ],
)
def test_coming_quarters_can_still_count(target: str, months: list[int], as_of: date, status: Status) -> None:
    rows = [on(month) for month in months]
    assert stand(indicator(QUARTERS, {"at_least": target}), {"cases": rows}, as_of).status is status


def test_excluded_members_are_not_still_to_come() -> None:
    leaving = {**TRAINING["cohort"], "where": {"id": "present"}, "exclusion": {"serves": False}, "due": "until"}
    asked = indicator({"cohort": leaving}, {"at_least": "50%"})
    members = [{"id": "1", "until": MARCH}, {"id": "2", "until": MARCH}]
    gone = [{"id": f"x{number}", "serves": False} for number in range(5)]
    waiting = [{"id": f"w{number}", "serves": True, "until": END} for number in range(2)]
    members = [{**member, "serves": True} for member in members]
    assert stand(asked, {"officers": [*members, *gone], "cases": []}, JUNE).status is Status.MISSED
    assert stand(asked, {"officers": [*members, *waiting], "cases": []}, JUNE).status is Status.BEHIND


# One row is one member's only.


@pytest.mark.parametrize(
    ("members", "hours", "target", "status", "upper"),
    [
        (10, [200], "50%", Status.MISSED, Fraction(1, 10)),
        (10, [200], "10%", Status.UNDETERMINED, Fraction(1, 10)),
        (10, [BAD, 60], "30%", Status.MISSED, Fraction(1, 5)),
        (3, [30, 30, 30], "60%", Status.MISSED, Fraction(1, 3)),
        (2, [30, 30, 60], "100%", Status.UNDETERMINED, 1),
        (3, [10], "30%", Status.MISSED, 0),
    ],
)
def test_rows_that_may_be_anybodys_are_not_everybodys(
    members: int, hours: list[Any], target: str, status: Status, upper: Fraction
) -> None:
    officers = [{"id": f"{number}", "serves": True} for number in range(members)]
    rows = [on(3, hours=each) for each in hours]
    result = stand(indicator(TRAINING, {"at_least": target}), {"officers": officers, "cases": rows})
    assert (result.status, result.upper) == (status, upper)


def test_those_who_have_some_of_their_own_lack_less() -> None:
    officers = [{"id": f"{number}", "serves": True} for number in range(4)]
    own = [on(3, who="0", hours=50), on(3, who="1", hours=50)]
    rows = {"officers": officers, "cases": [*own, on(3, hours=20), on(4, hours=BAD)]}
    assert stand(indicator(TRAINING, {"at_least": "50%"}), rows).status is Status.UNDETERMINED
    assert stand(indicator(TRAINING, {"at_least": "75%"}), rows).status is Status.MISSED
    assert stand(indicator(TRAINING, {"at_least": "75%"}), rows, JUNE).status is not Status.MISSED


# A change.


def test_rows_of_another_kind_show_an_earlier_zero() -> None:
    asked = indicator(changing(GOOD, zero_base="not-applicable"), {"below": 0})
    other, good = on(3, 2021, good=False), on(3, good=True)
    assert stand(asked, {"cases": [other, good]}).status is Status.NOT_APPLICABLE
    assert stand(asked, {"cases": [good]}).status is Status.UNDETERMINED
    judged = indicator(changing(GOOD, zero_base="judge"), {"at_most": 2})
    assert figures(stand(judged, {"cases": [other, good]})) == (Status.MET, 1, 1, 1)


@pytest.mark.parametrize("rule", ["undetermined", "not-applicable", "met-if-zero"])
@pytest.mark.parametrize("doubt", [{"on": None, "good": True}, on(4, 2021, good=None), on(4, 2021, good=BAD)])
def test_a_rule_for_zero_decides_nothing_while_it_is_in_doubt(rule: str, doubt: Row) -> None:
    asked = indicator(changing(GOOD, zero_base=rule), {"at_most": 0})
    rows = [on(3, 2021, good=False), doubt]
    result = stand(asked, {"cases": rows})
    assert result.status is Status.UNDETERMINED
    assert result.needed is None or "to be completed" in result.needed.text.en


def test_an_undated_row_leaves_a_rate_open_and_not_empty() -> None:
    rate = {"proportion": {"table": "cases", "when": "on", "numerator": {"good": True}}}
    asked = indicator(changing(rate, zero_base="judge"), {"at_most": "0%"})
    rows = [on(3, good=True), {"on": None, "good": True}]
    assert stand(asked, {"cases": rows}).status is Status.UNDETERMINED


@pytest.mark.parametrize(
    ("now", "before", "by", "bounds"),
    [
        (BAD, 50, "ratio", (None, -1, 3)),
        (BAD, 50, "difference", (None, -50, 150)),
        (100, BAD, "difference", (None, -100, 100)),
        (100, 50, "ratio", (1, 1, 1)),
        (100, BAD, "ratio", (None, None, None)),
    ],
)
def test_an_unreadable_amount_leaves_the_change_between_bounds(
    now: Any, before: Any, by: str, bounds: tuple[Any, Any, Any]
) -> None:
    asked = indicator(changing(HOURS, by=by, zero_base="judge"), {"at_most": 0})
    rows = [on(3, hours=now), on(3, 2021, hours=before)]
    result = stand(asked, {"cases": rows})
    assert (result.lower, result.upper) == bounds[1:]
    if bounds[0] is not None:
        assert result.value == bounds[0]


def test_a_side_without_a_bound_leaves_only_its_own_side_open() -> None:
    free = TABLES["cases"].columns["hours"]
    assert free.maximum == 200
    unlimited = free.model_copy(update={"maximum": None})
    table = TABLES["cases"].model_copy(update={"columns": {**TABLES["cases"].columns, "hours": unlimited}})
    rows = {"cases": [on(3, hours=BAD), on(4, hours=80), on(3, 2021, hours=50)]}
    before = TABLES["cases"]
    TABLES["cases"] = table
    try:
        more = stand(indicator(changing(HOURS), {"above": 0}), rows)
        ratio = stand(indicator(changing(HOURS, by="ratio"), {"at_least": "60%"}), rows)
    finally:
        TABLES["cases"] = before
    assert (more.status, more.lower, more.upper) == (Status.MET, 30, None)
    assert (ratio.status, ratio.lower, ratio.upper) == (Status.MET, Fraction(3, 5), None)


def test_every_rule_is_told() -> None:
    told = " ".join(text.en for text in indicator(changing(GOOD), {"below": 0}).asked.describe(TABLES, None))
    assert "the earlier figure is 0" in told and "is undetermined" in told
