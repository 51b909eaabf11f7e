"""The seven measures as a pack writes them. Conditions are compiled here, against the tables that they speak of.

The tables come in as pydantic's validation context: `{"tables": {id: Table}}`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from checker.definitions.conditions import Always, Condition
from checker.definitions.tables import Exact, Strict, Table, conditional

CALENDAR = ("quarters", "halves", "years")
#: A cohort whose only member is the department itself.
DEPARTMENT = "department"


def known_table(name: str, info: ValidationInfo) -> Table:
    """The table of that id.

    Raises:
        PydanticCustomError: there is none.
    """
    tables: dict[str, Table] = (info.context or {}).get("tables", {})
    if name not in tables:
        raise PydanticCustomError("unknown_table", "there is no such table", {"found": name, "allowed": tuple(tables)})
    return tables[name]


class OverTable(Strict):
    """What every measure over the rows of one table shares.

    Attributes:
        table: whose rows.
        when: the date column that puts a row into a period; without it every row is in.
    """

    table: str
    when: str | None = None

    @field_validator("table")
    @classmethod
    def _table_exists(cls, value: str, info: ValidationInfo) -> str:
        known_table(value, info)
        return value

    @field_validator("when")
    @classmethod
    def _when_is_a_date(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else _column(value, info, ("date",))


def _columns(info: ValidationInfo, table: str = "table") -> dict[str, Any]:
    """The columns of the table that a validated sibling names; none when that one failed."""
    tables: dict[str, Table] = (info.context or {}).get("tables", {})
    name = info.data.get(table)
    return dict(tables[name].columns) if name in tables else {}


def _column(value: str, info: ValidationInfo, types: tuple[str, ...] = ()) -> str:
    columns = _columns(info)
    allowed = tuple(name for name, column in columns.items() if not types or column.type in types)
    if columns and value not in allowed:
        raise PydanticCustomError("unknown_column", "there is no such column", {"found": value, "allowed": allowed})
    return value


def _condition(raw: object, info: ValidationInfo) -> Condition:
    columns = _columns(info)
    return conditional(raw, columns) if columns else Always()


class Proportion(OverTable):
    """Numerator rows over denominator rows.

    Attributes:
        denominator: which rows are looked at (all, if not given).
        exclusion: which of those are left out.
        numerator: which of the rest are good.
    """

    denominator: Any = Field(default=None, validate_default=True)
    exclusion: Any = None
    numerator: Any

    _compile = field_validator("denominator", "numerator", mode="plain")(_condition)

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Condition | None:
        return None if raw is None else _condition(raw, info)


class Count(OverTable):
    """Rows in the period that satisfy a condition, or the distinct values of some of their columns."""

    where: Any = Field(default=None, validate_default=True)
    distinct: tuple[str, ...] = ()
    match: dict[str, str] = {}

    _compile = field_validator("where", mode="plain")(_condition)

    @field_validator("distinct", mode="before")
    @classmethod
    def _distinct(cls, value: object, info: ValidationInfo) -> object:
        names = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, (list, tuple)) else value
        return tuple(_column(str(name), info) for name in names) if isinstance(names, tuple) else names


class Total(OverTable):
    """The sum of a number column over the rows that satisfy a condition."""

    column: str
    where: Any = Field(default=None, validate_default=True)
    match: dict[str, str] = {}

    _compile = field_validator("where", mode="plain")(_condition)

    @field_validator("column")
    @classmethod
    def _number(cls, value: str, info: ValidationInfo) -> str:
        return _column(value, info, ("integer", "decimal", "percent"))


class Nested(Strict):
    """The measure taken of each member of a cohort, or of each side of a change."""

    count: Count | None = None
    total: Total | None = None

    @model_validator(mode="after")
    def _one(self) -> Nested:
        if (self.count is None) == (self.total is None):
            raise PydanticCustomError("one_measure", "one of count, total is needed", {"allowed": ("count", "total")})
        return self

    @property
    def measure(self) -> Count | Total:
        """The one that is given."""
        return self.count or self.total  # type: ignore[return-value]  # one of the two, by the validator


class Span(Strict):
    """Two date columns of a row; a blank `to` is still running, a blank `from` began long ago."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class ProRata(Strict):
    """The pack's explicit choice to ask less of members who were there for a part of the window only."""

    by: Literal["months", "days"]


