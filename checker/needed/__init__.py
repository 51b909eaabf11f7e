"""The least that reaches a target, in words: how many rows, members or units, which rows if corrected, and by when.

One kind of measure a file. Knows results, definitions and the rows that they came from; judges nothing.
"""

from __future__ import annotations

from checker.definitions.indicators import Indicator
from checker.model import Needed, Result, Status
from checker.needed.amounts import amount_needed
from checker.needed.changes import change_needed
from checker.needed.deliverables import deliverables_needed
from checker.needed.figures import figures_needed
from checker.needed.ground import Ground
from checker.needed.members import members_needed
from checker.needed.rows import rows_needed
from checker.scoring.bounds import bounds_of, certainly

__all__ = ["Ground", "needed_for"]


def needed_for(indicator: Indicator, result: Result, ground: Ground) -> Needed | None:
    """What is needed.

    Args:
        indicator: what is asked for.
        result: where it stands, of one department or of the district.
        ground: the rows and the days that it was judged over.

    Returns:
        None where the target stands, where nothing is judged, or where a sheet is waited for: its findings say so.
    """
    if result.status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE) or result.measured.reason is not None:
        return None
    measure = indicator.measure
    bounds = bounds_of(result.measured, measure.change)
    if result.status is Status.UNDETERMINED and certainly(bounds, result.target) and not bounds.doubtful:
        return None  # what is there will do: it waits for those who have not submitted
    by = None if result.final or not result.reachable else ground.window.end
    if measure.cohort is not None:
        return members_needed(indicator, measure.cohort, result, ground, by)
    if measure.milestone is not None:
        return deliverables_needed(measure.milestone, result, ground, by)
    if measure.reported is not None:
        return figures_needed(indicator, measure.reported, result, ground, by)
    if measure.change is not None:
        return change_needed(indicator, measure.change, result, ground, by)
    if measure.proportion is not None:
        return rows_needed(measure.proportion, result.measured, result.target, ground, by)
    asked = measure.count or measure.total
    assert asked is not None, "exactly one of the seven is given"
    return amount_needed(indicator, asked, result, ground, by)
