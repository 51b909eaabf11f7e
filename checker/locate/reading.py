"""Reads one table on one sheet: its columns, its rows, and flags about them."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.codes import Code
from checker.locate.cells import list_rows
from checker.locate.columns import assign_columns
from checker.locate.extent import Extent, find_extent
from checker.locate.headerless import count_headerless, flag_headerless
from checker.locate.headers import Header
from checker.locate.headings import Headings
from checker.locate.hidden import flag_hidden, flag_merged
from checker.locate.layout import gather_layout
from checker.model import Flag, Place, flag
from checker.model.workbook import Located, Sheet, letters
from checker.tables.table import Table

ROWS_AFTER_END = Code("W223")
ROWS_OUTSIDE = Code("W224")


@dataclass(frozen=True)
class Reading:
    """A sheet that was read as a table."""

    located: Located
    flags: tuple[Flag, ...]


def read_table(sheet: Sheet, table: Table, headings: Headings, header: Header) -> Reading:
    """Reads a sheet as a table with a known header."""
    columns, flags = assign_columns(sheet, table, headings, header)
    found = find_extent(sheet, header.row, gather_layout(sheet, table, header, columns))
    headerless = count_headerless(sheet, found.rows, {cell.column for cell in header.cells})
    located = Located(
        table=table.id,
        sheet=sheet,
        header_row=header.row,
        columns=columns.fields,
        headers=columns.headers,
        extra={**columns.extra, **{f"({letters(column)})": column for column in headerless}},
        rows=found.rows,
        skipped=found.skipped,
        unread=columns.unread,
    )
    flags = (
        *flags,
        *flag_headerless(sheet, table, header.row, columns.fields, headerless, len(found.rows)),
        *_flag_rows(sheet, table, found),
        *flag_merged(located, table),
        *flag_hidden(located),
    )
    return Reading(located, flags)


def _flag_rows(sheet: Sheet, table: Table, found: Extent) -> Iterator[Flag]:
    if found.end and found.unread:
        row, mark = found.end
        place = Place(sheet.name, found.unread[0], table=table.id)
        yield flag(ROWS_AFTER_END, place, sheet=sheet.name, end=row, mark=mark, rows=list_rows(found.unread))
    if found.outside:
        place = Place(sheet.name, found.outside[0], table=table.id)
        yield flag(ROWS_OUTSIDE, place, sheet=sheet.name, rows=list_rows(found.outside))
