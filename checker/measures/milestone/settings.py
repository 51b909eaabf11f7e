"""The settings of a milestone in a pack: what has to be delivered, and by when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, WithJsonSchema, field_validator

from checker.codes.shared import BAD_COMBINATION, IMPOSSIBLE_VALUE, WRONG_TYPE
from checker.measures.toolkit.over_table import OverTable, check_column, columns_of, compile_own_condition
from checker.periods import Window
from checker.tables.logic import quote
from checker.tables.words import Asked, Day, Strict, Whole
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Due(Strict):
    """A column with each row's own deadline."""

    column: str


@dataclass(frozen=True)
class YearlyDay:
    """A deadline of every year, written `03-31`, in the year in which the window ends."""

    month: int
    day: int

    def of(self, window: Window) -> date:
        """Gives the deadline for a window."""
        return date(window.end.year, self.month, self.day)


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


class MilestoneSettings(OverTable):
    """The settings of a milestone and how they must agree; `Milestone` explains each."""

    where: Asked = Field(default=None, validate_default=True)
    done: str
    due: Annotated[
        Annotated[Day, Tag("day")] | Annotated[Due, Tag("column")] | Annotated[Yearly, Tag("yearly")],
        Discriminator(_kind_of_due),
    ]
    expected: Whole | None = Field(default=None, ge=0)
    each: dict[str, tuple[Any, ...]] = Field(default_factory=dict)

    _compile = field_validator("where", mode="plain")(compile_own_condition)

    @field_validator("done")
    @classmethod
    def _done(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, ("date",))

    @field_validator("due")
    @classmethod
    def _due(cls, value: Day | Due | YearlyDay, info: ValidationInfo) -> Day | Due | YearlyDay:
        if isinstance(value, Due):
            check_column(value.column, info, ("date",), ("column",))
        return value

    @field_validator("each")
    @classmethod
    def _each(cls, value: dict[str, tuple[Any, ...]], info: ValidationInfo) -> dict[str, tuple[Any, ...]]:
        if len(value) > 1:
            reason = Text(zh="each 只写一列", en="`each` takes one column")
            raise refused(refusal(BAD_COMBINATION, *list(value)[1:2], reason=reason))
        if value and isinstance(info.data.get("due"), Due):
            reason = Text(
                zh="each 需要共同的期限：没有行的一项，表中也没有它的期限",
                en="`each` needs a common deadline: a deliverable without a row has no deadline in the sheet",
            )
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        for name, values in value.items():
            check_column(name, info, at=(name,))
            column = columns_of(info).get(name)
            for index, each in enumerate(values):
                if column is not None and column.literal(each) is None:
                    allowed = column.allowed_words()
                    raise refused(
                        refusal(IMPOSSIBLE_VALUE, name, index, found=quote(each), allowed=allowed, column=name)
                    )
        return value

    @property
    def required(self) -> int:
        """How many there must be: as written, or else one by a common deadline, and as many as rows by their own."""
        if self.expected is not None:
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
