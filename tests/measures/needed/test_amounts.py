"""Counts, sums and changes: so much more, or so much less, is just enough."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.definitions.indicators import Indicator
from checker.model import Status
from tests.measures.needed.world import BAD, END, JUNE, OPERATORS, PROPORTION, WELL, Row, indicator, number, stand

COUNT: dict[str, Any] = {"count": {"table": "cases", "when": "on", "where": {"good": True}}}
DISTINCT: dict[str, Any] = {"count": {**COUNT["count"], "distinct": "no"}}
TOTAL: dict[str, Any] = {"total": {"table": "cases", "when": "on", "column": "hours", "where": {"good": True}}}
CHANGE = {"change": {"of": COUNT, "before": "rows", "zero_base": "judge"}}
RATIO = {"change": {"of": COUNT, "before": "rows", "by": "ratio"}}
RATE = {"change": {"of": PROPORTION, "before": "rows", "zero_base": "judge"}}
MARCH, BEFORE = date(2022, 3, 1), date(2021, 3, 1)

row_lists = st.lists(
    st.fixed_dictionaries(
        {
            "no": st.sampled_from(["a", "b", "c", BAD]),
            "on": st.sampled_from([MARCH, MARCH, BEFORE, BAD]),
            "inside": st.just(True),
            "out": st.just(False),
            "good": st.sampled_from([True, True, False, BAD]),
            "hours": st.sampled_from(["0", "1", "2.5", "4", BAD]),
        }
    ),
    max_size=8,
)
targets = st.tuples(st.sampled_from(OPERATORS), st.fractions(0, 6, max_denominator=4)).map(lambda pair: dict([pair]))
falls = st.tuples(st.sampled_from(OPERATORS), st.integers(-2, 2)).map(lambda pair: dict([pair]))
days = st.sampled_from([END, JUNE])
fresh = iter(range(10**9))


def case(hours: Fraction | int = 1) -> Row:
    return {"no": f"new-{next(fresh)}", "on": MARCH, "inside": True, "out": False, "good": True, "hours": str(hours)}


def is_well(asked: Indicator, rows: list[Row], as_of: date) -> bool:
    return stand(asked, {"cases": rows}, as_of).status in WELL


def without(rows: list[Row], numbers: tuple[int, ...]) -> list[Row]:
    """The same rows where some turned out not to count."""
    gone = {number(each) for each in numbers}
    return [{**row, "good": False, "on": MARCH} if index in gone else row for index, row in enumerate(rows)]


def check_more(asked: Indicator, rows: list[Row], as_of: date, count: int) -> None:
    assert count > 0
    assert is_well(asked, rows + [case() for _ in range(count)], as_of)
    if as_of == END:  # while the window is open, less than all may do for now
        assert not is_well(asked, rows + [case() for _ in range(count - 1)], as_of)


@settings(deadline=None, max_examples=100)
@given(row_lists, targets, days, st.sampled_from([COUNT, DISTINCT]))
def test_a_count(rows: list[Row], target: dict[str, Any], as_of: date, measure: dict[str, Any]) -> None:
    asked = indicator(measure, target)
    result = stand(asked, {"cases": rows}, as_of)
    if result.needed is None:
        assert result.status in WELL or target.keys() <= {"equals", "below"}
    elif result.needed.count is not None:
        check_more(asked, rows, as_of, int(result.needed.count))
        if as_of < END and result.status is Status.BEHIND and result.expected is not None:
            due = result.needed.text.zh.rpartition("按进度目前还差 ")[2].split(" ")[0]
            assert is_well(asked, rows + [case() for _ in range(int(due))], as_of)
            assert not is_well(asked, rows + [case() for _ in range(int(due) - 1)], as_of)
    elif "判定" in result.needed.text.zh:
        assert stand(asked, {"cases": without(rows, result.needed.rows)}, as_of).status is not Status.UNDETERMINED
    else:
        # The rows named are all that there are to change: with every one gone nothing counts.
        gone = stand(asked, {"cases": without(rows, result.needed.rows)}, as_of)
        assert (gone.value, gone.unknown) == (0, 0)


@settings(deadline=None, max_examples=100)
@given(row_lists, targets, days)
def test_how_many_are_too_many(rows: list[Row], target: dict[str, Any], as_of: date) -> None:
    asked = indicator(COUNT, target)
    needed = stand(asked, {"cases": rows}, as_of).needed
    if needed is None or needed.count is not None or "须减少" not in needed.text.zh:
        return
    less = int(needed.text.zh.partition("须减少 ")[2].split(" ")[0])
    assert is_well(asked, without(rows, needed.rows[:less]), as_of)
    assert not is_well(asked, without(rows, needed.rows[: less - 1]), as_of)


@settings(deadline=None, max_examples=100)
@given(row_lists, targets, days)
def test_a_sum(rows: list[Row], target: dict[str, Any], as_of: date) -> None:
    asked = indicator(TOTAL, target, unit={"zh": "学时", "en": "hours"})
    result = stand(asked, {"cases": rows}, as_of)
    needed, little = result.needed, Fraction(1, 100)
    if needed is None or needed.count is None:
        return
    beyond = "above" in target
    assert ("超过" in needed.text.zh) == beyond
    assert is_well(asked, [*rows, case(needed.count + (little if beyond else 0))], as_of)
    if as_of == END:
        assert not is_well(asked, [*rows, case(needed.count - (0 if beyond else little))], as_of)


@settings(deadline=None, max_examples=100)
@given(row_lists, falls, days, st.sampled_from([CHANGE, RATIO]))
def test_a_change_of_a_count(rows: list[Row], target: dict[str, Any], as_of: date, measure: dict[str, Any]) -> None:
    assume(rows)  # an empty sheet is declared nil, which is no longer so with further rows
    asked = indicator(measure, target)
    result = stand(asked, {"cases": rows}, as_of)
    needed = result.needed
    if needed is None:
        return
    if needed.count is not None:
        check_more(asked, rows, END if as_of == END else as_of, int(needed.count))
    elif "须减少" in needed.text.zh:
        less = int(needed.text.zh.partition("须减少 ")[2].split(" ")[0])
        this_year = [each for each in needed.rows if rows[number(each)]["on"] != BAD]
        if len(this_year) == len(needed.rows):  # one without a date may be of either year
            assert is_well(asked, without(rows, needed.rows[:less]), as_of)
            assert not is_well(asked, without(rows, needed.rows[: less - 1]), as_of)


@settings(deadline=None, max_examples=100)
@given(row_lists, st.sampled_from(["below", "at_most", "at_least", "above"]), days)
def test_a_change_of_a_rate(rows: list[Row], op: str, as_of: date) -> None:
    asked = indicator(RATE, {op: 0})
    needed = stand(asked, {"cases": rows}, as_of).needed
    if needed is None:
        return
    good = op in ("at_least", "above")
    if needed.count is not None:
        more = [{**case(), "good": good} for _ in range(int(needed.count))]
        assert is_well(asked, rows + more, as_of)
        assert not is_well(asked, rows + more[1:], as_of)
    if needed.rows and "判定" not in needed.text.zh and all(rows[number(each)]["on"] != BAD for each in needed.rows):

        def corrected(numbers: tuple[int, ...]) -> list[Row]:
            right = {number(each) for each in numbers}
            return [{**row, "good": good} if index in right else row for index, row in enumerate(rows)]

        assert is_well(asked, corrected(needed.rows), as_of)
        assert not is_well(asked, corrected(needed.rows[:-1]), as_of)
