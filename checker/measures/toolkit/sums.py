"""Adds numbers exactly."""

from collections.abc import Iterable
from fractions import Fraction


def add_exactly(numbers: Iterable[Fraction]) -> Fraction:
    """Sums numbers, whole ones (which most are) as integers because adding fractions is slow."""
    whole, parts = 0, Fraction(0)
    for number in numbers:
        above, below = number.as_integer_ratio()
        if below == 1:
            whole += above
        else:
            parts += number
    return parts + whole if parts else Fraction(whole) if whole else Fraction(0)
