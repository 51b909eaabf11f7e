"""The cycles of a window: its weeks, months, quarters, halves or years, and those just before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from checker.frozen import dataclass
from checker.periods import CalendarPart, Window, months_later, parts_of
from checker.text.bilingual import Text

Every = Literal["week", "month", "quarter", "half", "year"]

_PARTS: dict[Every, CalendarPart] = {"month": "months", "quarter": "quarters", "half": "halves", "year": "years"}
_MONTHS: dict[Every, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
#: What one cycle is called, and several.
NAMES: dict[Every, tuple[Text, str]] = {
    "week": (Text("周", "week"), "weeks"),
    "month": (Text("月份", "month"), "months"),
    "quarter": (Text("季度", "quarter"), "quarters"),
    "half": (Text("半年", "half-year"), "half-years"),
    "year": (Text("年", "year"), "years"),
}
#: A number of cycles, as in "3 months".
COUNTED: dict[Every, Text] = {
    "week": Text("周", "weeks"),
    "month": Text("个月", "months"),
    "quarter": Text("个季度", "quarters"),
    "half": Text("个半年", "half-years"),
    "year": Text("年", "years"),
}
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Cycle:
    """One cycle: what people call it, and its days."""

    label: str
    window: Window


def cycles_of(window: Window, every: Every, as_of: date) -> tuple[Cycle, ...]:
    """Lists the cycles of a window that are over at the end of `as_of`; one in progress says nothing yet.

    A week belongs to the window that has most of its days. If a duty begins within a cycle, the window starts there,
    and so does the cycle.
    """
    weeks = every == "week"
    spans = _weeks(window) if weeks else [part for _, part in parts_of(window, _PARTS[every], window.start)]
    return tuple(_cycle(span, every) for span in spans if span.end <= as_of)


def just_before(window: Window, every: Every, count: int) -> tuple[Cycle, ...]:
    """Lists so many cycles before a window, the latest last."""
    if every == "week":
        weeks = _weeks(window)
        first = weeks[0].start if weeks else window.start
        starts = [first - place * _WEEK for place in range(count, 0, -1)]
        spans = [Window(start, start + 6 * _DAY, window.year_month) for start in starts]
    else:
        months = _MONTHS[every]
        first = window.start.replace(day=1)
        first = months_later(first, -((first.month - window.year_month) % months))
        starts = [months_later(first, -months * place) for place in range(count, 0, -1)]
        spans = [Window(start, months_later(start, months) - _DAY, window.year_month) for start in starts]
    return tuple(_cycle(span, every) for span in spans)


def _weeks(window: Window) -> list[Window]:
    thursday = window.start + timedelta(days=(3 - window.start.weekday()) % 7)
    found = []
    while thursday <= window.end:
        found.append(replace(window, start=thursday - 3 * _DAY, end=thursday + 3 * _DAY))
        thursday += _WEEK
    return found


def _cycle(span: Window, every: Every) -> Cycle:
    if every == "week":
        year, week, _ = span.end.isocalendar()
        return Cycle(f"{year}W{week:02}", span)
    if every == "month":
        return Cycle(f"{span.start:%Y-%m}", span)
    place = (span.start.month - span.year_month) % 12 // _MONTHS[every] + 1
    mark = {"quarter": f"Q{place}", "half": f"H{place}"}.get(every, "")
    return Cycle(f"{span.year}{mark}", span)
