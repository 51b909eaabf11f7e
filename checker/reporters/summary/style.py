"""How the cells of the summary look: ink, paper and alignment, each style made once a workbook.

Light colours under dark ink, and never a colour alone: what is told by one is also told by a mark or a word, so that
a copy from a black-and-white printer loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill

from checker.model import Language, Severity, Status
from checker.spreadsheet.look import DARK, FONTS, GREY, make_frame

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray

PALE = "DCE6F1"

STATUS_FILLS = {
    Status.MET: "C6E0B4",
    Status.ON_TRACK: "E2EFDA",
    Status.BEHIND: "FFE699",
    Status.MISSED: "F4B6B0",
    Status.NOT_APPLICABLE: "EDEDED",
    Status.UNDETERMINED: "DED5EA",
}
SEVERITY_FILLS = {
    Severity.ERROR: "F4B6B0",
    Severity.RED: "F9D5C4",
    Severity.AMBER: "FFE699",
    Severity.INFO: "EDEDED",
}


@dataclass(frozen=True)
class Look:
    """How a cell looks.

    Attributes:
        fill: the paper's colour, RGB; empty for none.
        turned: degrees by which the text is turned.
        format: a number format.
    """

    fill: str = ""
    bold: bool = False
    size: int = 10
    colour: str = "000000"
    across: Literal["left", "center"] = "left"
    turned: int = 0
    wrap: bool = True
    lined: bool = True
    format: str = "General"


TEXT = Look()
CENTRED = Look(across="center")
SMALL = Look(across="center", size=8)
NUMBER = Look(across="center", wrap=False, format="0")
DAY = Look(across="center", format="yyyy-mm-dd")
HEAD = Look(fill=PALE, bold=True, colour=DARK, across="center")
TOTAL = Look(fill=PALE, bold=True, across="center", wrap=False, format="0")
TITLE = Look(bold=True, size=16, colour=DARK, lined=False)
NOTE = Look(colour=GREY, lined=False)
WARNING = Look(colour="C00000", bold=True, lined=False)


def coloured(look: Look, fill: str) -> Look:
    """The same on paper of another colour."""
    return replace(look, fill=fill)


def formatted(number_format: str) -> Look:
    """A number in a format."""
    return replace(NUMBER, format=number_format)


class Styles:
    """The styles of one workbook: openpyxl looks each part of a style up for each cell, which this does once a look."""

    def __init__(self, language: Language) -> None:
        self._font = FONTS[language]
        self._arrays: dict[Look, StyleArray] = {}

    def cell(self, sheet: Any, look: Look) -> Cell:
        """A cell without a value that looks so."""
        array = self._arrays.get(look)
        if array is None:
            array = self._arrays[look] = self._made(sheet, look)
        return Cell(sheet, row=1, column=1, style_array=array)  # which copies it

    def _made(self, sheet: Any, look: Look) -> StyleArray:
        cell: Any = Cell(sheet, row=1, column=1)
        cell.font = Font(name=self._font, size=look.size, bold=look.bold, color=look.colour)
        indent = 0 if look.across == "center" or not look.lined else 1
        cell.alignment = Alignment(look.across, "center", look.turned, wrap_text=look.wrap, indent=indent)
        cell.number_format = look.format
        if look.fill:
            cell.fill = PatternFill("solid", look.fill)
        if look.lined:
            cell.border = make_frame()
        array: StyleArray = cell._style
        return array
