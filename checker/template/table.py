"""Writes the sheet of one table: a title, notes, the header row, and cells that are ready for input.

Nothing on it is locked, so that people can paste, sort and delete rows.
"""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.styles.differential import DifferentialStyle

from checker.model.workbook import letters
from checker.spreadsheet.look import DARK, GREY, make_frame
from checker.spreadsheet.text_size import count_lines, row_height, width
from checker.tables.table import Column, Table
from checker.template.blank import Blank
from checker.template.lists import Lists, labels_of
from checker.template.prefilled import prefilled_rows
from checker.template.style import OPTIONAL, REQUIRED, SOMETIMES, fill, font, set_up, wrap, write, write_lines
from checker.template.validation import FORMATS, make_rule
from checker.text.normalize import key_form

#: The last row with validation rules: more than anybody types, and few enough for programs that check each row.
LAST_ROW = 20_000
#: The marks of headers that are required in every row and in some rows; the reader ignores them.
ALWAYS, IN_SOME = "*", "(*)"

_TITLE_SIZE = 14
#: The width of a screen, and of a printed page that is still legible, in digits.
_SCREEN, _PAGE = 150, 265
#: Widths by type of column; those of texts fit what people usually write.
_WIDTHS = {"date": 12, "datetime": 18, "duration": 9, "boolean": 8, "integer": 8, "decimal": 8, "percent": 9, "id": 20}
_NAME, _PHONE, _TEXT, _KEY, _CHOICE, _WIDEST = 10, 13, 15, 18, 20, 26
#: The most lines in a header; up to the second width, a column becomes wider before its header becomes taller.
_DEEPEST, _NARROW = 3, 15


def write_table(sheet: Any, blank: Blank, table: Table, lists: Lists) -> None:
    """Writes the sheet of a table."""
    widths = {name: _width(blank, table, name) for name in table.asked}
    across = sum(widths.values())
    header_row = _write_above(sheet, blank, table, across)
    for at, (name, column) in enumerate(table.asked.items(), start=1):
        _write_header(sheet, header_row, at, blank, table, name)
        _prepare(sheet, at, blank, column, widths[name])
        letter = letters(at)
        sheet.add_data_validation(make_rule(blank, table, name, lists, f"{letter}{header_row + 1}:{letter}{LAST_ROW}"))
    _list_rows(sheet, header_row, blank, table)
    deepest = max(count_lines(header(blank, table, name), wide - 1) for name, wide in widths.items())
    sheet.row_dimensions[header_row].height = row_height(deepest, blank.language)
    _write_rows(sheet, header_row + 1, blank, table, widths)
    keyed = next(iter(table.asked)) in table.key
    sheet.freeze_panes = sheet.cell(header_row + 1, 2 if keyed else 1)
    pages = ceil(across / _PAGE)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    if keyed and pages > 1:
        sheet.print_title_cols = "A:A"
    last, first = letters(len(table.asked)), header_row + 1
    filled = f"COUNTA($A{first}:${last}{first})>0"  # empty rows have no frame
    frame = Rule(type="expression", formula=[filled], dxf=DifferentialStyle(border=make_frame()))
    sheet.conditional_formatting.add(f"A{first}:{last}{LAST_ROW}", frame)
    set_up(sheet, blank, "landscape", pages)


def _list_rows(sheet: Any, header_row: int, blank: Blank, table: Table) -> None:
    """Lists the rows that indicators ask for by name, for the department to complete."""
    if table.listed is None:
        return
    columns = list(table.asked)
    for row, named in enumerate(blank.named_rows(table), start=header_row + 1):
        title = blank.say("；", "; ").join(blank.of(each.name.text) for each in named.indicators)
        for column, value in ((table.key[0], named.value), (table.listed.title, title), (table.listed.due, named.due)):
            if value is not None:
                cell = sheet.cell(row, columns.index(column) + 1, value)
                cell.font, cell.alignment = font(blank), wrap()
                cell.number_format = FORMATS.get(table.columns[column].type, "General")


