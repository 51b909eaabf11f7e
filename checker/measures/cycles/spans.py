"""The cycles of a window: its days, weeks, months, quarters, halves or years, and those just before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from checker.frozen import dataclass
from checker.measures.cycles.lengths import MONTHS, CalendarCycle, Every, Weeks
from checker.periods import CalendarPart, Window, months_later, parts_of
from checker.tables.workdays import CHINESE, WorkCalendar, is_workday

_PARTS: dict[CalendarCycle, CalendarPart] = {
    "month": "months",
    "quarter": "quarters",
    "half": "halves",
    "year": "years",
}
_DAY = timedelta(days=1)
#: A Monday; its weeks are those of the calendar.
_WEEK = Weeks.model_validate({"weeks": 1, "from": date(1, 1, 1)})
#: No working days are further apart, even where nobody has proclaimed which days are off.
_MOST_DAYS_OFF = 30


@dataclass(frozen=True)
class Cycle:
    """One cycle: what people call it, and its days.

    Attributes:
        sure: whether it is known to be one: nobody may have proclaimed yet whether a day is worked.
    """

    label: str
    window: Window
    sure: bool = True


def cycles_of(window: Window, every: Every, as_of: date, calendar: WorkCalendar = CHINESE) -> tuple[Cycle, ...]:
    """Lists the cycles of a window that are over at the end of `as_of`; one in progress says nothing yet.

    A week of the calendar belongs to the window that has most of its days, a cycle of so many weeks to that in which it
    ends. If a duty begins within a month or a longer cycle, the window starts there, and so does the cycle.

    Args:
        window: over which an indicator is judged.
        every: how long a cycle is.
        as_of: the last day that counts.
        calendar: says which days are worked.
    """
    if every in ("day", "workday"):
        first, last = window.start.toordinal(), min(window.end, as_of).toordinal()
        found = (_day(date.fromordinal(day), every, window, calendar) for day in range(first, last + 1))
        return tuple(each for each in found if each is not None)
    if every == "week" or isinstance(every, Weeks):
        spans = _weeks(window, every)
    else:
        spans = [part for _, part in parts_of(window, _PARTS[every], window.start)]
    return tuple(_cycle(span, every) for span in spans if span.end <= as_of)


def just_before(window: Window, every: Every, count: int, calendar: WorkCalendar = CHINESE) -> tuple[Cycle, ...]:
    """Lists so many cycles before a window, the latest last; more if some may turn out to be none."""
    if every in ("day", "workday"):
        return _days_before(window, every, count, calendar)
    if every == "week" or isinstance(every, Weeks):
        cycle, _ = _of_weeks(every)
        first = cycle.since + _first_turn(window, every) * cycle.length
        starts = [first - place * cycle.length for place in range(count, 0, -1)]
        spans = [Window(start, start + cycle.length - _DAY, window.year_month) for start in starts]
        return tuple(_cycle(span, every) for span in spans if span.start >= cycle.since)
    months = MONTHS[every]
    first = window.start.replace(day=1)
    first = months_later(first, -((first.month - window.year_month) % months))
    starts = [months_later(first, -months * place) for place in range(count, 0, -1)]
    spans = [Window(start, months_later(start, months) - _DAY, window.year_month) for start in starts]
    return tuple(_cycle(span, every) for span in spans)


def reach_back(window: Window, every: Every, before: Sequence[Cycle]) -> Window | None:
    """Gives the days before a window of the cycles that end in it, and of those before; None if there are none."""
    own = cycles_of(window, every, window.end) if isinstance(every, Weeks) else ()
    starts = [each.window.start for each in (*before, *own)[:1]]
    last = before[-1].window.end if before and not own else window.start - _DAY
    return Window(starts[0], last, window.year_month) if starts and starts[0] <= last else None


def _day(day: date, every: Every, window: Window, calendar: WorkCalendar) -> Cycle | None:
    worked = is_workday(calendar, day) if every == "workday" else True
    if worked is False:
        return None
    return Cycle(day.isoformat(), replace(window, start=day, end=day), sure=worked is True)


def _days_before(window: Window, every: Every, count: int, calendar: WorkCalendar) -> tuple[Cycle, ...]:
    found: list[Cycle] = []
    for back in range(1, 3 * count + _MOST_DAYS_OFF):
        if sum(each.sure for each in found) == count:
            break
        cycle = _day(window.start - back * _DAY, every, window, calendar)
        found += [] if cycle is None else [cycle]
    return tuple(reversed(found))


def _weeks(window: Window, every: Every) -> list[Window]:
    """Lists the calendar's weeks of which most days lie in the window, or the cycles of weeks that end in it."""
    cycle, place = _of_weeks(every)
    turns = range(max(_first_turn(window, every), 0), (window.end - cycle.since - place) // cycle.length + 1)
    starts = [cycle.since + turn * cycle.length for turn in turns]
    return [replace(window, start=start, end=start + cycle.length - _DAY) for start in starts]


def _first_turn(window: Window, every: Every) -> int:
    """How many cycles after the first one is the first of which the day that decides isn't before the window."""
    cycle, place = _of_weeks(every)
    return -((cycle.since + place - window.start) // cycle.length)


def _of_weeks(every: Every) -> tuple[Weeks, timedelta]:
    """Gives cycles of weeks, and the day of one that decides into which window it falls."""
    return (every, every.length - _DAY) if isinstance(every, Weeks) else (_WEEK, 3 * _DAY)


def _cycle(span: Window, every: Every) -> Cycle:
    if isinstance(every, Weeks):
        return Cycle(f"{span.start}–{span.end}", span)
    if every == "week":
        year, week, _ = span.end.isocalendar()
        return Cycle(f"{year}W{week:02}", span)
    if every == "month":
        return Cycle(f"{span.start:%Y-%m}", span)
    place = (span.start.month - span.year_month) % 12 // MONTHS[every] + 1
    mark = {"quarter": f"Q{place}", "half": f"H{place}"}.get(every, "")
    return Cycle(f"{span.year}{mark}", span)
