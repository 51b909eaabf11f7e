"""Ratios of two amounts against sums made by hand, and against every way in which open cells can turn out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Status
from tests.measures.needed.world import BAD, TABLES, Row, indicator, of_the_district, sentences, stand

MAY = date(2022, 5, 1)
HOURS = {"total": {"table": "cases", "when": "on", "column": "hours", "where": {"inside": True}}}
HEADS = {"count": {"table": "officers", "where": {"serves": True}}}
PER_HEAD = {"ratio": {"numerator": HOURS, "denominator": HEADS}}
#: What an hours cell can hold if it can't be read: the column's minimum to its maximum.
UNREADABLE = (0, 200)

cases = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.just(MAY),
            "inside": st.sampled_from([True, True, False, BAD]),
            "hours": st.sampled_from(["0", "7.5", "40", "120", BAD]),
        }
    ),
    max_size=4,
).map(lambda rows: [{**row, "no": f"C{index}"} for index, row in enumerate(rows)])
officers = st.lists(st.sampled_from([True, True, False, BAD]), max_size=4).map(
    lambda all_: [{"id": f"{index:02d}", "serves": serves} for index, serves in enumerate(all_)]
)


def outcomes(rows: list[Row], heads: list[Row], factor: int) -> set[Fraction | None]:
    """Every ratio that is possible, at the ends of what open cells can hold; None where nobody serves."""
    sums = {Fraction(0)}
    for row in rows:
        hours = UNREADABLE if row["hours"] == BAD else (Fraction(row["hours"]),)
        counts = {True: (1,), False: (0,), BAD: (0, 1)}[row["inside"]]
        sums = {total + Fraction(part) * counted for total in sums for part in hours for counted in counts}
    serving = {0}
    for head in heads:
        serving = {number + one for number in serving for one in {True: (1,), False: (0,), BAD: (0, 1)}[head["serves"]]}
    return {factor * total / number if number else None for total, number in product(sums, serving)}


@settings(deadline=None, max_examples=150)
@given(cases, officers, st.sampled_from([1, 200_000]), st.sampled_from(["at_least", "at_most", "above", "below"]))
def test_every_way_in_which_open_cells_turn_out(rows: list[Row], heads: list[Row], factor: int, op: str) -> None:
    asked = indicator({"ratio": {**PER_HEAD["ratio"], "factor": factor}}, {op: 40 * factor})
    result = stand(asked, {"cases": rows, "officers": heads})
    possible = outcomes(rows, heads, factor)
    numbers = [value for value in possible if value is not None]
    if not numbers:
        assert result.status is Status.NOT_APPLICABLE
        return
    if None in possible:
        assert result.status is Status.UNDETERMINED  # perhaps there is nobody to divide by
        return
    assert (result.lower, result.upper) == (min(numbers), max(numbers))
    limit = 40 * factor
    reached = {
        {"at_least": value >= limit, "at_most": value <= limit, "above": value > limit, "below": value < limit}[op]
        for value in numbers
    }
    expected = Status.UNDETERMINED if len(reached) == 2 else Status.MET if True in reached else Status.MISSED
    assert result.status is expected


def case(hours: str, **more: Any) -> Row:
    return {"on": MAY, "inside": True, "hours": hours, **more}


def heads(number: int) -> list[Row]:
    return [{"id": f"{index:02d}", "serves": True} for index in range(number)]


def test_hours_per_head_and_what_they_need() -> None:
    asked = indicator(PER_HEAD, {"at_least": 40}, unit={"zh": "学时/人", "en": "hours per head"})
    rows = {"cases": [case("60"), case("30")], "officers": heads(3)}
    result = stand(asked, rows)
    assert (result.status, result.value, result.numerator, result.denominator) == (Status.MISSED, 30, 90, 3)
    assert result.attainment is None and result.needed is not None and result.needed.count == 30
    zh, en = sentences(result)
    assert "分母按 3 计" in zh and "30" in zh
    assert en.startswith("with a denominator of 3; “cases” is 30 short of the target")
    rows["cases"].append(case("30"))
    assert stand(asked, rows).status is Status.MET


def test_the_district_divides_its_sums() -> None:
    asked = indicator(PER_HEAD, {"at_least": 40})
    one = stand(asked, {"cases": [case("100")], "officers": heads(1)}).measured
    other = stand(asked, {"cases": [case("50")], "officers": heads(4)}).measured
    result = of_the_district(asked, [one, other])
    assert (result.value, result.numerator, result.denominator) == (30, 150, 5)  # not (100 + 12.5) / 2
    assert result.status is Status.MISSED


def test_a_department_without_a_base_adds_its_numerator() -> None:
    asked = indicator(PER_HEAD, {"at_least": 40})
    one = stand(asked, {"cases": [case("100")], "officers": []}).measured
    other = stand(asked, {"cases": [], "officers": heads(2)}).measured
    assert of_the_district(asked, [one, other]).value == 50


@pytest.mark.parametrize("as_of", [date(2022, 6, 30), date(2022, 12, 31)])
def test_more_rows_may_lower_it_while_the_year_is_open(as_of: date) -> None:
    asked = indicator(PER_HEAD, {"at_most": 40})
    result = stand(asked, {"cases": [case("90")], "officers": heads(2)}, as_of)
    assert result.status is (Status.MISSED if as_of.month == 12 else Status.BEHIND)


def test_it_is_described_with_both_amounts() -> None:
    asked = indicator({"ratio": {**PER_HEAD["ratio"], "factor": 200_000}}, {"at_most": 3})
    told = asked.asked.describe(TABLES, None)
    text = " ".join(each.en for each in told)
    assert "The numerator is the sum of “Hours”" in text and "The denominator is their number" in text
    assert "times 200000" in text
