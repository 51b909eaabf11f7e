"""Writes the guide as a sheet to read and print, with rows as high as their text and no title at the foot of a page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break

from checker.ooxml.page import COLOURS, SEVERITY_STYLES
from checker.spreadsheet.look import DARK, GREY, make_frame
from checker.spreadsheet.text_size import count_lines, row_height
from checker.template.blank import Blank
from checker.template.guide import Line, write_guide
from checker.template.style import fill, font, set_up, set_widths, wrap, write, write_lines
from checker.text.bilingual import Text

SHEET = Text(zh="填写说明", en="Instructions")
_LABELS, _TEXTS = 1, 2
_WIDTHS = {"A": 20, "B": 78}
_SIZES = {"title": 16.0, "aside": 10.0, "heading": 12.0, "name": 10.5}
#: Extra points above a line.
_SPACE = {"heading": 6.0, "name": 4.0}
#: The height of an A4 portrait page between its margins, in points, with a little to spare: if a program draws rows
#: slightly higher, it must not break the page before our break and again at it.
ROOM = 740.0
#: Points at the beginning of a group of rows that stay on one page; at least two rows do.
BEGINNING = 125.0


def write_instructions(sheet: Any, blank: Blank) -> None:
    """Writes the sheet of instructions."""
    set_widths(sheet, _WIDTHS)
    row, starts, above = 1, [1], ""
    for line in write_guide(blank):
        if _may_begin_page(line, above):
            starts.append(row)
        row = (_paragraph if line.kind == "text" else _heading)(sheet, row, blank, line)
        # All text after a name belongs to that indicator.
        above = "name" if above == "name" and line.kind == "text" else line.kind
    break_pages(sheet, starts, row)
    sheet.sheet_view.showGridLines = False
    set_up(sheet, blank, "portrait")


def break_pages(sheet: Any, starts: Sequence[int], end: int) -> None:
    """Breaks a page when it is full, or earlier if too little of the next group would fit on it.

    Each row has a height. `starts` are the first rows of the groups, `end` is the row after the last.
    """
    used = 0.0
    for first, below in pairwise((*starts, end)):
        heights = [sheet.row_dimensions[row].height for row in range(first, below)]
        for row, tall in enumerate(heights, start=first):
            needed = max(min(sum(heights), BEGINNING), sum(heights[:2])) if row == first else tall
            if used + needed > ROOM:
                sheet.row_breaks.append(Break(id=row - 1))
                used = 0.0
            used += tall


def _may_begin_page(line: Line, above: str) -> bool:
    """Returns whether a line may be the first of a page, given the kind of line above it."""
    if line.kind == "text":
        return above == "text"
    return line.kind == "heading" or (line.kind == "name" and above != "heading")


def _heading(sheet: Any, row: int, blank: Blank, line: Line) -> int:
    """Writes a line across both columns and returns the next row."""
    plain = line.kind == "aside"
    style = font(blank, _SIZES[line.kind], bold=not plain, colour=GREY if plain else DARK)
    below = write_lines(sheet, row, line.text, sum(_WIDTHS.values()), blank=blank, style=style)
    if line.kind in _SPACE:
        sheet.row_dimensions[row].height += _SPACE[line.kind]
        sheet.cell(row, _LABELS).alignment = Alignment("left", "bottom")
    return below


def _paragraph(sheet: Any, row: int, blank: Blank, line: Line) -> int:
    """Writes a text with its label beside it and returns the next row."""
    top = wrap(down="top")
    if line.label:
        label = write(sheet, row, _LABELS, line.label, style=font(blank, bold=True), align=top)
        if line.severity is not None:
            colour = COLOURS[SEVERITY_STYLES[line.severity]][1]  # that of the marked copy, as ARGB
            label.fill, label.border = fill(colour[2:]), make_frame()
    write(sheet, row, _TEXTS, line.text, style=font(blank), align=top)
    deepest = max(count_lines(line.label, _WIDTHS["A"] - 3), count_lines(line.text, _WIDTHS["B"] - 3))
    sheet.row_dimensions[row].height = row_height(deepest, blank.language)
    return row + 1
