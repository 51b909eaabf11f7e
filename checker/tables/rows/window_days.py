"""What a condition compares with: a value as written, or a day or year that depends on the window."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np

from checker.periods import Window, months_later
from checker.tables.logic import Within
from checker.tables.operands import Literals, OfWindow, Value
from checker.tables.rows.working_days import days_between


def literals(value: Value | None, window: Window | None) -> tuple[Literals, Literals]:
    """The value to compare with; a day may lie between a first and a last possible one if holidays are unknown."""
    assert value is not None, "a comparison has a value or another column"
    if not isinstance(value, OfWindow):
        return value, value
    assert window is not None, "the conditions of tables have no window, by their reader"
    if isinstance(value.point, int):
        year = Fraction(window.year + value.point)
        return year, year
    day = window.start if value.point == "start" else window.end
    if value.unit == "workdays" and value.days:
        first, last = (_working_day(value, day.toordinal(), last=last) for last in (False, True))
        return first, last
    day = months_later(day, value.days) if value.unit == "months" else day + timedelta(value.days)
    return day, day


def _working_day(value: OfWindow, day: int, *, last: bool) -> date:
    """Counts working days after a day, or before it, which doesn't count itself."""
    step, number = (1, value.days) if value.days > 0 else (-1, -value.days)
    counted = Within("", ("",), 0, "workdays", calendar=value.calendar)
    fewest = last == (step > 0)  # with the fewest working days, one goes farthest
    near, far = 1, 3 * number + 800
    while near < far:
        middle = (near + far) // 2
        span = (day, day + middle) if step > 0 else (day - middle - 1, day - 1)
        least, most = days_between(counted, *(np.array([each]) for each in span))
        if (least if fewest else most)[0] >= number:
            far = middle
        else:
            near = middle + 1
    return date.fromordinal(day + step * far)


def is_among(days: Any, spans: list[tuple[date, date]]) -> tuple[Any, Any]:
    """Where days are surely, and possibly, among days of which each lies in a span."""
    surely = np.isin(days, [first.toordinal() for first, last in spans if first == last])
    possibly = surely
    for first, last in spans:
        possibly = possibly | ((days >= first.toordinal()) & (days <= last.toordinal()))
    return surely, possibly
