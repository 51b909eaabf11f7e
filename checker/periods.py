"""Reporting periods, and the windows over which indicators are judged.

Nothing here reads the clock: the as-of date is always an argument.
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from checker.errors import Stop
from checker.frozen import dataclass
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.period_labels import label_words, period_label

Cycle = Literal["week", "month", "quarter", "half", "year", "rolling-year", "year-to-date", "two-years", "term", "once"]
#: A year begins on the first of a month, so that quarters and halves are whole months.
YearStart = Literal[
    "01-01", "02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "08-01", "09-01", "10-01", "11-01", "12-01"
]


@dataclass(frozen=True, order=True)
class Window:
    """A span of days, both ends included.

    Attributes:
        year_month: the month with which years begin; 4 in a plan whose year starts on 1 April.
    """

    start: date
    end: date
    year_month: int = 1

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
            return replace(self, start=months_later(self.start, -int(self.months)), end=last)
        return replace(self, start=self.start - (self.end - self.start) - timedelta(days=1), end=last)

    def since(self, first: date | None) -> Window:
        """The part of it from a day on; the whole if there is no such day in it."""
        return self if first is None or first not in self else replace(self, start=first)

    def widened(self, period: Period) -> Window:
        """The window that covers both this one and the whole year of a period."""
        year = period.whole_year
        return replace(self, start=min(self.start, year.start), end=max(self.end, year.end))

    def year_of(self, day: date) -> int:
        """The year in which a day lies, named by the calendar year in which it begins."""
        return day.year - (day.month < self.year_month)

    @property
    def year(self) -> int:
        """The year in which the window starts."""
        return self.year_of(self.start)

    @property
    def days(self) -> Text:
        """Its first and last day, for people."""
        first, last = day_text(self.start), day_text(self.end)
        return Text(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}")

    @property
    def meaning(self) -> Text:
        """Its days, if its label does not say them: of weeks, and where years don't begin in January; else nothing."""
        plain = self.year_month == 1 and self.end - self.start > timedelta(days=6)
        return Text("", "") if plain else self.days

    def labelled(self, label: str) -> Text:
        """A label of the window, followed by the days that it means."""
        days = self.meaning
        return Text(f"{label}（{days.zh}）", f"{label} ({days.en})") if days.en else Text(label, label)


@dataclass(frozen=True)
class Period:
    """A reporting period with its canonical label: "2022Q4", "2022H2", "2022", "2022-10" or, for a week, "2022W40"."""

    label: str
    window: Window

    @property
    def whole_year(self) -> Window:
        """The year in which the period lies; of a week, the year that has most of its days."""
        middle = self.window.start + timedelta(days=3)
        return span(self.window.year_of(middle), 1, 12, self.window.year_month)

    @property
    def words(self) -> Text:
        """The period as people write it, e.g. 2022年第四季度."""
        return label_words(self.label)


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


def span(year: int, first_month: int, months: int, year_month: int = 1) -> Window:
    """The window of `months` whole months that starts with the `first_month` of a year, counted from its beginning."""
    start = months_later(date(year, year_month, 1), first_month - 1)
    return Window(start, months_later(start, months) - timedelta(days=1), year_month)


@lru_cache(maxsize=1024)
def parse_period(text: str, year_month: int | None = None) -> Period:
    """Reads a period as people write it: 2022Q4, 2022年第四季度, 2022H2, 2022, 2022年度, 2022-10, 2022年10月, 2022W40.

    Months and weeks are those of the calendar (ISO 8601). Where years don't begin in January, 2022/23 is a year.

    Args:
        text: the period.
        year_month: the month with which years begin; None if the pack isn't known, which allows 2022/23 too.

    Raises:
        Stop: the text is not a period.
    """
    if label := period_label(text, year_month):
        return Period(label, _window_of_label(label, year_month or 1))
    raise Stop(
        "bad-period",
        Text(zh=f"“{text}”不是有效的报送期", en=f"{text!r} is not a period"),
        hint=Text(
            zh="请写成 2022Q4、2022H2 或 2022，月份写成 2022-10",
            en="write it as 2022Q4, 2022H2 or 2022, and a month as 2022-10",
        ),
    )


def _window_of_label(label: str, year_month: int) -> Window:
    year, kind, number = int(label[:4]), label[4:5], int(label[5:] or 1)
    if kind == "W":
        monday = date.fromisocalendar(year, number, 1)
        return Window(monday, monday + timedelta(days=6), year_month)
    if kind == "-":
        return replace(span(year, number, 1), year_month=year_month)
    months = {"Q": 3, "H": 6, "": 12}[kind]
    return span(year, (number - 1) * months + 1, months, year_month)


def is_period(text: str, year_month: int | None = None) -> bool:
    """Whether `parse_period` can read the text."""
    return bool(period_label(text, year_month))


def window_of(cycle: Cycle, period: Period, plan: Window) -> Window:
    """The window over which an indicator is judged in a report for `period`.

    Args:
        cycle: how often the indicator is due.
        period: the reporting period; its last day selects the week, month, quarter, half or year, and ends the 12
            months of a rolling year and the days of a year to date.
        plan: the pack's start and end: the window of the cycles "term" and "once". Two-year cycles start with its first
            year; all but these two follow its years.
    """
    last, month = period.window.end, plan.year_month
    year, gone = plan.year_of(last), (last.month - month) % 12
    if cycle == "week":
        monday = last - timedelta(days=last.weekday())
        return Window(monday, monday + timedelta(days=6), month)
    if cycle == "rolling-year":
        after = last + timedelta(days=1)
        return Window(months_later(after, -12), last, month)
    if cycle == "year-to-date":
        return replace(span(year, 1, 12, month), end=last)
    if cycle == "month":
        return span(year, gone + 1, 1, month)
    if cycle == "quarter":
        return span(year, gone // 3 * 3 + 1, 3, month)
    if cycle == "half":
        return span(year, gone // 6 * 6 + 1, 6, month)
    if cycle == "year":
        return span(year, 1, 12, month)
    if cycle == "two-years":
        return span(year - (year - plan.year) % 2, 1, 24, month)
    return plan


#: The parts into which a window can be divided.
CalendarPart = Literal["months", "quarters", "halves", "years"]
PART_MONTHS: dict[CalendarPart, int] = {"months": 1, "quarters": 3, "halves": 6, "years": 12}
_MARKS = {"quarters": "Q{}", "halves": "H{}", "years": ""}


def parts_of(window: Window, kind: CalendarPart, binds_from: date | None = None) -> tuple[tuple[str, Window], ...]:
    """The months, quarters, halves or years that lie wholly inside a window, each with its label.

    If the window starts with the first day of a duty, so does the part in which that day lies.
    """
    months = PART_MONTHS[kind]
    parts = (
        (f"{part.start:%Y-%m}" if months == 1 else f"{year}{_MARKS[kind].format(number + 1)}", part)
        for year in range(window.year, window.year_of(window.end) + 1)
        for number in range(12 // months)
        for part in (span(year, number * months + 1, months, window.year_month),)
    )
    cut = (
        (label, replace(part, start=window.start) if binds_from == window.start and window.start in part else part)
        for label, part in parts
    )
    return tuple((label, part) for label, part in cut if part.start >= window.start and part.end <= window.end)


def a_year_before(window: Window) -> Window:
    """The same window one year earlier."""
    day = timedelta(days=1)
    return replace(window, start=months_later(window.start, -12), end=months_later(window.end + day, -12) - day)
