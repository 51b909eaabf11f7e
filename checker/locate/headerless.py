"""Flags columns with data but no header, and names the missing columns that each may be."""

from collections.abc import Iterator

from checker.codes import Code
from checker.locate.cells import filled, list_items
from checker.model import Flag, Place, flag
from checker.model.workbook import Sheet, letters
from checker.tables.table import Table

HEADER_BLANK = Code("W227")


def count_headerless(sheet: Sheet, rows: tuple[int, ...], headed: set[int]) -> dict[int, int]:
    """For each 1-based column without a header, how many data rows have content in it; blank columns are left out."""
    cells = [sheet.rows[number - 1] for number in rows]
    width = max(map(len, cells), default=0)
    counts = {
        column: sum(filled(row, column - 1) for row in cells) for column in range(1, width + 1) if column not in headed
    }
    return {column: count for column, count in counts.items() if count}


def flag_headerless(
    sheet: Sheet, table: Table, header_row: int, fields: dict[str, int], counts: dict[int, int], rows: int
) -> Iterator[Flag]:
    """Flags columns without a header that are filled in more than half of the rows, if the table lacks columns.

    Args:
        sheet: the sheet.
        table: its table.
        header_row: the last row of the header, 1-based.
        fields: 1-based column number by field id.
        counts: the result of `count_headerless`.
        rows: the number of data rows.
    """
    for column, count in counts.items():
        possible = _possible_fields(table, fields, column)
        if possible and 2 * count > rows:
            headers = list_items(table.columns[field].header.text for field in possible)
            yield flag(
                HEADER_BLANK,
                Place(sheet.name, header_row, letters(column), table.id),
                expected=headers,
                sheet=sheet.name,
                column=letters(column),
                count=count,
                row=header_row,
                headers=headers,
            )


def _possible_fields(table: Table, fields: dict[str, int], column: int) -> list[str]:
    """The missing fields that belong between the neighbours of the column; if none, all missing fields."""
    order = list(table.columns)
    before = max(((at, order.index(field)) for field, at in fields.items() if at < column), default=(0, -1))
    after = min(((at, order.index(field)) for field, at in fields.items() if at > column), default=(0, len(order)))
    between = [field for field in order[before[1] + 1 : after[1]] if field not in fields]
    return between or [field for field in order if field not in fields]
