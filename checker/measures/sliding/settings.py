"""The settings of stretches of time in a pack: how long they are, what is added up in each, and whose rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.measures.toolkit.over_table import (
    NUMBERS,
    OverTable,
    check_column,
    columns_of,
    compile_own_condition,
    tables_of,
)
from checker.periods import Window
from checker.tables.words import Asked, OneOrSeveral, Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text
from checker.text.moments import DAY_SECONDS

_SECONDS = {"minutes": 60, "hours": 3600, "days": DAY_SECONDS, "weeks": 7 * DAY_SECONDS}
_WORDS = {
    "minutes": (Text("分钟", "minute"), "minutes"),
    "hours": (Text("小时", "hour"), "hours"),
    "days": (Text("天", "day"), "days"),
    "weeks": (Text("周", "week"), "weeks"),
}


class Length(Strict):
    """A length of time: exactly one unit.

    Attributes:
        minutes, hours, days, weeks: how many of them.
    """

    minutes: Whole | None = None
    hours: Whole | None = None
    days: Whole | None = None
    weeks: Whole | None = None

    @model_validator(mode="after")
    def _one(self) -> Length:
        given = [name for name in _SECONDS if getattr(self, name) is not None]
        if len(given) != 1:
            reason = Text(zh="应写其中一项，且只写一项", en="exactly one of these is needed")
            raise refused(refusal(BAD_COMBINATION, allowed=tuple(_SECONDS), reason=reason))
        if getattr(self, given[0]) < 1:
            raise refused(refusal(BAD_FORM, given[0], needed=Text("应大于 0", "it must be above 0")))
        return self

    @property
    def unit(self) -> str:
        """Its unit."""
        return next(name for name in _SECONDS if getattr(self, name) is not None)

    @property
    def number(self) -> int:
        """How many of its unit."""
        found: int = getattr(self, self.unit)
        return found

    @property
    def seconds(self) -> int:
        """As seconds."""
        return self.number * _SECONDS[self.unit]

    @property
    def by_day(self) -> bool:
        """Whether it is a number of whole days."""
        return self.unit in ("days", "weeks")

    @property
    def text(self) -> Text:
        """As people say it: 7 days."""
        one, many = _WORDS[self.unit]
        return Text(f"{self.number} {one.zh}", f"{self.number} {one.en if self.number == 1 else many}")


class SlidingSettings(OverTable):
    """The settings and how they must agree; `Sliding` explains each."""

    due_days: ClassVar[bool] = False

    length: Length
    to: str | None = None
    column: str | None = None
    where: Asked = Field(default=None, validate_default=True)
    by: OneOrSeveral = ()
    averaged: Length | None = None
    before: Literal["rows"] | None = None

    _compile = field_validator("where", mode="plain")(compile_own_condition)

    @field_validator("to")
    @classmethod
    def _moment(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_column(value, info, ("datetime",))

    @field_validator("by")
    @classmethod
    def _groups(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for index, name in enumerate(value):
            check_column(name, info, at=(index,))
        return value

    @field_validator("column")
    @classmethod
    def _number(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        column = columns_of(info).get(check_column(value, info, NUMBERS))
        if column is not None and (column.lowest is None or column.lowest < 0):
            reason = Text(
                zh="这里的数不能是负数：请在该列写 minimum: 0 或更大",
                en="it can't be negative here: give this column a `minimum` of 0 or more",
            )
            raise refused(refusal(BAD_COMBINATION, found=value, reason=reason))
        return value

    @model_validator(mode="after")
    def _agrees_with_itself(self, info: ValidationInfo) -> SlidingSettings:
        found = tables_of(info).get(self.table)
        columns = {} if found is None else found.columns
        when = columns.get(str(self.when))
        timed = when is None or when.type == "datetime"
        wrong: list[tuple[str, Text]] = []
        if self.when is None:
            wrong.append(("when", Text("需要 when，即每行的时间", "`when` is needed: the time of each row")))
        elif not timed and (self.to is not None or not self.length.by_day):
            reason = Text(
                "按小时、分钟计算时 when 须是 datetime 列", "hours and minutes need a `when` that is a datetime"
            )
            wrong.append(("when", reason))
        if self.to is not None and self.column is not None:
            reason = Text(
                "有 to 时计算从 when 到 to 的时长，不另写 column",
                "with `to`, the time from `when` to `to` is added up: leave `column` out",
            )
            wrong.append(("column", reason))
        if wrong:
            raise refused(*(refusal(BAD_COMBINATION, at, found=at, reason=reason) for at, reason in wrong))
        return self

    @property
    def factor(self) -> Fraction:
        """What a sum is multiplied by, to be the average over a shorter time."""
        return Fraction(1) if self.averaged is None else Fraction(self.averaged.seconds, self.length.seconds)

    def reach_back(self, window: Window) -> Window:
        """The days before a window from which a stretch can reach into it."""
        days = -(-self.length.seconds // DAY_SECONDS)
        before = window.start - timedelta(days=1)
        return replace(window, start=window.start - timedelta(days=days), end=before)
