"""Weeks, months, quarters, half years and years as deadlines and comparisons name them."""

from dataclasses import replace
from typing import Literal, get_args

from checker.frozen import dataclass
from checker.tables.weekdays import week_words
from checker.text.bilingual import Text
from checker.text.moments import time_text

Span = Literal["week", "month", "quarter", "half", "year"]
SPANS: tuple[Span, ...] = get_args(Span)
#: Where a deadline on a day off moves to.
Move = Literal["next-workday", "previous-workday"]
MOVES: tuple[Move, ...] = get_args(Move)
#: More days than any holiday has.
_LONGEST_HOLIDAY = 60
#: How many days they have at most.
LONGEST: dict[Span, int] = {"week": 7, "month": 31, "quarter": 93, "half": 186, "year": 372}
#: The comparisons of two days by the spans in which they lie.
SAME: dict[str, Span] = {f"same_{span}_as": span for span in SPANS}
_WORDS = {
    "week": Text("周", "week"),
    "month": Text("月", "month"),
    "quarter": Text("季度", "quarter"),
    "half": Text("半年", "half-year"),
    "year": Text("年度", "year"),
}
_MOVED: dict[Move, Text] = {
    "next-workday": Text("遇节假日顺延至下一个工作日", "the next working day, if that is a day off"),
    "previous-workday": Text("遇节假日提前至前一个工作日", "the working day before, if that is a day off"),
}


@dataclass(frozen=True)
class Until:
    """A deadline by the calendar: a day of the span in which the first day lies, or of a later one.

    Attributes:
        span: a week, month, quarter, half year or year of the pack; None if it is counted from the first day itself.
        later: how many spans after that of the first day.
        day, workday: which day, or working day, of it, or how many after the first day.
        weekday: the first such day of it, 0 for Monday; without a span, the first one that isn't before the beginning.
        time: the time of day at which the day is over, in seconds; None for its end.
        on_day_off: where it moves to if it isn't a working day, but not to before the first day; None: it stays.
    """

    span: Span | None
    later: int = 0
    day: int = 0
    workday: int = 0
    weekday: int | None = None
    time: int | None = None
    on_day_off: Move | None = None

    @property
    def longest_days(self) -> int:
        """How many days after the first one it may be at most."""
        moved = _LONGEST_HOLIDAY if self.on_day_off == "next-workday" else 0
        if self.span is not None:
            return (self.later + 1) * LONGEST[self.span] + moved
        return self.day + self.workday * 2 + 14 + moved

    @property
    def asks_workdays(self) -> bool:
        """Whether it depends on which days are working days."""
        return bool(self.workday) or self.on_day_off is not None


def until_text(until: Until, of: Text, workdays: Text) -> Text:
    """Writes the deadline that follows from a day.

    Args:
        until: the deadline.
        of: the day from which it follows.
        workdays: what working days are, in brackets.
    """
    if until.on_day_off is not None:
        told, which = until_text(replace(until, on_day_off=None), of, workdays), _MOVED[until.on_day_off]
        known = (workdays.zh.strip("（）"), workdays.en.strip(" ()"))
        zh, en = (f"{mark}{words}" if words else "" for mark, words in zip(("，", ", "), known, strict=True))
        return Text(f"{told.zh}（{which.zh}{zh}）", f"{told.en} ({which.en}{en})")
    if until.span is None:
        return _counted_text(until, of, workdays)
    span = _span_text(until.span, until.later, of)
    if until.workday:
        zh, en = f"第 {until.workday} 个工作日{workdays.zh}", f"working day {until.workday}{workdays.en}"
    elif until.day:
        zh, en = f"第 {until.day} 天", f"day {until.day}"
    elif until.weekday is not None:
        day = week_words([until.weekday])
        first = ("", "") if until.span == "week" else ("第一个", "the first ")
        zh, en = f"{first[0]}{day.zh}", f"{first[1]}{day.en}"
    else:
        zh, en = "最后一天", "the last day"
    return Text(f"{span.zh}{zh}{_time_zh(until)}", f"{_time_en(until)}{en} of {span.en}")


def _span_text(span: Span, number: int, of: Text) -> Text:
    word = _WORDS[span]
    if number == 0:
        return Text(f"{of.zh}所在{word.zh}", f"the {word.en} of {of.en}")
    if number == 1:
        return Text(f"{of.zh}的{'次' if span == 'month' else '下一'}{word.zh}", f"the {word.en} after that of {of.en}")
    zh_unit = "" if span in ("week", "year") else "个"
    return Text(f"{of.zh}之后第 {number} {zh_unit}{word.zh}", f"{word.en} {number} after that of {of.en}")


def _counted_text(until: Until, of: Text, workdays: Text) -> Text:
    """Writes a deadline that is in no span: a weekday, or a time so many days later."""
    time = _time_zh(until)
    if until.weekday is not None:
        day = week_words([until.weekday])
        if until.time is None:
            return Text(f"{of.zh}当天起的第一个{day.zh}", f"the first {day.en} on or after {of.en}")
        return Text(f"{of.zh}起的第一个{day.zh}{time}", f"the first {day.en}{time} at or after {of.en}")
    if until.workday:
        en = "the next working day" if until.workday == 1 else f"working day {until.workday}"
        zh, en = f"之后第 {until.workday} 个工作日{workdays.zh}", f"{en}{workdays.en} after"
    elif until.day:
        zh, en = f"之后第 {until.day} 天", "the day after" if until.day == 1 else f"day {until.day} after"
    else:
        zh, en = "当天", "the day of"
    return Text(f"{of.zh}{zh}{time}", f"{_time_en(until)}{en} {of.en}")


def _time_zh(until: Until) -> str:
    return "" if until.time is None else f" {time_text(until.time)}"


def _time_en(until: Until) -> str:
    return "" if until.time is None else f"{time_text(until.time)} on "


def same_text(span: Span, one: Text, other: Text) -> Text:
    """Says that two days lie in the same span."""
    word = _WORDS[span]
    return Text(f"{one.zh}与{other.zh}在同一{word.zh}", f"{one.en} is in the same {word.en} as {other.en}")
