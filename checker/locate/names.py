"""Matches the names of sheets with tables, and recognises sheets that aren't part of the submission."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from checker.locate.cells import is_blank
from checker.marked_copy.flags_sheet import NAMES, is_ours
from checker.model.workbook import Sheet, Workbook
from checker.tables.table import Table
from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import word_form
from checker.text.opposites import opposed


@cache
def _aside(locales: Locales) -> frozenset[str]:
    return frozenset(map(word_form, (*locales.words("sheets.aside"), *NAMES)))


#: A remark in the name of a sheet, such as （未含街道）, says nothing of what the sheet lists.
_REMARK = late(r"[(（\[【][^)）\]】]*[)）\]】]")


def without_flags_sheet(workbook: Workbook) -> Workbook:
    """The workbook without returned flags sheets, which are not part of the submission."""
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if not is_ours(sheet.rows)))


def is_empty(sheet: Sheet) -> bool:
    """Whether all cells of a sheet are blank."""
    return all(is_blank(raw) for row in sheet.rows for raw in row)


def is_aside(sheet: Sheet, locales: Locales) -> bool:
    """Whether the sheet's name says that it only contains explanations, choices or flags."""
    return word_form(sheet.name) in _aside(locales)


def refused_tables(workbook: Workbook, tables: Mapping[str, Table]) -> frozenset[str]:
    """The tables that sheets are named after which could not be read; flags of the reader say why."""
    named = {find_table_by_name(Sheet(name, []), tables) for name in workbook.refused}
    return frozenset(name for name in named if name is not None)


def find_table_by_name(sheet: Sheet, tables: Mapping[str, Table]) -> str | None:
    """The table that a sheet is named after: exactly, or as the only one whose name the sheet's name contains.

    A sheet of the opposite is another: 未办结信访事项 isn't 办结信访事项.
    """
    form = word_form(sheet.name)
    names = [(word_form(label), table.id) for table in tables.values() for label in table.sheet.all]
    exact = {table for name, table in names if name == form}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    parts = {(name, table) for name, table in names if len(name) > 1 and name in form}
    parts = {(name, table) for name, table in parts if not opposed(_REMARK.sub("", sheet.name), name)}
    longest = {table for name, table in parts if not any(name != other and name in other for other, _ in parts)}
    return longest.pop() if len(longest) == 1 else None


def is_exact(sheet: Sheet, table: Table) -> bool:
    """Whether a sheet has exactly the table's name, with nothing before or after it."""
    return word_form(sheet.name) in map(word_form, table.sheet.all)
