"""Reads one table on one sheet: its columns, its rows, and flags about them."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import replace

from checker.codes import Code
from checker.frozen import dataclass
from checker.locate.again import flag_blocks, flag_passed
from checker.locate.blocks import TablesOf, find_blocks
from checker.locate.cells import filled, is_blank, list_items, list_rows, text_of
from checker.locate.columns import assign_columns
from checker.locate.extent import Extent, Kind, find_extent
from checker.locate.headers import Header
from checker.locate.headings import Headings
from checker.locate.layout import gather_layout
from checker.locate.passing import find_passed
from checker.model import Flag, Place, Shown, flag, placed
from checker.model.workbook import Located, Merged, Sheet, letters
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.plurals import counted

ROWS_AFTER_END = Code("W223")
ROWS_OUTSIDE = Code("W224")
MERGED_DATA = Code("W225")
HIDDEN_DATA = Code("W226")
HEADER_BLANK = Code("W227")
FIELDS_LEFT_OVER = Code("W228")

#: How many rows with fields left over get a flag of their own.
_ROWS_NAMED = 20


@dataclass(frozen=True)
class Reading:
    """A sheet that was read as a table; `refused` if it can't be, for the reason in its flags."""

    located: Located
    flags: tuple[Flag, ...]
    refused: bool = False


def read_table(
    sheet: Sheet, table: Table, headings: Headings, header: Header, *, labels: Collection[str], tables_of: TablesOf
) -> Reading:
    """Reads a sheet as a table with a known header; `find_blocks` says what the last two are."""
    columns, flags = assign_columns(sheet, table, headings, header)
    blocks = find_blocks(sheet, table, headings, header, columns, labels=labels, tables_of=tables_of)
    sheet = blocks.sheet
    shape = gather_layout(sheet, table, header, columns)
    found = _without(find_extent(sheet, header.row, shape), blocks.headers)
    found = _without(found, _untouched(sheet, table, columns.fields, found.rows))
    notes = (row for row, kind in found.kinds.items() if kind is Kind.NOTE)
    passed = find_passed(sheet, table, headings, columns, shape, found.rows, sorted((*found.unread, *notes)))
    found = _without(found, {row for rows in passed.values() for row in rows})
    extra = {**dict(blocks.extra), **columns.extra}
    headed = {cell.column for cell in header.cells} | set(extra.values())
    headerless = _count_headerless(sheet, found.rows, headed)
    located = Located(
        table=table.id,
        sheet=sheet,
        header_row=header.row,
        columns=columns.fields,
        headers=columns.headers,
        extra={**extra, **{f"({letters(column)})": column for column in headerless}},
        rows=found.rows,
        skipped=found.skipped,
        nil_rows=found.nothing,
        unread=columns.unread,
        turned=blocks.turned,
    )
    again = tuple(flag_blocks(blocks, table, header.row))
    if blocks.mismatch is not None:
        return Reading(located, again, refused=True)
    flags = (
        *flags,
        *again,
        *flag_passed(sheet, table, passed, found, blocks.headers),
        *_flag_headerless(located, table, headerless),
        *_flag_left_over(located, header),
        *_flag_rows(sheet, table, found),
        *_flag_merged(located, table),
        *_flag_hidden(located),
    )
    return Reading(located, flags)


def _without(found: Extent, passed: Collection[int]) -> Extent:
    """The extent with some rows passed over."""
    if not passed:
        return found
    rows, unread = (tuple(row for row in each if row not in passed) for each in (found.rows, found.unread))
    return replace(found, rows=rows, unread=unread, skipped=tuple(sorted({*found.skipped, *passed})))


def _untouched(sheet: Sheet, table: Table, fields: dict[str, int], rows: tuple[int, ...]) -> set[int]:
    """Gives the rows in which only the cells are filled that the template fills in; nobody has reported on them."""
    listed = {column for name, column in fields.items() if name in table.listed_columns}
    return {
        number
        for number in rows
        if listed and all(is_blank(raw) for column, raw in enumerate(sheet.rows[number - 1], 1) if column not in listed)
    }


def _flag_rows(sheet: Sheet, table: Table, found: Extent) -> Iterator[Flag]:
    if found.end and found.unread:
        row, mark = found.end
        place, rows = Place(sheet.name, found.unread[0], table=table.id), list_rows(found.unread)
        unread = placed(rows, str(len(found.unread)))
        yield flag(ROWS_AFTER_END, place, sheet=sheet.name, end=placed(row), mark=mark, rows=unread)
    beyond = (row for row, kind in found.kinds.items() if kind is Kind.OUTSIDE)  # below the end
    if outside := (*found.outside, *beyond):
        place = Place(sheet.name, outside[0], table=table.id)
        yield flag(ROWS_OUTSIDE, place, sheet=sheet.name, rows=placed(list_rows(outside), str(len(outside))))


