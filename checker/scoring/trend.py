"""The trend of an indicator: its value at the end of each month, from the same rows.

A measure ignores rows dated after the day on which it is taken. The cells of other rows count as they are now,
whenever they were filled in.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from checker.definitions.indicators import Indicator
from checker.model import Measured, Point
from checker.periods import Window, month_end
from checker.scoring.status import pace_share


def days_of(window: Window, as_of: date) -> tuple[date, ...]:
    """Lists the month ends of a window before the as-of date, and that date; none before the window begins."""
    if as_of < window.start:
        return ()
    days = []
    day = month_end(window.start.year, window.start.month)
    while day <= window.end and day < as_of:
        days.append(day)
        following = day + timedelta(days=1)
        day = month_end(following.year, following.month)
    return (*days, as_of)


def trend_of(indicator: Indicator, window: Window, monthly: Sequence[tuple[date, Measured]]) -> tuple[Point, ...]:
    """Makes the points of a trend.

    Args:
        indicator: its target gives the expected value of an amount.
        window: over which it is judged.
        monthly: what was measured on each day, in order.
    """
    return tuple(_point(indicator, window, day, measured) for day, measured in monthly)


def _point(indicator: Indicator, window: Window, day: date, measured: Measured) -> Point:
    value = None if measured.reason is not None else indicator.asked.bounds(measured).value
    target, expected = indicator.target_on(min(day, window.end)), None
    if (
        indicator.lacks is None
        and measured.shape == "amount"
        and indicator.asked.rises
        and measured.pools == "sum"
        and target.floor is not None
    ):
        expected = target.floor.value * pace_share(indicator, window, day)
    return Point(day, value, expected)


def without_rows(measured: Measured) -> Measured:
    """Drops the rows and members of a measure, which the district's sum does not need."""
    return Measured(
        measured.shape,
        measured.counts,
        measured.amount,
        measured.low,
        measured.high,
        distinct=measured.distinct,
        spread=None if measured.spread is None else replace(measured.spread, ranked=()),
        parts=tuple(without_rows(part) for part in measured.parts),
        composed=measured.composed,
        pools=measured.pools,
        reason=measured.reason,
    )
