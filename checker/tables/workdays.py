"""The calendar of a pack: which days are working days, and in which years that is known."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import Literal

from checker.frozen import dataclass
from checker.tables.countries import country_workdays, known_years
from checker.tables.weekdays import week_words
from checker.text.bilingual import Text, join_texts
from checker.text.moments import time_text

#: The file of a pack's own days off.
OWN: Literal["holidays.yaml"] = "holidays.yaml"
#: `cn`: the published Chinese calendar; `none`: no holidays; the file; or a country, perhaps with its part: GB-ENG.
HolidaysFrom = str
WORDS = ("cn", "none", OWN)
_FIVE_DAYS = (0, 1, 2, 3, 4)


@cache
def workday_years() -> tuple[int, int]:
    """The first and last year of the official holiday calendar."""
    from chinese_calendar import holidays  # imported late: slow, and needed only by packs that count working days

    years = [day.year for day in holidays]
    return min(years), max(years)


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


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of the years that are known.

    Attributes:
        source: where they come from.
        off: the days off that the pack lists.
        on: the days at weekends that are worked.
        week: the days of the week that are worked, 0 for Monday; those of the source if empty.
        spans: from when to when work is done on such a day, in seconds since midnight; empty if nobody says it.
        year_month: the month with which years begin.
    """

    source: HolidaysFrom = "cn"
    off: tuple[date, ...] = ()
    on: tuple[date, ...] = ()
    week: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    year_month: int = 1

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year for which it is known."""
        match self.source:
            case "cn":
                return workday_years()
            case "none":
                return 1900, 2999
            case "holidays.yaml":
                return min(self.off).year, max(self.off).year
            case country:
                return known_years(country)

    @property
    def most_weekdays_off(self) -> int:
        """How many of Monday to Friday were days off in the year with most of them."""
        return 0 if self.source == "none" else _most_weekdays_off(self)

    @property
    def words(self) -> Text:
        """What its working days are, in brackets; empty for the published calendar."""
        week = week_words(self.week or _FIVE_DAYS) if self.week or self.source == "none" else None
        source = {
            "cn": None,
            "none": None,
            OWN: Text(zh="按指标包的节假日表", en="by the pack's list of days off"),
        }.get(self.source, Text(zh=f"按 {self.source} 的公共假日", en=f"by the public holidays of {self.source}"))
        parts = [part for part in (week, source) if part is not None]
        told = join_texts(parts, "，", ", ")
        return Text(f"（{told.zh}）", f" ({told.en})") if parts else Text("", "")

    @property
    def hours_words(self) -> Text:
        """The same with the hours of a working day, in brackets."""
        spans = [f"{time_text(first)}–{time_text(last)}" for first, last in self.spans]
        zh, en = self.words.zh.strip("（）"), self.words.en.strip(" ()")
        hours = Text("、".join(spans), " and ".join(spans))
        return Text(f"（{zh}{'，' if zh else ''}{hours.zh}）", f" ({en}{', ' if en else ''}{hours.en})")


#: The calendar of a pack that names none.
CHINESE = WorkCalendar()


@cache
def workdays_of(calendar: WorkCalendar) -> tuple[int, ...]:
    """The ordinals of all working days in the years of a calendar."""
    if calendar.source == "cn":
        return workdays()
    first, last = calendar.years
    if calendar.source not in WORDS:
        return tuple(country_workdays(calendar.source, first, last, calendar.week))
    off, on = ({day.toordinal() for day in days} for days in (calendar.off, calendar.on))
    days = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    # Ordinal 1 is a Monday.
    worked = {(day + 1) % 7 for day in calendar.week or _FIVE_DAYS}
    return tuple(day for day in days if day in on or (day % 7 in worked and day not in off))


@cache
def _worked(calendar: WorkCalendar) -> frozenset[int]:
    return frozenset(workdays_of(calendar))


def is_workday(calendar: WorkCalendar, day: date) -> bool | None:
    """Whether a day is a working day; None if nobody has proclaimed it yet."""
    first, last = calendar.years
    if first <= day.year <= last:
        return day.toordinal() in _worked(calendar)
    moves_days = calendar.source in ("cn", OWN)  # such calendars make working days of days at weekends
    return None if moves_days or day.weekday() in (calendar.week or _FIVE_DAYS) else False


@cache
def _most_weekdays_off(calendar: WorkCalendar) -> int:
    worked, (first, last) = set(workdays_of(calendar)), calendar.years
    days = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    off = Counter(date.fromordinal(day).year for day in days if day % 7 not in (6, 0) and day not in worked)
    return max(off.values(), default=0)
