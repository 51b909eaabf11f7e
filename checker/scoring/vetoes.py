"""Which one-vote vetoes apply to a result, and what they do to the score and the grade."""

from collections.abc import Sequence

from checker.definitions.indicators import Indicator
from checker.definitions.veto import VetoBy, veto_of
from checker.measures.toolkit.bounds import certainly
from checker.model import Result, Status
from checker.scoring.reach import is_reachable


def is_vetoed(indicator: Indicator, result: Result) -> bool | None:
    """Whether the indicator's veto applies: it is certain, or not, or undecided (None).

    A veto for certain values applies once no row still to come can bring the value out of them.
    """
    rule = veto_of(indicator.veto)
    if rule is None or result.status is Status.NOT_APPLICABLE:
        return False
    if rule.when is None or result.measured.reason is not None:
        return {Status.MISSED: True, Status.UNDETERMINED: None}.get(result.status, False)
    bounds, escape = indicator.asked.bounds(result.measured), rule.when.opposite
    if bounds.empty:
        return False
    if bounds.doubtful:
        return None
    if not is_reachable(indicator, result.measured, bounds, escape, final=result.final):
        return True
    return None if result.final and certainly(bounds, escape) is not True else False


def applying(indicators: Sequence[tuple[Indicator, Result]]) -> list[tuple[Indicator, VetoBy]]:
    """Lists the vetoes that certainly apply."""
    rules = [(indicator, veto_of(indicator.veto)) for indicator, result in indicators if is_vetoed(indicator, result)]
    return [(indicator, rule) for indicator, rule in rules if rule is not None]
