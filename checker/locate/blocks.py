"""Finds headers further down a sheet: the table's own in another column order, or that of another table.

Below the table's own header in another order, the cells are moved under the first header, so that everything that
follows reads one table; where the workbook has them is kept. The cells of other tables are left out.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from checker.frozen import dataclass
from checker.locate.cells import is_blank
from checker.locate.columns import Columns, assign_columns
from checker.locate.headers import Header, Top, find_header
from checker.locate.headings import Headings, bare_form
from checker.locate.matching import Match, Mismatch, match_columns
from checker.locate.strangers import find_stranger
from checker.model.turned import Turned
from checker.model.workbook import Merged, Raw, Sheet
from checker.tables.table import Table

#: A header further down is known by its texts in one of so many columns, or in a needed one.
_FIRST_COLUMNS = 3
#: A header has at most so many rows.
_TALL = 4

#: Which tables' header is at the top of a few rows: none, one, or several that can't be told apart.
TablesOf = Callable[[Sheet], tuple[Table, ...]]


@dataclass(frozen=True)
class Other:
    """Another table further down the sheet: its first and last row, and which one it is, if the pack has it."""

    first_row: int
    last_row: int
    table: Table | None = None


@dataclass(frozen=True)
class Blocks:
    """What headers further down make of a sheet.

    Attributes:
        sheet: the sheet as if it had only the first header.
        turned: the rows below headers in another order.
        headers: the rows of these headers.
        extra: the columns that only these headers have and that the table does not define.
        others: the other tables.
        mismatch: the first header in another order whose columns can't be matched, with its row.
    """

    sheet: Sheet
    turned: tuple[Turned, ...] = ()
    headers: frozenset[int] = frozenset()
    extra: tuple[tuple[str, int], ...] = ()
    others: tuple[Other, ...] = ()
    mismatch: tuple[int, Mismatch] | None = None


@dataclass(frozen=True)
class _Head:
    """A header further down: its rows, and how its columns match the first header's, or whose it is instead."""

    first_row: int
    last_row: int
    match: Match | Mismatch | None = None
    table: Table | None = None


def find_blocks(
    sheet: Sheet,
    table: Table,
    headings: Headings,
    header: Header,
    columns: Columns,
    *,
    labels: Collection[str],
    tables_of: TablesOf,
) -> Blocks:
    """Reads the headers below the first one.

    Args:
        sheet: the sheet.
        table: the table that is on it.
        headings: the accepted headers of the table.
        header: the first header.
        columns: its columns.
        labels: the headers of all tables, in the form of `bare_form`.
        tables_of: finds out which tables' header is at the top of some rows.
    """
    heads = list(_heads(sheet, table, headings, header, columns, labels, tables_of))
    stranger = find_stranger(sheet, table, header.row, columns, heads[0].first_row if heads else None)
    if stranger is not None:
        heads.append(_Head(stranger, stranger))
    return _divide(sheet, sorted(heads, key=lambda each: each.first_row)) if heads else Blocks(sheet)


def _heads(
    sheet: Sheet,
    table: Table,
    headings: Headings,
    header: Header,
    columns: Columns,
    labels: Collection[str],
    tables_of: TablesOf,
) -> Iterator[_Head]:
    last = header.row
    for row in _candidates(sheet, header.row, table, columns, labels):
        if row <= last:
            continue
        piece = _piece(sheet, row)
        own = find_header(Top(piece), table, headings)
        if own is not None and all(cell.row > 1 for cell in own.cells):  # a fuller header a few rows below
            piece = replace(piece, rows=piece.rows[:1], merged=())
            own = find_header(Top(piece), table, headings)
        named = tables_of(piece)
        if own is not None and (_is_own(piece, headings, columns) or table.id in {each.id for each in named}):
            last = row + own.row - 1
            again, _ = assign_columns(piece, table, headings, own)
            yield _Head(row, last, match_columns(table, (header, columns), (own, again)))
        elif named:
            last = row
            yield _Head(row, row, table=named[0] if len(named) == 1 else None)


def _candidates(
    sheet: Sheet, header_row: int, table: Table, columns: Columns, labels: Collection[str]
) -> Sequence[int]:
    """The rows below the header that have headers of tables in them."""
    rows = range(header_row + 1, len(sheet.rows) + 1)
    needed = (at for field, at in columns.fields.items() if field in table.key or table.columns[field].required)
    found: set[int] = set()
    for column in {*range(1, _FIRST_COLUMNS + 1), *needed}:
        cells = sheet.column(rows, column)
        texts = [raw for raw in set(cells) if isinstance(raw, str)]
        if not labels_among(texts, labels):
            continue
        telling = {raw for raw in texts if bare_form(raw) in labels}
        found.update(row for row, raw in zip(rows, cells, strict=True) if raw in telling)
    return [row for row in sorted(found) if _has_several(sheet.rows[row - 1], labels)]


