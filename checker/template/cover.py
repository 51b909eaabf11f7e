"""The cover sheet: whose workbook it is and for what, filled in and locked; who filled it in, still open.

A label and its value stand side by side, as reading expects; what is said about a field begins as a note does, so
that it is never taken for the value of a field that was left open.
"""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Protection

from checker.tables.table import Column, Table
from checker.template.blank import Blank
from checker.template.entries import FORMATS, rule
from checker.template.lists import Lists
from checker.template.measure import height, lines
from checker.template.style import DARK, FILLED, GREY, OPEN, font, framed, paper, set_up, wrapped, write, write_lines

_LABELS, _VALUES, _NOTES = 1, 2, 3
_WIDTHS = {"A": 20, "B": 44, "C": 38}


def write_cover(sheet: Any, blank: Blank, lists: Lists) -> None:
    """Writes the cover sheet as the pack's definition of it says."""
    table = blank.pack.cover
    for letter, wide in _WIDTHS.items():
        sheet.column_dimensions[letter].width = wide
    room = sum(_WIDTHS.values())
    title = blank.of(blank.pack.header.title.text)
    row = write_lines(sheet, 1, title, room, blank=blank, style=font(blank, 14, bold=True, colour=DARK))
    if table.note is not None:
        row = write_lines(sheet, row, blank.of(table.note.text), room, blank=blank, style=font(blank, colour=GREY))
    known = _known(blank)
    for name in table.columns:
        row += 1
        _write_field(sheet, row, blank, table, name, known.get(name), lists)
    told = blank.say(
        "灰色格子已经填好并锁定，黄色格子由填报人填写。",
        "Grey cells are filled in and locked; fill in the yellow ones.",
    )
    # Not in the row below, which may hold the value of the last field.
    write_lines(sheet, row + 2, told, room, blank=blank, style=font(blank, colour=GREY))
    sheet.protection.enable()
    sheet.sheet_view.showGridLines = False
    set_up(sheet, blank, "portrait")


def _known(blank: Blank) -> dict[str, str]:
    """What the template fills in."""
    return {
        "department": blank.department,
        "period": blank.period_text,
        "pack": blank.of(blank.pack.header.title.text),
        "template_version": blank.pack.header.template_version,
    }


def _write_field(sheet: Any, row: int, blank: Blank, table: Table, name: str, known: str | None, lists: Lists) -> None:
    column = table.columns[name]
    note = "" if known else _note(blank, column)
    label = write(
        sheet, row, _LABELS, blank.of(column.header.text), style=font(blank, bold=True, colour=DARK), align=wrapped()
    )
    value = write(sheet, row, _VALUES, known, style=font(blank), align=wrapped())
    write(sheet, row, _NOTES, note or None, style=font(blank, 9, colour=GREY), align=wrapped())
    label.border = value.border = framed()
    value.fill = paper(FILLED if known else OPEN)
    # A version or a period is a text, or a spreadsheet would make a number or a day of it.
    value.number_format = "@" if known else FORMATS.get(column.type, "General")
    if known is None:
        value.protection = Protection(locked=False)
        sheet.add_data_validation(rule(blank, table, name, lists, value.coordinate))
    deepest = max(lines(known or "", _WIDTHS["B"] - 3), lines(note, _WIDTHS["C"] - 3))
    sheet.row_dimensions[row].height = height(deepest, blank.language) + 4


def _note(blank: Blank, column: Column) -> str:
    """What is said about a field, beginning so that it is read as a note; empty where nothing is."""
    if column.hint is None:
        return ""
    return blank.say(f"注：{column.hint.zh}", f"Note: {column.hint.en}")
