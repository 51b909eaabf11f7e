"""The settings of availability in a pack: which outages, and the hours in which it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.frozen import dataclass
from checker.measures.toolkit.over_table import OverTable, check_column, compile_own_condition, tables_of
from checker.tables.logic import quote
from checker.tables.words import Asked, OneOrSeveral
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.tables.working_day import NEEDED, SCHEMA, read_working_day
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text, join_texts
from checker.text.moments import time_text

_NEEDED = Text(
    f"应写 always、working_time 或时段：{NEEDED.zh}；只在工作日的加 days: workdays",
    f"write `always`, `working_time`, or hours: {NEEDED.en}; add `days: workdays` for working days only",
)
_HOURS = {
    **SCHEMA,
    "description": "from when to when it is needed, every day or on working days",
    "properties": {
        **SCHEMA["properties"],
        "days": {"enum": ["every", "workdays"], "description": "on which days; every day if not given"},
    },
}
_DURING = {"anyOf": [{"enum": ["always", "working_time"]}, _HOURS], "default": "always"}


@dataclass(frozen=True)
class Hours:
    """The hours of a day in which it is needed.

    Attributes:
        calendar: with these hours, and the working days.
        workdays: whether other days don't count.
    """

    calendar: WorkCalendar
    workdays: bool

    @property
    def text(self) -> Text:
        """As people say it: 07:00–22:00 on every day."""
        spans = (f"{time_text(first)}–{time_text(last)}" for first, last in self.calendar.spans)
        times = join_texts([Text(span, span) for span in spans], "、", " and ")
        days = Text("每天", "every day")
        if self.workdays:
            words = self.calendar.words
            days = Text(f"工作日{words.zh}", f"on working days{words.en}")
        return Text(f"{days.zh} {times.zh}", f"{times.en} {days.en}")


if TYPE_CHECKING:
    _MaybeHours = Hours | None
else:
    _MaybeHours = Any  # to pydantic it is anything: the validator reads it


class AvailabilitySettings(OverTable):
    """The settings and how they must agree; `Availability` explains each."""

    due_days: ClassVar[bool] = False

    to: str
    where: Asked = Field(default=None, validate_default=True)
    by: OneOrSeveral = ()
    during: Annotated[_MaybeHours, WithJsonSchema(_DURING)] = None

    _compile = field_validator("where", mode="plain")(compile_own_condition)

    @field_validator("to")
    @classmethod
    def _moment(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, ("datetime",))

    @field_validator("by")
    @classmethod
    def _groups(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for index, name in enumerate(value):
            check_column(name, info, at=(index,))
        return value

    @field_validator("during", mode="plain")
    @classmethod
    def _hours(cls, raw: object, info: ValidationInfo) -> Hours | None:
        if raw is None or raw == "always" or isinstance(raw, Hours):
            return raw if isinstance(raw, Hours) else None
        table = tables_of(info).get(str(info.data.get("table")))
        calendar = CHINESE if table is None else table.calendar
        if raw == "working_time":
            if table is not None and not calendar.spans:
                reason = Text("pack.yaml 没有写 working_day（上下班时间）", "pack.yaml has no `working_day`")
                raise refused(refusal(BAD_COMBINATION, found="working_time", reason=reason))
            return Hours(calendar, workdays=True)
        asked = dict(raw) if isinstance(raw, Mapping) else {}
        days = asked.pop("days", "every")
        spans = read_working_day(asked) if asked else None
        if spans is None or days not in ("every", "workdays"):
            raise refused(refusal(BAD_FORM, found=quote(raw), needed=_NEEDED))
        return Hours(replace(calendar, spans=spans), workdays=days == "workdays")

    @model_validator(mode="after")
    def _agrees_with_itself(self, info: ValidationInfo) -> AvailabilitySettings:
        table = tables_of(info).get(self.table)
        when = None if table is None else table.columns.get(str(self.when))
        if self.when is None or (when is not None and when.type != "datetime"):
            reason = Text(
                "应写 when：中断开始时刻所在的列（datetime 列）",
                "write `when`: the datetime column with the start of an outage",
            )
            raise refused(refusal(BAD_COMBINATION, "when", found=self.when or "", reason=reason))
        return self