def _write_above(sheet: Any, blank: Blank, table: Table, across: float) -> int:
    """Writes the title, the notes and the legend, and returns the next row."""
    room = min(max(across, _SCREEN / 2), _SCREEN)
    title, whose = blank.of(table.sheet.text), f"{blank.department} {blank.period_text}"
    heading = blank.say(f"{title}（{whose}）", f"{title} ({whose})")
    row = write_lines(sheet, 1, heading, room, blank=blank, style=font(blank, _TITLE_SIZE, bold=True, colour=DARK))
    notes = [blank.of(table.note.text)] if table.note is not None else []
    carried = blank.carried.get(table.id)
    if carried is not None:
        headers = {name: column.header.text for name, column in table.asked.items()}
        notes.append(blank.of(carried.note(headers)))
    for note in (*notes, *blank.earlier_rows(table), *_nil(blank, table), _legend(blank, table)):
        row = write_lines(sheet, row, note, room, blank=blank, style=font(blank, colour=GREY))
    return row


def header(blank: Blank, table: Table, name: str) -> str:
    """Returns the header of a column with its mark and its unit."""
    column = table.columns[name]
    label = blank.of(column.header.text)
    if column.unit is not None:
        unit = blank.of(column.unit.text)
        if key_form(unit) not in key_form(label):
            label += blank.say(f"（{unit}）", f" ({unit})")
    return _mark(column) + label


def _write_rows(sheet: Any, first: int, blank: Blank, table: Table, widths: Mapping[str, float]) -> None:
    """Writes the rows that the pack or the ledger knows, for the department to complete."""
    names = list(table.asked)
    for row, cells in enumerate(prefilled_rows(blank, table), start=first):
        for name, value in cells.items():
            cell = write(sheet, row, names.index(name) + 1, value, style=font(blank), align=wrap("left"))
            cell.number_format = FORMATS.get(table.columns[name].type, "General")
        deepest = max((count_lines(str(value), widths[name] - 1) for name, value in cells.items()), default=1)
        sheet.row_dimensions[row].height = row_height(deepest, blank.language)


def _mark(column: Column) -> str:
    if column.required:
        return ALWAYS
    return IN_SOME if column.required_when is not None else ""


def _write_header(sheet: Any, row: int, at: int, blank: Blank, table: Table, name: str) -> None:
    style = font(blank, bold=True, colour=DARK)
    cell = write(sheet, row, at, header(blank, table, name), style=style, align=wrap("center"))
    cell.fill = fill({ALWAYS: REQUIRED, IN_SOME: SOMETIMES}.get(_mark(table.columns[name]), OPTIONAL))
    cell.border = make_frame()


def _prepare(sheet: Any, at: int, blank: Blank, column: Column, wide: float) -> None:
    dimension = sheet.column_dimensions[letters(at)]
    dimension.width = wide
    dimension.font = font(blank)
    dimension.number_format = FORMATS.get(column.type, "General")
    is_text = column.type in ("text", "id", "choice")
    dimension.alignment = Alignment("left" if is_text else "center", "center", wrap_text=is_text)


def _width(blank: Blank, table: Table, name: str) -> float:
    """Chooses a width that fits the expected entries and a header of a few lines."""
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
    for count in range(1, _DEEPEST + 1):
        room = next(room for room in range(content, 100) if _holds(text, room, count))
        if room <= max(content, _NARROW):  # fewer lines, if a little more width is enough
            break
    return room


def _holds(text: str, room: int, count: int) -> bool:
    """Returns whether a header fits on so many lines without breaking a word."""
    inside = room - 1
    return count_lines(text, inside) <= count and all(width(word) <= inside for word in text.split() if word.isascii())


def _nil(blank: Blank, table: Table) -> Iterator[str]:
    """Yields how to say that there is nothing to report, if the table may be empty."""
    if table.nil is not None:
        words = blank.of(table.nil.text)
        yield blank.say(
            f"没有内容的，在表头下第一行写“{words}”，或在封面打√；留空算没有填写。",
            f"If there is nothing to report, write “{words}” in the first row below the headers, or tick the sheet on "
            "the cover sheet. A sheet left blank isn't filled in.",
        )


def _legend(blank: Blank, table: Table) -> str:
    marks = []
    if any(column.required for column in table.asked.values()):
        marks.append(blank.say(f"带 {ALWAYS} 的列每行必填", f"{ALWAYS} is required in every row"))
    if any(_mark(column) == IN_SOME for column in table.asked.values()):
        marks.append(blank.say(f"带 {IN_SOME} 的列有的行必填", f"{IN_SOME} in some rows"))
    marks.append(blank.say("点一下单元格，就会显示怎样填", "select a cell to see what goes into it"))
    line = blank.say("；".join(marks) + "。", "; ".join(marks) + ".")
    return line[0].upper() + line[1:]
