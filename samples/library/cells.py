"""What a workbook is made of: cells, sheets that are held whole, and pages whose lines come one by one.

Knows no file format, no table and no department.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the file holds for it; None where no program has calculated it."""

    text: str
    value: float | None = None


@dataclass(frozen=True)
class Failed:
    """A cell that shows an error, e.g. #REF!."""

    text: str


@dataclass(frozen=True)
class Percent:
    """A number in a cell that is formatted as a percentage."""

    number: float


Cell = str | int | float | bool | date | time | timedelta | Formula | Failed | Percent | None


@dataclass(frozen=True)
class Page:
    """A sheet that is written line by line, so that a large table is never held twice.

    Attributes:
        name: the sheet's name.
        lines: gives its lines; may be called more than once.
        merged: by the number of a line (from 1), over how many columns its first cell is merged.
    """

    name: str
    lines: Callable[[], Iterator[Sequence[Cell]]]
    merged: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Sheet:
    """A sheet that is held whole; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    bold: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def write(self, row: int, values: Iterable[Cell], column: int = 1) -> None:
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
    """A workbook; `since_1904` counts days as Excel for the Macintosh did."""

    sheets: list[Sheet] = field(default_factory=list)
    since_1904: bool = False

    def add(self, name: str, lines: Iterable[Sequence[Cell]] = ()) -> Sheet:
        """Adds a sheet with lines of cells from its first row on."""
        sheet = Sheet(name)
        for number, line in enumerate(lines, 1):
            sheet.write(number, line)
        self.sheets.append(sheet)
        return sheet


def book_of(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> Book:
    """A workbook from the lines of each of its sheets."""
    book = Book()
    for name, lines in sheets.items():
        book.add(name, lines)
    return book


def book_of_pages(pages: Iterable[Page]) -> Book:
    """A workbook that holds the lines of pages."""
    book = Book()
    for page in pages:
        sheet = book.add(page.name, page.lines())
        for number, width in page.merged.items():
            sheet.merge(number, 1, number, width)
    return book


def letters(column: int) -> str:
    """The letters of a column number: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        name = chr(65 + remainder) + name
    return name
