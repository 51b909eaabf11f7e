"""Says the least that reaches a target: how many rows, members or units, which rows to correct, and by when."""

from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from checker.definitions.by_column import ByColumn
from checker.definitions.indicators import Indicator
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import certainly
from checker.model import Between, Needed, Result, Status
from checker.scoring.between import needed_between
from checker.scoring.strata import count_reached, judged_values
from checker.text.bilingual import Text


def needed_for(indicator: Indicator, result: Result, basis: Basis) -> Needed | None:
    """Says what an indicator needs to reach its target.

    Args:
        indicator: what is judged.
        result: of one department or of the district.
        basis: the rows and days that it was judged on.

    Returns:
        None if the target is met, if nothing is judged, or if a sheet is missing, as its flags say so.
    """
    if result.measured.reason is not None or not result.target.given:
        return None
    if result.strata and indicator.by is not None and indicator.by.judge == "each":
        if indicator.by.reach < 1:
            return _more_values(indicator.by, result, basis)
        lacking = (Status.MISSED, Status.BEHIND, Status.UNDETERMINED)
        worst = next((each for each in result.strata if each.result.status in lacking), None)
        found = None if worst is None else needed_for(indicator, worst.result, basis)
        if worst is None or found is None:
            return None
        text = Text(f"{worst.label.zh}：{found.text.zh}", f"{worst.label.en}: {found.text.en}")
        return replace(found, text=text)
    match result.status:
        case Status.MET | Status.ON_TRACK | Status.NOT_APPLICABLE:
            return None
        case Status.UNDETERMINED:
            bounds = indicator.asked.bounds(result.measured)
            if bounds.empty:
                return None  # it waits for rows of any kind
            if certainly(bounds, result.target) and not bounds.doubtful:
                return None  # the figures reach it, and only the rule for an earlier figure of zero leaves it open
        case Status.MISSED | Status.BEHIND:
            pass
        case _:
            assert_never(result.status)
    by = None if result.final or not result.reachable else basis.window.end
    if isinstance(result.target, Between):
        return needed_between(indicator, result, result.target, basis, by)
    return indicator.asked.needed(result, basis, by, indicator.unit_text)


def _more_values(by: ByColumn, result: Result, basis: Basis) -> Needed | None:
    """Says how many more values of a column have to reach the target, if not all of them must."""
    judged = judged_values(result.strata)
    more = by.needed_of(len(judged)) - count_reached(judged)
    if more <= 0:
        return None
    text = Text(
        f"还须有 {more} 项达到目标", f"{more} more {'value has' if more == 1 else 'values have'} to reach the target"
    )
    return Needed(Fraction(more), (), text, None if result.final or not result.reachable else basis.window.end)
