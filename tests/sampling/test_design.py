"""What a sample proves that is spread over departments, however the deviating rows are spread over them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.stats import hypergeom

from checker.sampling.design import Design, Stratum, plan, spread
from checker.sampling.sizes import size_for_draw

RISK, TOLERABLE = Fraction(5, 100), Fraction(5, 100)
#: How many rows of each department passed.
POPULATIONS = [(40,), (20, 20), (30, 10), (30, 5, 1), (15, 10, 8), (12, 12, 12, 2)]


def worst_tail(strata: tuple[Stratum, ...], found: int, deviating: int) -> float:
    """The greatest probability of so few deviations over every way to spread the deviating rows."""
    worst = 0.0
    for parts in product(*(range(min(each.population, deviating) + 1) for each in strata)):
        if sum(parts) == deviating:
            sums = np.ones(1)
            for each, part in zip(strata, parts, strict=True):
                counts = np.arange(each.size + 1)
                sums = np.convolve(sums, hypergeom.pmf(counts, each.population, part, each.size))
            worst = max(worst, float(sums[: found + 1].sum()))
    return worst


@pytest.mark.parametrize("populations", POPULATIONS, ids=str)
@pytest.mark.parametrize("found", [0, 1, 2])
@pytest.mark.parametrize("size", [8, 15, 24])
def test_a_conclusion_holds_however_the_deviating_rows_are_spread(
    populations: tuple[int, ...], found: int, size: int
) -> None:
    design = Design(RISK, TOLERABLE, spread(size, dict(zip("abcd", populations, strict=False))))
    bound = design.upper_rows(found)
    assert bound >= found
    for deviating in range(bound + 1, min(bound + 4, design.population) + 1):
        assert worst_tail(design.strata, found, deviating) <= 0.05 + 1e-12
    if len(populations) == 1 and bound < design.population - design.size + found:
        assert worst_tail(design.strata, found, bound) > 0.05


def test_departments_drawn_by_themselves_need_a_few_more_rows() -> None:
    one = plan(RISK, TOLERABLE, 0, 45, {"a": 100})
    assert one is not None
    assert (one.size, one.upper_rows(0)) == (45, 4)
    five = plan(RISK, TOLERABLE, 0, 45, dict.fromkeys("abcde", 20))
    assert five is not None
    assert [each.size for each in five.strata] == [10] * 5
    # 9 of each 20, as a plain sample of 45 would have it, prove too little if one row of each department deviates.
    assert worst_tail(spread(45, dict.fromkeys("abcde", 20)), 0, 5) > 0.05 >= worst_tail(five.strata, 0, 5)


def test_the_share_of_every_department_is_rounded_up() -> None:
    strata = spread(60, {"a": 900, "b": 99, "c": 1})
    assert [each.size for each in strata] == [54, 6, 1]
    assert all(Fraction(each.size, each.population) >= Fraction(60, 1000) for each in strata)


@pytest.mark.parametrize("population", [5, 60, 300, 2000])
@pytest.mark.parametrize("expected", ["0", "0.01", "0.02"])
def test_a_plan_shows_enough_if_no_more_deviations_are_found(population: int, expected: str) -> None:
    rate = Fraction(expected)
    size = size_for_draw(RISK, TOLERABLE, rate, population)
    assert size is not None
    allowed = -(-size * rate.numerator // rate.denominator)
    populations = {"a": population // 2, "b": population - population // 2 - 1, "c": 1}
    design = plan(RISK, TOLERABLE, allowed, size, populations)
    assert design is not None
    assert design.size >= min(size, population)
    assert design.shows_enough(allowed) or design.size == population
    assert all(1 <= each.size <= each.population for each in design.strata)


@pytest.mark.parametrize("found", [0, 1, 2, 5])
def test_enough_is_shown_just_below_the_tolerable_rate(found: int) -> None:
    for size in range(10, 200, 7):
        design = Design(RISK, TOLERABLE, spread(size, {"a": 300, "b": 100}))
        assert design.shows_enough(found) == (design.upper_rows(found) < 20)


def test_a_larger_sample_contains_the_smaller_one() -> None:
    populations = {"a": 37, "b": 11, "c": 1}
    for size in range(1, 49):
        smaller, larger = spread(size, populations), spread(size + 1, populations)
        assert all(one.size <= other.size for one, other in zip(smaller, larger, strict=True))


def test_sixty_departments_with_a_million_rows() -> None:
    populations = {str(number): 16_000 + 20 * number for number in range(60)}
    design = plan(RISK, TOLERABLE, 1, 93, populations)
    assert design is not None
    assert design.size == 120
    assert design.upper_rows(1) < design.tolerable_rows
