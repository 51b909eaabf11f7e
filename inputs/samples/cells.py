"""What a sample workbook is made of: values, sheets, tables laid on them, and the addresses of their cells.

Knows no file format and no department.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the file holds for it; None where no program has calculated it."""

    text: str
    value: float | None


@dataclass(frozen=True)
class Failed:
    """A cell that shows an error, e.g. #REF!."""

    text: str


@dataclass(frozen=True)
class Percent:
    """A number in a cell that is formatted as a percentage."""

    number: float


Value = str | int | float | date | time | Formula | Failed | Percent | None
#: One row by the key of its columns: a field of the table, or the header of a column that the table does not have.
Row = dict[str, Value]


@dataclass(frozen=True)
class Head:
    """The head of one column.

    Attributes:
        key: under which rows hold their value.
        text: as the sheet spells it.
        group: the header above it that it shares with its neighbours, or empty.
    """

    key: str
    text: str
    group: str = ""


@dataclass
class Sheet:
    """One sheet; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    bold: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def write(self, row: int, values: Iterable[Value], column: int = 1) -> None:
        """Writes values side by side."""
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[row, column + offset] = value

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merges a range; its value is that of its first cell."""
        self.merged.append((first_row, first_column, last_row, last_column))

    @property
    def height(self) -> int:
        """The number of the last row with anything in it."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The number of the last column with anything in it."""
        return max((column for _, column in self.cells), default=0)


@dataclass
class Book:
    """One workbook; `since_1904` counts days as Excel for the Macintosh did."""

    sheets: list[Sheet] = field(default_factory=list)
    since_1904: bool = False

    def add(self, name: str) -> Sheet:
        """Adds a blank sheet."""
        self.sheets.append(Sheet(name))
        return self.sheets[-1]


@dataclass(frozen=True)
class Laid:
    """A table as it lies on a sheet.

    Attributes:
        table: the table's id.
        header_row: the last row of the header.
        columns: column number by key.
        rows: what was laid, blank rows and subtotals too, from the row below the header on.
    """

    table: str
    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    rows: list[Row]

    def row(self, record: Row) -> int:
        """The row number that Excel shows for a record."""
        return self.header_row + 1 + next(place for place, each in enumerate(self.rows) if each is record)

    def cell(self, record: Row, key: str) -> str:
        """The address of a record's cell."""
        return f"{letters(self.columns[key])}{self.row(record)}"

    @property
    def last_row(self) -> int:
        """The last row that was laid."""
        return self.header_row + len(self.rows)


def lay(sheet: Sheet, table: str, heads: Sequence[Head], rows: list[Row], at: int = 1) -> Laid:
    """Lays a table on a sheet: its header (two rows if any head has a group) from row `at`, its rows below."""
    columns = {head.key: number for number, head in enumerate(heads, 1)}
    grouped = any(head.group for head in heads)
    header_row = at + 1 if grouped else at
    sheet.bold |= {at, header_row}
    for number, head in enumerate(heads, 1):
        sheet.cells[header_row if head.group or not grouped else at, number] = head.text
        if grouped and not head.group:
            sheet.merge(at, number, header_row, number)
    for name in dict.fromkeys(head.group for head in heads if head.group):
        members = [number for number, head in enumerate(heads, 1) if head.group == name]
        sheet.cells[at, members[0]] = name
        sheet.merge(at, members[0], at, members[-1])
    for number, record in enumerate(rows, header_row + 1):
        for key, value in record.items():
            if value is not None:
                sheet.cells[number, columns[key]] = value
    return Laid(table, sheet, header_row, columns, rows)


def letters(column: int) -> str:
    """The letters of a column number: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        name = chr(65 + remainder) + name
    return name
