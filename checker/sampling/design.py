"""How the rows of a sample are spread over the departments, and what it then proves.

Each department is drawn from by itself, in proportion to its rows and rounded up. So the rows are no plain sample of
the whole population, and the hypergeometric probability, which is exact for one department, is a little too small. But
the number of deviations found is a sum of independent trials, one per deviating row, each of which succeeds with at
least the least share that is drawn from any department. By Hoeffding (1956), the binomial probability with that share
is never too small, however the deviating rows are spread over the departments.
"""

from collections.abc import Mapping
from fractions import Fraction

from checker.frozen import dataclass
from checker.sampling.bounds import most_rows
from checker.sampling.sizes import LARGEST
from checker.sampling.tails import least_whole, rare_by_draw, rare_by_rate


@dataclass(frozen=True)
class Stratum:
    """A department's part: how many rows passed, and how many of them are in the sample."""

    department: str
    population: int
    size: int


@dataclass(frozen=True)
class Design:
    """What a sample is for: the risk of a wrong "not exceeded", the tolerable rate, and the departments."""

    risk: Fraction
    tolerable: Fraction
    strata: tuple[Stratum, ...]

    @property
    def population(self) -> int:
        """How many rows passed."""
        return sum(each.population for each in self.strata)

    @property
    def size(self) -> int:
        """How many rows are in the sample."""
        return sum(each.size for each in self.strata)

    @property
    def tolerable_rows(self) -> int:
        """The least number of rows at which the tolerable rate is reached."""
        return least_whole(self.tolerable, self.population)

    def is_rare(self, found: int, deviating: int) -> bool:
        """Whether so few deviations in the sample are a rare accident if so many rows of the population deviate."""
        if len(self.strata) == 1:
            return rare_by_draw(self.risk, found, self.size, deviating, self.population)
        share = min(Fraction(each.size, each.population) for each in self.strata)
        if found and found + 1 > share * deviating:  # Hoeffding's condition; never rare in earnest
            return False
        return rare_by_rate(self.risk, found, deviating, share)

    def shows_enough(self, found: int) -> bool:
        """Whether so few deviations show that the tolerable rate isn't reached."""
        return self.is_rare(found, self.tolerable_rows)

    def upper_rows(self, found: int) -> int:
        """The upper bound on the rows of the population that deviate."""
        most = self.population - self.size + found
        return most_rows(found, most, lambda rows: self.is_rare(found, rows))


def spread(size: int, populations: Mapping[str, int]) -> tuple[Stratum, ...]:
    """Spreads a sample over the departments in proportion to their rows, rounded up: at least one row each."""
    total = sum(populations.values())
    return tuple(Stratum(name, population, -(-size * population // total)) for name, population in populations.items())


def plan(
    risk: Fraction, tolerable: Fraction, allowed: int, size: int, populations: Mapping[str, int], *, least: int = 0
) -> Design | None:
    """Plans a sample that shows enough if at most `allowed` rows of it deviate, or is the whole population.

    Args:
        risk: 1 minus the confidence.
        tolerable: the rate of deviations that must not be reached.
        allowed: how many deviations the sample allows.
        size: the least number of rows before they are rounded up for each department.
        populations: how many rows of each department passed; none is 0.
        least: the least number of rows in total.

    Returns:
        The design; None if it is larger than `LARGEST`.
    """
    total = sum(populations.values())
    while min(size, total) <= LARGEST:
        design = Design(risk, tolerable, spread(min(size, total), populations))
        if size >= total or (design.size >= least and design.shows_enough(allowed)):
            return design
        size += max(1, size // 500)  # a large sample may be a little larger than it has to be
    return None