class Goal(Strict):
    """What each member has to reach: at least so much, in the nested measure's unit."""

    at_least: Exact


class Cohort(Strict):
    """Members who each reach a nested count or total, over all members. A member with no rows counts, as not reached.

    Attributes:
        members: a table (each row is a member), `department` (itself the one member), or `quarters`, `halves`,
            `years` (each one that lies in the window is a member).
        where: which rows of the table are members.
        exclusion: which of those are left out.
        during: the columns between which a member belongs; members not there in the window are left out.
        within: the columns of a member's own span (a term of office), in place of the indicator's window.
        due: until this date column's day a member that has not reached the goal is in progress, and left out.
        each: the nested measure; `match` ties its columns to the member's: {training column: member column}.
        reach: the goal.
        pro_rata: scale the goal by the part of the window in which the member belongs.
    """

    members: str
    where: Any = Field(default=None, validate_default=True)
    exclusion: Any = None
    during: Span | None = None
    within: Span | None = None
    due: str | None = None
    each: Nested
    reach: Goal
    pro_rata: ProRata | None = None

    @field_validator("members")
    @classmethod
    def _members_exist(cls, value: str, info: ValidationInfo) -> str:
        tables = (info.context or {}).get("tables", {})
        if value not in (*CALENDAR, DEPARTMENT) and value not in tables:
            allowed = (*CALENDAR, DEPARTMENT, *tables)
            raise PydanticCustomError(
                "unknown_table", "there are no such members", {"found": value, "allowed": allowed}
            )
        return value

    @field_validator("where", mode="plain")
    @classmethod
    def _where(cls, raw: object, info: ValidationInfo) -> Condition:
        columns = _columns(info, "members")
        return conditional(raw, columns) if columns else Always()

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Condition | None:
        columns = _columns(info, "members")
        return conditional(raw, columns) if raw is not None and columns else None

    @model_validator(mode="after")
    def _columns_exist(self, info: ValidationInfo) -> Cohort:
        tables = (info.context or {}).get("tables", {})
        members = tables[self.members].columns if self.members in tables else {}
        dates = tuple(name for name, column in members.items() if column.type == "date")
        spans = [span for span in (self.during, self.within) if span]
        for name in [
            *(end for span in spans for end in (span.start, span.end)),
            *([self.due] if self.due else []),
        ]:
            if name not in dates:
                raise PydanticCustomError(
                    "unknown_column", "not a date column of the members", {"found": name, "allowed": dates}
                )
        if self.pro_rata and not self.during:
            raise PydanticCustomError("pro_rata", "pro_rata needs `during`", {"found": "pro_rata"})
        measure = self.each.measure
        theirs = tables[measure.table].columns
        for mine, other in measure.match.items():
            for name, columns in ((mine, theirs), (other, members)):
                if name not in columns:
                    raise PydanticCustomError(
                        "unknown_column",
                        "there is no such column",
                        {"found": name, "allowed": tuple(columns)},
                    )
        if bool(members) != bool(measure.match):
            raise PydanticCustomError(
                "match",
                "`match` ties rows to the members of a table, and is needed for them",
                {"found": str(measure.match)},
            )
        return self


class Change(Strict):
    """A nested measure now, less the same measure before.

    Attributes:
        of: the nested measure; several move together only as several indicators or as `of` a proportion.
        against: the same window a year ago, or the window just before.
        by: difference (now - before) or ratio ((now - before) / before).
        before: where the earlier figure is: `rows` of the same sheet dated in the earlier window, or `history`.
        zero_base: what to say when the earlier figure is zero and so cannot fall.
    """

    of: ChangeOf
    against: Literal["last-year", "last-period"] = "last-year"
    by: Literal["difference", "ratio"] = "difference"
    before: Literal["rows", "history"] = "history"
    zero_base: Literal["undetermined", "not-applicable", "met-if-zero", "judge"] = "undetermined"


