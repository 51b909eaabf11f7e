"""Quantities that must all move one way: each compared by hand, and every way in which open cells can turn out."""

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

NOW, THEN = date(2022, 5, 1), date(2021, 5, 1)
EACH = [
    {
        "name": {"zh": "应诉案件", "en": "Suits"},
        "of": {"count": {"table": "cases", "when": "on", "where": {"inside": True}}},
    },
    {"name": {"zh": "学时", "en": "Hours"}, "of": {"total": {"table": "cases", "when": "on", "column": "hours"}}},
]
ALL = {"at_least": "100%"}


def trends(must: str, zero_base: str = "judge") -> dict[str, Any]:
    return {"trends": {"each": EACH, "must": must, "zero_base": zero_base}}


rows_drawn = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.sampled_from([NOW, THEN]),
            "inside": st.sampled_from([True, True, False, BAD]),
            "hours": st.sampled_from(["0", "3", "5", BAD]),
        }
    ),
    min_size=1,
    max_size=5,
)


def moves(must: str, change: Fraction) -> bool:
    return {"fall": change < 0, "not-rise": change <= 0, "rise": change > 0, "not-fall": change >= 0}[must]


def verdict(must: str, changes: set[Fraction]) -> str:
    answers = {moves(must, change) for change in changes}
    return "open" if len(answers) == 2 else "yes" if True in answers else "no"


def changes_of(rows: list[Row]) -> tuple[set[Fraction], set[Fraction]]:
    """Every change of both quantities that is possible, at the ends of what open cells can hold."""
    counts, hours = {Fraction(0)}, {Fraction(0)}
    for row in rows:
        sign = 1 if row["on"] == NOW else -1
        inside = {True: (1,), False: (0,), BAD: (0, 1)}[row["inside"]]
        counts = {each + sign * one for each, one in product(counts, inside)}
        amounts = (0, 200) if row["hours"] == BAD else (Fraction(row["hours"]),)
        hours = {each + sign * Fraction(amount) for each, amount in product(hours, amounts)}
    return counts, hours


@settings(deadline=None, max_examples=150)
@given(rows_drawn, st.sampled_from(["fall", "not-rise", "rise", "not-fall"]))
def test_every_way_in_which_open_cells_turn_out(rows: list[Row], must: str) -> None:
    rows = [{**row, "no": f"C{index}"} for index, row in enumerate(rows)]
    if not any(row["on"] == THEN and (row["inside"] is True) for row in rows):
        return  # whether there is an earlier figure is a question of its own
    result = stand(indicator(trends(must), ALL), {"cases": rows})
    verdicts = [verdict(must, changes) for changes in changes_of(rows)]
    counts = result.measured.counts
    assert (counts.passed, counts.failed, counts.unknown) == tuple(map(verdicts.count, ("yes", "no", "open")))
    expected = Status.MISSED if "no" in verdicts else Status.UNDETERMINED if "open" in verdicts else Status.MET
    assert result.status is expected


def case(on: date, hours: str, **more: Any) -> Row:
    return {"on": on, "inside": True, "hours": hours, **more}


def test_one_of_two_falls_and_the_other_is_named() -> None:
    asked = indicator(trends("fall"), ALL)
    result = stand(asked, {"cases": [case(THEN, "5"), case(THEN, "5"), case(NOW, "12")]})
    assert (result.status, result.value) == (Status.MISSED, Fraction(1, 2))
    assert sentences(result) == ("“学时”以前为 10，本期为 12；须下降", "“Hours” was 10 and is 12; it has to fall")


@pytest.mark.parametrize(
    ("zero_base", "status"), [("judge", Status.MISSED), ("undetermined", Status.MISSED), ("met-if-zero", Status.MET)]
)
def test_nothing_falls_from_zero(zero_base: str, status: Status) -> None:
    """One suit then and none now; 0 hours then and now."""
    asked = indicator(trends("fall", zero_base), ALL)
    result = stand(asked, {"cases": [case(THEN, "0"), case(NOW, "0", inside=False)]})
    assert result.status is (Status.UNDETERMINED if zero_base == "undetermined" else status)


def test_without_an_earlier_figure_it_is_never_met() -> None:
    result = stand(indicator(trends("not-fall"), ALL), {"cases": [case(NOW, "5")]})
    assert (result.status, result.unknown) == (Status.UNDETERMINED, 2)


def test_the_district_compares_its_sums() -> None:
    asked = indicator(trends("fall"), ALL)
    one = stand(asked, {"cases": [case(THEN, "9"), case(NOW, "10")]}).measured
    other = stand(asked, {"cases": [case(THEN, "9"), case(THEN, "9"), case(NOW, "9")]}).measured
    result = of_the_district(asked, [one, other])
    # 3 suits and 27 hours then, 2 suits and 19 hours now, though the hours of the first rose.
    assert (result.status, result.value) == (Status.MET, 1)


def test_a_single_quantity_is_refused_as_a_change_says_it() -> None:
    with pytest.raises(ValueError, match="each"):
        indicator({"trends": {"each": EACH[:1], "must": "fall"}}, ALL)


def test_every_quantity_is_described() -> None:
    told = " ".join(each.en for each in indicator(trends("fall"), ALL).asked.describe(TABLES, None))
    assert "“Suits” is their number" in told and "“Hours” is the sum of “Hours”" in told
    assert "Each must fall against the same time last year" in told
