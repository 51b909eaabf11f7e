"""Months, quarters, half years and years as deadlines and comparisons name them."""

from typing import Literal, get_args

from checker.frozen import dataclass
from checker.text.bilingual import Text

Span = Literal["month", "quarter", "half", "year"]
SPANS: tuple[Span, ...] = get_args(Span)
#: How many months they have.
MONTHS: dict[Span, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
#: The comparisons of two days by the spans in which they lie.
SAME: dict[str, Span] = {f"same_{span}_as": span for span in SPANS}
_WORDS = {
    "month": Text("月", "month"),
    "quarter": Text("季度", "quarter"),
    "half": Text("半年", "half-year"),
    "year": Text("年度", "year"),
}


@dataclass(frozen=True)
class Until:
    """A deadline by the calendar: a day of the span in which the first day lies, or of a later one.

    Attributes:
        span: a month, quarter, half year or year of the pack.
        later: how many spans after that of the first day.
        day, workday: which day, or working day, of it; its last day if neither is given.
    """

    span: Span
    later: int
    day: int = 0
    workday: int = 0


def until_text(until: Until, of: Text, workdays: Text) -> Text:
    """Writes the deadline that follows from a day.

    Args:
        until: the deadline.
        of: the day from which it follows.
        workdays: what working days are, in brackets.
    """
    word, number = _WORDS[until.span], until.later
    if number == 0:
        span = Text(f"{of.zh}所在{word.zh}", f"the {word.en} of {of.en}")
    elif number == 1:
        span = Text(
            f"{of.zh}的{'次' if until.span == 'month' else '下一'}{word.zh}", f"the {word.en} after that of {of.en}"
        )
    else:
        zh_unit = "个" if until.span in ("month", "quarter", "half") else ""
        span = Text(f"{of.zh}之后第 {number} {zh_unit}{word.zh}", f"{word.en} {number} after that of {of.en}")
    if until.workday:
        zh, en = f"第 {until.workday} 个工作日{workdays.zh}", f"working day {until.workday}{workdays.en}"
    elif until.day:
        zh, en = f"第 {until.day} 天", f"day {until.day}"
    else:
        zh, en = "最后一天", "the last day"
    return Text(f"{span.zh}{zh}", f"{en} of {span.en}")


def same_text(span: Span, one: Text, other: Text) -> Text:
    """Says that two days lie in the same span."""
    word = _WORDS[span]
    return Text(f"{one.zh}与{other.zh}在同一{word.zh}", f"{one.en} is in the same {word.en} as {other.en}")
