"""How the sheets of a template look and print: fonts, colours, paper. Never a colour alone: marks tell the same."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from checker.model import Language
from checker.spreadsheet.cells import Value, plain, put
from checker.template.blank import Blank
from checker.template.measure import broken, height

DARK, GREY, LINE = "1F3864", "595959", "BFBFBF"
#: Paper under the headers of columns: needed in every row, needed in some, never needed. Greens and a grey, for a
#: marked copy has red, orange, yellow and blue where something was found.
REQUIRED, SOMETIMES, OPTIONAL = "A9CDA9", "D5E9D3", "F2F2F2"
#: Paper under cells of the cover sheet: filled in already, still to fill in.
FILLED, OPEN = "EDEDED", "FFF9DB"
#: On every Windows and in WPS; other systems take their own where it is missing.
FONTS: dict[Language, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}
#: Points of most text.
SIZE = 10
A4 = 9
#: Inches.
_MARGINS = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, header=0.3, footer=0.3)

#: Characters that say whose sheet it is, at the foot of a printed page.
_LONGEST_FOOTER = 80

_PLAIN = Alignment("left", "center")


def font(blank: Blank, size: float = SIZE, *, bold: bool = False, colour: str = "000000") -> Font:
    """A font in the workbook's language."""
    return _font(FONTS[blank.language], size, bold, colour)


@cache
def _font(name: str, size: float, bold: bool, colour: str) -> Font:
    return Font(name=name, size=size, bold=bold, color=colour)


@cache
def paper(colour: str) -> PatternFill:
    """A cell's background."""
    return PatternFill("solid", colour)


@cache
def framed() -> Border:
    """A thin line on every side."""
    line = Side("thin", LINE)
    return Border(line, line, line, line)


@cache
def wrapped(across: Literal["left", "center"] = "left", down: Literal["top", "center"] = "center") -> Alignment:
    """Text that is broken into lines, a little away from the cell's edge."""
    return Alignment(across, down, wrap_text=True, indent=1 if across == "left" else 0)


def write(sheet: Any, row: int, column: int, value: Value, *, style: Font, align: Alignment | None = None) -> Any:
    """Fills a cell; a text without an alignment runs over the blank cells to its right."""
    cell = sheet.cell(row, column)
    put(cell, value)
    cell.font = style
    cell.alignment = align or _PLAIN
    return cell


def write_lines(sheet: Any, row: int, text: str, room: float, *, blank: Blank, style: Font) -> int:
    """Writes a text from a row's first cell on, over the cells to the right and, where it is long, on more rows.

    Not as one cell of several lines: a row's height is not fitted to a text that runs over other cells.

    Args:
        sheet: of openpyxl.
        row: the first.
        text: on one line.
        room: how wide the cells are together, in digits.
        blank: the workbook.
        style: the text's font.

    Returns:
        The row below.
    """
    scale = (style.size or SIZE) / SIZE
    for line in broken(text, room / scale):
        write(sheet, row, 1, line, style=style)
        sheet.row_dimensions[row].height = height(1, blank.language) * scale
        row += 1
    return row


def set_up(sheet: Any, blank: Blank, orientation: Literal["portrait", "landscape"], across: int = 1) -> None:
    """Prints a sheet on A4, as wide as so many pages and as long as it takes, its pages numbered."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = _MARGINS
    sheet.print_options.horizontalCentered = orientation == "landscape"
    whose = plain(f"{blank.department} {blank.period_text}")
    sheet.oddFooter.left.text = whose[:_LONGEST_FOOTER].replace("&", "&&")
    sheet.oddFooter.center.text = blank.say("第 &P 页，共 &N 页", "Page &P of &N")
    sheet.oddFooter.right.text = "&A"
