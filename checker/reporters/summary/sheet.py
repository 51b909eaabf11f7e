"""One sheet of the summary: a title, notes, and a table with filters and fixed headings that prints on A4.

Rows are written one by one, so that fifty thousand flags take no more memory than fifty. This module knows no report.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from checker.frozen import dataclass
from checker.model import Language
from checker.reporters.summary.rows_xml import RowWriter
from checker.reporters.summary.style import HEAD, TEXT, TITLE, Look, Styles
from checker.spreadsheet.cells import Value, plain, save
from checker.spreadsheet.look import set_up_page
from checker.spreadsheet.text_size import count_lines, row_height

#: The most rows of a sheet.
MOST_ROWS = 1_048_576
#: Columns that stay in view, and that every printed page repeats.
_FROZEN = 2
#: In inches.
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.65, bottom=0.6, header=0.3, footer=0.3)
#: The width in digits of a column that its text leaves free.
_FREE = 1.5
#: The most characters of the header of a printed page.
_LONGEST_HEADER = 100
#: The column widths that fit on a page without shrinking. A title doesn't extend further.
_PAGE_WIDTH = 140


class Styled(NamedTuple):
    """A value with another look than the rest of its column."""

    value: Value
    look: Look


#: The content of a cell.
Content = Value | Styled
#: So many different cells of a column are remembered: most are like one a few rows above.
_MOST_MADE = 4_096


#: A cell as XML without its address, and how many lines its text takes.
_Made = tuple[str, int]


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in digits, and the looks of its cells and of the heading above them."""

    head: str
    width: int
    look: Look = TEXT
    above: Look = HEAD


class Book:
    """The workbook while it is written. The language decides the font.

    Every printed page has the title as its header, and `foot` as its left and middle footer; `foot` may contain Excel's
    codes for page numbers.
    """

    def __init__(self, language: Language, title: str, foot: tuple[str, str]) -> None:
        self.language: Language = language
        self.styles = Styles(language)
        self.title = title
        self._foot = foot
        self._book = Workbook(write_only=True)
        self._book.properties.title = plain(title)

    def sheet(self, name: str) -> Any:
        """Adds an empty sheet, set up for printing. The type stubs of write-only sheets are incomplete."""
        sheet: Any = self._book.create_sheet(name)
        header = plain(self.title).replace("&", "&&")  # a single ampersand begins a code
        sheet.oddHeader.left.text = header[:_LONGEST_HEADER].rstrip("&")
        sheet.oddHeader.right.text = "&A"
        sheet.oddFooter.left.text, sheet.oddFooter.center.text = self._foot
        return sheet

    def bytes(self, made: date) -> bytes:
        """Returns the finished file, with `made` as the date in its properties."""
        return save(self._book, made)


@dataclass
class Table:
    """A sheet with one table, written from top to bottom. Call `end` after the last row.

    Attributes:
        name: the name of the sheet, at most 31 characters.
        notes: the lines below the title.
        pages: over how many pages the columns may spread.
        head_height: the height of the headings in points; None to fit their text.
        legend: the cells right above the headings.
    """

    book: Book
    name: str
    title: str
    notes: Sequence[Styled]
    columns: Sequence[Column]
    pages: int = 1
    head_height: float | None = None
    legend: tuple[Styled | None, ...] = ()

    def __post_init__(self) -> None:
        self._sheet = self.book.sheet(self.name)
        self._writer = RowWriter(self._sheet, self.book.styles)
        self._made: list[dict[Content, _Made]] = [{} for _ in self.columns]
        self._rows = 0
        self._head = self._filtered = 1 + len(self.notes) + bool(self.legend) + 1
        self._set_up()
        self.line(Styled(self.title, TITLE))
        for note in self.notes:
            self.line(note)
        if self.legend:
            legend = [cell or Styled(None, TITLE) for cell in self.legend]
            above = [self._make(*each) for each in zip(self.columns, legend, strict=False)]
            self._write([*above, *((self._writer.cell(*each), 1) for each in legend[len(self.columns) :])], None)
        heads = [self._make(column, Styled(column.head, column.above)) for column in self.columns]
        self._write(heads, self.head_height)

    def row(self, values: Sequence[Content], *, filtered: bool = True) -> None:
        """Writes one row, at most one cell per column. The filter does not include totals below the table."""
        cells = [
            made.get(value) or self._remember(made, column, value)
            for made, column, value in zip(self._made, self.columns, values, strict=False)
        ]
        self._write(cells, None)
        if filtered:
            self._filtered = self._rows

    def line(self, text: Styled) -> None:
        """Writes a text across the columns of the first page."""
        widths = [column.width for column in self.columns]
        last = max((n for n in range(1, len(widths) + 1) if sum(widths[:n]) <= _PAGE_WIDTH), default=1)
        lines = count_lines(str(text.value), sum(widths[:last]) * TEXT.size // text.look.size - _FREE)
        if last > 1:
            self._sheet.merged_cells.add(f"A{self._rows + 1}:{get_column_letter(last)}{self._rows + 1}")
        height = row_height(lines, self.book.language) * text.look.size / TEXT.size
        self._write([(self._writer.cell(*text), lines)], height)

    def end(self) -> None:
        """Adds the filter, and writes what is left."""
        last = get_column_letter(len(self.columns))
        self._sheet.auto_filter.ref = f"A{self._head}:{last}{self._filtered}"
        self._writer.end()

    def _set_up(self) -> None:
        sheet = self._sheet
        for number, column in enumerate(self.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.freeze_panes = f"{get_column_letter(_FROZEN + 1)}{self._head + 1}"
        sheet.sheet_view.showGridLines = False
        set_up_page(sheet, "landscape", _MARGINS, self.pages)
        sheet.page_setup.pageOrder = "overThenDown"  # pages that are side by side print one after the other
        sheet.print_title_rows = f"{self._head}:{self._head}"
        if self.pages > 1:
            sheet.print_title_cols = f"A:{get_column_letter(_FROZEN)}"

    def _remember(self, made: dict[Content, _Made], column: Column, content: Content) -> _Made:
        if len(made) >= _MOST_MADE:
            made.clear()
        found = made[content] = self._make(column, content)
        return found

    def _make(self, column: Column, content: Content) -> _Made:
        value, look = content if isinstance(content, Styled) else (content, column.look)
        wraps = isinstance(value, str) and look.wrap
        return self._writer.cell(value, look), count_lines(str(value), column.width - _FREE) if wraps else 1

    def _write(self, cells: Sequence[_Made], height: float | None) -> None:
        self._rows += 1
        lines = max([lines for _, lines in cells], default=1)
        self._writer.write([xml for xml, _ in cells], height or row_height(lines, self.book.language))
