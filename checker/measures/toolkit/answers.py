"""Answers that may be open, and where they place a unit."""

from __future__ import annotations

from enum import Enum

from checker.model import Placing


class Answer(Enum):
    """The answer to one question about one unit."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"

    @classmethod
    def of(cls, surely: bool, possibly: bool) -> Answer:
        """Makes an answer from whether it certainly holds, and whether it may."""
        return cls.YES if surely else cls.MAYBE if possibly else cls.NO


def place_unit(inside: Answer, out: Answer, reached: Answer, over: Answer | None) -> Placing:
    """Gives the field of `Counts` that a unit belongs to; "" if it certainly doesn't belong to the population.

    Args:
        inside: whether it belongs to the population.
        out: whether it is excluded.
        reached: whether it reaches the goal.
        over: whether its time is over; until then, it is left out if short of the goal. None: no such rule.
    """
    outcomes = set()
    if reached is not Answer.NO:
        outcomes.add("pass")
    if reached is not Answer.YES:
        if over is not Answer.NO:
            outcomes.add("fail")
        if over in (Answer.NO, Answer.MAYBE):
            outcomes.add("out")
    if out is not Answer.NO:
        outcomes = {"out"} if out is Answer.YES else outcomes | {"out"}
    if inside is Answer.NO:
        return ""
    if outcomes == {"out"}:
        return "excluded" if inside is Answer.YES else ""
    if inside is Answer.MAYBE:
        outcomes.add("out")
    return _FIELDS[frozenset(outcomes)]


_FIELDS: dict[frozenset[str], Placing] = {
    frozenset({"pass"}): "passed",
    frozenset({"fail"}): "failed",
    frozenset({"pass", "fail"}): "pass_or_fail",
    frozenset({"out", "pass"}): "out_or_pass",
    frozenset({"out", "fail"}): "out_or_fail",
    frozenset({"out", "pass", "fail"}): "anything",
}
