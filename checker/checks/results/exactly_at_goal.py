"""Sixty officers with exactly 60.0 hours: totals that bunch on the goal are worth a look at the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from checker.codes.audit import EXACTLY_AT_GOAL
from checker.definitions.indicators import Indicator
from checker.measures import OfMembers
from checker.model import Flag, Place, Result, flag
from checker.text.normalize import number_text

#: Fewer than this many members on the goal can be chance.
FEWEST = 5
#: Sums of several trainings spread; more than half of them on one number do not.
SHARE = 2


def signals(indicator: Indicator, result: Result) -> Iterator[Flag]:
    """Flags a cohort in which more than half of those who reached a summed goal have exactly the goal.

    Only sums are looked at: with a count, being exactly on the goal is what everybody does.
    """
    goal = indicator.asked.summed_goal if isinstance(indicator.asked, OfMembers) else None
    if goal is None:
        return
    reached = [member for member in result.measured.members if member.place == "passed"]
    exact = [member for member in reached if member.amount == member.goal]
    if len(exact) < FEWEST or len(exact) * SHARE <= len(reached):
        return
    yield flag(
        EXACTLY_AT_GOAL,
        Place(table=result.measured.numerator_rows.table),
        indicator=indicator.id,
        name=indicator.name.text,
        reached=len(reached),
        exact=len(exact),
        goal=number_text(goal),
    )
