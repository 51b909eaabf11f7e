"""What a sheet's name says of it, and which sheets are none of the submission.

Knows sheets and table definitions; looks at no cell but to see that there is none, or that the sheet is one of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.locate.cells import is_blank
from checker.marked_copy.flags_sheet import NAMES, is_ours
from checker.model.workbook import Sheet, Workbook
from checker.tables.table import Table
from checker.text.normalize import key_form

#: Sheets that explain, list choices or report findings; nobody needs to be told that they hold no table.
_ASIDE = frozenset(
    key_form(name)
    for name in (
        *("填写说明", "填报说明", "填表说明", "使用说明", "说明", "选项"),
        *("Instructions", "Notes", "Read me", "Readme", "Choices", "Lists", *NAMES),
    )
)


def without_flags_sheet(workbook: Workbook) -> Workbook:
    """The workbook without the findings sheets of ours that came back in it: nothing on them was submitted."""
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if not is_ours(sheet.rows)))


def is_empty(sheet: Sheet) -> bool:
    """Whether no cell of a sheet holds anything."""
    return all(is_blank(raw) for row in sheet.rows for raw in row)


def is_aside(sheet: Sheet) -> bool:
    """Whether a sheet by its name only explains, lists choices or reports findings."""
    return key_form(sheet.name) in _ASIDE


def named_table(sheet: Sheet, tables: Mapping[str, Table]) -> str | None:
    """The table that a sheet's name stands for: exactly, or as the only one whose name is part of it."""
    form = key_form(sheet.name)
    names = [(key_form(label), table.id) for table in tables.values() for label in table.sheet.all]
    exact = {table for name, table in names if name == form}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    parts = {(name, table) for name, table in names if len(name) > 1 and name in form}
    longest = {table for name, table in parts if not any(name != other and name in other for other, _ in parts)}
    return longest.pop() if len(longest) == 1 else None


def is_exact(sheet: Sheet, table: Table) -> bool:
    """Whether a sheet is called exactly as the table, not only with something before or after it."""
    return key_form(sheet.name) in map(key_form, table.sheet.all)
