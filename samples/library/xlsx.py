"""Writes xlsx and xlsm with either of two libraries, as people's programs do; the same bytes every time.

xlsxwriter shares its texts between cells, or streams with texts inside the cells; openpyxl writes texts inside the
cells, and is the one that can leave a formula without a result.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from samples.library.cells import Book, Cell, Failed, Formula, Page, Percent, Sheet, letters
from samples.library.zips import MADE, settled


def by_openpyxl(book: Book, compression: int = zipfile.ZIP_STORED) -> bytes:
    """An xlsx with texts inside the cells. Formulas have no result; there are no percent formats."""
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904 if book.since_1904 else CALENDAR_WINDOWS_1900
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        _by_openpyxl(workbook.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # openpyxl asks for the time in an old way
        workbook.save(out)
    return settled(out.getvalue(), compression=compression)


def _by_openpyxl(worksheet: Any, sheet: Sheet) -> None:
    for (row, column), value in sorted(sheet.cells.items(), key=_place):
        cell = worksheet.cell(row, column)
        cell.value = value.text if isinstance(value, (Formula, Failed)) else value
        if isinstance(value, Failed):
            cell.data_type = "e"
        elif isinstance(value, str):
            cell.data_type = "s"  # even where it begins with an equals sign
        elif type(value) is date:
            cell.number_format = "yyyy-mm-dd"
        if row in sheet.bold:
            cell.font = Font(bold=True)
    for first_row, first_column, last_row, last_column in sheet.merged:
        worksheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    for row in sheet.hidden_rows:
        worksheet.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        worksheet.column_dimensions[letters(column)].hidden = True
    worksheet.sheet_state = "hidden" if sheet.hidden else "visible"


def _place(item: tuple[tuple[int, int], Cell]) -> tuple[int, int]:
    return item[0]


class _Pen:
    """Writes the cells of one xlsxwriter workbook, each kind in its format."""

    def __init__(self, workbook: Any) -> None:
        self.bold = workbook.add_format({"bold": True})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._time = workbook.add_format({"num_format": "h:mm"})
        self._length = workbook.add_format({"num_format": "[h]:mm:ss"})
        self._percent = workbook.add_format({"num_format": "0%"})

    def write(self, worksheet: Any, row: int, column: int, cell: Cell, text_format: object = None) -> None:
        """Writes a cell; rows and columns count from 0."""
        # The most frequent first: this runs for every cell of a hundred thousand rows.
        if isinstance(cell, str):
            worksheet.write_string(row, column, cell, text_format)
        elif isinstance(cell, date):
            worksheet.write_datetime(row, column, cell, self._moment if isinstance(cell, datetime) else self._day)
        elif isinstance(cell, bool):
            worksheet.write_boolean(row, column, cell)
        elif isinstance(cell, (int, float)):
            worksheet.write_number(row, column, cell)
        elif isinstance(cell, time):
            worksheet.write_datetime(row, column, cell, self._time)
        elif isinstance(cell, timedelta):
            worksheet.write_datetime(row, column, cell, self._length)
        elif isinstance(cell, Formula):
            worksheet.write_formula(row, column, cell.text, None, "" if cell.value is None else cell.value)
        elif isinstance(cell, Failed):
            formula = "=1/0" if cell.text == "#DIV/0!" else f"={cell.text}"
            worksheet.write_formula(row, column, formula, None, cell.text)
        elif isinstance(cell, Percent):
            worksheet.write_number(row, column, cell.number, self._percent)


def by_xlsxwriter(book: Book, *, macros: bool = False) -> bytes:
    """An xlsx (or xlsm) that shares its texts; formulas keep the results that they have."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": book.since_1904}) as workbook:
        workbook.set_properties({"created": MADE})
        pen = _Pen(workbook)
        for sheet in book.sheets:
            _by_xlsxwriter(workbook.add_worksheet(sheet.name), sheet, pen)
    return settled(out.getvalue(), macros=macros)


def _by_xlsxwriter(worksheet: Any, sheet: Sheet, pen: _Pen) -> None:
    for first_row, first_column, last_row, last_column in sheet.merged:
        worksheet.merge_range(first_row - 1, first_column - 1, last_row - 1, last_column - 1, "")
    for (row, column), value in sorted(sheet.cells.items(), key=_place):
        pen.write(worksheet, row - 1, column - 1, value, pen.bold if row in sheet.bold else None)
    for row in sorted(sheet.hidden_rows):
        worksheet.set_row(row - 1, None, None, {"hidden": True})
    for column in sorted(sheet.hidden_columns):
        worksheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    if sheet.hidden:
        worksheet.hide()


def stream(pages: Iterable[Page], path: Path) -> None:
    """Writes an xlsx line by line with xlsxwriter, holding none of it."""
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": MADE})
        pen = _Pen(workbook)
        for page in pages:
            worksheet = workbook.add_worksheet(page.name)
            for number, line in enumerate(page.lines()):
                if number + 1 in page.merged:
                    worksheet.merge_range(number, 0, number, page.merged[number + 1] - 1, line[0], pen.bold)
                    continue
                for column, cell in enumerate(line):
                    if cell is not None:
                        pen.write(worksheet, number, column, cell)
