"""Flags hidden rows and columns and merged cells in a table."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from checker.codes import Code
from checker.locate.cells import is_blank, list_items, list_rows
from checker.model import Flag, Place, flag
from checker.model.workbook import Located, Merged, letters
from checker.tables.table import Table
from checker.text.bilingual import Text

MERGED_DATA = Code("W225")
HIDDEN_DATA = Code("W226")


def flag_hidden(located: Located) -> Iterator[Flag]:
    """Flags hidden rows and columns of the table; they were read nevertheless."""
    sheet = located.sheet
    if not located.rows:
        return
    rows = [number for number in located.rows if number in sheet.hidden_rows] if sheet.hidden_rows else []
    columns = sorted(sheet.hidden_columns.intersection(located.columns.values()))
    what: list[Text] = []
    if sheet.hidden:
        count = len(located.rows)
        what.append(Text(f"整张工作表（{count} 行数据）", f"the whole sheet ({count} data rows)"))
    if rows:
        numbers = list_rows(rows)
        what.append(Text(f"{len(rows)} 行（第 {numbers.zh} 行）", f"{len(rows)} rows ({numbers.en})"))
    if columns:
        names = list_items(letters(column) for column in columns)
        what.append(Text(f"{names.zh} 列", f"columns {names.en}"))
    if what:
        first = Place(sheet.name, rows[0] if rows else None, table=located.table)
        both = Text("；".join(each.zh for each in what), "; ".join(each.en for each in what))
        yield flag(HIDDEN_DATA, first, sheet=sheet.name, what=both)


def flag_merged(located: Located, table: Table) -> Iterator[Flag]:
    """Flags merged ranges that leave cells of data rows without a value, with one flag per column."""
    field_of = {column: field for field, column in sorted(located.columns.items(), key=lambda pair: pair[1])}
    found: dict[str, list[Merged]] = {}
    for each in located.sheet.merged:
        rows = located.rows[bisect_left(located.rows, each.first_row) : bisect_right(located.rows, each.last_row)]
        fields = [field for column, field in field_of.items() if each.first_column <= column <= each.last_column]
        if not rows or not fields or is_blank(located.sheet.at(each.first_row, each.first_column)):
            continue
        holds_value = each.first_column in field_of and each.first_row == rows[0]
        if len(rows) * len(fields) > holds_value:
            found.setdefault(fields[0], []).append(each)
    for field, ranges in found.items():
        ranges.sort(key=lambda each: each.first_row)
        header = located.headers[field]
        first = ranges[0]
        yield flag(
            MERGED_DATA,
            Place(located.sheet.name, first.first_row, letters(first.first_column), table.id, field, header),
            header=header,
            count=len(ranges),
            ranges=list_items(
                f"{letters(each.first_column)}{each.first_row}:{letters(each.last_column)}{each.last_row}"
                for each in ranges
            ),
        )
