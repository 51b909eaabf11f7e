"""The fonts, colours and print settings of a template's sheets. No colour is the only sign: marks say the same."""

from functools import cache
from typing import Any, Literal

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.page import PageMargins

from checker.spreadsheet.cells import Value, plain, put
from checker.spreadsheet.look import FONTS, set_up_page
from checker.spreadsheet.text_size import break_lines, row_height
from checker.template.blank import Blank

#: Fills of column heads: required in every row, in some rows, never. They are greens and a grey, because a marked copy
#: uses red, orange, yellow and blue for flags.
REQUIRED, SOMETIMES, OPTIONAL = "A9CDA9", "D5E9D3", "F2F2F2"
#: Fills of cells on the cover sheet: already filled in, and still open.
FILLED, OPEN = "EDEDED", "FFF9DB"
#: Points of most text.
SIZE = 10
#: Inches.
_MARGINS = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, header=0.3, footer=0.3)

#: The most characters of the department and period in a page's footer.
_LONGEST_FOOTER = 80

_PLAIN = Alignment("left", "center")


def font(blank: Blank, size: float = SIZE, *, bold: bool = False, colour: str = "000000") -> Font:
    """Returns a font for the workbook's language."""
    return _font(FONTS[blank.language], size, bold, colour)


@cache
def _font(name: str, size: float, bold: bool, colour: str) -> Font:
    return Font(name=name, size=size, bold=bold, color=colour)


@cache
def fill(colour: str) -> PatternFill:
    """Returns the background of a cell."""
    return PatternFill("solid", colour)


@cache
def wrap(across: Literal["left", "center"] = "left", down: Literal["top", "center"] = "center") -> Alignment:
    """Returns the alignment of text that wraps; text on the left is indented."""
    return Alignment(across, down, wrap_text=True, indent=1 if across == "left" else 0)


def set_widths(sheet: Any, widths: dict[str, int]) -> None:
    """Sets the widths of columns by letter."""
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width


def write(sheet: Any, row: int, column: int, value: Value, *, style: Font, align: Alignment | None = None) -> Any:
    """Fills a cell and returns it; a text without an alignment runs into the blank cells to its right."""
    cell = sheet.cell(row, column)
    put(cell, value)
    cell.font = style
    cell.alignment = align or _PLAIN
    return cell


def write_lines(sheet: Any, row: int, text: str, room: float, *, blank: Blank, style: Font) -> int:
    """Writes a text across the columns of a sheet, on as many rows as it needs.

    Uses one row per line, because programs don't fit the height of a row to a text that runs into other cells.
    `room` is the width of the columns together, in digits. Returns the row below the text.
    """
    scale = (style.size or SIZE) / SIZE
    for line in break_lines(text, room / scale):
        write(sheet, row, 1, line, style=style)
        sheet.row_dimensions[row].height = row_height(1, blank.language) * scale
        row += 1
    return row


def set_up(sheet: Any, blank: Blank, orientation: Literal["portrait", "landscape"], pages: int = 1) -> None:
    """Sets a sheet up to print on A4, `pages` pages wide, with page numbers."""
    set_up_page(sheet, orientation, _MARGINS, pages)
    whose = plain(f"{blank.department} {blank.period_text}")
    sheet.oddFooter.left.text = whose[:_LONGEST_FOOTER].replace("&", "&&")
    sheet.oddFooter.center.text = blank.say("第 &P 页，共 &N 页", "Page &P of &N")
    sheet.oddFooter.right.text = "&A"
