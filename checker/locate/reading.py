"""One table on one sheet, read from header to end: the columns, the rows, and everything odd about them.

Joins the other parts of this package for one sheet; which sheet it is was decided before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.codes import Code
from checker.locate.cells import spans
from checker.locate.columns import assign
from checker.locate.extent import Extent, extent
from checker.locate.headers import Header
from checker.locate.headings import Headings
from checker.locate.hidden import hidden_data, merged_data
from checker.locate.layout import layout
from checker.locate.unheaded import blank_headers, unheaded
from checker.model import Flag, Place, flag
from checker.model.workbook import Located, Sheet, letters
from checker.tables.table import Table

ROWS_AFTER_END = Code("W223")
ROWS_OUTSIDE = Code("W224")


@dataclass(frozen=True)
class Reading:
    """What reading a sheet as a table gives."""

    located: Located
    flags: tuple[Flag, ...]


def read_table(sheet: Sheet, table: Table, headings: Headings, header: Header) -> Reading:
    """Reads a sheet as a table whose header is known."""
    columns, flags = assign(sheet, table, headings, header)
    found = extent(sheet, header.row, layout(sheet, table, header, columns))
    bare = unheaded(sheet, found.rows, {cell.column for cell in header.cells})
    located = Located(
        table=table.id,
        sheet=sheet,
        header_row=header.row,
        columns=columns.fields,
        headers=columns.headers,
        extra={**columns.extra, **{f"({letters(column)})": column for column in bare}},
        rows=found.rows,
        skipped=found.skipped,
        unread=columns.unread,
    )
    nameless = blank_headers(sheet, table, header.row, columns.fields, bare, len(found.rows))
    return Reading(
        located,
        (*flags, *nameless, *_rows(sheet, table, found), *merged_data(located, table), *hidden_data(located)),
    )


def _rows(sheet: Sheet, table: Table, found: Extent) -> Iterator[Flag]:
    if found.end and found.unread:
        row, mark = found.end
        place = Place(sheet.name, found.unread[0], table=table.id)
        yield flag(ROWS_AFTER_END, place, sheet=sheet.name, end=row, mark=mark, rows=spans(found.unread))
    if found.outside:
        place = Place(sheet.name, found.outside[0], table=table.id)
        yield flag(ROWS_OUTSIDE, place, sheet=sheet.name, rows=spans(found.outside))
