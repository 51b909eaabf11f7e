"""How long a cycle is, and what it is called."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import Field, model_validator

from checker.codes.shared import BAD_FORM
from checker.tables.words import Day, Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

CalendarCycle = Literal["day", "workday", "week", "month", "quarter", "half", "year"]


class Weeks(Strict):
    """Cycles of so many weeks.

    Attributes:
        weeks: how many.
        since: the first day of one of them; nothing before it counts.
    """

    weeks: Whole
    since: Day = Field(alias="from")

    @model_validator(mode="after")
    def _some(self) -> Weeks:
        if self.weeks < 1:
            raise refused(refusal(BAD_FORM, "weeks", needed=Text("应大于 0", "it must be above 0")))
        return self

    @property
    def length(self) -> timedelta:
        """How long one is."""
        return timedelta(weeks=self.weeks)


Every = CalendarCycle | Weeks

#: Those that are whole months, and how many.
MONTHS: dict[CalendarCycle, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NAMES: dict[CalendarCycle, tuple[Text, str]] = {
    "day": (Text("日子", "day"), "days"),
    "workday": (Text("工作日", "working day"), "working days"),
    "week": (Text("周", "week"), "weeks"),
    "month": (Text("月份", "month"), "months"),
    "quarter": (Text("季度", "quarter"), "quarters"),
    "half": (Text("半年", "half-year"), "half-years"),
    "year": (Text("年", "year"), "years"),
}
_COUNTED: dict[CalendarCycle, str] = {
    "day": "天",
    "workday": "个工作日",
    "week": "周",
    "month": "个月",
    "quarter": "个季度",
    "half": "个半年",
    "year": "年",
}


def names_of(every: Every) -> tuple[Text, str]:
    """What one cycle is called, and several."""
    if not isinstance(every, Weeks):
        return _NAMES[every]
    if every.weeks == 1:
        return _NAMES["week"]
    en = "fortnight" if every.weeks == 2 else f"{every.weeks}-week cycle"
    return Text(f"期（{every.weeks} 周）", en), f"{en}s"


def counted_of(every: Every) -> Text:
    """A number of cycles, as in "3 months"."""
    if not isinstance(every, Weeks):
        return Text(_COUNTED[every], _NAMES[every][1])
    return Text("周" if every.weeks == 1 else "期", names_of(every)[1])
