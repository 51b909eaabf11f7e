"""How an indicator came to its value: where it stood at the end of each month, by the same rows.

Knows measures and days, not how rows are read. Every measure leaves out what is dated after the day that it is taken
on; cells of a row that counts are taken as they are known now, whenever they were filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from checker.definitions.indicators import Indicator
from checker.definitions.logic import Condition, asks_the_day
from checker.definitions.measures import AnyMeasure, Cohort
from checker.model import Measured, Point
from checker.periods import Window, month_end
from checker.scoring.bounds import bounds_of
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


def is_dated(asked: AnyMeasure) -> bool:
    """Whether the day makes a difference to a measure at all.

    Where no row has a date the value would be the same on every day, and a trend of it a line that nobody walked;
    where the figure to compare with comes from the history, it is known for the last day only.
    """
    measure = asked.measure
    if asked.change is not None:
        return asked.change.before == "rows"
    if isinstance(measure, Cohort) and (measure.during or measure.within or measure.due):
        return True
    return asked.milestone is not None or bool(asked.dated_by()) or any(map(asks_the_day, _conditions(asked)))


def _conditions(asked: AnyMeasure) -> Iterator[Condition]:
    measure = asked.measure
    parts = [measure, measure.each.measure, measure.provided] if isinstance(measure, Cohort) else [measure]
    for part in parts:
        for name in ("where", "denominator", "exclusion", "numerator"):
            condition = getattr(part, name, None)
            if condition is not None:
                yield condition


def trend_of(indicator: Indicator, window: Window, stood: Sequence[tuple[date, Measured]]) -> tuple[Point, ...]:
    """The points of a trend.

    Args:
        indicator: whose target says what was expected, where an amount is asked for.
        window: over which it is judged.
        stood: what was measured on each day, in order.
    """
    return tuple(_point(indicator, window, day, measured) for day, measured in stood)


def _point(indicator: Indicator, window: Window, day: date, measured: Measured) -> Point:
    value = None if measured.reason is not None else bounds_of(measured, indicator.measure.change).value
    target, expected = indicator.target_on(min(day, window.end)), None
    if measured.shape == "amount" and target.op in ("at_least", "above", "equals"):
        expected = target.value * pace_share(indicator, window, day)
    return Point(day, value, expected)


def bare(measured: Measured) -> Measured:
    """What the district's sum needs of a measure: no rows, no members."""
    return Measured(
        measured.shape,
        measured.counts,
        measured.amount,
        measured.low,
        measured.high,
        distinct=measured.distinct,
        parts=tuple(bare(part) for part in measured.parts),
        reason=measured.reason,
    )
