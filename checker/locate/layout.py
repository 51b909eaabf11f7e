"""What must be known of a table's header and columns to tell the rows below it apart.

Knows sheets, table definitions and the columns found; looks at no row.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.locate.columns import Columns
from checker.locate.headers import Header, required_fields
from checker.locate.headings import forms
from checker.model.workbook import Sheet
from checker.tables.table import Table
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Layout:
    """What is needed to tell rows apart; column numbers are 0-based here, as rows are lists.

    Attributes:
        columns: those of the table's fields.
        key, required: those of the key and of the required fields, as far as they were found.
        serial: those that only number the rows.
        headers: by column, the forms of its own and its group header.
        initials: first characters of the headers.
        bands: numbers of the rows in which one merged cell spans most of the table.
        elsewhere: the columns that have a header and are none of the table's.
        units: of the table's numbers, as `key_form` gives them.
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


def layout(sheet: Sheet, table: Table, header: Header, columns: Columns) -> Layout:
    """Gathers what `extent` needs."""
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
