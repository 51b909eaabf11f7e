"""Exact probabilities, against published values and against sums that are written out."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.chance import at_least, at_most, largest_that_counts, two_sided

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("before", "now", "p"), [(10, 3, "0.0923"), (30, 12, "0.0079"), (60, 30, "0.0021"), (200, 140, "0.0013")]
)
def test_falls_have_the_published_probabilities(before: int, now: int, p: str) -> None:
    assert f"{float(two_sided(now, before + now, HALF)):.4f}" == p


def test_twenty_of_twenty_say_nothing_where_the_rate_is_95_percent() -> None:
    assert f"{float(at_least(20, 20, Fraction(95, 100))):.2f}" == "0.36"


@given(st.integers(0, 30), st.integers(0, 30), st.fractions(0, 1, max_denominator=50))
def test_tails_are_the_sums_of_their_terms(count: int, trials: int, rate: Fraction) -> None:
    terms = [comb(trials, hits) * rate**hits * (1 - rate) ** (trials - hits) for hits in range(trials + 1)]
    assert at_most(count, trials, rate) == sum(terms[: count + 1])
    assert at_least(count, trials, rate) == sum(terms[count:])


def test_large_counts_are_scaled_down_and_never_look_rarer() -> None:
    exact = 2 * at_most(5900, 12_000, HALF)
    scaled = two_sided(5900, 12_000, HALF)
    assert exact < scaled < 2 * exact


@given(st.lists(st.fractions(0, 1, max_denominator=400), max_size=12))
def test_what_counts_is_what_the_procedure_of_benjamini_and_hochberg_leaves(p_values: list[Fraction]) -> None:
    ordered, size = sorted(p_values), len(p_values)
    ranks = [rank for rank in range(1, size + 1) if ordered[rank - 1] <= Fraction(rank, size) * Fraction(5, 100)]
    assert largest_that_counts(p_values) == (ordered[max(ranks) - 1] if ranks else 0)
