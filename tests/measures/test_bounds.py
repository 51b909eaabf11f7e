"""Bounds and needs against brute force: every way in which undecided units turn out, every number of further rows."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.measures.toolkit.bounds import certainly, satisfies, share_bounds
from checker.measures.toolkit.shares import further_good, to_correct
from checker.model import Counts, Target

CAN_BE = {
    "passed": "p",
    "failed": "f",
    "excluded": "o",
    "pass_or_fail": "pf",
    "out_or_pass": "op",
    "out_or_fail": "of",
    "anything": "opf",
}

counts_of_few = st.builds(
    Counts, **{field.name: st.integers(0, 3 if field.name in ("passed", "failed") else 2) for field in fields(Counts)}
)
targets = st.builds(
    Target, st.sampled_from(["at_least", "at_most", "above", "below", "equals"]), st.fractions(0, 1, max_denominator=20)
)


def completions(counts: Counts) -> set[Fraction | None]:
    """The value of every way in which the undecided units can turn out; None where nothing is left to measure."""
    units = [CAN_BE[field.name] for field in fields(Counts) for _ in range(getattr(counts, field.name))]
    values: set[Fraction | None] = set()
    for outcome in product(*units):
        passed, failed = outcome.count("p"), outcome.count("f")
        values.add(Fraction(passed, passed + failed) if passed + failed else None)
    return values


@given(counts_of_few)
def test_bounds_are_the_least_and_the_most_that_can_come_out(counts: Counts) -> None:
    values = completions(counts)
    bounds = share_bounds(counts)
    assert bounds.empty == (values == {None})
    if not bounds.empty:
        numbers = [value for value in values if value is not None]
        assert (bounds.lower, bounds.upper) == (min(numbers), max(numbers))
        assert bounds.doubtful == (None in values)
    if bounds.value is not None:
        assert bounds.lower <= bounds.value <= bounds.upper
        assert bounds.value == Fraction(counts.passed, counts.passed + counts.failed)


@given(counts_of_few, targets)
def test_certain_means_every_completion_agrees(counts: Counts, target: Target) -> None:
    numbers = [value for value in completions(counts) if value is not None]
    bounds = share_bounds(counts)
    if not numbers:
        return
    answer = certainly(bounds, target)
    outcomes = {satisfies(value, target) for value in numbers}
    if answer is not None:
        assert outcomes == {answer}
    elif target.op != "equals":
        # Between the bounds of an equality there may be a gap that only counting shows.
        assert outcomes == {True, False}


@given(
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from(["at_least", "above"]),
    st.fractions(0, 1, max_denominator=30),
)
def test_further_good_rows_are_the_fewest_that_do(passed: int, failed: int, op: str, wanted: Fraction) -> None:
    target = Target(op, wanted)
    total = passed + failed
    tried = next((n for n in range(2000) if total + n and satisfies(Fraction(passed + n, total + n), target)), None)
    assert further_good(passed, total, target) == tried


@given(
    st.integers(0, 40),
    st.integers(1, 40),
    st.sampled_from(["at_least", "above"]),
    st.fractions(0, 1, max_denominator=30),
)
def test_corrections_are_the_fewest_that_do(passed: int, failed: int, op: str, wanted: Fraction) -> None:
    target = Target(op, wanted)
    total = passed + failed
    tried = next((m for m in range(failed + 1) if satisfies(Fraction(passed + m, total), target)), None)
    assert to_correct(passed, total, target) == tried


@pytest.mark.parametrize(
    ("numerator", "denominator", "reaches"),
    [(18, 19, False), (19, 20, True), (9496, 10000, False), (949999, 1000000, False), (95, 100, True), (96, 101, True)],
)
def test_ninety_five_percent_is_exact(numerator: int, denominator: int, reaches: bool) -> None:
    assert satisfies(Fraction(numerator, denominator), Target("at_least", Fraction(95, 100))) is reaches
