"""The sheet of one table: what it is for, the headers, and cells that are ready to be typed or pasted into.

Nothing on it is locked, so that rows can be pasted, sorted and deleted.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.styles.differential import DifferentialStyle

from checker.model.workbook import letters
from checker.tables.table import Column, Table
from checker.template.blank import Blank
from checker.template.earlier import earlier_rows
from checker.template.entries import FORMATS, rule
from checker.template.lists import Lists, labels_of
from checker.template.measure import height, lines, width
from checker.template.style import (
    DARK,
    GREY,
    OPTIONAL,
    REQUIRED,
    SOMETIMES,
    font,
    framed,
    paper,
    set_up,
    wrapped,
    write,
    write_lines,
)
from checker.text.normalize import key_form

#: The last row in which rules hold: more than anybody types, and few enough for programs that look at each.
LAST_ROW = 20_000
#: What stands before a header that is needed in every row, and in some; reading takes no notice of either.
ALWAYS, IN_SOME = "*", "(*)"

_TITLE_SIZE = 14
#: Digits side by side on a screen, and on a page of print that can still be read.
_ACROSS, _ACROSS_PAGE = 150, 265
#: Widths by what a column holds; a text's are what people usually write.
_WIDTHS = {"date": 12, "boolean": 8, "integer": 8, "decimal": 8, "percent": 9, "id": 20}
_NAME, _PHONE, _TEXT, _KEY, _CHOICE, _WIDEST = 10, 13, 15, 18, 20, 26
#: Lines that a header may take; up to this width a column grows rather than its header.
_DEEPEST, _NARROW = 3, 15


def write_table(sheet: Any, blank: Blank, table: Table, lists: Lists) -> None:
    """Writes the sheet of a table: a title, notes, the header row, and nothing below it."""
    widths = {name: _width(blank, table, name) for name in table.columns}
    header_row, deepest = _write_above(sheet, blank, table, sum(widths.values())), 1
    for at, (name, column) in enumerate(table.columns.items(), start=1):
        _write_header(sheet, header_row, at, blank, table, name)
        _prepare(sheet, at, blank, column, widths[name])
        letter = letters(at)
        sheet.add_data_validation(rule(blank, table, name, lists, f"{letter}{header_row + 1}:{letter}{LAST_ROW}"))
        deepest = max(deepest, lines(header(blank, table, name), widths[name] - 1))
    sheet.row_dimensions[header_row].height = height(deepest, blank.language)
    keyed = next(iter(table.columns)) in table.key
    sheet.freeze_panes = sheet.cell(header_row + 1, 2 if keyed else 1)
    pages = ceil(sum(widths.values()) / _ACROSS_PAGE)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    if keyed and pages > 1:
        sheet.print_title_cols = "A:A"
    _line_rows(sheet, header_row + 1, len(table.columns))
    set_up(sheet, blank, "landscape", pages)


def _line_rows(sheet: Any, first: int, columns: int) -> None:
    """Draws lines around the rows in which something stands, on screen and on paper, and around no others."""
    last = letters(columns)
    formula = f"COUNTA($A{first}:${last}{first})>0"
    lined = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(border=framed()))
    sheet.conditional_formatting.add(f"A{first}:{last}{LAST_ROW}", lined)


def _write_above(sheet: Any, blank: Blank, table: Table, across: float) -> int:
    """Writes the title, what a row is, and what the marks mean; gives the row below."""
    room = min(max(across, _ACROSS / 2), _ACROSS)
    title, whose = blank.of(table.sheet.text), f"{blank.department} {blank.period_text}"
    told = blank.say(f"{title}（{whose}）", f"{title} ({whose})")
    row = write_lines(sheet, 1, told, room, blank=blank, style=font(blank, _TITLE_SIZE, bold=True, colour=DARK))
    notes = [blank.of(table.note.text)] if table.note is not None else []
    for note in (*notes, *earlier_rows(blank, table), _legend(blank, table)):
        row = write_lines(sheet, row, note, room, blank=blank, style=font(blank, colour=GREY))
    return row


def header(blank: Blank, table: Table, name: str) -> str:
    """The header of a column as the sheet spells it: with a mark if it has to be filled in, and with its unit."""
    column = table.columns[name]
    label = blank.of(column.header.text)
    if column.unit is not None:
        unit = blank.of(column.unit.text)
        if key_form(unit) not in key_form(label):
            label += blank.say(f"（{unit}）", f" ({unit})")
    return _mark(column) + label


def _mark(column: Column) -> str:
    if column.required:
        return ALWAYS
    return IN_SOME if column.required_when is not None else ""


def _write_header(sheet: Any, row: int, at: int, blank: Blank, table: Table, name: str) -> None:
    text = header(blank, table, name)
    style = font(blank, bold=True, colour=DARK)
    cell = write(sheet, row, at, text, style=style, align=wrapped("center"))
    cell.fill = paper({ALWAYS: REQUIRED, IN_SOME: SOMETIMES}.get(_mark(table.columns[name]), OPTIONAL))
    cell.border = framed()


def _prepare(sheet: Any, at: int, blank: Blank, column: Column, wide: float) -> None:
    """Sets how the cells of a column look, however many rows there will be."""
    dimension = sheet.column_dimensions[letters(at)]
    dimension.width = wide
    dimension.font = font(blank)
    dimension.number_format = FORMATS.get(column.type, "General")
    is_text = column.type in ("text", "id", "choice")
    dimension.alignment = Alignment("left" if is_text else "center", "center", wrap_text=is_text)


def _width(blank: Blank, table: Table, name: str) -> float:
    """As wide as what the cells will hold, and as the header needs on a few lines."""
    column = table.columns[name]
    if column.type == "choice":
        content = min(max(map(width, labels_of(column, blank.language))) + 2, _CHOICE)
    elif column.example is not None:
        content = min(width(column.example) + 2, _WIDEST)
    elif column.personal in ("name", "phone"):
        content = _NAME if column.personal == "name" else _PHONE
    else:
        content = _WIDTHS.get(column.type, _KEY if name in table.key else _TEXT)
    text = header(blank, table, name)
    for count in range(1, _DEEPEST):  # few lines, where that takes no more than a little width
        room = next(room for room in range(content, 100) if _holds(text, room, count))
        if room <= max(content, _NARROW):
            return room
    return next(room for room in range(content, 100) if _holds(text, room, _DEEPEST))


def _holds(text: str, room: int, count: int) -> bool:
    """Whether a header fits on so many lines without a broken word."""
    inside = room - 1
    return lines(text, inside) <= count and all(width(word) <= inside for word in text.split() if word.isascii())


def _legend(blank: Blank, table: Table) -> str:
    marks = []
    if any(column.required for column in table.columns.values()):
        marks.append(blank.say(f"带 {ALWAYS} 的列每行必填", f"{ALWAYS} is needed in every row"))
    if any(_mark(column) == IN_SOME for column in table.columns.values()):
        marks.append(blank.say(f"带 {IN_SOME} 的列有的行必填", f"{IN_SOME} in some rows"))
    marks.append(blank.say("点一下单元格，就会显示怎样填", "choose a cell to see what goes into it"))
    line = blank.say("；".join(marks) + "。", "; ".join(marks) + ".")
    return line[0].upper() + line[1:]
