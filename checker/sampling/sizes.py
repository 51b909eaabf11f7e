"""How many rows a sample needs; exact, in whole numbers.

A sample is large enough if it would be a rare accident (at most `risk`) to find no more deviations than expected
although the tolerable rate is reached. The expected deviations are the expected rate of the sample, rounded up.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb, perm

from checker.sampling.tails import least_whole

#: Nobody checks more rows by hand; a plan that needs more is refused.
LARGEST = 10_000


@dataclass
class _Walk:
    """The probability of at most `found` deviations in `size` rows, as `total / whole`, one row after the other.

    `last` is the part of `total` for exactly `found` deviations.
    """

    size: int = 0
    found: int = 0
    total: int = 1
    last: int = 1
    whole: int = 1

    def is_rare(self, risk: Fraction) -> bool:
        return self.total * risk.denominator <= risk.numerator * self.whole

    def add_row(self, bad: int, good: int) -> None:
        """Draws one more row: of `bad + good` equal chances, `bad` make it deviate if `found` rows before it do."""
        self.total = self.total * (bad + good) - self.last * bad
        self.last = self.last * (self.size + 1) * good // (self.size + 1 - self.found)
        self.whole *= bad + good
        self.size += 1

    def allow_one_more(self, last: int) -> None:
        """Allows one more deviation; `last` is the part of exactly that many."""
        self.found += 1
        self.last = last
        self.total += last


def size_for_rate(risk: Fraction, tolerable: Fraction, expected: Fraction = Fraction(0)) -> int | None:
    """The least sample from a population without limit (binomial); None if it is larger than `LARGEST`."""
    bad, good, walk = tolerable.numerator, tolerable.denominator - tolerable.numerator, _Walk()
    while walk.size <= LARGEST:
        if not walk.is_rare(risk):
            walk.add_row(bad, good)
        elif walk.size * expected <= walk.found:
            return walk.size
        else:
            more = walk.found + 1
            walk.allow_one_more(comb(walk.size, more) * bad**more * good ** (walk.size - more))
    return None


def size_for_draw(risk: Fraction, tolerable: Fraction, expected: Fraction, population: int) -> int | None:
    """The least sample from a population of so many rows (hypergeometric); None if it is larger than `LARGEST`.

    If no sample suffices, all rows have to be checked.
    """
    deviating = least_whole(tolerable, population)
    fine, walk = population - deviating, _Walk()
    while walk.size <= min(LARGEST, population):
        if walk.is_rare(risk) and walk.size * expected <= walk.found:
            return walk.size
        if walk.is_rare(risk):
            more = walk.found + 1
            walk.allow_one_more(comb(walk.size, more) * perm(deviating, more) * perm(fine, walk.size - more))
        elif walk.size == population:
            return population
        else:
            walk.add_row(deviating - walk.found, fine - walk.size + walk.found)
    return None
