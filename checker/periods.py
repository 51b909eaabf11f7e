"""Reporting periods, the windows over which indicators are judged, and working days.

Nothing here reads the clock: the as-of date is always an argument.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from checker.errors import Stop
from checker.text.bilingual import Text

Cycle = Literal["quarter", "half", "year", "two-years", "term", "once"]
#: The length of each cycle; the others last as long as the pack's plan.
CYCLE_MONTHS: dict[Cycle, int] = {"quarter": 3, "half": 6, "year": 12, "two-years": 24}


@dataclass(frozen=True, order=True)
class Window:
    """A span of days, both ends included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def months(self) -> Fraction:
        """The length in months; part months count by the length of that month."""
        return _months(self.start, self.end)

    def elapsed(self, as_of: date) -> Fraction:
        """How much of the window has passed at the end of `as_of`, from 0 to 1.

        It counts months, not days: a quarter is then exactly a quarter of a year, and 60 hours a year means 15 hours
        by the end of March, as people expect.
        """
        if as_of < self.start:
            return Fraction(0)
        if as_of >= self.end:
            return Fraction(1)
        return _months(self.start, as_of) / self.months

    def just_before(self) -> Window:
        """The window that ends where this one starts and is as long, in whole months if possible, else in days."""
        last = self.start - timedelta(days=1)
        if self.months.denominator == 1:
            return Window(months_later(self.start, -int(self.months)), last)
        return Window(self.start - (self.end - self.start) - timedelta(days=1), last)

    def widened(self, period: Period) -> Window:
        """The window that covers both this one and the calendar year of a period."""
        year = Window(date(period.year, 1, 1), date(period.year, 12, 31))
        return Window(min(self.start, year.start), max(self.end, year.end))


@dataclass(frozen=True)
class Period:
    """A reporting period with its canonical label: "2022Q4", "2022H2" or "2022"."""

    label: str
    window: Window

    @property
    def year(self) -> int:
        """The calendar year of the period."""
        return self.window.start.year


@lru_cache(maxsize=65536)  # called for each of thousands of people, most with the same dates
def _months(start: date, end: date) -> Fraction:
    """Months from the start of `start` to the end of `end`; part months count by the length of that month."""
    after = end + timedelta(days=1)
    into_first, into_last = (Fraction(day.day - 1, month_end(day.year, day.month).day) for day in (start, after))
    return (after.year - start.year) * 12 + after.month - start.month + into_last - into_first


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def span(year: int, first_month: int, months: int) -> Window:
    """The window of `months` whole months that starts with `first_month` of `year`."""
    start = date(year, first_month, 1)
    return Window(start, months_later(start, months) - timedelta(days=1))


_CHINESE_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}
_PATTERNS = (
    (re.compile(r"(\d{4})Q([1-4])", re.I), 3),
    (re.compile(r"(\d{4})年?第?([一二三四1-4])季度?"), 3),
    (re.compile(r"(\d{4})H([12])", re.I), 6),
    (re.compile(r"(\d{4})年?([上下])半年"), 6),
    (re.compile(r"(\d{4})(?:年度?)?()"), 12),
)


def parse_period(text: str) -> Period:
    """Reads a period as people write it: 2022Q4, 2022年第四季度, 2022H2, 2022年下半年, 2022, 2022年度.

    Raises:
        Stop: the text is not a period.
    """
    plain = re.sub(r"[\s\-_/]", "", unicodedata.normalize("NFKC", text))
    for pattern, months in _PATTERNS:
        if match := pattern.fullmatch(plain):
            year, part = int(match[1]), match[2]
            if not 1900 <= year <= 2999:
                break
            number = _CHINESE_QUARTER.get(part) or {"上": 1, "下": 2, "": 1}.get(part) or int(part)
            label = f"{year}" if months == 12 else f"{year}{'Q' if months == 3 else 'H'}{number}"
            return Period(label, span(year, (number - 1) * months + 1, months))
    raise Stop(
        "bad-period",
        Text(zh=f"“{text}”不是有效的报送期", en=f"{text!r} is not a period"),
        hint=Text(zh="请写成 2022Q4、2022H2 或 2022", en="write it as 2022Q4, 2022H2 or 2022"),
    )


def is_period(text: str) -> bool:
    """Whether `parse_period` can read the text."""
    try:
        parse_period(text)
    except Stop:
        return False
    return True


def window_of(cycle: Cycle, period: Period, plan: Window) -> Window:
    """The window over which an indicator is judged in a report for `period`.

    Args:
        cycle: how often the indicator is due.
        period: the reporting period; its last day selects the quarter, half or year.
        plan: the pack's start and end: the window of the cycles "term" and "once". Two-year cycles start with it.
    """
    last = period.window.end
    if cycle == "quarter":
        return span(last.year, (last.month - 1) // 3 * 3 + 1, 3)
    if cycle == "half":
        return span(last.year, 1 if last.month <= 6 else 7, 6)
    if cycle == "year":
        return span(last.year, 1, 12)
    if cycle == "two-years":
        return span(last.year - (last.year - plan.start.year) % 2, 1, 24)
    return plan


#: The parts into which a window can be divided.
CalendarPart = Literal["quarters", "halves", "years"]
PART_MONTHS: dict[CalendarPart, int] = {"quarters": 3, "halves": 6, "years": 12}


def parts_of(window: Window, kind: CalendarPart, binds_from: date | None = None) -> tuple[tuple[str, Window], ...]:
    """The calendar quarters, halves or years that lie wholly inside a window, each with its label.

    If the window starts with the first day of a duty, so does the part in which that day lies.
    """
    months, mark = PART_MONTHS[kind], {"quarters": "Q{}", "halves": "H{}", "years": ""}[kind]
    parts = (
        (f"{year}{mark.format(number + 1)}", span(year, number * months + 1, months))
        for year in range(window.start.year, window.end.year + 1)
        for number in range(12 // months)
    )
    cut = (
        (label, Window(window.start, part.end) if binds_from == window.start and window.start in part else part)
        for label, part in parts
    )
    return tuple((label, part) for label, part in cut if part.start >= window.start and part.end <= window.end)


def a_year_before(window: Window) -> Window:
    """The same window one year earlier."""
    day = timedelta(days=1)
    return Window(months_later(window.start, -12), months_later(window.end + day, -12) - day)


@cache
def workday_years() -> tuple[int, int]:
    """The first and last year of the official holiday calendar."""
    from chinese_calendar import holidays  # imported late: slow, and needed only by packs that count working days

    years = [day.year for day in holidays]
    return min(years), max(years)


@cache
def most_weekdays_off() -> int:
    """How many of Monday to Friday were days off in the year with most of them."""
    from chinese_calendar import holidays

    first, last = workday_years()
    years = range(first, last + 1)
    return max(len([day for day in holidays if day.year == year and day.weekday() < 5]) for year in years)


@cache
def workdays() -> tuple[int, ...]:
    """The ordinals of all working days in those years, make-up workdays included."""
    from chinese_calendar import holidays
    from chinese_calendar import workdays as make_up_days

    first, last = workday_years()
    days = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    off = {day.toordinal() for day in holidays}
    on = {day.toordinal() for day in make_up_days}
    # The library's is_workday is slow: it searches for its first and last day at every call. Ordinal 1 is a Monday.
    return tuple(day for day in days if day in on or (day % 7 not in (6, 0) and day not in off))
