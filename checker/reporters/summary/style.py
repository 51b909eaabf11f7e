"""The looks of the summary's cells: text colour, fill and alignment.

Fills are light and text is dark. A mark or word repeats what a colour means, so that black-and-white prints lose
nothing.
"""

from dataclasses import replace
from functools import cache
from typing import Any, Literal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray

from checker.frozen import dataclass
from checker.model import Language, Severity, Status
from checker.spreadsheet.look import DARK, FONTS, GREY, make_frame

PALE = "DCE6F1"

STATUS_FILLS = {
    Status.MET: "C6E0B4",
    Status.ON_TRACK: "E2EFDA",
    Status.BEHIND: "FFE699",
    Status.MISSED: "F4B6B0",
    Status.NOT_APPLICABLE: "EDEDED",
    Status.UNDETERMINED: "DED5EA",
}
SEVERITY_FILLS = {Severity.ERROR: "F4B6B0", Severity.RED: "F9D5C4", Severity.AMBER: "FFE699", Severity.INFO: "EDEDED"}


@dataclass(frozen=True)
class Look:
    """How a cell looks: RGB colours (an empty fill is none), the rotation `turned` in degrees, the number format."""

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


@cache
def coloured(look: Look, fill: str) -> Look:
    """Returns the look with another fill."""
    return replace(look, fill=fill)


def formatted(number_format: str) -> Look:
    """Returns the look of a number with this format."""
    return replace(NUMBER, format=number_format)


class Styles:
    """The styles of one workbook, each built once. openpyxl alone would look up every part of it for every cell."""

    def __init__(self, language: Language) -> None:
        self._font = FONTS[language]
        self._arrays: dict[Look, StyleArray] = {}

    def cell(self, sheet: Any, look: Look) -> Cell:
        """Makes an empty cell with this look."""
        array = self._arrays.get(look)
        if array is None:
            array = self._arrays[look] = self._build(sheet, look)
        return Cell(sheet, row=1, column=1, style_array=array)  # Cell copies the array

    def _build(self, sheet: Any, look: Look) -> StyleArray:
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
