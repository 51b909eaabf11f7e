"""Ratios and means compared with earlier ones: rows of the same sheet, and what a ledger recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from checker.model import Measured, Status
from checker.model.figure_data import figure_data, read_figure
from checker.scoring.status import judge
from checker.scoring.trend import without_rows
from tests.measures.needed.world import BAD, END, TABLES, YEAR, Row, indicator, of_the_district, scope_over, stand

NOW, BEFORE = date(2022, 5, 1), date(2021, 5, 1)
HOURS = {"table": "cases", "when": "on", "column": "hours"}
PER_CASE = {
    "numerator": {"total": {**HOURS, "where": {"inside": True}}},
    "denominator": {"count": {"table": "cases", "when": "on", "where": {"good": True}}},
    "factor": 2,
}


def case(on: date, hours: Any, good: Any = True) -> Row:
    return {"no": f"{on}{hours}{good}", "on": on, "hours": hours, "inside": True, "good": good}


def changed(of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"change": {"of": of, "zero_base": "judge", **more}}


def both(rows: Sequence[Row], more: Sequence[Row] = ()) -> dict[str, Sequence[Row]]:
    return {"cases": [*rows, *more]}


def test_a_ratio_is_compared_with_the_same_ratio_of_earlier_rows() -> None:
    asked = indicator(changed({"ratio": PER_CASE}, before="rows"), {"at_most": -10})
    rows = [case(BEFORE, "30"), case(BEFORE, "10"), case(NOW, "10"), case(NOW, "20")]
    result = stand(asked, {"cases": rows})
    assert (result.value, result.status) == (30 - 40, Status.MET)
    open_ = stand(asked, {"cases": [*rows, {**case(NOW, BAD)}]})
    assert open_.status is Status.UNDETERMINED
    assert (open_.lower, open_.upper) == (Fraction(20) - 40, Fraction(2 * 230, 3) - 40)
    worse = stand(indicator(changed({"ratio": PER_CASE}, before="rows"), {"at_most": -20}), {"cases": rows})
    assert worse.needed is not None and "with a denominator of 2" in worse.needed.text.en
    assert "it was 40 a year before, is 30 now and has to be at most 20" in worse.needed.text.en


def test_the_district_divides_its_sums_in_both_windows() -> None:
    asked = indicator(changed({"ratio": PER_CASE}, before="rows"), {"at_most": 0})
    one = stand(asked, {"cases": [case(BEFORE, "10"), case(NOW, "30"), case(NOW, "20")]}).measured
    other = stand(asked, {"cases": [case(BEFORE, "30"), case(NOW, "10")]}).measured
    result = of_the_district(asked, [one, other])
    assert (result.numerator, result.denominator) == (40, 40)  # 2 x 60 / 3, and 2 x 40 / 2
    no_base = stand(asked, {"cases": [case(BEFORE, "5", good=False), case(NOW, "10")]}).measured
    assert of_the_district(asked, [one, no_base]).denominator == 30  # 2 x 15 / 1: its hours count, its cases don't
    lacking = stand(asked, {"cases": [case(NOW, "10")]}).measured
    assert of_the_district(asked, [one, lacking]).status is Status.UNDETERMINED


@pytest.mark.parametrize("of", [{"mean": HOURS}, {"ratio": PER_CASE}], ids=["mean", "ratio"])
def test_what_a_ledger_recorded_is_pooled_like_rows(of: dict[str, Any]) -> None:
    by_rows = indicator(changed(of, before="rows"), {"at_most": 0})
    by_ledger = indicator(changed(of, before="history"), {"at_most": 0})
    departments = [
        ([case(BEFORE, "10"), case(BEFORE, BAD)], [case(NOW, "30")]),
        ([case(BEFORE, "40")], [case(NOW, "20"), case(NOW, "25")]),
    ]
    parts, from_rows = [], []
    for earlier, now in departments:
        moved = [{**row, "on": NOW} for row in earlier]
        recorded = by_ledger.asked.recorded(by_ledger.asked.measure(scope_over(by_ledger, {"cases": moved})))
        assert recorded is not None
        known = read_figure(figure_data(without_rows(recorded)))
        scope = replace(scope_over(by_ledger, {"cases": now}), earlier=known)
        parts.append(by_ledger.asked.measure(scope))
        from_rows.append(stand(by_rows, both(earlier, now)).measured)
    for some in (slice(0, 1), slice(1, 2), slice(0, 2)):
        found, wanted = (figures(asked, each[some]) for asked, each in ((by_ledger, parts), (by_rows, from_rows)))
        assert found == wanted, some


def figures(asked: Any, parts: list[Measured]) -> tuple[Any, ...]:
    result = judge(asked, asked.asked.combine(parts), YEAR, END)
    return result.value, result.lower, result.upper, result.numerator, result.denominator, result.status


def test_a_base_that_the_pack_gives() -> None:
    asked = indicator(changed({"mean": HOURS}, against="base", before={"given": 60}, by="ratio"), {"at_most": "-10%"})
    result = stand(asked, {"cases": [case(NOW, "50"), case(NOW, "58")]})
    assert (result.value, result.status) == (Fraction(-1, 10), Status.MET)
    assert of_the_district(asked, [result.measured, result.measured]).value == Fraction(-1, 10)


@pytest.mark.parametrize("of", [{"mean": HOURS}, {"ratio": PER_CASE}], ids=["mean", "ratio"])
def test_a_typed_figure_is_refused(of: dict[str, Any]) -> None:
    typed = {"table": "figures", "figure": "甲", "named_by": "figure", "printed": "printed", "source": "source"}
    with pytest.raises(ValidationError) as caught:
        indicator(changed(of, before=typed), {"at_most": 0})
    assert "no sums to pool" in str(caught.value.errors())


def test_it_is_told_in_words() -> None:
    asked = indicator(changed({"ratio": PER_CASE}, before="rows"), {"at_most": 0})
    told = [each.en for each in asked.asked.describe(TABLES, None)]
    assert "The figure now is the numerator divided by the denominator, times 2." in told
