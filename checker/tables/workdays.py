"""The calendar of a pack: which days are working days, and in which years that is known."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from checker.frozen import dataclass
from checker.text.bilingual import Text
from checker.text.moments import time_text

#: The file of a pack's own days off.
OWN: Literal["holidays.yaml"] = "holidays.yaml"
#: `cn`: the published Chinese calendar; `none`: Monday to Friday; or the file.
HolidaysFrom = Literal["cn", "none", "holidays.yaml"]


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


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of the years that are known.

    Attributes:
        source: where they come from.
        off: the days off that the pack lists.
        on: the days at weekends that are worked.
        spans: from when to when work is done on such a day, in seconds since midnight; empty if nobody says it.
    """

    source: HolidaysFrom = "cn"
    off: tuple[date, ...] = ()
    on: tuple[date, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year for which it is known."""
        if self.source == "cn":
            return workday_years()
        return (1900, 2999) if self.source == "none" else (min(self.off).year, max(self.off).year)

    @property
    def most_weekdays_off(self) -> int:
        """How many of Monday to Friday were days off in the year with most of them."""
        if self.source == "cn":
            return most_weekdays_off()
        weekdays = [day.year for day in self.off if day.weekday() < 5]
        return max(map(weekdays.count, weekdays), default=0)

    @property
    def words(self) -> Text:
        """What its working days are, in brackets; empty for the published calendar."""
        return {
            "cn": Text("", ""),
            "none": Text(zh="（周一至周五）", en=" (Monday to Friday)"),
            OWN: Text(zh="（按指标包的节假日表）", en=" (by the pack's list of days off)"),
        }[self.source]

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
    off, on = ({day.toordinal() for day in days} for days in (calendar.off, calendar.on))
    days = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    # Ordinal 1 is a Monday.
    return tuple(day for day in days if day in on or (day % 7 not in (6, 0) and day not in off))
