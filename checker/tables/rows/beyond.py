"""Whether other rows may be lacking: later ones are still to come, or the sheet doesn't reach back to earlier ones.

Loads numpy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from checker.model.workbook import TypedTable
from checker.tables.logic import OtherRows
from checker.tables.rows.context import Context
from checker.tables.rows.time_limits import Mask, days_of, end_after, ends_of
from checker.text.moments import DAY_SECONDS


def looks_beyond(asked: OtherRows, typed: TypedTable, context: Context) -> Mask:
    """Says for each row whether a row from before the window would be earlier than it, and the sheet has no such row.

    A sheet with a row of any kind from before the window is taken to have them all.

    Args:
        asked: which other rows are looked for; nowhere if they are later ones.
        typed: the whole table.
        context: the window, and from when the sheets have rows in any case.
    """
    nowhere = np.zeros(len(typed.frame), dtype=bool)
    first, window, limit = context.asked_from, context.window, asked.limit
    if asked.side == "later" or first is None or window is None:
        return nowhere
    day = min(first, window.start).toordinal()
    if has_before((asked.when, asked.of), typed, day, context):
        return nowhere
    if limit is None:
        return nowhere if first < window.start else ~nowhere
    unit = DAY_SECONDS if limit.seconds else 1
    just_before = np.array([day * unit - 1], dtype=np.int64)
    number = np.array([limit.limit * (limit.seconds or 1)], dtype=np.int64)
    when, known = ends_of(limit, typed, asked.when, context.as_of)
    beyond: Mask = ~known | (when <= end_after(limit, just_before, number, last=True)[0])
    return beyond


def still_to_come(asked: OtherRows, typed: TypedTable, ends: Any, context: Context) -> Mask:
    """Says for each row whether the limit in which later rows count, of which the end is given, isn't over."""
    assert asked.limit is not None, "its reader asks for a limit"
    today, _ = ends_of(asked.limit, typed, "as_of", context.as_of)
    # Of moments, "today" is the midnight at its end: what happens just then is still to come.
    still: Mask = ends >= today if asked.limit.seconds else ends > today
    return still


def has_before(columns: Iterable[str], typed: TypedTable, day: int, context: Context) -> bool:
    """Whether a row has a date in one of the columns that is before a day, as an ordinal."""
    found = (days_of(typed, column, context.as_of) for column in columns)
    return any(bool((known & (days < day)).any()) for days, known in found)
