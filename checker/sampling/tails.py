"""Asks whether so few deviations would be a rare accident; exact, in whole numbers.

A row deviates if its document is missing or says something else.
"""

from fractions import Fraction
from math import comb, gcd


def rare_by_rate(risk: Fraction, found: int, size: int, rate: Fraction) -> bool:
    """Whether at most `found` deviations in `size` rows have a probability of at most `risk`.

    Every row deviates with the probability `rate`, independently of the others (binomial).
    """
    if found >= size:
        return False
    bad, good = rate.numerator, rate.denominator - rate.numerator
    if good == 0:
        return True
    term: int = good**size
    total, ways = term, int(rate.denominator**size)
    for count in range(found):
        term = term * (size - count) * bad // ((count + 1) * good)
        total += term
    return total * risk.denominator <= risk.numerator * ways


def rare_by_draw(risk: Fraction, found: int, size: int, deviating: int, population: int) -> bool:
    """Whether at most `found` deviations in a sample have a probability of at most `risk`.

    The sample of `size` rows is drawn without replacement from a population of which `deviating` rows deviate
    (hypergeometric).
    """
    size, deviating = sorted((size, deviating))  # the probabilities are the same, and the numbers shorter
    if found >= size:
        return False
    fine = population - deviating
    total, ways = 0, comb(population, size)
    least = max(0, size - fine)
    term = comb(deviating, least) * comb(fine, size - least)
    for count in range(least, found + 1):
        total += term
        term = term * (deviating - count) * (size - count) // ((count + 1) * (fine - size + count + 1))
    return total * risk.denominator <= risk.numerator * ways


def least_whole(rate: Fraction, population: int) -> int:
    """The least number of rows that is at least this share of a population: 6% of 100 is 6, and of 101 it is 7."""
    shared = gcd(rate.denominator, population)
    return -(-rate.numerator * (population // shared) // (rate.denominator // shared))
