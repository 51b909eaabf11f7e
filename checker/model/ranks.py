"""What a report says of departments beside each other: their ranks, and whether chance explains how they differ."""

from checker.frozen import dataclass
from checker.text.bilingual import Text

#: With fewer units behind its results, a department has no rank.
FEWEST_UNITS = 10


@dataclass(frozen=True)
class Rank:
    """The rank of a department by its score.

    Attributes:
        place: the rank, shared by equal scores.
        tied: how many other departments share it.
        of: how many departments are ranked together.
        best, worst: the ranks that are possible if chance is allowed for.
        units: how many rows or members its rates are of.
    """

    place: int
    best: int
    worst: int
    units: int
    tied: int = 0
    of: int = 0


@dataclass(frozen=True)
class FunnelPoint:
    """A department in a funnel.

    Attributes:
        code, name: the department.
        passed, judged: its numerator and denominator.
        least, most: the numerators that chance explains if its rate is the district's.
    """

    code: str
    name: Text
    passed: int
    judged: int
    least: int
    most: int

    @property
    def side(self) -> int:
        """1 if it is above what chance explains, -1 if it is below, else 0."""
        return (self.passed > self.most) - (self.passed < self.least)


@dataclass(frozen=True)
class Funnel:
    """The rates of all departments round that of the district, by one indicator; it describes and judges nothing.

    Attributes:
        indicator: its id.
        passed, judged: the numerator and denominator of all departments together.
        points: the departments, by denominator.
        higher_is_better: whether a high rate is good; None if the target is a certain value.
    """

    indicator: str
    passed: int
    judged: int
    points: tuple[FunnelPoint, ...]
    higher_is_better: bool | None
