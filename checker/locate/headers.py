"""Finds the header of a table on a sheet: below title rows, in one or two rows, with merged cells."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import NamedTuple

from checker.locate.cells import filled, is_blank, text_of
from checker.locate.headings import Headings, forms
from checker.model.workbook import Merged, Raw, Sheet, letters
from checker.tables.table import Table

#: The header is searched for in so many rows.
DEPTH = 100
#: A taller merged range is not a header cell.
TALLEST = 4


class HeaderCell(NamedTuple):
    """The header of one column."""

    column: int  # 1-based
    row: int  # the row of the text, which can be above the header row
    text: str  # the header
    parent: str  # the group header above it, or empty
    own: bool  # whether it is in the header row itself

    @property
    def address(self) -> str:
        """Such as "B3"."""
        return f"{letters(self.column)}{self.row}"

    @property
    def texts(self) -> list[str]:
        """The header and, if there is one, its group header."""
        return [text for text in (self.text, self.parent) if text]

    def match(self, headings: Headings) -> tuple[int, tuple[str, ...]] | None:
        """What the cell names, together with its group header if possible, else alone."""
        together = headings.match(self.parent + self.text) if self.parent else None
        return together or headings.match(self.text)


class Header(NamedTuple):
    """The header of a table."""

    row: int  # its last row, 1-based
    cells: tuple[HeaderCell, ...]  # one per column with a header
    fields: frozenset[str]  # the fields of the table that it names


@dataclass
class Top:
    """The top rows of a sheet, read as header rows on demand."""

    sheet: Sheet
    _texts: dict[int, list[str]] = field(default_factory=dict)
    _cells: dict[int, tuple[HeaderCell, ...]] = field(default_factory=dict)
    _forms: dict[int, set[str]] = field(default_factory=dict)

    def texts(self, row: int) -> list[str]:
        """The texts of a 1-based row; none for the row above the first."""
        if row not in self._texts:
            self._texts[row] = [text_of(raw) for raw in self.sheet.rows[row - 1]] if row else []
        return self._texts[row]

    @cached_property
    def merged(self) -> defaultdict[int, list[Merged]]:
        """By row, the merged ranges that cover it and aren't too tall for a header."""
        found: defaultdict[int, list[Merged]] = defaultdict(list)
        for each in self.sheet.merged:
            if each.first_row <= DEPTH and each.last_row - each.first_row < TALLEST:
                for covered in range(each.first_row, each.last_row + 1):
                    found[covered].append(each)
        return found

    def cells(self, row: int) -> tuple[HeaderCell, ...]:
        """The row as the last row of a header, including headers from the row above."""
        if row not in self._cells:
            self._cells[row] = tuple(self._read(row))
        return self._cells[row]

    def forms(self, row: int) -> set[str]:
        """All comparing forms of the headers in the row."""
        if row not in self._forms:
            texts = [text for cell in self.cells(row) if cell.own for text in (cell.text, cell.parent + cell.text)]
            self._forms[row] = {form for text in texts for form in forms(text)}
        return self._forms[row]

    def _read(self, row: int) -> list[HeaderCell]:
        own, above = self.texts(row), self.texts(row - 1)
        from_above = self._from_above(row)
        groups = self._groups(row - 1)
        cells, carried = [], ""
        for column, (text, parent) in enumerate(zip_longest(own, above, fillvalue=""), 1):
            carried = (groups.get(column) or parent or carried) if text else ""
            if text:
                cells.append(HeaderCell(column, row, text, carried, own=True))
            elif column in from_above:
                cells.append(from_above[column])
            elif parent:
                cells.append(HeaderCell(column, row - 1, parent, "", own=False))
        return cells

    def _from_above(self, row: int) -> dict[int, HeaderCell]:
        """By column, the merged cells that start above the row and reach it."""
        anchors = ((each.first_row, each.first_column) for each in self.merged[row] if each.first_row < row)
        return {
            column: HeaderCell(column, first, text_of(self.sheet.at(first, column)), "", own=False)
            for first, column in anchors
            if not is_blank(self.sheet.at(first, column))
        }

    def _groups(self, row: int) -> dict[int, str]:
        """By column, the texts of merged cells that cover several columns of the row."""
        return {
            column: text_of(self.sheet.at(each.first_row, each.first_column))
            for each in self.merged[row]
            if each.last_column > each.first_column
            for column in range(each.first_column, each.last_column + 1)
        }


def required_fields(table: Table) -> frozenset[str]:
    """The fields that a table can't be checked without: required fields and the key."""
    return frozenset(name for name, column in table.columns.items() if column.required) | frozenset(table.key)


def find_header(top: Top, table: Table, headings: Headings) -> Header | None:
    """Finds the header of a table: the row that names the most of its fields, or the first such row.

    It must name at least two fields (or the only one) and contain mostly texts, so that no data row matches.
    """
    least = min(2, len(table.columns))
    required = required_fields(table)
    best: Header | None = None
    for row in range(1, min(len(top.sheet.rows), DEPTH) + 1):
        if best and (len(best.fields) == len(table.columns) or (required <= best.fields and row > best.row + 2)):
            break
        if headings.known.isdisjoint(top.forms(row)):
            continue
        header, own = _header(top, row, headings)
        typed = sum(not isinstance(raw, str) and raw is not None for raw in top.sheet.rows[row - 1])
        if own and 2 * typed <= own and len(header.fields) >= max(least, len(best.fields) + 1 if best else 0):
            best = header
    return _extend(top, best, table, headings) if best else None


def _header(top: Top, row: int, headings: Headings) -> tuple[Header, int]:
    """The row as a header, and how many of its own cells name a field."""
    fields: set[str] = set()
    own = 0
    cells = top.cells(row)
    for cell in cells:
        found = cell.match(headings)
        if found and len(found[1]) == 1:
            fields.update(found[1])
            own += cell.own
    return Header(row, cells, frozenset(fields)), own


def _extend(top: Top, header: Header, table: Table, headings: Headings) -> Header:
    """Adds the rows below that belong to the header: tall merged cells, units, column numbers."""
    columns = {cell.column for cell in header.cells}
    reached = (each.last_row for each in top.merged[header.row] if each.first_column in columns)
    last = min(max(reached, default=header.row), len(top.sheet.rows))
    if last > header.row:
        header, _ = _header(top, last, headings)
    below = top.sheet.rows[last] if last < len(top.sheet.rows) else []
    if _only_units(below) or _only_numbers(below, header, table, headings):
        return header._replace(row=last + 1)
    return header


def _only_units(row: list[Raw]) -> bool:
    """Whether a row is like （小时）, （人）, with all texts in brackets."""
    found = [raw for raw in row if not is_blank(raw)]
    return bool(found) and all(isinstance(raw, str) and not forms(raw)[1] and forms(raw)[0] for raw in found)


def _only_numbers(row: list[Raw], header: Header, table: Table, headings: Headings) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, perhaps after 甲, 乙, including columns that aren't for numbers."""
    texts = [text_of(raw) for raw in row if not is_blank(raw)]
    numbers = [int(text) for text in texts if text.isdecimal()]
    others = [text for text in texts if not text.isdecimal()]
    if len(numbers) < 3 or numbers[0] != 1 or any(b != a + 1 for a, b in pairwise(numbers)):
        return False
    matches = ((cell.column, cell.match(headings)) for cell in header.cells if filled(row, cell.column - 1))
    return set(others) <= set(table.locales.words("headers.numbering")) and any(
        found and len(found[1]) == 1 and table.columns[found[1][0]].kind != "number" for _, found in matches
    )