def _count_headerless(sheet: Sheet, rows: tuple[int, ...], headed: set[int]) -> dict[int, int]:
    """For each 1-based column without a header, how many data rows have content in it; blank columns are left out."""
    lines = [sheet.rows[number - 1] for number in rows]
    columns = (column for column in range(1, max(map(len, lines), default=0) + 1) if column not in headed)
    counts = {column: sum(filled(line, column - 1) for line in lines) for column in columns}
    return {column: count for column, count in counts.items() if count}


def _flag_headerless(located: Located, table: Table, counts: dict[int, int]) -> Iterator[Flag]:
    """Flags columns without a header that are filled in more than half of the rows, if the table lacks columns."""
    for column, count in counts.items():
        possible = _possible_fields(table, located.columns, column)
        if possible and 2 * count > len(located.rows):
            headers = list_items(table.columns[field].header.text for field in possible)
            yield flag(
                HEADER_BLANK,
                Place(located.sheet.name, located.header_row, letters(column), table.id),
                expected=headers,
                sheet=located.sheet.name,
                column=placed(letters(column)),
                count=count,
                row=placed(located.header_row),
                headers=headers,
            )


def _flag_left_over(located: Located, header: Header) -> Iterator[Flag]:
    """Flags the rows of a csv that have more fields than the header: a delimiter within a text has split it."""
    sheet, last = located.sheet, max(cell.column for cell in header.cells)
    if not sheet.delimited:
        return
    wider = [row for row in located.rows if any(not is_blank(raw) for raw in sheet.rows[row - 1][last:])]
    for row in wider[:_ROWS_NAMED]:
        left = [text_of(raw) for raw in sheet.rows[row - 1][last:] if not is_blank(raw)]
        yield flag(
            FIELDS_LEFT_OVER,
            Place(sheet.name, row, letters(last + 1), located.table),
            sheet=sheet.name,
            row=placed(row),
            count=len(left),
            fields=last,
            left=Shown(" | ".join(left)),
            rows=placed(len(wider)),
        )


def _possible_fields(table: Table, fields: dict[str, int], column: int) -> list[str]:
    """The missing fields that belong between the neighbours of the column; if none, all missing fields."""
    order = list(table.columns)
    before = max(((at, order.index(field)) for field, at in fields.items() if at < column), default=(0, -1))
    after = min(((at, order.index(field)) for field, at in fields.items() if at > column), default=(0, len(order)))
    between = [field for field in order[before[1] + 1 : after[1]] if field not in fields]
    return between or [field for field in order if field not in fields]


def _flag_hidden(located: Located) -> Iterator[Flag]:
    """Flags hidden rows and columns of the table; they were read nevertheless."""
    sheet = located.sheet
    if not located.rows:
        return
    rows = [number for number in located.rows if number in sheet.hidden_rows] if sheet.hidden_rows else []
    field_of = {column: field for field, column in located.columns.items()}
    columns = sorted(sheet.hidden_columns.intersection(field_of))
    what: list[Text] = []
    if sheet.hidden:
        count = len(located.rows)
        what.append(Text(f"整张工作表（{count} 行数据）", f"the whole sheet ({counted(count, 'data row')})"))
    if rows:
        numbers = list_rows(rows)
        what.append(Text(f"{len(rows)} 行（第 {numbers.zh} 行）", f"{counted(len(rows), 'row')} ({numbers.en})"))
    if columns:
        names = list_items(letters(column) for column in columns)
        what.append(Text(f"{names.zh} 列", f"{'column' if len(columns) == 1 else 'columns'} {names.en}"))
    if what:
        first = Place(sheet.name, rows[0] if rows else None, table=located.table)
        both = Text("；".join(each.zh for each in what), "; ".join(each.en for each in what))
        facts = (str(sheet.hidden), str(len(rows)), *sorted(field_of[column] for column in columns))
        yield flag(HIDDEN_DATA, first, sheet=sheet.name, what=placed(both, *facts))


def _flag_merged(located: Located, table: Table) -> Iterator[Flag]:
    """Flags merged ranges that leave cells of data rows without a value, with one flag per column."""
    found: dict[str, list[Merged]] = {}
    for each in located.sheet.merged:
        rows = located.rows[bisect_left(located.rows, each.first_row) : bisect_right(located.rows, each.last_row)]
        places = {located.column_at(each.first_row, field): field for field in located.columns}
        fields = [places[at] for at in sorted(places) if each.first_column <= at <= each.last_column]
        own = places.get(each.first_column)
        first_column = each.first_column if own is None else located.columns[own]
        if not rows or not fields or is_blank(located.sheet.at(each.first_row, first_column)):
            continue
        holds_value = own is not None and each.first_row == rows[0]
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
            ranges=placed(
                list_items(
                    f"{letters(each.first_column)}{each.first_row}:{letters(each.last_column)}{each.last_row}"
                    for each in ranges
                ),
                *(str(each.last_row - each.first_row) for each in ranges),
            ),
        )