def labels_among(texts: Sequence[str], labels: Collection[str]) -> bool:
    """Whether some of many texts may be headers: a quick test for all of them at once."""
    return not frozenset(labels).isdisjoint(bare_form("\n".join(texts)).split("\n"))


def _has_several(row: Sequence[Raw], labels: Collection[str]) -> bool:
    return sum(isinstance(raw, str) and bare_form(raw) in labels for raw in row) >= 2


def _piece(sheet: Sheet, row: int) -> Sheet:
    """A row and the few below it that may be a header with it."""
    merged = tuple(
        Merged(each.first_row - row + 1, each.first_column, each.last_row - row + 1, each.last_column)
        for each in sheet.merged
        if row <= each.first_row < row + _TALL
    )
    return Sheet(sheet.name, sheet.rows[row - 1 : row - 1 + _TALL], merged=merged)


def _is_own(piece: Sheet, headings: Headings, columns: Columns) -> bool:
    """Whether a row is a header of the table by most of its texts, whichever of the columns they name."""
    filled = [raw for raw in piece.rows[0] if not is_blank(raw)]
    named = sum(isinstance(raw, str) and headings.match(raw) is not None for raw in filled)
    return named >= min(3, len(columns.fields)) and 4 * named >= 3 * len(filled)


def _divide(sheet: Sheet, heads: Sequence[_Head]) -> Blocks:
    rows = list(sheet.rows)
    turned: list[Turned] = []
    headers: set[int] = set()
    others: list[Other] = []
    extra: dict[str, int] = {}
    ends = [*(head.first_row - 1 for head in heads[1:]), len(rows)]
    for head, end in zip(heads, ends, strict=True):
        if isinstance(head.match, Mismatch):
            if _any_filled(rows[head.last_row : end]):
                return Blocks(sheet, mismatch=(head.first_row, head.match))
        elif head.match is None:
            first = _title_above(rows, head.first_row)
            last = max((row for row in range(first, end + 1) if _any_filled([rows[row - 1]])), default=first)
            others.append(Other(first, last, head.table))
            rows[first - 1 : end] = [[] for _ in range(first, end + 1)]
        elif head.match.columns and _any_filled(rows[head.last_row : end]):
            turned.append(Turned(head.first_row, end, head.match.columns))
            headers.update(range(head.first_row, head.last_row + 1))
            extra |= dict(head.match.extra)
            for row in range(head.first_row, end + 1):
                rows[row - 1] = _moved(rows[row - 1], head.match.columns)
    whole = _moved_sheet(sheet, rows, turned) if turned or others else sheet
    return Blocks(whole, tuple(turned), frozenset(headers), tuple(extra.items()), tuple(others))


def _any_filled(rows: Sequence[Sequence[Raw]]) -> bool:
    return any(not is_blank(raw) for row in rows for raw in row)


def _title_above(rows: Sequence[Sequence[Raw]], row: int) -> int:
    """The row of the title directly above a header: one text, alone; else the header's own row."""
    if row < 2:
        return row
    filled = [raw for raw in rows[row - 2] if not is_blank(raw)]
    return row - 1 if len(filled) == 1 and isinstance(filled[0], str) else row


def _moved(row: Sequence[Raw], columns: dict[int, int]) -> list[Raw]:
    width = max(columns)
    cells = [row[at - 1] if 0 < (at := columns.get(to, to)) <= len(row) else None for to in range(1, width + 1)]
    return [*cells, *row[width:]]


def _moved_sheet(sheet: Sheet, rows: list[list[Raw]], turned: Sequence[Turned]) -> Sheet:
    """The sheet with other rows, and with what it says of single cells where they are now."""
    moves: dict[int, dict[int, int]] = {}
    for each in turned:
        back = {own: to for to, own in each.columns.items() if own}
        moves |= dict.fromkeys(range(each.first_row, each.last_row + 1), back)

    def moved(row: int, column: int) -> tuple[int, int]:
        return (row, moves[row].get(column, column)) if row in moves else (row, column)

    return replace(
        sheet,
        rows=rows,
        percent_cells=frozenset(moved(*cell) for cell in sheet.percent_cells),
        shown={moved(*cell): text for cell, text in sheet.shown.items()},
    )
