"""What each of the seven measures does, in plain sentences in both languages."""

from __future__ import annotations

from checker.definitions.measures import AnyMeasure
from checker.definitions.words import Words
from checker.describe.deliverables import tell_milestone, tell_reported
from checker.describe.members import tell_cohort
from checker.describe.rows import tell_change, tell_count, tell_proportion, tell_total
from checker.describe.sheets import Tables, Telling


def tell(measure: AnyMeasure, tables: Tables, unit: Words | None) -> Telling:
    """What a measure looks at, leaves out and counts, and what its value is.

    Args:
        measure: of an indicator.
        tables: of the pack.
        unit: of the indicator's value, if it names one.
    """
    if measure.proportion is not None:
        return tell_proportion(measure.proportion, tables)
    if measure.count is not None:
        return tell_count(measure.count, tables, unit)
    if measure.total is not None:
        return tell_total(measure.total, tables)
    if measure.cohort is not None:
        return tell_cohort(measure.cohort, tables)
    if measure.change is not None:
        return tell_change(measure.change, tables, unit)
    if measure.milestone is not None:
        return tell_milestone(measure.milestone, tables)
    assert measure.reported is not None, "exactly one of the seven is given"
    return tell_reported(measure.reported, tables)
