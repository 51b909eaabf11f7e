"""Ratios of two amounts against sums made by hand, and against every way in which open cells can turn out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.definitions.indicators import Indicator
from checker.flags import make_flags
from checker.model import Flag, Severity, Status
from checker.privacy.masking import flag_message
from checker.text.bilingual import Text
from tests.measures.needed.world import BAD, TABLES, Row, indicator, of_the_district, scope_over, sentences, stand

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
    serving = {0}
    for head in heads:
        serving = {number + one for number in serving for one in {True: (1,), False: (0,), BAD: (0, 1)}[head["serves"]]}
    return {factor * total / number if number else None for total, number in product(sums_of(rows), serving)}


def sums_of(rows: list[Row]) -> set[Fraction]:
    """Every numerator that is possible."""
    sums = {Fraction(0)}
    for row in rows:
        hours = UNREADABLE if row["hours"] == BAD else (Fraction(row["hours"]),)
        counts = {True: (1,), False: (0,), BAD: (0, 1)}[row["inside"]]
        sums = {total + Fraction(part) * counted for total in sums for part in hours for counted in counts}
    return sums


@settings(deadline=None, max_examples=150)
@given(cases, officers, st.sampled_from([1, 200_000]), st.sampled_from(["at_least", "at_most", "above", "below"]))
def test_every_way_in_which_open_cells_turn_out(rows: list[Row], heads: list[Row], factor: int, op: str) -> None:
    asked = indicator({"ratio": {**PER_HEAD["ratio"], "factor": factor}}, {op: 40 * factor})
    result = stand(asked, {"cases": rows, "officers": heads})
    possible = outcomes(rows, heads, factor)
    numbers = [value for value in possible if value is not None]
    if not numbers:  # nobody certainly serves
        beyond = Status.MISSED if op in ("at_most", "below") else Status.UNDETERMINED
        by_zero = {0 in sums_of(rows)} | {total == 0 for total in sums_of(rows)}
        expected = {True: Status.NOT_APPLICABLE, False: beyond}[by_zero.pop()] if len(by_zero) == 1 else None
        assert result.status is (expected or Status.UNDETERMINED)
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


@pytest.mark.parametrize(
    ("op", "status"),
    [
        ("at_most", "missed"),
        ("below", "missed"),
        ("equals", "missed"),
        ("at_least", "undetermined"),
        ("above", "undetermined"),
    ],
)
def test_something_over_nothing_is_not_nothing_to_measure(op: str, status: str) -> None:
    asked = indicator(PER_HEAD, {op: 40})
    rows = {"cases": [case("60")], "officers": []}
    result = stand(asked, rows)
    assert (result.status, result.value, result.numerator, result.denominator) == (Status(status), None, 60, 0)
    if status == "undetermined":
        assert result.reason == Text("分子为 60，而分母为 0", "60 over 0: there is nothing to divide by")
    assert stand(asked, {"cases": [case("0")], "officers": []}).status is Status.NOT_APPLICABLE
    assert stand(asked, {"cases": [case("60")], "officers": heads(1)}).value == 60


def flags_of(asked: Indicator, rows: dict[str, list[Row]]) -> list[Flag]:
    scope = scope_over(asked, rows)
    made = make_flags(asked, stand(asked, rows), scope.submission, TABLES, scope.context)
    return [each for each in made if each.code.id == "M554"]


def test_the_flag_names_the_rows_and_both_sheets() -> None:
    rows = {"cases": [case("60"), case("0"), case("20")], "officers": []}
    for op in ("at_most", "at_least"):
        (found,) = flags_of(indicator(PER_HEAD, {op: 40}), rows)
        assert (found.place.table, found.place.row, found.severity) == ("officers", None, Severity.AMBER)
        assert "80 (rows 2, 3, 4 of " in flag_message(found, "en")
    assert flags_of(indicator(PER_HEAD, {"at_most": 40}), {**rows, "officers": heads(1)}) == []
    assert flags_of(indicator(PER_HEAD, {"at_most": 40}), {"cases": [case("0")], "officers": []}) == []
