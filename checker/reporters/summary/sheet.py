"""One sheet of the summary: a title, notes, and one table that can be filtered, stays in view and prints on A4.

Writes row by row, so that fifty thousand findings take no more memory than fifty. Knows no report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from checker.model import Language
from checker.reporters.summary.style import HEAD, TEXT, TITLE, Look, Styles
from checker.spreadsheet.cells import Value, plain, put, save
from checker.spreadsheet.look import set_up_page
from checker.spreadsheet.text_size import count_lines, row_height

#: Rows that a sheet holds at most.
MOST_ROWS = 1_048_576
#: Inches.
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.65, bottom=0.6, header=0.3, footer=0.3)
#: Digits of a column that its text leaves free.
_FREE = 1.5
#: Characters of a page's header that are printed in its middle.
_LONGEST_HEADER = 100
#: Units that fit side by side on a page without being shrunk; a title is not drawn out further.
_PAGE_WIDTH = 140


class Styled(NamedTuple):
    """A value that does not look like the rest of its column."""

    value: Value
    look: Look


#: What a cell is filled with.
Content = Value | Styled


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        head: its title.
        width: in digits.
        look: of its cells.
        above: how its title looks.
    """

    head: str
    width: int
    look: Look = TEXT
    above: Look = HEAD


@dataclass(frozen=True)
class Plan:
    """What a sheet is before it has rows.

    Attributes:
        name: of the sheet; one of ours, at most 31 characters.
        title: above everything.
        notes: below the title, one a line.
        columns: of the table.
        kept: how many columns stay in view and are printed on every page.
        pages: on how many pages the columns may stand side by side.
        head_height: points of the row of the columns' titles; as many as they need if not given.
        legend: cells right above the columns' titles.
    """

    name: str
    title: str
    notes: tuple[Styled, ...]
    columns: tuple[Column, ...]
    kept: int = 0
    pages: int = 1
    head_height: float | None = None
    legend: tuple[Styled | None, ...] = ()


class Book:
    """The workbook while it is written.

    Args:
        language: decides the font.
        title: at the head of every printed page.
        foot: at the left and in the middle of its foot; may hold Excel's codes for the page's number.
    """

    def __init__(self, language: Language, title: str, foot: tuple[str, str]) -> None:
        self.language: Language = language
        self.styles = Styles(language)
        self.title = title
        self._foot = foot
        self._book = Workbook(write_only=True)
        self._book.properties.title = plain(title)

    def sheet(self, name: str) -> Any:
        """A new sheet, set up for printing, without a cell; the stubs do not know what a write-only one has."""
        sheet: Any = self._book.create_sheet(name)
        header = _literal(plain(self.title))
        sheet.oddHeader.left.text = header[:_LONGEST_HEADER].rstrip("&")
        sheet.oddHeader.right.text = "&A"
        sheet.oddFooter.left.text, sheet.oddFooter.center.text = self._foot
        return sheet

    def bytes(self, made: date) -> bytes:
        """The finished file.

        Args:
            made: the day that its properties tell.
        """
        return save(self._book, made)


class Table:
    """A sheet with its one table, written from top to bottom; `end` it when the last row is there."""

    def __init__(self, book: Book, plan: Plan) -> None:
        self._plan, self._styles, self._language = plan, book.styles, book.language
        self._sheet = book.sheet(plan.name)
        self._rows = 0
        self._head = self._filtered = 1 + len(plan.notes) + bool(plan.legend) + 1
        self._set_up()
        self.line(Styled(plan.title, TITLE))
        for note in plan.notes:
            self.line(note)
        if plan.legend:
            self._write([cell or Styled(None, TITLE) for cell in plan.legend], None)
        self._write([Styled(column.head, column.above) for column in plan.columns], plan.head_height)

    def row(self, values: Sequence[Content], *, filtered: bool = True) -> None:
        """Writes one row.

        Args:
            values: by column; at most as many as there are columns.
            filtered: whether it belongs to what the filter chooses from; sums below the table do not.
        """
        looks = [column.look for column in self._plan.columns]
        cells = [
            value if isinstance(value, Styled) else Styled(value, look)
            for value, look in zip(values, looks, strict=False)
        ]
        self._write(cells, None)
        if filtered:
            self._filtered = self._rows

    def line(self, said: Styled) -> None:
        """Writes one text across the first page's columns."""
        widths = [column.width for column in self._plan.columns]
        last = max((n for n in range(1, len(widths) + 1) if sum(widths[:n]) <= _PAGE_WIDTH), default=1)
        lines = count_lines(str(said.value), sum(widths[:last]) * TEXT.size // said.look.size - _FREE)
        if last > 1:
            self._sheet.merged_cells.add(f"A{self._rows + 1}:{get_column_letter(last)}{self._rows + 1}")
        self._write([said], row_height(lines, self._language) * said.look.size / TEXT.size)

    def end(self) -> None:
        """Lets the rows be filtered."""
        last = get_column_letter(len(self._plan.columns))
        self._sheet.auto_filter.ref = f"A{self._head}:{last}{self._filtered}"

    def _set_up(self) -> None:
        sheet, plan = self._sheet, self._plan
        for number, column in enumerate(plan.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.freeze_panes = f"{get_column_letter(plan.kept + 1)}{self._head + 1}"
        sheet.sheet_view.showGridLines = False
        set_up_page(sheet, "landscape", _MARGINS, plan.pages)
        sheet.page_setup.pageOrder = "overThenDown"  # what stands side by side comes out one after the other
        sheet.print_title_rows = f"{self._head}:{self._head}"
        if plan.kept and plan.pages > 1:
            sheet.print_title_cols = f"A:{get_column_letter(plan.kept)}"

    def _write(self, cells: Sequence[Styled], height: float | None) -> None:
        self._rows += 1
        self._sheet.row_dimensions[self._rows].height = height or self._height(cells)
        made = []
        for value, look in cells:
            cell = self._styles.cell(self._sheet, look)
            put(cell, value)
            made.append(cell)
        self._sheet.append(made)

    def _height(self, cells: Sequence[Styled]) -> float:
        lines = [
            count_lines(value, column.width - _FREE)
            for (value, look), column in zip(cells, self._plan.columns, strict=False)
            if isinstance(value, str) and look.wrap
        ]
        return row_height(max(lines, default=1), self._language)


def _literal(text: str) -> str:
    """A text for a page's header, in which an ampersand begins a code."""
    return text.replace("&", "&&")
