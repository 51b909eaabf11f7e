"""Writes the values of a sheet as the XML of a new worksheet.

Texts, numbers and dates keep their type. A formula without a value becomes the text that it shows, and so does any
value that a spreadsheet can't hold in its own type.
"""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from checker.model.workbook import ErrorCell, Sheet, Uncalculated, letters
from checker.ooxml.opc import XML_HEAD
from checker.ooxml.xml_text import content, counted_list, fill_template
from checker.spreadsheet.cells import FORMULA_STARTS, LONGEST_CELL
from checker.spreadsheet.text_size import width
from checker.text.visible import cut

#: The cell formats of a new workbook, numbered as in `templates/styles.xml`.
Format = IntEnum("Format", "GENERAL DAY MOMENT TIME DURATION PERCENT QUOTED DIGITS", start=0)
Value = str | float | int | bool | date | datetime | time | timedelta | ErrorCell | Uncalculated

#: The day before day 1 (day 0 for 1904), and the first safe day: Excel counts 29 February 1900, which never was.
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_DAY, _FIRST_DAY_1904 = date(1900, 3, 1), date(1904, 1, 2)
#: Larger whole numbers lose digits in a spreadsheet.
_LARGEST = 10**15
#: Texts that a program turns into a rounded number as soon as somebody edits the cell.
_LONG_NUMBER = re.compile(r"\d{12,}[\dXx]?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_UNENCODABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: The rows that decide column widths, and the least and the greatest width.
_SAMPLE, _NARROWEST, _WIDEST = 200, 9, 48


def values_xml(sheet: Sheet, from_1904: bool) -> bytes:
    """Writes the values of a sheet as the XML of a worksheet that prints on A4 landscape, one page wide.

    `from_1904` says whether the workbook counts days from 1904.
    """
    merged = [
        f'<mergeCell ref="{letters(each.first_column)}{each.first_row}:{letters(each.last_column)}{each.last_row}"/>'
        for each in sheet.merged
        if (each.first_row, each.first_column) != (each.last_row, each.last_column)
    ]
    xml = fill_template(
        "values.xml",
        columns="".join(_columns(sheet)),
        rows="".join(_rows(sheet, from_1904)),
        merged=counted_list("mergeCells", merged),
    )
    return (XML_HEAD + xml).encode()


def _columns(sheet: Sheet) -> Iterator[str]:
    widest: dict[int, int] = dict.fromkeys(sheet.hidden_columns, _NARROWEST)
    titles = {(each.first_row, each.first_column) for each in sheet.merged}
    for number, cells in enumerate(sheet.rows[:_SAMPLE], 1):
        for column, value in enumerate(cells, 1):
            if value is not None and (number, column) not in titles:
                widest[column] = max(widest.get(column, _NARROWEST), _width(value))
    if widest:
        yield "<cols>"
        for column, wide in sorted(widest.items()):
            hidden = ' hidden="1"' if column in sheet.hidden_columns else ""
            yield f'<col min="{column}" max="{column}" width="{min(wide, _WIDEST)}" customWidth="1"{hidden}/>'
        yield "</cols>"


def _width(value: Value) -> int:
    if isinstance(value, str):
        return max(map(width, value[:500].split("\n"))) + 2
    return 20 if isinstance(value, datetime) else 12


def _rows(sheet: Sheet, from_1904: bool) -> Iterator[str]:
    names = [letters(column) for column in range(1, max(map(len, sheet.rows), default=0) + 1)]
    percent, hidden = sheet.percent_cells, sheet.hidden_rows
    for number, cells in enumerate(sheet.rows, 1):
        found = [
            _cell(value, f"{names[column]}{number}", (number, column + 1) in percent, from_1904)
            for column, value in enumerate(cells)
            if value is not None
        ]
        if found or number in hidden:
            yield f'<row r="{number}" hidden="1">' if number in hidden else f'<row r="{number}">'
            yield from found
            yield "</row>"


def _cell(value: Value, at: str, percent: bool, from_1904: bool) -> str:
    kind = type(value)
    if isinstance(value, str):
        return _text(value, at)
    if kind is bool:
        return f'<c r="{at}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, (int, float)):
        if not math.isfinite(value) or (kind is int and abs(value) > _LARGEST):
            return _text(str(value), at)
        style = f' s="{Format.PERCENT:d}"' if percent else ""
        return f'<c r="{at}"{style}><v>{value!r}</v></c>'
    if isinstance(value, (ErrorCell, Uncalculated)):
        return _text(value.text if isinstance(value, ErrorCell) else value.formula, at)
    return _moment(value, at, from_1904)


def _text(text: str, at: str) -> str:
    style = ""
    if text.startswith(FORMULA_STARTS):
        style = f' s="{Format.QUOTED:d}"'
    elif text.isascii() and _LONG_NUMBER.fullmatch(text):
        style = f' s="{Format.DIGITS:d}"'
    if not text.isprintable() or "_x" in text or len(text) > LONGEST_CELL:
        text = _UNENCODABLE.sub("\ufffd", _CONTROLS.sub(_code, cut(text, LONGEST_CELL)))
    return f'<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{content(text)}</t></is></c>'


def _code(found: re.Match[str]) -> str:
    """Writes a character that XML can't hold, or the underscore of a text like `_x0041_`, as Excel does."""
    return f"_x{ord(found[0]):04X}_"


def _moment(value: date | time | timedelta, at: str, from_1904: bool) -> str:
    if isinstance(value, timedelta):
        days, style = value / timedelta(days=1), Format.DURATION
    elif isinstance(value, time):
        days, style = _part_of_day(value), Format.TIME
    else:
        first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
        day = value.date() if isinstance(value, datetime) else value
        if day < first:
            return _text(str(value), at)
        days, style = float((day - (_EPOCH_1904 if from_1904 else _EPOCH)).days), Format.DAY
        if isinstance(value, datetime):
            days, style = days + _part_of_day(value.time()), Format.MOMENT
    if days < 0:
        return _text(str(value), at)
    return f'<c r="{at}" s="{style:d}"><v>{int(days) if days.is_integer() else repr(days)}</v></c>'


def _part_of_day(value: time) -> float:
    passed = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    return passed / timedelta(days=1)
