"""What the filled-in sample means for all rows that passed."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.sampling.bounds import upper_rate, upper_rows
from checker.sampling.design import Design, plan
from checker.sampling.form import read_answer
from checker.sampling.reading import Returned
from checker.sampling.refusing import Line
from checker.sampling.sample import Part, design_of

#: The tolerable rate isn't reached; that isn't shown yet, but a larger sample may show it; it may be reached.
Conclusion = Literal["not_reached", "extend", "check_all"]


@dataclass(frozen=True)
class PartOutcome:
    """What was found in a department.

    Attributes:
        part: the department.
        found: how many rows deviate.
        unseen: how many of them because there is no document.
        upper_rows: the upper bound on the rows of the department that deviate, from its own rows only.
    """

    part: Part
    found: int
    unseen: int
    upper_rows: int


@dataclass(frozen=True)
class Outcome:
    """What was found.

    Attributes:
        returned: the sample.
        design: what it was planned for.
        parts: by department.
        deviating: the rows that deviate.
        unseen: how many of them because there is no document.
        upper_rows: the upper bound on the rows that deviate among all that passed.
        process_rate: the upper bound on the rate if the population has no limit.
        conclusion: what follows.
        extend_to: the size of the larger sample that may show more, if there is one.
    """

    returned: Returned
    design: Design
    parts: tuple[PartOutcome, ...]
    deviating: tuple[Line, ...]
    unseen: int
    upper_rows: int
    process_rate: Fraction
    conclusion: Conclusion
    extend_to: int | None

    @property
    def upper_rate(self) -> Fraction:
        """The upper bound on the share of the rows that deviate."""
        return Fraction(self.upper_rows, self.design.population)


def evaluate(returned: Returned) -> Outcome:
    """Counts the deviations, bounds them, and concludes."""
    design = design_of(returned.terms, returned.parts)
    deviating = tuple(filter(deviates, returned.lines))
    found = len(deviating)
    conclusion, extend_to = conclude(design, found)
    return Outcome(
        returned,
        design,
        tuple(_judge_part(design.risk, each, deviating) for each in returned.parts),
        deviating,
        sum(map(is_unseen, deviating)),
        design.upper_rows(found),
        upper_rate(design.risk, found, design.size),
        conclusion,
        extend_to,
    )


def is_unseen(line: Line) -> bool:
    """Whether there is no document behind a row."""
    return not read_answer(line.answers["seen"])


def deviates(line: Line) -> bool:
    """Whether a row deviates: there is no document, or it says something else."""
    return is_unseen(line) or not read_answer(line.answers["agrees"])


def _judge_part(risk: Fraction, part: Part, deviating: Sequence[Line]) -> PartOutcome:
    own = [line for line in deviating if line.department == part.code]
    most = upper_rows(risk, len(own), part.size, part.population)
    return PartOutcome(part, len(own), sum(map(is_unseen, own)), most)


def conclude(design: Design, found: int) -> tuple[Conclusion, int | None]:
    """Concludes from the number of deviations; also gives the size of the larger sample that may show more, if any."""
    if design.shows_enough(found):
        return "not_reached", None
    if Fraction(found, design.size) < design.tolerable and found < design.tolerable_rows:
        populations = {each.department: each.population for each in design.strata}
        size = max(1, design.size - len(populations))  # what rounding up can have added is left out
        larger = plan(design.risk, design.tolerable, found, size, populations, least=design.size + 1)
        if larger is not None and larger.size < design.population:
            return "extend", larger.size
    return "check_all", None
