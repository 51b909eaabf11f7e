"""The least that reaches a target, in words: how many rows, members or units, which rows if corrected, and by when."""

from __future__ import annotations

from typing import assert_never

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import certainly
from checker.model import Needed, Result, Status


def needed_for(indicator: Indicator, result: Result, basis: Basis) -> Needed | None:
    """What is needed.

    Args:
        indicator: what is asked for.
        result: where it stands, of one department or of the district.
        basis: the rows and the days that it was judged over.

    Returns:
        None where the target stands, where nothing is judged, or where a sheet is waited for: its findings say so.
    """
    if result.measured.reason is not None:
        return None
    match result.status:
        case Status.MET | Status.ON_TRACK | Status.NOT_APPLICABLE:
            return None
        case Status.UNDETERMINED:
            bounds = indicator.asked.bounds(result.measured)
            if certainly(bounds, result.target) and not bounds.doubtful:
                return None  # what is there will do: it waits for those who have not submitted
        case Status.MISSED | Status.BEHIND:
            pass
        case _:
            assert_never(result.status)
    by = None if result.final or not result.reachable else basis.window.end
    return indicator.asked.needed(result, basis, by, indicator.unit_text)
