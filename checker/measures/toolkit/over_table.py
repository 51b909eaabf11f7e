"""Measures over the rows of one table, and how their settings are checked against its columns.

Conditions are compiled against the tables in pydantic's validation context:
`{"tables": {id: Table}, "broken": tables that exist and could not be read, "unlisted": tables that exist elsewhere}`.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import ValidationInfo, WithJsonSchema, field_validator

from checker.codes.shared import BAD_COMBINATION, UNKNOWN_COLUMN, UNKNOWN_TABLE, UNLISTED_TABLE, WRONG_TYPE
from checker.measures.toolkit.base import Measure
from checker.measures.toolkit.parts import Part, RowSet
from checker.tables.columns import Column
from checker.tables.due_day import DueDay, When, compile_due_day
from checker.tables.logic import Always, Condition, quote
from checker.tables.table import Table, compile_condition
from checker.tables.words import IS_DAY
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

#: The types of columns whose cells have a day, and of those with exact numbers.
DAYS, NUMBERS = ("date", "datetime"), ("integer", "decimal", "percent", "duration")


def tables_of(info: ValidationInfo) -> dict[str, Table]:
    """Gives the tables that measures may name."""
    tables: dict[str, Table] = (info.context or {}).get("tables", {})
    return tables


def check_table(name: str, info: ValidationInfo, others: Iterable[str] = ()) -> None:
    """Refuses a table that does not exist; a broken one is reported elsewhere.

    Raises:
        PydanticCustomError: it does not exist, or the pack does not list it.
    """
    known = (*others, *tables_of(info))
    context = info.context or {}
    if name in known or name in context.get("broken", ()):
        return
    if name in context.get("unlisted", ()):
        raise refused(refusal(UNLISTED_TABLE, found=name))
    raise refused(refusal(UNKNOWN_TABLE, found=name, allowed=known))


def columns_of(info: ValidationInfo, table: str = "table") -> dict[str, Column]:
    """Gives the columns of the table that the field `table` names; none if that field is invalid."""
    found = tables_of(info).get(str(info.data.get(table)))
    return {} if found is None else found.columns


def check_column(value: str, info: ValidationInfo, types: tuple[str, ...] = (), at: tuple[str | int, ...] = ()) -> str:
    """Returns a column of the table that has one of the types.

    Raises:
        PydanticCustomError: there is no such column.
    """
    columns = columns_of(info)
    allowed = [name for name, column in columns.items() if not types or column.type in types]
    if columns and value not in allowed:
        raise refused(refusal(UNKNOWN_COLUMN, *at, found=value, allowed=allowed))
    return value


def compile_own_condition(raw: object, info: ValidationInfo) -> Condition:
    """Compiles a condition on the measure's table; if that table is unknown, every row satisfies it."""
    columns = columns_of(info)
    return compile_condition(raw, columns, tables=tables_of(info)) if columns else Always()


if TYPE_CHECKING:
    _MaybeWhen = When | None
else:
    # To pydantic it is anything: the validator reads it, and pydantic can't write a union of dataclasses out.
    _MaybeWhen = Any


class OverTable(Measure):
    """What measures over the rows of one table share.

    Attributes:
        table: whose rows.
        when: the date column that puts a row into a period, or how to compute its day (see `DueDay`); without it,
            every row is in.
        due_days: whether the day may be computed.
    """

    due_days: ClassVar[bool] = True

    table: str
    when: Annotated[_MaybeWhen, WithJsonSchema({IS_DAY: True})] = None

    @field_validator("table")
    @classmethod
    def _table_exists(cls, value: str, info: ValidationInfo) -> str:
        check_table(value, info)
        return value

    @field_validator("when", mode="plain")
    @classmethod
    def _when_is_a_day(cls, raw: object, info: ValidationInfo) -> When | None:
        if raw is None or isinstance(raw, DueDay):
            return raw
        if isinstance(raw, str):
            return check_column(raw, info, DAYS)
        if not isinstance(raw, Mapping):
            needed = Text(
                zh="日期列的名称，或 {within: …, done: 列}", en="a date column, or {within: ..., done: column}"
            )
            raise refused(refusal(WRONG_TYPE, found=quote(raw), needed=needed))
        if not cls.due_days:
            reason = Text(zh="这种计算方法的 when 只能是日期列", en="here, `when` must be a date column")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        columns = columns_of(info)
        return compile_due_day(raw, columns) if columns else None

    def day_parts(self) -> tuple[Part, ...]:
        """The conditions on which the computed day of a row depends."""
        if not isinstance(self.when, DueDay):
            return ()
        found: list[tuple[tuple[str, ...], Condition | None]] = [(("when", "waits"), self.when.waits)]
        for _, when in () if self.when.limit is None else self.when.limit.extra:
            found.append((("when", "within", "extended_by", "when"), when))
        return tuple(Part(at, part, self.table) for at, part in found if part is not None)

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """What decides its day: of a computed one, the day on which it came in and an own due day must be there."""
        if isinstance(self.when, DueDay):
            needed = {self.when.came, *([self.when.due] if self.when.due and self.when.limit is None else [])}
            return tuple((column, column in needed) for column in self.when.columns)
        return ((self.when, True),) if self.when else ()

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of the table."""
        return (RowSet(self.table, self.when),)