class ChangeOf(Strict):
    """What is compared with its earlier self."""

    count: Count | None = None
    total: Total | None = None
    proportion: Proportion | None = None

    @model_validator(mode="after")
    def _one(self) -> ChangeOf:
        if sum(each is not None for each in (self.count, self.total, self.proportion)) != 1:
            allowed = ("count", "total", "proportion")
            raise PydanticCustomError("one_measure", "one of count, total, proportion is needed", {"allowed": allowed})
        return self

    @property
    def measure(self) -> Count | Total | Proportion:
        """The one that is given."""
        return self.count or self.total or self.proportion  # type: ignore[return-value]  # one, by the validator


class Due(Strict):
    """A deadline that stands in a column."""

    column: str


class Milestone(OverTable):
    """Deliverables done by their date, over all deliverables.

    Attributes:
        where: which rows are the deliverable.
        done: the date column that says when it was done.
        due: the deadline, or the column in which each row's own stands.
        expected: how many deliverables there must be; those without a row count as not done.
    """

    where: Any = Field(default=None, validate_default=True)
    done: str
    due: date | Due
    expected: int = Field(default=1, ge=0)

    _compile = field_validator("where", mode="plain")(_condition)

    @field_validator("done")
    @classmethod
    def _done(cls, value: str, info: ValidationInfo) -> str:
        return _column(value, info, ("date",))

    @field_validator("due")
    @classmethod
    def _due(cls, value: date | Due, info: ValidationInfo) -> date | Due:
        if isinstance(value, Due):
            _column(value.column, info, ("date",))
        return value


class Relation(Strict):
    """Figures that must agree: `figure` equals the sum, difference or quotient of others, to the printed precision."""

    figure: str
    sum: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Relation:
        given = [terms for terms in (self.sum, self.difference, self.ratio, self.rise) if terms]
        if len(given) != 1 or (not self.sum and len(given[0]) != 2):
            allowed = ("sum", "difference", "ratio", "rise")
            raise PydanticCustomError(
                "relation",
                "one of sum, difference, ratio, rise is needed (two terms each but sum)",
                {"allowed": allowed},
            )
        return self


class Reported(OverTable):
    """Figures as printed, with the counts behind them where those were printed too.

    Attributes:
        figure: the column that names a figure; the same figure may stand in several rows (sections).
        printed: the text column with the figure as printed.
        unit: the text column with its unit.
        numerator, denominator: text columns with the counts as printed.
        figures: which figures this indicator looks at.
        judge: `consistency` (figures that hold over figures examined) or `figure` (the first figure's own value).
        relations: figures that must agree with each other.
    """

    figure: str
    printed: str
    unit: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    figures: tuple[str, ...] = Field(min_length=1)
    judge: Literal["consistency", "figure"] = "consistency"
    relations: tuple[Relation, ...] = ()

    @field_validator("figure", "printed", "unit", "numerator", "denominator")
    @classmethod
    def _columns_exist(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else _column(value, info, ("text",))

    @field_validator("figures", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


Measure = Proportion | Count | Total | Cohort | Change | Milestone | Reported


class AnyMeasure(Strict):
    """Exactly one of the seven."""

    proportion: Proportion | None = None
    count: Count | None = None
    total: Total | None = None
    cohort: Cohort | None = None
    change: Change | None = None
    milestone: Milestone | None = None
    reported: Reported | None = None

    @model_validator(mode="after")
    def _one(self) -> AnyMeasure:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            allowed = tuple(type(self).model_fields)
            raise PydanticCustomError("one_measure", "exactly one measure is needed", {"allowed": allowed})
        return self

    @property
    def kind(self) -> str:
        """Its name, which is also the name of the file that computes it."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def measure(self) -> Measure:
        """The one that is given."""
        found: Measure = getattr(self, self.kind)
        return found

    def tables(self) -> tuple[str, ...]:
        """Every table that it reads, the first being the one whose rows are counted."""
        measure = self.measure
        if isinstance(measure, Cohort):
            own = () if measure.members in (*CALENDAR, DEPARTMENT) else (measure.members,)
            return tuple(dict.fromkeys((*own, measure.each.measure.table)))
        if isinstance(measure, Change):
            return (measure.of.measure.table,)
        return (measure.table,)
