"""Milestones and printed figures: which ones, when they were due, and that putting them right is just enough."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Result, Status
from tests.measures.needed.world import BAD, END, JUNE, WELL, Row, indicator, number, of_the_district, sentences, stand

MARCH, MAY, DECEMBER = date(2022, 3, 31), date(2022, 5, 31), date(2022, 11, 30)
OWN_DAYS = {"milestone": {"table": "tasks", "done": "done", "due": {"column": "due"}, "expected": 0}}
COMMON = {"milestone": {"table": "tasks", "done": "done", "due": "03-31", "expected": 3}}
ADDRESSEES = {"milestone": {"table": "tasks", "done": "done", "due": "03-31", "each": {"to": ["party", "congress"]}}}

tasks = st.lists(
    st.fixed_dictionaries(
        {
            "due": st.sampled_from([MARCH, MAY, DECEMBER, BAD]),
            "done": st.sampled_from([None, MARCH, MAY, date(2022, 4, 15), BAD]),
            "to": st.sampled_from(["party", "congress", BAD]),
        }
    ),
    max_size=7,
).map(lambda rows: [{**row, "task": f"T{index}"} for index, row in enumerate(rows)])
targets = (
    st.tuples(st.sampled_from(["at_least", "above"]), st.fractions(0, 1, max_denominator=8))
    .filter(lambda pair: pair != ("above", 1))
    .map(lambda pair: dict([pair]))
)


def in_time(row: Row) -> Row:
    due = row.get("due", MARCH)
    return {**row, "due": MARCH if due == BAD else due, "done": date(2022, 3, 1)}


def put_right(rows: list[Row], result: Result, count: int) -> list[Row]:
    """The first so many of what is named done in time; what has no row yet gets one."""
    assert result.needed is not None
    right = {number(each) for each in result.needed.rows[:count]}
    fixed = [in_time(row) if index in right else row for index, row in enumerate(rows)]
    return fixed + [in_time({"task": f"new {index}"}) for index in range(count - len(right))]


@settings(deadline=None, max_examples=100)
@given(tasks, targets, st.sampled_from([END, JUNE]), st.sampled_from([OWN_DAYS, COMMON]))
def test_what_is_said_is_just_enough(
    rows: list[Row], target: dict[str, Any], as_of: date, measure: dict[str, Any]
) -> None:
    asked = indicator(measure, target)
    result = stand(asked, {"tasks": rows}, as_of)
    needed = result.needed
    if needed is None or needed.count is None:
        return
    if needed.by is not None:
        # What is not due yet: so many of the rows named, done in time, will do.
        later = needed.by + timedelta(days=1)
        named = [number(each) for each in needed.rows]
        assert len(named) >= needed.count

        def is_well(done: int) -> bool:
            chosen = set(named[:done])
            right = [in_time(row) if index in chosen else row for index, row in enumerate(rows)]
            return stand(asked, {"tasks": right}, as_of).status in WELL

        assert later > as_of
        assert is_well(int(needed.count))
        assert not is_well(int(needed.count) - 1)
        return
    assert stand(asked, {"tasks": put_right(rows, result, int(needed.count))}, as_of).status in WELL
    assert stand(asked, {"tasks": put_right(rows, result, int(needed.count) - 1)}, as_of).status not in WELL


@settings(deadline=None, max_examples=100)
@given(tasks, st.sampled_from([END, JUNE]))
def test_each_addressee_that_is_named_is_the_one_that_lacks(rows: list[Row], as_of: date) -> None:
    asked = indicator(ADDRESSEES, {"at_least": "100%"})
    result = stand(asked, {"tasks": rows}, as_of)
    if result.needed is None or result.measured.counts.unknown:
        return
    names = {"party": "同级党委", "congress": "人大"}
    named = [value for value, name in names.items() if name in result.needed.text.zh]
    lacking = [
        value
        for value in names
        if not any(row["to"] == value and row["done"] not in (None, BAD) and row["done"] <= MARCH for row in rows)
    ]
    assert named == lacking
    assert len(named) == result.needed.count


def told(measure: dict[str, Any], rows: list[Row], as_of: date = END, **target: str) -> tuple[str, str] | None:
    return sentences(stand(indicator(measure, target or {"at_least": "100%"}), {"tasks": rows}, as_of))


def test_each_deliverable_is_named_with_its_day() -> None:
    rows: list[Row] = [
        {"task": "T1", "due": MARCH, "done": date(2022, 4, 15)},
        {"task": "T2", "due": MAY},
        {"task": "T3", "due": MAY, "done": MAY},
        {"task": "T4", "due": MAY, "done": BAD},
    ]
    assert told(OWN_DAYS, rows) == (
        "还差 3 项：补全“tasks”表第 5 行；"
        "“tasks”表第 2 行（T1）应于 2022-03-31 前完成，“完成日期”为 2022-04-15，如登记有误请更正；"
        "“tasks”表第 3 行（T2）应于 2022-05-31 前完成，如已按期完成，请填写“完成日期”",
        "3 short: row 5 of “tasks” has to be completed; "
        "row 2 of “tasks” (T1) was due on 2022-03-31 and done on 2022-04-15: correct “Done on” if it is wrong; "
        "row 3 of “tasks” (T2) was due on 2022-05-31: fill in “Done on” if it was done in time",
    )


def test_many_late_ones_are_told_together() -> None:
    rows: list[Row] = [{"task": f"T{index}", "due": MARCH} for index in range(10)]
    assert told(OWN_DAYS, rows) == (
        "还差 10 项：“tasks”表第 2、3、4、5、6、7、8、9 行等 10 行逾期，如登记有误请更正",
        "10 short: rows 2, 3, 4, 5, 6, 7, 8, 9 and 2 more of “tasks” were late: correct any wrong dates",
    )


def test_one_without_a_row_is_named_by_what_the_pack_calls_it() -> None:
    assert told(ADDRESSEES, [{"task": "T1", "to": "party", "done": MARCH}]) == (
        "还差 1 项：“tasks”表缺 1 行（“人大”），应于 2022-03-31 前完成",
        "1 short: “tasks” lacks 1 row (“Congress”) due on 2022-03-31",
    )
    assert told(COMMON, []) == (
        "还差 3 项：“tasks”表缺 3 行，应于 2022-03-31 前完成",
        "3 short: “tasks” lacks 3 rows due on 2022-03-31",
    )


def test_what_is_not_due_yet_can_still_make_up_for_what_is_late() -> None:
    rows: list[Row] = [
        {"task": "T1", "due": MARCH},
        {"task": "T2", "due": DECEMBER},
        {"task": "T3", "due": date(2022, 9, 30)},
    ]
    asked = indicator(OWN_DAYS, {"at_least": "50%"})
    result = stand(asked, {"tasks": rows}, JUNE)
    assert sentences(result) == (
        "再按期完成 1 项即可达到目标（2022-11-30 前）：“tasks”表第 3、4 行",
        "1 more done in time reaches the target by 2022-11-30: rows 3, 4 of “tasks”",
    )
    assert result.needed is not None
    assert result.needed.by == DECEMBER


def test_the_district() -> None:
    asked = indicator(COMMON, {"at_least": "100%"})
    late = stand(asked, {"tasks": [{"task": "T1", "done": MAY}]}, END)
    assert sentences(of_the_district(asked, [late.measured, late.measured])) == (
        "还差 6 项（应于 2022-03-31 前完成），如已按期完成，可以更正",
        "6 short (due on 2022-03-31); correct any that were done in time",
    )


FIGURES: dict[str, Any] = {
    "table": "figures",
    "figure": "figure",
    "printed": "printed",
    "numerator": "top",
    "denominator": "base",
}


def figure(name: str, printed: str, top: str | None = None, base: str | None = None) -> Row:
    return {"figure": name, "printed": printed, "top": top, "base": base}


def test_figures_that_do_not_hold_are_corrected_and_missing_ones_submitted() -> None:
    asked = indicator({"reported": {**FIGURES, "figures": ["a", "b", "c"]}}, {"at_least": "100%"})
    rows = [figure("a", "24%", "22", "90"), figure("b", "25%", "22", "90")]
    result = stand(asked, {"figures": rows})
    assert sentences(result) == (
        "补报数字“c”、更正“figures”表第 3 行的数字，使其相符，即可达到目标",
        "submitting the figure “c” and correcting the figure in row 3 of “figures” so that they agree reach the target",
    )
    assert result.needed is not None
    assert (result.needed.count, result.needed.rows) == (2, (3,))
    right = [rows[0], figure("b", "24.4%", "22", "90")]
    assert stand(asked, {"figures": [*right, figure("c", "50%", "1", "2")]}).status is Status.MET
    assert stand(asked, {"figures": right}).status is not Status.MET
    assert stand(asked, {"figures": [*rows, figure("c", "50%", "1", "2")]}).status is not Status.MET


def test_a_figure_that_is_judged_itself() -> None:
    asked = indicator(
        {"reported": {**FIGURES, "figures": "a", "judge": "figure"}},
        {"at_least": 40},
        unit={"zh": "个", "en": "organs"},
    )
    rows = {"figures": [figure("a", "39")]}
    assert sentences(stand(asked, rows)) == (
        "“figures”表第 2 行须≥ 40 个，现为 39 个；只有更正印错或录错的数字才能达到",
        "row 2 of “figures”: 39 organs must be ≥ 40 organs; only correcting a misprint can change that",
    )
    result = stand(asked, rows, JUNE)
    assert (result.status, result.needed and result.needed.count) == (Status.ON_TRACK, None)
    early = stand(asked, {"figures": [figure("a", "19")]}, JUNE)
    assert (early.status, early.needed and early.needed.count) == (Status.BEHIND, 21)
    assert sentences(early) == (
        "“figures”表第 2 行须≥ 40 个，现为 19 个（2022-12-31 前）",
        "row 2 of “figures”: 19 organs must be ≥ 40 organs by 2022-12-31",
    )
    missing = stand(asked, {"figures": []})
    assert sentences(missing) == ("须补报数字“a”", "the figure “a” has to be submitted")


def test_a_rounded_rate_asks_for_its_counts() -> None:
    asked = indicator(
        {"reported": {**FIGURES, "figures": "a", "judge": "figure"}}, {"at_least": "100%"}, unit={"zh": "%", "en": "%"}
    )
    rows = {"figures": [figure("a", "100%")]}
    assert sentences(stand(asked, rows)) == (
        "“figures”表第 2 行只是近似值，填写“分子”和“分母”后才能判定",
        "row 2 of “figures” is rounded; fill in “Numerator” and “Denominator” to decide it",
    )
    for top, status in (("48", Status.MET), ("47", Status.MISSED)):
        assert stand(asked, {"figures": [figure("a", "100%", top, "48")]}).status is status
