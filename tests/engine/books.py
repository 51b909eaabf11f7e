"""Workbooks as they come from the reader, for tests: a cover sheet and the sheets of some tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.checked import CheckedWorkbook
from checker.engine.pipeline import check_workbook
from checker.intake.target import Request, read_declaration
from checker.model import Department, Flag
from checker.model.workbook import Raw, Sheet, Workbook


def book(pack: Pack, department: str, sheets: Mapping[str, Sequence[Sequence[Raw]]]) -> Workbook:
    """A workbook of one department: the sheets of some tables with their rows below all their headers."""
    cover = Sheet("填报说明", [["报送单位", department]])
    return Workbook(
        f"{department}.xlsx", "xlsx", "0" * 64, (cover, *(_sheet(pack, name, rows) for name, rows in sheets.items()))
    )


def _sheet(pack: Pack, name: str, rows: Sequence[Sequence[Raw]]) -> Sheet:
    table = pack.tables[name]
    header: list[Raw] = [column.header.zh for column in table.columns.values()]
    return Sheet(table.sheet.zh, [header, *(list(row) for row in rows)])


def cells(pack: Pack, table: str, **values: Raw) -> list[Raw]:
    """One row of a table, its cells by column."""
    return [values.get(column) for column in pack.tables[table].columns]


def checked(pack: Pack, period: str, workbook: Workbook, as_of: date | None = None) -> CheckedWorkbook:
    """One workbook through the whole line."""
    said = read_declaration(workbook, pack.cover)
    return check_workbook(Path(workbook.name), workbook, said, (), task_of(pack, period, as_of), Request())


def of_code(department: Department, code: str) -> list[Flag]:
    """The flags of one code."""
    return [flag for flag in department.flags if flag.code.id == code]


def told(flag: Flag) -> dict[str, Any]:
    """What a flag points at, without what is empty."""
    place = flag.place
    found = {"sheet": place.sheet, "table": place.table, "row": place.row, "key": place.key}
    return {name: value for name, value in {**found, "indicator": flag.indicator}.items() if value}
