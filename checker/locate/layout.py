"""Gathers what is needed to tell apart the rows below a header."""

from dataclasses import dataclass

from checker.locate.columns import Columns
from checker.locate.headers import Header, required_fields
from checker.locate.headings import forms
from checker.model.workbook import Sheet
from checker.tables.table import Table
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Layout:
    """What is needed to tell rows apart. Column numbers are 0-based here because rows are lists.

    Attributes:
        columns: the columns of the table's fields.
        key, required: the columns of the key and of the required fields, if found.
        serial: the columns that only number the rows.
        headers: by column, the comparing forms of its header and group header.
        initials: the first characters of the headers.
        bands: the numbers of rows in which one merged cell spans most of the table.
        elsewhere: other columns with a header.
        units: the table's units, in comparing form.
    """

    columns: frozenset[int]
    key: frozenset[int]
    required: frozenset[int]
    serial: frozenset[int]
    headers: dict[int, frozenset[str]]
    initials: frozenset[str]
    bands: frozenset[int]
    elsewhere: frozenset[int]
    units: frozenset[str]


def gather_layout(sheet: Sheet, table: Table, header: Header, columns: Columns) -> Layout:
    """Gathers what `find_extent` needs."""
    required = required_fields(table)
    headers: dict[int, frozenset[str]] = {}
    for cell in header.cells:
        headers[cell.column - 1] = frozenset(forms(text)[0] for text in (cell.text, cell.parent) if text)
    width = max(2, len(columns.fields) // 2)
    bands = (
        each.first_row
        for each in sheet.merged
        if sum(each.first_column <= column <= each.last_column for column in columns.fields.values()) >= width
    )
    units = (column.unit for column in table.columns.values() if column.unit)
    return Layout(
        frozenset(column - 1 for column in columns.fields.values()),
        frozenset(columns.fields[field] - 1 for field in table.key if field in columns.fields),
        frozenset(column - 1 for field, column in columns.fields.items() if field in required),
        frozenset(column - 1 for column in columns.serial),
        headers,
        frozenset(text[0] for cell in header.cells for text in (cell.text, cell.parent) if text),
        frozenset(bands),
        frozenset(headers).difference(column - 1 for column in columns.fields.values()),
        frozenset(key_form(word) for unit in units for word in (unit.zh, unit.en)),
    )
