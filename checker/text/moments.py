"""Moments: a day with a time of day, exact to the second. There are no time zones."""

import re
from datetime import date, datetime, time, timedelta

from checker.text.bilingual import Text
from checker.text.days import day_text

#: How many seconds a day has; without time zones there is no day with another number.
DAY_SECONDS = 24 * 60 * 60

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


def parse_moment(text: str) -> datetime | None:
    """Reads a moment as definitions write it, e.g. 2022-03-01 14:05; 24:00 is midnight of the next day."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    seconds = seconds_of(int(match[2]), int(match[3]), int(match[4] or 0))
    return None if seconds is None else datetime.combine(day, time()) + timedelta(seconds=seconds)


def parse_time(text: str) -> int | None:
    """Reads a time of day as definitions write it, e.g. 09:00, in seconds since midnight."""
    match = _TIME.fullmatch(text.strip())
    return None if match is None else seconds_of(int(match[1]), int(match[2]), 0)


def seconds_of(hour: int, minute: int, second: int) -> int | None:
    """Gives the seconds since midnight, up to 24:00; None if there is no such time of day."""
    seconds = hour * 3600 + minute * 60 + second
    return seconds if minute < 60 and second < 60 and seconds <= DAY_SECONDS else None


def time_text(seconds: int) -> str:
    """Writes a time of day, with its seconds if it has any: 14:05, 14:05:30."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{rest:02d}" if rest else "")


def clock_text(length: time | timedelta) -> str:
    """Writes what a cell with a time format shows: 1:30, 26:00:05."""
    if isinstance(length, time):
        length = timedelta(hours=length.hour, minutes=length.minute, seconds=length.second)
    seconds = round(length.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    shown = f"{minutes // 60}:{minutes % 60:02d}" + (f":{rest:02d}" if rest else "")
    return f"-{shown}" if seconds < 0 else shown


def moment_text(moment: datetime) -> str:
    """Writes a moment: 2022-03-01 14:05."""
    return f"{moment:%Y-%m-%d} {time_text(moment.hour * 3600 + moment.minute * 60 + moment.second)}"


def moment_words(moment: datetime) -> Text:
    """Writes a moment as each language does."""
    day, hour = day_text(moment.date()), moment_text(moment)[11:]
    return Text(zh=f"{day.zh} {hour}", en=f"{day.en} {hour}")
