"""Rows that the summary writes as XML are those of openpyxl, with every character as itself in UTF-8."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import Workbook

from checker.reporters.summary.rows_xml import RowWriter
from checker.reporters.summary.style import CENTRED, HEAD, NUMBER, TEXT, Styles
from checker.spreadsheet.cells import put

VALUES = (
    *("", None, "文字", " 空格 ", "a\nb", "<&>\"'", "=1+1", "－1", "#REF!", "x\x0b", "_x000B_", "长" * 40_000, "１２"),
    *(0, 7, -3, Fraction(1, 3), Fraction(4), Fraction(1, 10), date(2022, 12, 31), date(1900, 1, 1)),
)
LOOKS = (TEXT, CENTRED, NUMBER, HEAD)


def by_openpyxl(sheet, styles, rows):
    for number, (cells, height) in enumerate(rows, 1):
        sheet.row_dimensions[number].height = height
        made = []
        for value, look in cells:
            made.append(styles.cell(sheet, look))
            put(made[-1], value)
        sheet.append(made)


def by_us(sheet, styles, rows):
    writer = RowWriter(sheet, styles)
    for cells, height in rows:
        writer.write([writer.cell(value, look) for value, look in cells], height)
    writer.end()


def in_utf_8(xml: bytes) -> bytes:
    """Replaces the numbers that openpyxl writes for characters beyond ASCII."""
    return re.sub(rb"&#(\d{3,});", lambda found: chr(int(found[1])).encode(), xml)


def parts(write, rows) -> dict[str, bytes]:
    book = Workbook(write_only=True)
    write(book.create_sheet("表"), Styles("zh"), rows)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps")}


@pytest.mark.parametrize("count", [0, 500, 1_200])
def test_rows_are_those_of_openpyxl(count):
    rows = [([(value, LOOKS[(number + at) % 4]) for at, value in enumerate(VALUES)], 20.5) for number in range(4)]
    rows += [([("", TEXT), (f"第 {number} 行", TEXT)], 16.0 + number % 3) for number in range(count)]
    theirs = {name: in_utf_8(content) for name, content in parts(by_openpyxl, rows).items()}
    assert parts(by_us, rows) == theirs
