"""Measures over the rows of one table: proportion, count, total, and the change of one of these.

Conditions are compiled here, against the tables that come in as pydantic's validation context:
`{"tables": {id: Table}, "broken": tables that exist and could not be read, "unlisted": tables that exist elsewhere}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from checker.codes.shared import BAD_COMBINATION, UNKNOWN_COLUMN, UNKNOWN_TABLE, UNLISTED_TABLE
from checker.definitions.columns import Column
from checker.definitions.conditions import Always, Condition
from checker.definitions.tables import Table, conditional
from checker.definitions.words import Strict
from checker.definitions.yaml.problems import refusal, refused
from checker.periods import Window, a_year_before
from checker.text.bilingual import Text


def tables_of(info: ValidationInfo) -> dict[str, Table]:
    """The tables that measures may speak of."""
    tables: dict[str, Table] = (info.context or {}).get("tables", {})
    return tables


def check_table(name: str, info: ValidationInfo, others: Iterable[str] = ()) -> None:
    """Refuses a table that does not exist; one that exists and could not be read has its own problems already.

    Raises:
        PydanticCustomError: there is none.
    """
    known = (*others, *tables_of(info))
    context = info.context or {}
    if name in known or name in context.get("broken", ()):
        return
    if name in context.get("unlisted", ()):
        raise refused(refusal(UNLISTED_TABLE, found=name))
    raise refused(refusal(UNKNOWN_TABLE, found=name, allowed=known))


def columns_of(info: ValidationInfo, table: str = "table") -> dict[str, Column]:
    """The columns of the table that a validated sibling names; none when that one failed."""
    found = tables_of(info).get(str(info.data.get(table)))
    return {} if found is None else found.columns


def check_column(value: str, info: ValidationInfo, types: tuple[str, ...] = (), at: tuple[str | int, ...] = ()) -> str:
    """Refuses a column that the table does not have, or that is not of one of the types.

    Raises:
        PydanticCustomError: it is not.
    """
    columns = columns_of(info)
    allowed = [name for name, column in columns.items() if not types or column.type in types]
    if columns and value not in allowed:
        raise refused(refusal(UNKNOWN_COLUMN, *at, found=value, allowed=allowed))
    return value


def compiled(raw: object, info: ValidationInfo) -> Condition:
    """Compiles a condition on the measure's own table; every row when there is no such table."""
    columns = columns_of(info)
    return conditional(raw, columns) if columns else Always()


def exactly_one(model: Strict) -> None:
    """Refuses a model of which not exactly one field is given.

    Raises:
        PydanticCustomError: none is, or more.
    """
    names = tuple(type(model).model_fields)
    given = [name for name in names if getattr(model, name) is not None]
    if len(given) != 1:
        reason = Text(zh="应写其中一项，且只写一项", en="exactly one of them is needed")
        raise refused(refusal(BAD_COMBINATION, *given[1:2], found="".join(given[1:2]), allowed=names, reason=reason))


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
        check_table(value, info)
        return value

    @field_validator("when")
    @classmethod
    def _when_is_a_date(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_column(value, info, ("date",))


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

    _compile = field_validator("denominator", "numerator", mode="plain")(compiled)

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Condition | None:
        return None if raw is None else compiled(raw, info)


class Count(OverTable):
    """Rows in the period that satisfy a condition, or the distinct values of some of their columns."""

    where: Any = Field(default=None, validate_default=True)
    distinct: tuple[str, ...] = ()
    match: dict[str, str] = Field(default_factory=dict)

    _compile = field_validator("where", mode="plain")(compiled)

    @field_validator("distinct", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("distinct")
    @classmethod
    def _distinct(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for index, name in enumerate(value):
            check_column(name, info, at=(index,))
        return value


class Total(OverTable):
    """The sum of a number column over the rows that satisfy a condition."""

    column: str
    where: Any = Field(default=None, validate_default=True)
    match: dict[str, str] = Field(default_factory=dict)

    _compile = field_validator("where", mode="plain")(compiled)

    @field_validator("column")
    @classmethod
    def _number(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, ("integer", "decimal", "percent"))


def no_match(count: Count | None, total: Total | None) -> None:
    """Refuses `match` where there are no members to tie rows to.

    Raises:
        PydanticCustomError: it is given.
    """
    for kind, measure in (("count", count), ("total", total)):
        if measure is not None and measure.match:
            reason = Text(zh="只有 cohort 里的 each 才用 match", en="`match` is for the `each` of a cohort only")
            raise refused(refusal(BAD_COMBINATION, kind, "match", reason=reason))


class Nested(Strict):
    """The measure taken of each member of a cohort."""

    count: Count | None = None
    total: Total | None = None

    @model_validator(mode="after")
    def _one(self) -> Nested:
        exactly_one(self)
        return self

    @property
    def kind(self) -> Literal["count", "total"]:
        """Which of the two."""
        return "total" if self.count is None else "count"

    @property
    def measure(self) -> Count | Total:
        """The one that is given."""
        given = self.count or self.total
        assert given is not None, "one of the two is given, by the validator"
        return given


class ChangeOf(Strict):
    """What is compared with its earlier self."""

    count: Count | None = None
    total: Total | None = None
    proportion: Proportion | None = None

    @model_validator(mode="after")
    def _one(self) -> ChangeOf:
        exactly_one(self)
        no_match(self.count, self.total)
        if self.measure.when is None:
            reason = Text(zh="与以往相比需要 when，即按哪个日期分期", en="to compare with the past, `when` is needed")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self

    @property
    def measure(self) -> Count | Total | Proportion:
        """The one that is given."""
        given = self.count or self.total or self.proportion
        assert given is not None, "one of the three is given, by the validator"
        return given


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

    def earlier(self, so_far: Window) -> Window:
        """The window that one is compared with, which is cut at the day judged on: as long, and as far into its year.

        Args:
            so_far: the window now, until that day.
        """
        return a_year_before(so_far) if self.against == "last-year" else so_far.just_before()
