"""Finds totals that bunch on the goal, e.g. sixty officers with exactly 60.0 hours: the evidence is worth a look."""

from collections.abc import Mapping

from checker.checks.registry import result_check
from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.measures import MemberMeasure
from checker.model import Result
from checker.text.normalize import number_text

EXACTLY_AT_GOAL = Code("A701")

#: Fewer members than this on the goal can be chance.
FEWEST = 5
#: Sums normally spread, so more than one in this many members on the goal is suspicious.
SHARE = 2


@result_check(EXACTLY_AT_GOAL)
def exactly_at_goal(indicator: Indicator, result: Result) -> Mapping[str, object] | None:
    """Flags a cohort in which more than half of those who reached a summed goal have exactly the goal.

    It checks only sums: with counts, being exactly on the goal is normal.
    """
    goal = indicator.asked.summed_goal if isinstance(indicator.asked, MemberMeasure) else None
    if goal is None:
        return None
    reached = [member for member in result.measured.members if member.place == "passed"]
    exact = [member for member in reached if member.amount == member.goal]
    if len(exact) < FEWEST or len(exact) * SHARE <= len(reached):
        return None
    return {"reached": len(reached), "exact": len(exact), "goal": number_text(goal)}
