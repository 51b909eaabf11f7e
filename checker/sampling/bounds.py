"""The most deviations that a sample is still compatible with; exact, in whole numbers."""

from collections.abc import Callable
from fractions import Fraction

from checker.sampling.tails import rare_by_draw, rare_by_rate

#: Bounds on a rate are given to a millionth, rounded up.
STEPS = 10**6


def upper_rate(risk: Fraction, found: int, size: int) -> Fraction:
    """The upper bound on the rate of a population without limit (Clopper-Pearson, one-sided), to a millionth."""
    if found >= size:
        return Fraction(1)
    low, high = 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if rare_by_rate(risk, found, size, Fraction(middle, STEPS)) else (middle, high)
    return Fraction(high, STEPS)


def upper_rows(risk: Fraction, found: int, size: int, population: int) -> int:
    """The upper bound on the rows that deviate in the population from which the sample was drawn."""
    return most_rows(found, population - size + found, lambda rows: rare_by_draw(risk, found, size, rows, population))


def most_rows(least: int, most: int, is_rare: Callable[[int], bool]) -> int:
    """The greatest number from `least` to `most` for which the sample is no rare accident.

    `is_rare` is false up to that number and true above it. It is asked about small numbers first: they are quicker.
    """
    step = 1
    while least + step <= most and not is_rare(least + step):
        least, step = least + step, step * 2
    low, high = least, min(least + step, most + 1)  # `low` is no accident, `high` is one, or impossible
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_rare(middle) else (middle, high)
    return low
