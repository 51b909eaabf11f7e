"""Measures over the rows of one table, and how their settings are checked against its columns.

Conditions are compiled against the tables in pydantic's validation context:
`{"tables": {id: Table}, "broken": tables that exist and could not be read, "unlisted": tables that exist elsewhere}`.
"""

from collections.abc import Iterable

from pydantic import ValidationInfo, field_validator

from checker.codes.shared import UNKNOWN_COLUMN, UNKNOWN_TABLE, UNLISTED_TABLE
from checker.measures.toolkit.base import Measure
from checker.measures.toolkit.parts import RowSet
from checker.tables.columns import Column
from checker.tables.logic import Always, Condition
from checker.tables.table import Table, compile_condition
from checker.tables.yaml.problems import refusal, refused


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


class OverTable(Measure):
    """What measures over the rows of one table share.

    Attributes:
        table: whose rows.
        when: the date column that puts a row into a period; without it, every row is in.
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

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The date."""
        return ((self.when, True),) if self.when else ()

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of the table."""
        return (RowSet(self.table, self.when),)
