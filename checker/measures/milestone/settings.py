"""The settings of a milestone in a pack: what has to be delivered, and by when."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from checker.codes.shared import BAD_COMBINATION, IMPOSSIBLE_VALUE, WRONG_TYPE
from checker.frozen import dataclass
from checker.measures.toolkit.over_table import DAYS, OverTable, check_column, columns_of, compile_own_condition
from checker.periods import Window
from checker.tables.logic import Always, quote
from checker.tables.table import compile_condition
from checker.tables.whom import Whom
from checker.tables.words import Asked, Day, OneOrSeveral, Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

_NO_COMMON_DEADLINE = Text(
    zh="需要共同的期限：没有行的一项，表中也没有它的期限",
    en="it needs a common deadline: a deliverable without a row has no deadline in the sheet",
)

#: The values of a column of `each` that are the departments on the roster.
ROSTER = "roster"


class Due(Strict):
    """A column with each row's own deadline.

    Attributes:
        column: the date column.
    """

    column: str


class Number(Strict):
    """A column that says how many deliverables there must be, in the rows that satisfy `where`.

    Without `where`, these are the rows of the deliverables themselves.

    Attributes:
        column: the number column.
        where: the rows in which it is read.
    """

    column: str
    where: Asked = None


@dataclass(frozen=True)
class YearlyDay:
    """A deadline of every year, written `03-31`, in the pack's year in which the window ends."""

    month: int
    day: int

    def of(self, window: Window) -> date:
        """Gives the deadline for a window."""
        return date(window.year_of(window.end) + (self.month < window.year_month), self.month, self.day)


def _yearly(value: object) -> YearlyDay:
    if isinstance(value, YearlyDay):
        return value
    match = re.fullmatch(r"(\d\d)-(\d\d)", str(value))
    try:
        if match is not None and date(2023, int(match[1]), int(match[2])):
            return YearlyDay(int(match[1]), int(match[2]))
    except ValueError:
        pass
    needed = Text(
        zh="日期（2024-12-31）、每年的某一天（03-31）或 {column: 列}",
        en="a date, a day of every year (03-31) or {column: name}",
    )
    raise refused(refusal(WRONG_TYPE, found=quote(value), needed=needed))


Yearly = Annotated[YearlyDay, BeforeValidator(_yearly), WithJsonSchema({"type": "string", "pattern": r"^\d\d-\d\d$"})]


def _kind_of_due(value: object) -> str:
    if isinstance(value, (dict, Due)):
        return "column"
    return "day" if isinstance(value, date) else "yearly"


#: The values of a column of `each`: those that the pack lists, or the departments on the roster.
Values = Annotated[
    Annotated[Literal["roster"], Tag("roster")] | Annotated[tuple[Any, ...], Tag("listed")],
    Discriminator(lambda value: "roster" if isinstance(value, str) else "listed"),
]


