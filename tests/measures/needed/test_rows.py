"""A proportion: adding the rows that are asked for, or correcting those that are named, is just enough."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.definitions.indicators import Indicator
from checker.model import Result, Status
from tests.measures.needed.world import BAD, END, JUNE, OPERATORS, PROPORTION, WELL, Row, indicator, number, stand

answers = st.sampled_from([True, True, False, None, BAD])
cases = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.sampled_from([date(2022, 3, 1), date(2022, 3, 1), date(2022, 5, 1), BAD]),
            "inside": st.sampled_from([True, True, True, False, BAD]),
            "out": st.sampled_from([False, False, False, True, BAD]),
            "good": answers,
        }
    ),
    max_size=9,
)
targets = (
    st.tuples(st.sampled_from(OPERATORS), st.fractions(0, 1, max_denominator=12))
    .filter(lambda pair: pair not in (("above", 1), ("below", 0)))  # no share is
    .map(lambda pair: dict([pair]))
)


def case(good: bool) -> Row:
    return {"on": date(2022, 6, 1), "inside": True, "out": False, "good": good}


def is_well(asked: Indicator, rows: list[Row], as_of: date) -> bool:
    return stand(asked, {"cases": rows}, as_of).status in WELL


def wants_good(result: Result) -> bool:
    """Whether rows in the numerator help; under a ceiling the others do."""
    op = result.target.op
    if op == "equals":
        counts = result.measured.counts
        return counts.passed <= result.target.value * (counts.passed + counts.failed)
    return op in ("at_least", "above")


def with_corrected(rows: list[Row], numbers: tuple[int, ...], good: bool) -> list[Row]:
    corrected = {number(each) for each in numbers}
    return [case(good) if index in corrected else row for index, row in enumerate(rows)]


@settings(deadline=None, max_examples=100)
@given(cases, targets, st.sampled_from([END, JUNE]))
def test_what_is_said_is_just_enough(rows: list[Row], target: dict[str, Any], as_of: date) -> None:
    asked = indicator(PROPORTION, target)
    result = stand(asked, {"cases": rows}, as_of)
    needed, good = result.needed, wants_good(result)
    if needed is None:
        return
    undecided = result.measured.unknown_rows.numbers
    if needed.count is None and set(needed.rows) == set(undecided) and "判定" in needed.text.zh:
        # It waits for these rows and no others: decided either way, there is a verdict.
        for answer in (True, False):
            decided = stand(asked, {"cases": with_corrected(rows, needed.rows, answer)}, as_of)
            assert decided.status is not Status.UNDETERMINED
        return
    if needed.count is not None:
        more = [case(good) for _ in range(int(needed.count))]
        assert more
        assert is_well(asked, rows + more, as_of)
        assert not is_well(asked, rows + more[1:], as_of)
    if needed.rows:
        assert is_well(asked, with_corrected(rows, needed.rows, good), as_of)
        assert not is_well(asked, with_corrected(rows, needed.rows[:-1], good), as_of)
    assert needed.count is not None or needed.rows


@settings(deadline=None, max_examples=100)
@given(cases, targets, st.sampled_from([END, JUNE]))
def test_nothing_is_said_only_where_nothing_helps(rows: list[Row], target: dict[str, Any], as_of: date) -> None:
    asked = indicator(PROPORTION, target)
    result = stand(asked, {"cases": rows}, as_of)
    if result.needed is not None or result.status in WELL or result.status is Status.NOT_APPLICABLE:
        return
    good = wants_good(result)
    assert not any(is_well(asked, rows + [case(good)] * count, as_of) for count in range(40))
    assert result.status is not Status.UNDETERMINED


@settings(deadline=None, max_examples=50)
@given(cases, targets, st.sampled_from([END, JUNE]))
def test_the_day_is_the_windows_last_while_it_is_open_and_can_be_reached(
    rows: list[Row], target: dict[str, Any], as_of: date
) -> None:
    result = stand(indicator(PROPORTION, target), {"cases": rows}, as_of)
    if result.needed is not None and result.needed.by is not None:
        assert result.needed.by == END
        assert as_of < END
        assert result.reachable
        assert f"by {END}" in result.needed.text.en or result.needed.count is None


def test_rows_that_can_only_pass_are_not_asked_for() -> None:
    # 1 of 2, and a row that may not belong but would be good: completing it alone never reaches 100%
    rows = [case(True), case(False), {**case(True), "inside": BAD}]
    result = stand(indicator(PROPORTION, {"at_least": "100%"}), {"cases": rows})
    assert result.needed is not None
    assert result.needed.rows == (3,)


def test_the_share_of_nothing_reaches_no_target_yet() -> None:
    rows = [{**case(True), "inside": BAD}]
    result = stand(indicator(PROPORTION, {"at_least": Fraction(1, 2)}), {"cases": rows})
    assert result.status is Status.UNDETERMINED
    assert result.needed is not None
    assert (result.needed.count, result.needed.rows) == (None, (2,))
