"""Sizes and bounds equal published tables and scipy, and are the least and the sharpest there are."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binom, hypergeom

from checker.sampling.bounds import upper_rate, upper_rows
from checker.sampling.sizes import LARGEST, size_for_draw, size_for_rate
from checker.sampling.tails import least_whole, rare_by_draw, rare_by_rate
from tests.sampling.aicpa import cells

RISK = Fraction(5, 100)
NONE = Fraction(0)
#: Doubles are not trusted closer to the risk than this.
CLOSE = 1e-9


def percent(text: str) -> Fraction:
    return Fraction(text) / 100


@pytest.mark.parametrize(("expected", "tolerable", "size"), [("0", "5", 59), ("1", "5", 93), ("1", "4", 156)])
def test_sizes_without_a_population(expected: str, tolerable: str, size: int) -> None:
    assert size_for_rate(RISK, percent(tolerable), percent(expected)) == size


@pytest.mark.parametrize(("expected", "tolerable", "size", "deviations"), cells())
def test_every_cell_of_the_published_table(expected: str, tolerable: str, size: int, deviations: int) -> None:
    assert size_for_rate(RISK, percent(tolerable), percent(expected)) == size
    assert ceil(size * percent(expected)) == deviations


def test_ten_percent_risk_without_expected_deviations() -> None:
    sizes = [size_for_rate(Fraction(1, 10), percent(str(rate))) for rate in (2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20)]
    assert sizes == [114, 76, 57, 45, 38, 32, 28, 25, 22, 15, 11]


@pytest.mark.parametrize(
    ("tolerable", "population", "size"),
    [
        ("5", 100, 45),
        ("5", 500, 56),
        ("5", 1000, 57),
        ("1", 100, 95),
        ("1", 1000, 258),
        ("6", 100, 39),  # 34 and 47 result where 6% of N is computed with binary floats
        ("6", 1000, 48),
    ],
)
def test_sizes_for_a_population(tolerable: str, population: int, size: int) -> None:
    assert size_for_draw(RISK, percent(tolerable), NONE, population) == size


@pytest.mark.parametrize(("found", "rate"), [(0, "4.87"), (1, "7.66"), (2, "10.12")])
def test_the_upper_bound_on_a_rate(found: int, rate: str) -> None:
    bound = upper_rate(RISK, found, 60)
    assert f"{float(bound * 100):.2f}" == rate
    exact = beta.ppf(0.95, found + 1, 60 - found)
    assert exact <= bound < exact + 1e-6 + CLOSE


@pytest.mark.parametrize(("population", "size", "found", "rows"), [(100, 45, 0, 4), (200, 60, 1, 13)])
def test_the_upper_bound_in_rows(population: int, size: int, found: int, rows: int) -> None:
    assert upper_rows(RISK, found, size, population) == rows
    assert hypergeom.cdf(found, population, rows, size) > 0.05 >= hypergeom.cdf(found, population, rows + 1, size)


@pytest.mark.parametrize(
    ("rate", "population", "least"),
    [("6", 100, 6), ("6", 101, 7), ("7", 100, 7), ("29", 100, 29), ("0.1", 3000, 3), ("0.1", 3001, 4), ("5", 1, 1)],
)
def test_a_share_of_a_population_is_compared_exactly(rate: str, population: int, least: int) -> None:
    assert least_whole(percent(rate), population) == least


RISKS = st.sampled_from([Fraction(1, 100), RISK, Fraction(1, 10), Fraction(1, 5)])
RATES = st.integers(5, 300).map(lambda tenths: Fraction(tenths, 1000))


@given(RISKS, RATES, st.integers(0, 80))
@settings(max_examples=150, deadline=None)
def test_the_size_for_a_rate_is_the_least(risk: Fraction, tolerable: Fraction, share: int) -> None:
    expected = tolerable * share / 200
    size = size_for_rate(risk, tolerable, expected)
    assert size is not None
    for tried in range(1, size + 1):
        tail = binom.cdf(ceil(tried * expected), tried, float(tolerable))
        if abs(tail - risk) > CLOSE:
            assert (tail <= risk) == (tried == size)


@given(RISKS, RATES, st.integers(0, 80), st.integers(1, 1500))
@settings(max_examples=150, deadline=None)
def test_the_size_for_a_population_is_the_least(
    risk: Fraction, tolerable: Fraction, share: int, population: int
) -> None:
    expected = tolerable * share / 200
    size = size_for_draw(risk, tolerable, expected, population)
    assert size is not None
    deviating = ceil(tolerable * population)
    for tried in range(1, size + 1):
        tail = hypergeom.cdf(ceil(tried * expected), population, deviating, tried)
        if abs(tail - risk) > CLOSE:
            assert (tail <= risk) == (tried == size) or tried == population


@given(RISKS, st.integers(1, 400), st.data())
@settings(max_examples=150, deadline=None)
def test_a_rare_accident_is_one_by_scipy_too(risk: Fraction, population: int, data: st.DataObject) -> None:
    size, deviating = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    found = data.draw(st.integers(0, size))
    tail = hypergeom.cdf(found, population, deviating, size)
    if abs(tail - risk) > CLOSE:
        assert rare_by_draw(risk, found, size, deviating, population) == (tail <= risk)
    rate = Fraction(deviating, population)
    tail = binom.cdf(found, size, float(rate))
    if abs(tail - risk) > CLOSE:
        assert rare_by_rate(risk, found, size, rate) == (tail <= risk)


@given(RISKS, st.integers(1, 300), st.data())
@settings(max_examples=100, deadline=None)
def test_bounds_grow_with_the_deviations_and_the_confidence(
    risk: Fraction, population: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, population))
    found = data.draw(st.integers(0, size - 1))
    rows = upper_rows(risk, found, size, population)
    assert found <= rows <= population - size + found
    assert upper_rows(risk, found + 1, size, population) > rows or rows == population - size + found
    assert upper_rows(risk / 2, found, size, population) >= rows
    assert upper_rate(risk, found + 1, size) > upper_rate(risk, found, size)
    assert upper_rate(risk / 2, found, size) >= upper_rate(risk, found, size) > Fraction(found, size)


def test_all_rows_checked_leave_no_doubt() -> None:
    assert [upper_rows(RISK, found, 80, 80) for found in (0, 3, 80)] == [0, 3, 80]
    assert upper_rate(RISK, 7, 7) == 1


def test_a_large_population_is_quick_and_a_hopeless_plan_refused() -> None:
    assert size_for_draw(RISK, percent("5"), NONE, 1_000_000) == 59
    assert size_for_draw(RISK, percent("1"), NONE, 1_000_000) == 299
    assert size_for_draw(RISK, percent("5"), percent("4.99"), 1_000_000) is None
    size = size_for_draw(RISK, percent("2"), percent("1.5"), 1_000_000)
    assert size is not None
    assert size <= LARGEST
    assert hypergeom.cdf(ceil(size * 0.015), 1_000_000, 20_000, size) <= 0.05


def test_a_population_in_which_one_row_is_too_many_is_checked_whole() -> None:
    assert size_for_draw(RISK, percent("5"), percent("1"), 10) == 10
