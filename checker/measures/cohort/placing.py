"""Places single members of a cohort: now, and against the pace."""

from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.cohort.settings import CohortSettings
from checker.measures.cohort.sums import Sum
from checker.measures.toolkit.answers import Answer, place_unit
from checker.model import Member, Placing
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Goals:
    """The goals of one member, each between a lowest and a highest value.

    Attributes:
        whole: for the whole window.
        paced: by now.
        left: for the whole window, if the member has left by now.
    """

    whole: tuple[Fraction, Fraction]
    paced: tuple[Fraction, Fraction]
    left: tuple[Fraction, Fraction]


class Places:
    """Where members are placed now and against the pace; thousands have the same sum, goal and answers.

    If members are in progress until a day of their own, the pace asks nothing of them before that day. Otherwise a
    member whose time is over must have reached the whole goal, and any other the part that is due by now.
    """

    def __init__(self, spec: CohortSettings) -> None:
        self._in_progress = spec.due is not None
        self._found: dict[tuple[object, ...], tuple[Placing, Placing]] = {}
        self._kept: list[Goals] = []

    def of(self, answers: tuple[Answer, Answer, Answer], total: Sum, goals: Goals) -> tuple[Placing, Placing]:
        """Gives both places, from the answers whether a member belongs, is left out, and whether its time is over."""
        low, high = total.low.as_integer_ratio(), total.high and total.high.as_integer_ratio()
        asked = (id(goals), *map(id, answers), low, high)
        if asked not in self._found:
            self._found[asked] = self._place(*answers, total, goals)
            self._kept.append(goals)  # so that no other goals can have its id
        return self._found[asked]

    def _place(self, inside: Answer, out: Answer, over: Answer, total: Sum, goals: Goals) -> tuple[Placing, Placing]:
        place = place_unit(inside, out, total.reaches(goals.whole), over if self._in_progress else None)
        if self._in_progress or over is Answer.YES:
            return place, place
        by_now = total.reaches(goals.paced)
        reached = by_now if over is Answer.NO else _either(by_now, total.reaches(goals.left))
        return place, place_unit(inside, out, reached, None)


def place_member(
    places: Places,
    named: tuple[str, Text],
    row: int | None,
    inside: Answer,
    out: Answer,
    total: Sum,
    goals: Goals,
    over: Answer,
) -> Member:
    """Places one member."""
    place, paced_place = places.of((inside, out, over), total, goals)
    return Member(
        *named,
        row,
        total.amount,
        total.low,
        total.high,
        goals.whole[1],
        goals.paced[1],
        place,
        paced_place,
        total.rows,
        over is Answer.YES,
        place == "excluded" and out is not Answer.YES,
        total.doubts,
    )


def _either(one: Answer, other: Answer) -> Answer:
    """Gives one of two answers when it is unknown which applies."""
    return one if one is other else Answer.MAYBE
