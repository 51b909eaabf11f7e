"""Finds the rows that are worth a closer look, because something in their key or required cells is suspect."""

from collections.abc import Sequence

from checker.frozen import dataclass
from checker.locate.cells import is_blank
from checker.locate.columns import Columns
from checker.locate.headings import bare_form
from checker.locate.layout import Layout
from checker.locate.telling import find_telling
from checker.model.workbook import Raw, Sheet
from checker.tables.table import Table

#: So many rows below the header, and at the end, are always looked at.
_TOP, _BOTTOM = 3, 3
#: What blank cells hold.
_BLANKS = (None, "", " ", "\u3000")


@dataclass(frozen=True)
class Row:
    """One suspect row: its Excel number, its filled cells by 0-based column, and which of them are in the table."""

    number: int
    cells: dict[int, Raw]
    own: frozenset[int]
    serial: str
    top: bool  # no row above it is data


def find_suspects(sheet: Sheet, table: Table, columns: Columns, shape: Layout, rows: Sequence[int]) -> list[int]:
    """The rows worth a closer look, in order."""
    watched = shape.key | shape.required or shape.columns
    labels = {bare_form(label) for column in table.columns.values() for label in column.header.all}
    labels |= {bare_form(header) for header in columns.headers.values()}
    named = {at - 1 for field, at in columns.fields.items() if table.columns[field].kind != "number"} & shape.key
    found = {*rows[:_TOP], *rows[-_BOTTOM:]}
    for column in watched | shape.serial:
        cells = sheet.column(rows, column + 1)
        distinct = set(cells)
        texts = "\n".join([raw for raw in distinct if isinstance(raw, str)])
        telling: set[Raw] = set(find_telling(texts, table.locales))
        if not labels.isdisjoint(bare_form(texts).split("\n")):
            telling |= {raw for raw in distinct if isinstance(raw, str) and bare_form(raw) in labels}
        if column in watched:
            telling |= {raw for raw in _BLANKS if raw in distinct}
        if column in named and 0 in distinct:
            telling.add(0)  # what a formula gives that refers to a blank cell
        if telling:
            found.update(row for row, raw in zip(rows, cells, strict=True) if raw in telling)
    return sorted(found)


def read_row(sheet: Sheet, shape: Layout, number: int, *, top: bool) -> Row:
    """Reads one suspect row."""
    filled = {at: raw for at, raw in enumerate(sheet.rows[number - 1]) if not is_blank(raw)}
    serial = "".join(str(raw) for at, raw in filled.items() if at in shape.serial)
    cells = {at: raw for at, raw in filled.items() if at not in shape.serial}
    return Row(number, cells, shape.columns & cells.keys(), serial, top)
