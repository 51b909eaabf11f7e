"""Which rows of a result passed: those that count for its target."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.engine.passed import rows_passed
from checker.model import Aim, Between, Counts, Measured, Operator, Result, Rows, Status, Target

GOOD, BAD, NONE = Rows("t", (1, 2)), Rows("t", (3,)), Rows("")


@pytest.mark.parametrize(
    ("shape", "op", "value", "passed"),
    [
        ("share", "at_least", "9/10", GOOD),
        ("share", "above", "0", GOOD),
        ("share", "at_most", "1/10", BAD),  # the numerator counts against it; these are the others
        ("share", "below", "1/10", BAD),
        ("share", "equals", "1", GOOD),
        ("share", "equals", "0", BAD),
        ("amount", "at_least", "4", GOOD),
        ("amount", "equals", "4", GOOD),
        ("amount", "equals", "0", NONE),
        ("amount", "at_most", "4", NONE),
        ("change", "at_least", "0", GOOD),
        ("change", "below", "0", NONE),
    ],
)
def test_the_rows_that_count_for_the_target(shape, op: Operator, value: str, passed: Rows) -> None:
    assert rows_passed(of(shape, Target(op, Fraction(value)))) == passed


@pytest.mark.parametrize(
    ("shape", "low", "high", "passed"),
    [
        ("share", "85/100", "92/100", GOOD),
        ("share", "5/100", "15/100", BAD),  # most are outside the numerator
        ("amount", "50", "60", GOOD),
        ("amount", "-60", "-50", NONE),
    ],
)
def test_the_rows_between_two_sides(shape, low: str, high: str, passed: Rows) -> None:
    target = Between(Target("at_least", Fraction(low)), Target("below", Fraction(high)))
    assert rows_passed(of(shape, target)) == passed


def of(shape, target: Aim) -> Result:
    measured = Measured(shape, Counts(2, 1), numerator_rows=GOOD, failure_rows=BAD)
    nothing: dict[str, None] = dict.fromkeys(("value", "lower", "upper", "numerator", "denominator"))
    return Result(
        indicator="i",
        clause="1",
        status=Status.MET,
        final=True,
        reachable=True,
        excluded=0,
        unknown=0,
        target=target,
        unit="%",
        needed=None,
        attainment=None,
        weight=Fraction(1),
        measured=measured,
        **nothing,
    )
