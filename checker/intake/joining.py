"""Joins the parts of one submission to one workbook: a table in each, or some tables here and the others there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.intake.contents import rows_of
from checker.intake.target import Declaration
from checker.locate.names import find_table_by_name
from checker.model.workbook import Sheet, Workbook
from checker.tables.table import Table


def join(
    parts: Sequence[tuple[Workbook, Declaration]], main: int, names: Sequence[str], tables: Mapping[str, Table]
) -> tuple[Workbook, Declaration]:
    """Puts the sheets of all parts into one workbook.

    The cover sheet is that of the `main` part, or else of the first that has one. Of a table that several parts have a
    sheet for, the sheet with the most rows counts: the others are blank. A sheet whose name is taken gets the name of
    its file, one of `names`, before it.
    """
    order = sorted(range(len(parts)), key=lambda number: number != main)
    covered = next((number for number in order if parts[number][1].cover.sheet is not None), None)
    sheets: list[tuple[str, Sheet, str | None]] = []
    for number, (workbook, declaration) in enumerate(parts):
        for sheet in workbook.sheets:
            if sheet.name != declaration.cover.sheet or number == covered:
                sheets.append((names[number], sheet, find_table_by_name(sheet, tables)))
    fullest: dict[str, Sheet] = {}
    for _, sheet, table in sheets:
        if table is not None and (table not in fullest or len(rows_of(sheet)) > len(rows_of(fullest[table]))):
            fullest[table] = sheet
    taken: set[str] = set()
    kept: list[Sheet] = []
    for name, sheet, table in sheets:
        if table is None or fullest[table] is sheet:
            title = f"{name} {sheet.name}" if sheet.name in taken else sheet.name
            taken.add(title)
            kept.append(replace(sheet, name=title))
    first = parts[0][0]
    declared = parts[0 if covered is None else covered][1]
    days = [workbook.saved_on for workbook, _ in parts]
    saved_on = max((day for day in days if day is not None), default=None) if all(days) else None
    refused = tuple(name for workbook, _ in parts for name in workbook.refused)
    whole = Workbook(first.name, first.format, first.sha256, tuple(kept), saved_on, refused)
    return whole, declared
