"""How an indicator came to its value: where it stood at the end of each month, by the same rows.

Knows measures and days, not how rows are read. Every measure leaves out what is dated after the day that it is taken
on; cells of a row that counts are taken as they are known now, whenever they were filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.values import RISING
from checker.model import Measured, Point
from checker.periods import Window, month_end
from checker.scoring.status import pace_share


def days_of(window: Window, as_of: date) -> tuple[date, ...]:
    """The month ends of a window up to the day judged on, and that day itself; none where it has not begun."""
    if as_of < window.start:
        return ()
    days = []
    day = month_end(window.start.year, window.start.month)
    while day <= window.end and day < as_of:
        days.append(day)
        following = day + timedelta(days=1)
        day = month_end(following.year, following.month)
    return (*days, as_of)


def trend_of(indicator: Indicator, window: Window, stood: Sequence[tuple[date, Measured]]) -> tuple[Point, ...]:
    """The points of a trend.

    Args:
        indicator: whose target says what was expected, where an amount is asked for.
        window: over which it is judged.
        stood: what was measured on each day, in order.
    """
    return tuple(_point(indicator, window, day, measured) for day, measured in stood)


def _point(indicator: Indicator, window: Window, day: date, measured: Measured) -> Point:
    value = None if measured.reason is not None else indicator.asked.bounds(measured).value
    target, expected = indicator.target_on(min(day, window.end)), None
    if measured.shape == "amount" and indicator.asked.rises and target.op in RISING:
        expected = target.value * pace_share(indicator, window, day)
    return Point(day, value, expected)


def without_rows(measured: Measured) -> Measured:
    """What the district's sum needs of a measure: no rows, no members."""
    return Measured(
        measured.shape,
        measured.counts,
        measured.amount,
        measured.low,
        measured.high,
        distinct=measured.distinct,
        parts=tuple(without_rows(part) for part in measured.parts),
        reason=measured.reason,
    )
