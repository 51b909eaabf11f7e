"""Parameters with a clause: values for all departments, for groups, for single departments, and from day to day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from checker.codes.shared import BAD_COMBINATION, WRONG_ORDER, WRONG_TYPE
from checker.frozen import dataclass
from checker.tables.logic import quote
from checker.tables.words import NAME, Day, Strict, Words, exact
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text
from checker.text.durations import parse_duration


def _figure(value: object) -> object:
    """Takes what varies without changing what an indicator reads: numbers, lengths of time, days."""
    if isinstance(value, date) or exact(value) is not None or (isinstance(value, str) and _is_length(value)):
        return value
    needed = Text(zh="数字、百分数、时长或日期", en="a number, a percentage, a length of time or a date")
    raise refused(refusal(WRONG_TYPE, found=quote(value), needed=needed))


def _is_length(text: str) -> bool:
    return parse_duration(text.strip(), "seconds") is not None


def _several(value: object) -> object:
    return value if isinstance(value, (list, tuple)) else (value,)


_WRITTEN = {"type": ["number", "string"]}
#: A value as written: what it is read as depends on where an indicator names it.
Figure = Annotated[Any, BeforeValidator(_figure), WithJsonSchema(_WRITTEN)]


class ValuesFrom(Strict):
    """The values of a parameter over some days.

    Attributes:
        since, until: the first and the last day on which they apply; the next values end them too.
        all: the value for every department that none of the others is for.
        groups: by group; of two groups of one department, the values must be equal.
        departments: by department; it goes before the value of its group.
        district: the value by which the district is judged.
    """

    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    all: Figure = None
    groups: dict[str, Figure] = Field(default_factory=dict)
    departments: dict[str, Figure] = Field(default_factory=dict)
    district: Figure = None

    @model_validator(mode="after")
    def _gives_something(self) -> ValuesFrom:
        if self.all is None and self.district is None and not self.groups and not self.departments:
            allowed = ("all", "groups", "departments", "district")
            reason = Text(zh="至少要给一个值", en="give at least one value")
            raise refused(refusal(BAD_COMBINATION, allowed=allowed, reason=reason))
        if self.since is not None and self.until is not None and self.until < self.since:
            reason = Text(zh="from 应不晚于 until", en="`from` must not be after `until`")
            raise refused(refusal(WRONG_ORDER, "until", reason=reason))
        return self


class ParameterTable(Strict):
    """One parameter.

    Attributes:
        clause: where the document sets it.
        name: what it is, for people; its id if not given.
        values: one set of values, or a list of sets from the earliest to the latest.
        without: what an indicator is for a department that has no value; if not given, none may lack one.
    """

    clause: str = Field(min_length=1)
    name: Words | None = None
    values: Annotated[tuple[ValuesFrom, ...], BeforeValidator(_several)] = Field(min_length=1)
    without: Literal["not-applicable", "undetermined"] | None = None

    @model_validator(mode="after")
    def _one_after_the_other(self) -> ParameterTable:
        wrong: list[Refusal] = []
        for index, (one, other) in enumerate(pairwise(self.values), start=1):
            ends = one.until or one.since
            if other.since is None or (ends is not None and other.since <= ends):
                reason = Text(zh="各组值应由早到晚，互不重叠", en="list the values by day, without overlaps")
                wrong.append(refusal(WRONG_ORDER, "values", index, reason=reason))
        if wrong:
            raise refused(*wrong)
        return self

    def on(self, day: date) -> ValuesFrom | None:
        """The values that apply on a day; None if there are none."""
        begun = [each for each in self.values if each.since is None or each.since <= day]
        return begun[-1] if begun and (begun[-1].until is None or day <= begun[-1].until) else None


class Parameters(Strict):
    """`parameters.yaml`.

    Attributes:
        parameters: by the name with which indicators ask for them.
    """

    parameters: dict[Annotated[str, Field(pattern=NAME)], ParameterTable]


@dataclass(frozen=True)
class Given:
    """A value of a parameter, and whom it is for: everybody, a group, one department, or the district."""

    parameter: str
    clause: str
    raw: Any
    whom: Text
    name: Text

    @property
    def value(self) -> str:
        """The value as written."""
        return quote(self.raw)

    @property
    def text(self) -> Text:
        """Says where a number comes from."""
        return Text(
            zh=f"{self.name.zh} = {self.value}，见{self.clause}（{self.whom.zh}）",
            en=f"{self.name.en} = {self.value}, {self.clause} ({self.whom.en})",
        )


@dataclass(frozen=True)
class Lacking:
    """Why an indicator has no value of a parameter for somebody, and what it then is."""

    reason: Text
    status: Literal["not_applicable", "undetermined"]
