"""Targets with two sides: what an open amount may earn, each value of a column, and what is near, beside plain sums."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from checker.definitions.targets import TargetFrom
from checker.flags import status_flags
from checker.model import Severity, Status
from checker.scoring.score import attainable
from checker.scoring.status import judge
from tests.scoring.test_judge import HALF, YEAR, amount, indicator, share
from tests.scoring.test_points import AROUND
from tests.scoring.test_values_that_reach import WELL, judged, row, spec_of

LOW, HIGH = 4, 6
SCORINGS: dict[str, Any] = {
    "proportional": "proportional",
    "pass-fail": "pass-fail",
    "deduct": {"deduct": {"points": 1}},
    "tiers": {"tiers": AROUND},
}


def earns(value: Fraction, scoring: str, due: Fraction) -> Fraction:
    """What a value earns of a weight of 10 points, when so much of the lower limit is due."""
    if due <= value <= HIGH:
        return Fraction(1)
    below, part = value < due, LOW / due
    if scoring == "pass-fail":
        return Fraction(0)
    if scoring == "proportional":
        return value / due if below else HIGH / value
    if scoring == "deduct":
        return 1 - min((LOW - value * part if below else value - HIGH) / 10, Fraction(1))
    return Fraction(3, 10) if below else Fraction(8, 10) if value <= 8 else Fraction(0)


@pytest.mark.parametrize("scoring", SCORINGS)
@pytest.mark.parametrize("is_open", [False, True])
def test_what_an_amount_in_doubt_may_earn(scoring: str, is_open: bool) -> None:
    asked = indicator({"at_least": LOW, "at_most": HIGH}, "count", scoring=SCORINGS[scoring])
    due = Fraction(LOW) * (Fraction(1, 2) if is_open else 1)
    random = Random(scoring)
    for _ in range(40):
        low = random.randrange(0, 12)
        more = random.randrange(1, 8)
        result = judge(asked, amount(low, more), YEAR, HALF if is_open else YEAR.end)
        if result.status is Status.MISSED:
            assert low > HIGH or (not is_open and low + more < LOW)
            continue
        everything = [earns(Fraction(each, 4), scoring, due) for each in range(4 * low, 4 * (low + more) + 1)]
        assert attainable(asked, result)[0] == (min(everything), max(everything)), (low, more)


def test_each_value_of_a_column_has_both_sides() -> None:
    both = TargetFrom.model_validate({"at_least": "50%", "at_most": "80%"})
    asked = spec_of(WELL, "ward").model_copy(update={"target": (both,)})
    wards = {"A": (True, True, False), "B": (True, True), "C": (True, False, False)}
    rows = [
        row(10 * place + n, ward, well)
        for place, (ward, all_) in enumerate(wards.items())
        for n, well in enumerate(all_)
    ]
    result = judged(asked, rows)
    said = {each.label.en: each.result.status for each in result.strata}
    assert said == {"A": Status.MET, "B": Status.MISSED, "C": Status.MISSED}
    assert result.status is Status.MISSED
    told = result.reason.en if result.reason else ""
    assert "B 100% (2/2), missed, rows 5, 6" in told  # too many: those of the numerator
    assert "C 33.33% (1/3), missed, rows 8, 9" in told


@pytest.mark.parametrize(
    ("good", "severity"), [(84, Severity.AMBER), (82, Severity.RED), (94, Severity.AMBER), (96, Severity.RED)]
)
def test_what_is_near_is_near_on_both_sides(good: int, severity: Severity) -> None:
    asked = indicator({"at_least": "85%", "at_most": "92%"}, "proportion", near="2%")
    result = judge(asked, share(good, 100 - good, settled=0, grows=True), YEAR, HALF)
    assert result.status is Status.BEHIND
    (flag,) = status_flags(asked, result)
    assert flag.severity is severity
