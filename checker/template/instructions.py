"""The instructions as a sheet: what the guide says, in rows as high as their text, to be read and printed."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment

from checker.model import Severity
from checker.template.blank import Blank
from checker.template.guide import Line, guide
from checker.template.measure import height, lines
from checker.template.paging import break_pages
from checker.template.style import DARK, GREY, font, framed, paper, set_up, wrapped, write, write_lines
from checker.text.bilingual import Text

SHEET = Text(zh="填写说明", en="Instructions")
#: As the marked copy of a checked workbook has them.
COLOURS = {Severity.ERROR: "FF8F87", Severity.RED: "FFBE85", Severity.AMBER: "FFE98A", Severity.INFO: "CFE6F7"}

_LABELS, _TEXTS = 1, 2
_WIDTHS = {"A": 20, "B": 78}
_SIZES = {"title": 16.0, "aside": 10.0, "heading": 12.0, "name": 10.5}
#: Points left free above.
_SPACE = {"heading": 6.0, "name": 4.0}


def write_instructions(sheet: Any, blank: Blank) -> None:
    """Writes the sheet."""
    for letter, wide in _WIDTHS.items():
        sheet.column_dimensions[letter].width = wide
    row, starts, above = 1, [1], ""
    for line in guide(blank):
        if _begins(line, above):
            starts.append(row)
        row = (_paragraph if line.kind == "text" else _heading)(sheet, row, blank, line)
        # What follows a name is of that indicator, to its end.
        above = "name" if above == "name" and line.kind == "text" else line.kind
    break_pages(sheet, starts, row)
    sheet.sheet_view.showGridLines = False
    set_up(sheet, blank, "portrait")


def _begins(line: Line, above: str) -> bool:
    """Whether a line may stand at the top of a page, after what is above it."""
    if line.kind == "text":
        return above == "text"
    return line.kind == "heading" or (line.kind == "name" and above != "heading")


def _heading(sheet: Any, row: int, blank: Blank, line: Line) -> int:
    """A line that runs over both columns; gives the row below."""
    plain = line.kind == "aside"
    style = font(blank, _SIZES[line.kind], bold=not plain, colour=GREY if plain else DARK)
    below = write_lines(sheet, row, line.text, sum(_WIDTHS.values()), blank=blank, style=style)
    if line.kind in _SPACE:
        sheet.row_dimensions[row].height += _SPACE[line.kind]
        sheet.cell(row, _LABELS).alignment = Alignment("left", "bottom")
    return below


def _paragraph(sheet: Any, row: int, blank: Blank, line: Line) -> int:
    """A text with its label beside it; gives the row below."""
    top = wrapped(down="top")
    if line.label:
        label = write(sheet, row, _LABELS, line.label, style=font(blank, bold=True), align=top)
        if line.severity is not None:
            label.fill, label.border = paper(COLOURS[line.severity]), framed()
    write(sheet, row, _TEXTS, line.text, style=font(blank), align=top)
    deepest = max(lines(line.label, _WIDTHS["A"] - 3), lines(line.text, _WIDTHS["B"] - 3))
    sheet.row_dimensions[row].height = height(deepest, blank.language)
    return row + 1
