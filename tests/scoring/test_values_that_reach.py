"""A share of the values of a column that must reach the target, and ratios apart for each value: by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader
from checker.engine.strata import measure_strata
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Scope
from checker.model import Result, Status
from checker.scoring.needed import needed_for
from checker.scoring.score import add_attainment
from checker.scoring.strata import judge_all
from tests.measures.needed.world import END, HERE, YEAR, Row, words
from tests.typed_rows import BAD, submitted, table

TABLE = table(
    "replies",
    {
        "no": {"type": "text"},
        "on": {"type": "date"},
        "ward": {"type": "text"},
        "well": {"type": "boolean"},
        "points": {"type": "decimal", "minimum": 0},
        "count": {"type": "decimal", "minimum": 0},
    },
    key=["no"],
)
WELL = {"proportion": {"table": "replies", "when": "on", "numerator": {"well": True}}}
POINTS = {
    "ratio": {
        "numerator": {"total": {"table": "replies", "when": "on", "column": "points"}},
        "denominator": {"total": {"table": "replies", "when": "on", "column": "count"}},
    }
}
GOOD = {
    "ratio": {
        "numerator": {"count": {"table": "replies", "when": "on", "where": {"well": True}}},
        "denominator": {"count": {"table": "replies", "when": "on"}},
    }
}


def spec_of(measure: dict[str, Any], by: Any, target: str = "80%") -> Indicator:
    given = {
        **{"id": "drawn", "name": words("指标", "Drawn"), "clause": "一", "basis": words("依据", "basis")},
        **{"measure": measure, "by": by, "target": {"at_least": target}, "period": "year", "weight": 10},
    }
    return Indicator.model_validate(given, context={"tables": {"replies": TABLE}})


def judged(spec: Indicator, rows: list[Row]) -> Result:
    submission = submitted({"replies": TABLE}, {"replies": rows})
    scope = Scope(submission, {"replies": TABLE}, HERE, YEAR, END)
    assert spec.by is not None
    measured = replace(spec.asked.measure(scope), strata=measure_strata(spec.by, spec.asked, scope))
    return judge_all(spec, measured, YEAR, END)


def row(number: int, ward: str | None, well: Any = True, points: Any = 4, count: Any = 1) -> Row:
    return {"no": str(number), "on": END, "ward": ward, "well": well, "points": points, "count": count}


def wards(*good: Any) -> list[Row]:
    """One row per ward; of a ward with BAD, the row can't be read."""
    return [row(number, f"W{number}", well) for number, well in enumerate(good)]


@pytest.mark.parametrize(
    ("good", "status"),
    [
        ((True, True, True, True, True), Status.MET),
        ((True, True, True, True, False), Status.MET),  # 80% of five
        ((True, True, True, False, False), Status.MISSED),
        ((True, True, True, BAD, False), Status.UNDETERMINED),
        ((True, True, True, True, BAD), Status.MET),
        ((True, False, False, BAD, True), Status.MISSED),
        ((True, True, False), Status.MISSED),  # 2 of 3 is less than 80%
    ],
)
def test_a_share_of_the_values_is_enough(good: tuple[Any, ...], status: Status) -> None:
    result = judged(spec_of(WELL, {"column": "ward", "reach": "80%"}), wards(*good))
    assert result.status is status
    assert result.reason is not None and result.reason.en.startswith(f"{good.count(True)} of {len(good)} reach it")


def test_a_row_without_a_value_may_make_one_more() -> None:
    rows = [*wards(True, True, True, True), row(9, None, False)]
    assert judged(spec_of(WELL, {"column": "ward", "reach": "80%"}), rows).status is Status.UNDETERMINED


def test_what_is_earned_and_needed_follows_the_values_that_must_reach() -> None:
    shares = [Fraction(1), Fraction(3, 4), Fraction(1, 2), Fraction(0)]
    rows = [
        row(10 * ward + number, f"W{ward}", number < share * 4)
        for ward, share in enumerate(shares)
        for number in range(4)
    ]
    chance = Random(1)
    for reach in ("25%", "50%", "60%", "75%", "100%"):
        chance.shuffle(rows)
        spec = spec_of(WELL, {"column": "ward", "reach": reach}, "100%")
        result = judged(spec, rows)
        many = ceil(Fraction(reach[:-1]) / 100 * 4)
        header = PackHeader.model_construct(undetermined_earns="lower-bound")
        assert add_attainment(spec, result, header).attainment == shares[many - 1], reach
        needed = needed_for(spec, result, Basis(YEAR, END, {"replies": TABLE}))
        if reach in ("50%", "60%", "75%"):
            assert needed is not None and needed.count == many - 1
            assert needed.text.en.startswith(f"{many - 1} more value")


def test_ratios_are_measured_apart() -> None:
    rows = [row(1, "A", points=9, count=2), row(2, "A", points=7, count=2), row(3, "B", points=3, count=1)]
    result = judged(spec_of(POINTS, "ward", "4"), rows)
    assert {each.label.en: (each.result.value, each.rows) for each in result.strata} == {"A": (4, 2), "B": (3, 1)}
    assert result.status is Status.MISSED and result.value == Fraction(19, 5)
    nothing = judged(spec_of(GOOD, "ward", "1/2"), [row(1, "A", False), row(2, "B", True)])
    assert {each.label.en: each.result.value for each in nothing.strata} == {"A": 0, "B": 1}
    open_ = judged(spec_of(POINTS, "ward", "4"), [row(1, "A", points=9, count=2), row(2, None, points=1)])
    assert open_.status is Status.UNDETERMINED


@pytest.mark.parametrize(
    "by",
    [
        {"column": "ward", "reach": "0"},
        {"column": "ward", "reach": "101%"},
        {"column": "ward", "judge": "overall", "reach": "90%"},
    ],
)
def test_what_cannot_be_meant_is_refused(by: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        spec_of(WELL, by)
