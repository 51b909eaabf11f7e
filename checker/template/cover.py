"""Writes the cover sheet: what we know is filled in and locked, the rest is open.

A label and its value are side by side, as the reader expects. The help on a field begins like a note, so that the
reader never takes it for the value of a blank field.
"""

from typing import Any

from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from checker.locate.ticks import HEADING, TICK
from checker.spreadsheet.cells import plain
from checker.spreadsheet.look import DARK, GREY, make_frame
from checker.spreadsheet.text_size import count_lines, row_height
from checker.tables.table import Table
from checker.template.blank import Blank
from checker.template.lists import Lists
from checker.template.style import FILLED, OPEN, fill, font, set_up, set_widths, wrap, write, write_lines
from checker.template.validation import FORMATS, LONGEST_TITLE, make_rule
from checker.text.visible import cut

_LABELS, _VALUES, _NOTES = 1, 2, 3
_WIDTHS = {"A": 20, "B": 44, "C": 38}


def write_cover(sheet: Any, blank: Blank, lists: Lists) -> None:
    """Writes the cover sheet as the pack defines it."""
    table = blank.pack.cover
    set_widths(sheet, _WIDTHS)
    room = sum(_WIDTHS.values())
    title = blank.of(blank.pack.header.title.text)
    row = write_lines(sheet, 1, title, room, blank=blank, style=font(blank, 14, bold=True, colour=DARK))
    if table.note is not None:
        row = write_lines(sheet, row, blank.of(table.note.text), room, blank=blank, style=font(blank, colour=GREY))
    known = {
        "department": blank.department,
        "period": blank.period_text,
        "pack": title,
        "template_version": blank.pack.header.template_version,
    }
    for name in table.columns:
        if name == "rows_from" and not blank.looks_back:
            continue
        row += 1
        _write_field(sheet, row, blank, table, name, known.get(name), lists)
    legend = blank.say(
        "灰色格子已经填好并锁定，黄色格子由填报人填写。",
        "Grey cells are already filled in and locked. Fill in the yellow ones.",
    )
    # Not in the next row, which could be read as the value of the last field.
    row = write_lines(sheet, row + 2, legend, room, blank=blank, style=font(blank, colour=GREY))
    _write_boxes(sheet, row + 1, blank, room)
    sheet.protection.enable()
    sheet.sheet_view.showGridLines = False
    set_up(sheet, blank, "portrait")


def _write_boxes(sheet: Any, row: int, blank: Blank, room: float) -> None:
    """Writes the list of sheets that may be empty, each with a box to tick if there is nothing to report."""
    tables = [table for table in blank.tables if table.nil is not None]
    if not tables:
        return
    bold = font(blank, bold=True, colour=DARK)
    heads = (blank.of(HEADING), blank.say(f"没有内容的打{TICK}", f"{TICK} if there is nothing"))
    for column, text in zip((_LABELS, _VALUES), heads, strict=True):
        write(sheet, row, column, text, style=bold, align=wrap()).border = make_frame()
    sheet.row_dimensions[row].height = row_height(count_lines(heads[0], _WIDTHS["A"] - 3), blank.language) + 4
    prompt = blank.say(f"本期没有内容的，选{TICK}。", f"Choose {TICK} if there is nothing to report.")
    for table in tables:
        row += 1
        name = blank.of(table.sheet.text)
        label = write(sheet, row, _LABELS, name, style=font(blank), align=wrap())
        box = write(sheet, row, _VALUES, None, style=font(blank), align=wrap("center"))
        label.border = box.border = make_frame()
        box.fill, box.protection = fill(OPEN), Protection(locked=False)
        rule = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True, sqref=box.coordinate)
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, cut(plain(name), LONGEST_TITLE), prompt
        rule.showErrorMessage, rule.errorStyle, rule.errorTitle, rule.error = True, "warning", rule.promptTitle, prompt
        sheet.add_data_validation(rule)
        sheet.row_dimensions[row].height = row_height(count_lines(name, _WIDTHS["A"] - 3), blank.language) + 4
    note = blank.say(
        "也可以在该表表头下第一行写“本期无”。既没有内容又没有注明的表，算没有填写，用到它的指标不得分。",
        "Or write “Nothing to report” in the first row below the headers of that sheet. A sheet with neither isn't "
        "filled in, and the indicators that read it earn nothing.",
    )
    write_lines(sheet, row + 1, note, room, blank=blank, style=font(blank, colour=GREY))


def _write_field(sheet: Any, row: int, blank: Blank, table: Table, name: str, known: str | None, lists: Lists) -> None:
    column, note = table.columns[name], ""
    if column.hint is not None and not known:
        note = blank.say(f"注：{column.hint.zh}", f"Note: {column.hint.en}")
    bold = font(blank, bold=True, colour=DARK)
    label = write(sheet, row, _LABELS, blank.of(column.header.text), style=bold, align=wrap())
    value = write(sheet, row, _VALUES, known, style=font(blank), align=wrap())
    write(sheet, row, _NOTES, note or None, style=font(blank, 9, colour=GREY), align=wrap())
    label.border = value.border = make_frame()
    value.fill = fill(FILLED if known else OPEN)
    # As text, or a spreadsheet would turn a version or a period into a number or a date.
    value.number_format = "@" if known else FORMATS.get(column.type, "General")
    if known is None:
        value.protection = Protection(locked=False)
        sheet.add_data_validation(make_rule(blank, table, name, lists, value.coordinate))
    deepest = max(count_lines(known or "", _WIDTHS["B"] - 3), count_lines(note, _WIDTHS["C"] - 3))
    sheet.row_dimensions[row].height = row_height(deepest, blank.language) + 4
