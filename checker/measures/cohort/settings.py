"""The settings of a cohort in a pack: its members, the measure of each, and the goal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION, UNKNOWN_COLUMN
from checker.measures.count import Count
from checker.measures.toolkit.choice import MeasureChoice
from checker.measures.toolkit.exclusion import Exclusion, read_exclusion
from checker.measures.toolkit.member_measure import MemberMeasure
from checker.measures.toolkit.over_table import check_table, columns_of, tables_of
from checker.measures.total import Total
from checker.periods import CalendarPart
from checker.tables.due_day import DueDay
from checker.tables.logic import Always, Condition
from checker.tables.table import compile_condition
from checker.tables.whom import Whom
from checker.tables.words import Asked, AskedExclusion, Exact, Strict, Words
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text

CALENDAR: tuple[CalendarPart, ...] = ("months", "quarters", "halves", "years")
#: A cohort whose only member is the department itself.
DEPARTMENT = "department"
#: A cohort of the departments on the roster, which a column of the rows names.
ROSTER = "roster"


class Span(Strict):
    """Two date columns of a row; a blank `from` means long ago, a blank `to` means still running.

    Attributes:
        start: the date column with the first day.
        end: the date column with the last day.
    """

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class ProRata(Strict):
    """The pack's choice to ask less of members that belong for only part of the window.

    Attributes:
        by: whether begun months or days decide how much less.
    """

    by: Literal["months", "days"]


class Goal(Strict):
    """What each member has to reach, in the unit that sentences name.

    Attributes:
        at_least: the least that is enough.
        unit: in which it is counted, such as hours.
    """

    at_least: Exact
    unit: Words | None = None


class Nested(MeasureChoice):
    """The measure taken of each member of a cohort."""

    count: Count | None = None
    total: Total | None = None

    @property
    def measure(self) -> Count | Total:
        """The one that is given."""
        given = self.count or self.total
        assert given is not None, "one of the two is given, by the validator"
        return given


class CohortSettings(MemberMeasure):
    """The settings of a cohort and how they must agree; `Cohort` explains each."""

    members: str
    whom: Whom = Whom()
    provided: Count | None = None
    where: Asked = Field(default=None, validate_default=True)
    exclusion: AskedExclusion = None
    during: Span | None = None
    within: Span | None = None
    due: str | None = None
    each: Nested
    reach: Goal
    pro_rata: ProRata | None = None

    @field_validator("members")
    @classmethod
    def _members_exist(cls, value: str, info: ValidationInfo) -> str:
        check_table(value, info, (*CALENDAR, DEPARTMENT, ROSTER))
        return value

    @field_validator("where", mode="plain")
    @classmethod
    def _where(cls, raw: object, info: ValidationInfo) -> Condition:
        columns = columns_of(info, "members")
        return compile_condition(raw, columns, tables=tables_of(info)) if columns else Always()

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Exclusion | None:
        return read_exclusion(raw, columns_of(info, "members"), tables_of(info))

    @model_validator(mode="after")
    def _agrees_with_itself(self, info: ValidationInfo) -> CohortSettings:
        tables = tables_of(info)
        nested = self.each.measure
        readable = nested.table in tables and (self.members in tables or self.of_no_table)
        wrong = [*self._unknown_columns(info), *self._misplaced()] if readable else []
        if wrong:
            raise refused(*wrong)
        return self

    @property
    def out(self) -> Condition | None:
        """Which members are left out."""
        return None if self.exclusion is None else self.exclusion.condition

    @property
    def of_no_table(self) -> bool:
        """Whether members are not rows but the department, the roster's departments, or parts of the calendar."""
        return self.members in (*CALENDAR, DEPARTMENT, ROSTER)

    @property
    def calendar_part(self) -> CalendarPart | None:
        """The kind of calendar part that its members are; None for other members."""
        return next((part for part in CALENDAR if part == self.members), None)

    def _unknown_columns(self, info: ValidationInfo) -> list[Refusal]:
        tables = tables_of(info)
        nested = self.each.measure
        theirs = tables[nested.table].columns
        members = {} if self.of_no_table else tables[self.members].columns
        dates = [name for name, column in members.items() if column.kind == "date"]
        spans = [(name, span) for name, span in (("during", self.during), ("within", self.within)) if span]
        named: list[tuple[tuple[str, ...], str, Iterable[str]]] = [
            *(((name, "from"), span.start, dates) for name, span in spans),
            *(((name, "to"), span.end, dates) for name, span in spans),
            *([(("due",), self.due, dates)] if self.due else []),
        ]
        for mine, other in nested.match.items() if self.members == ROSTER else ():
            named += [(("each", self.each.kind, "match", mine), mine, theirs)]
            named += [(("each", self.each.kind, "match", mine), other, (DEPARTMENT,))]
        for mine, other in () if self.of_no_table else nested.match.items():
            at = ("each", self.each.kind, "match", mine)
            named += [(at, mine, theirs), (at, other, members)]
        return [
            refusal(UNKNOWN_COLUMN, *at, found=name, allowed=allowed)
            for at, name, allowed in named
            if name not in allowed
        ]

    def _misplaced(self) -> list[Refusal]:
        wrong = []
        nested = self.each.measure
        inside = ("each", self.each.kind)
        if self.pro_rata and not self.during:
            reason = Text(zh="pro_rata 需要 during", en="`pro_rata` needs `during`")
            wrong.append(refusal(BAD_COMBINATION, "pro_rata", reason=reason))
        if (not self.of_no_table and not nested.match) or (self.members == ROSTER and len(nested.match) != 1):
            reason = Text(zh="缺少 match，不知道哪些行属于哪个成员", en="`match` is needed to assign rows to members")
            wrong.append(refusal(BAD_COMBINATION, *inside, reason=reason))
        if self.provided and self.members not in (*CALENDAR, DEPARTMENT):
            reason = Text(
                zh="provided 只用于按单位或按时段", en="`provided` only goes with the department or parts of a period"
            )
            wrong.append(refusal(BAD_COMBINATION, "provided", reason=reason))
        if self.of_no_table and self.members != ROSTER and nested.match:
            reason = Text(zh="成员不是一张表，不能用 match", en="`match` only goes with the members of a table")
            wrong.append(refusal(BAD_COMBINATION, *inside, "match", reason=reason))
        if self.within and isinstance(nested.when, DueDay):
            reason = Text(
                zh="有 within 的，when 只能是日期列", en="with the members' own `within`, `when` must be a date column"
            )
            wrong.append(refusal(BAD_COMBINATION, *inside, "when", reason=reason))
        if self.within and nested.when is None:
            reason = Text(
                zh="within 需要 when，才知道哪些行在成员自己的时间之内；{window: …} 指的总是指标的统计期",
                en="`within` needs `when` to tell which rows are in a member's own time; `{window: …}` is always the "
                "indicator's window",
            )
            wrong.append(refusal(BAD_COMBINATION, *inside, reason=reason))
        if self.members in CALENDAR and nested.when is None:
            reason = Text(zh="按期计数需要 when", en="`when` is needed to assign rows to parts of the period")
            wrong.append(refusal(BAD_COMBINATION, *inside, reason=reason))
        return wrong
