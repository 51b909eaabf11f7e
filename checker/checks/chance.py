"""Exact probabilities of counts: whole numbers and fractions only, so that every machine gives the same answer."""

from collections.abc import Sequence
from fractions import Fraction

#: Rarer than this is no chance.
RARE = Fraction(1, 1000)
#: Of the signals of a run that count, at most so many may be due to chance.
FALSE_RATE = Fraction(1, 20)
#: Larger counts are scaled down to this sum, which takes less time and only makes a probability larger.
_MOST = 10_000


def at_most(count: int, trials: int, rate: Fraction) -> Fraction:
    """The probability of at most `count` successes in so many independent trials."""
    if count < 0:
        return Fraction(0)
    if count >= trials or rate == 0:
        return Fraction(1)
    if rate == 1:
        return Fraction(0)
    hit, miss = rate.numerator, rate.denominator - rate.numerator
    term = total = miss**trials
    for number in range(count):
        term = term * (trials - number) * hit // ((number + 1) * miss)
        total += term
    return Fraction(total, rate.denominator**trials)


def at_least(count: int, trials: int, rate: Fraction) -> Fraction:
    """The probability of at least `count` successes in so many independent trials."""
    return at_most(trials - count, trials, 1 - rate)


def two_sided(count: int, trials: int, rate: Fraction) -> Fraction:
    """Twice the probability of so extreme a count, towards the side on which it lies; at most 1."""
    if trials > _MOST:
        count, trials = round(Fraction(count * _MOST, trials)), _MOST
    return min(Fraction(1), 2 * min(at_most(count, trials, rate), at_least(count, trials, rate)))


def largest_that_counts(p_values: Sequence[Fraction], rate: Fraction = FALSE_RATE) -> Fraction:
    """The largest of many p-values that counts when at most `rate` of those that count may be due to chance.

    This is the procedure of Benjamini and Hochberg; 0 if none counts.
    """
    ordered = sorted(p_values)
    passing = (p for rank, p in enumerate(ordered, 1) if p * len(ordered) <= rank * rate)
    return max(passing, default=Fraction(0))
