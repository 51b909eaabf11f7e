"""Conditions on when in a day, or in a week, something happens: times of day, days of the week, working days."""

from checker.frozen import dataclass
from checker.tables.weekdays import week_words
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.text.bilingual import Text, join_texts
from checker.text.moments import DAY_SECONDS, time_text

#: The words after a column.
DAY_PARTS = ("time_of_day", "weekday", "workday")


@dataclass(frozen=True)
class DayPart:
    """A date or moment lies in one part of the days or weeks. Only one of the parts is given.

    Attributes:
        column: with the date or moment.
        spans: times of day, in seconds since midnight: from one, and before the other, which may be the next day's.
        weekdays: days of the week, 0 for Monday.
        workday: whether it is a working day, or a day off.
        calendar: which days are working days.
    """

    column: str
    spans: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()
    workday: bool | None = None
    calendar: WorkCalendar = CHINESE


def day_part_text(part: DayPart, name: Text) -> Text:
    """Phrases the condition, with the name of its column."""
    if part.workday is not None:
        zh, en = ("工作日", "a working day") if part.workday else ("非工作日", "a day off")
        words = part.calendar.words
        return Text(f"{name.zh}在{zh}{words.zh}", f"{name.en} is on {en}{words.en}")
    if part.weekdays:
        days = week_words(part.weekdays, ("或", " or "))
        return Text(f"{name.zh}在{days.zh}", f"{name.en} is on {days.en}")
    times = join_texts(map(_span_text, part.spans), "或 ", " or ")
    return Text(f"{name.zh}的时刻在 {times.zh}", f"the time of day of {name.en} is {times.en}")


def _span_text(span: tuple[int, int]) -> Text:
    start, end = map(time_text, span)
    if span[1] == DAY_SECONDS:
        return Text(f"{start} 及以后", f"{start} or later")
    if span[0] == 0:
        return Text(f"{end} 以前（不含）", f"before {end}")
    zh, en = ("次日 ", " the next day") if span[1] < span[0] else ("", "")
    return Text(f"{start} 至{zh or ' '}{end}（不含）", f"from {start} until just before {end}{en}")
