"""Writes xls, ods and csv; the same bytes every time."""

from __future__ import annotations

import csv
import io
import warnings
from datetime import date
from typing import Any

import xlwt

from samples.library.cells import Book, Cell, Sheet
from samples.library.zips import settled


def by_xlwt(book: Book) -> bytes:
    """An xls (BIFF8). Holds no formulas: xlwt would write 0 as their result."""
    workbook = xlwt.Workbook(encoding="utf-8")
    dates = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    bold = xlwt.easyxf("font: bold on")
    for sheet in book.sheets:
        worksheet = workbook.add_sheet(sheet.name)
        for (row, column), value in sorted(sheet.cells.items()):
            if isinstance(value, date):
                worksheet.write(row - 1, column - 1, value, dates)
            else:
                worksheet.write(row - 1, column - 1, value, bold if row in sheet.bold else xlwt.Style.default_style)
        for first_row, first_column, last_row, last_column in sheet.merged:
            worksheet.merge(first_row - 1, last_row - 1, first_column - 1, last_column - 1)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def by_odfpy(book: Book) -> bytes:
    """An ods; merged ranges are not written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odfpy's own, about Python's future
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.style import Style, TableProperties
        from odf.table import Table, TableCell, TableRow

    document = OpenDocumentSpreadsheet()
    for display in ("true", "false"):
        style = Style(name=f"shown-{display}", family="table")
        style.addElement(TableProperties(display=display))
        document.automaticstyles.addElement(style)
    for sheet in book.sheets:
        table = Table(name=sheet.name, stylename=f"shown-{'false' if sheet.hidden else 'true'}")
        for row in range(1, sheet.height + 1):
            line = TableRow(visibility="collapse") if row in sheet.hidden_rows else TableRow()
            for column in range(1, sheet.width + 1):
                line.addElement(_ods_cell(sheet.cells.get((row, column)), TableCell))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return settled(out.getvalue())


def _ods_cell(value: Cell, make: Any) -> object:
    from odf.text import P

    if value is None:
        return make()
    if isinstance(value, date):
        cell = make(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, (int, float)):
        cell = make(valuetype="float", value=value)
    else:
        cell = make(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def as_csv(sheet: Sheet, encoding: str = "gb18030") -> bytes:
    """A csv as Excel saves it in China: one sheet, dates as 2022/3/5."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in range(1, sheet.height + 1):
        cells = (sheet.cells.get((row, column)) for column in range(1, sheet.width + 1))
        writer.writerow([_csv_text(value) for value in cells])
    return out.getvalue().encode(encoding)


def _csv_text(value: Cell) -> str:
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return "" if value is None else str(value)