class MilestoneSettings(OverTable):
    """The settings of a milestone and how they must agree; `Milestone` explains each."""

    due_days: ClassVar[bool] = False

    where: Asked = Field(default=None, validate_default=True)
    done: str
    due: Annotated[
        Annotated[Day, Tag("day")] | Annotated[Due, Tag("column")] | Annotated[Yearly, Tag("yearly")],
        Discriminator(_kind_of_due),
    ]
    complete: Asked = Field(default=None, validate_default=True)
    expected: Annotated[Whole, Field(ge=0)] | Number | None = None
    each: dict[str, Values] = Field(default_factory=dict)
    whom: Whom = Whom()
    rows: Literal["any", "all"] = "any"
    distinct: OneOrSeveral = ()

    _compile = field_validator("where", "complete", mode="plain")(compile_own_condition)

    @field_validator("done")
    @classmethod
    def _done(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, DAYS)

    @field_validator("due")
    @classmethod
    def _due(cls, value: Day | Due | YearlyDay, info: ValidationInfo) -> Day | Due | YearlyDay:
        if isinstance(value, Due):
            check_column(value.column, info, DAYS, ("column",))
        return value

    @field_validator("each")
    @classmethod
    def _each(cls, value: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        if value and isinstance(info.data.get("due"), Due):
            reason = Text(
                zh="each 需要共同的期限：没有行的一项，表中也没有它的期限",
                en="`each` needs a common deadline: a deliverable without a row has no deadline in the sheet",
            )
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        for name, values in value.items():
            check_column(name, info, ("text", "id") if values == ROSTER else (), at=(name,))
            if values == ROSTER:
                continue
            column = columns_of(info).get(name)
            for index, each in enumerate(values):
                if column is not None and column.literal(each) is None:
                    allowed = column.allowed_words()
                    raise refused(
                        refusal(IMPOSSIBLE_VALUE, name, index, found=quote(each), allowed=allowed, column=name)
                    )
        return value

    @field_validator("expected")
    @classmethod
    def _expected(cls, value: int | Number | None, info: ValidationInfo) -> int | Number | None:
        if not isinstance(value, Number):
            return value
        check_column(value.column, info, ("integer",), ("column",))
        if isinstance(info.data.get("due"), Due):
            raise refused(refusal(BAD_COMBINATION, reason=_NO_COMMON_DEADLINE))
        if value.where is None:
            return value
        columns = columns_of(info)
        where = compile_condition(value.where, columns, "where") if columns else Always()
        return value.model_copy(update={"where": where})

    @field_validator("distinct")
    @classmethod
    def _distinct(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for index, name in enumerate(value):
            check_column(name, info, at=(index,))
        if value and isinstance(info.data.get("due"), Due):
            raise refused(refusal(BAD_COMBINATION, reason=_NO_COMMON_DEADLINE))
        return value

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> MilestoneSettings:
        if "rows" in self.model_fields_set and not self.each:
            reason = Text(zh="rows 只和 each 一起用", en="`rows` only goes with `each`")
            raise refused(refusal(BAD_COMBINATION, "rows", reason=reason))
        of_roster = [name for name, values in self.each.items() if values == ROSTER]
        if len(of_roster) > 1:
            reason = Text(zh="只能有一列是名册上的单位", en="only one column can be the roster's departments")
            raise refused(refusal(BAD_COMBINATION, "each", of_roster[1], reason=reason))
        if "whom" in self.model_fields_set and not of_roster:
            reason = Text(zh="whom 只和 each: {列: roster} 一起用", en="`whom` only goes with `each: {column: roster}`")
            raise refused(refusal(BAD_COMBINATION, "whom", reason=reason))
        for name in ("distinct", "expected"):
            if self.each and name in self.model_fields_set and getattr(self, name):
                en = f"`each` names the deliverables, so leave out `{name}`"
                reason = Text(zh=f"each 已说明有哪几项，不再用 {name}", en=en)
                raise refused(refusal(BAD_COMBINATION, name, reason=reason))
        return self

    @property
    def number_column(self) -> str:
        """The column that says how many deliverables there must be; empty if the pack says it."""
        return self.expected.column if isinstance(self.expected, Number) else ""

    @property
    def listed(self) -> dict[str, tuple[Any, ...]]:
        """The columns of `each` with the values that the pack lists."""
        return {name: values for name, values in self.each.items() if isinstance(values, tuple)}

    @property
    def roster_column(self) -> str:
        """The column of `each` that names the roster's departments; empty if there is none."""
        return next((name for name, values in self.each.items() if values == ROSTER), "")

    @property
    def assessed(self) -> Whom | None:
        """The departments that `whom` chooses, if `each` asks for departments."""
        return self.whom if self.roster_column else None

    def names(self) -> tuple[tuple[tuple[str, Any], ...], ...]:
        """Lists the deliverables of `each` as (column, value) pairs: every combination of values of its columns."""
        columns = [[(column, value) for value in values] for column, values in self.listed.items()]
        return tuple(product(*columns)) if columns else ()

    @property
    def required(self) -> int:
        """How many there must be: as written, or else one by a common deadline, and as many as rows by their own."""
        if isinstance(self.expected, int):
            return self.expected
        return 0 if isinstance(self.due, Due) else 1

    def all_due(self, window: Window) -> date:
        """Gives the day by which every expected deliverable was due: the common deadline, or the end of the window."""
        return self.deadline(window) or window.end

    def deadline(self, window: Window) -> date | None:
        """Gives the common deadline for a window; None if each row has its own."""
        if isinstance(self.due, Due):
            return None
        return self.due.of(window) if isinstance(self.due, YearlyDay) else self.due
