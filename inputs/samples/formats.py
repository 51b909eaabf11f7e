"""Writes sample workbooks as xlsx (two libraries), xlsm, xls, ods and csv; the same bytes every time.

Zip members are stored, not deflated, with one fixed time: what zlib makes of the same data differs by its version.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from datetime import date, datetime, time

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from samples.cells import Book, Failed, Formula, Percent, Sheet, Value, letters

_MADE = datetime(2023, 1, 4, 9, 0)  # noqa: DTZ001 - written as it stands, wherever this runs
_ZIP_TIME = (2023, 1, 4, 9, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def settled(data: bytes, *, macros: bool = False) -> bytes:
    """The same zip with fixed times and properties; `macros` makes an xlsm of an xlsx."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            if macros and member.filename == "[Content_Types].xml":
                content = content.replace(_PLAIN_TYPE, _MACRO_TYPE)
            info = zipfile.ZipInfo(member.filename, _ZIP_TIME)
            info.create_system, info.external_attr = 0, 0
            target.writestr(info, content)
    return out.getvalue()


def by_openpyxl(book: Book) -> bytes:
    """An xlsx with inline strings. Formulas have no value; there are no percent formats."""
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904 if book.since_1904 else CALENDAR_WINDOWS_1900
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        worksheet = workbook.create_sheet(sheet.name)
        for (row, column), value in sorted(sheet.cells.items()):
            cell = worksheet.cell(row, column)
            cell.value = value.text if isinstance(value, (Formula, Failed)) else value
            cell.data_type = "e" if isinstance(value, Failed) else cell.data_type
            if type(value) is date:
                cell.number_format = "yyyy-mm-dd"
            if row in sheet.bold:
                cell.font = Font(bold=True)
        for first_row, first_column, last_row, last_column in sheet.merged:
            worksheet.merge_cells(
                start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
            )
        for row in sheet.hidden_rows:
            worksheet.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            worksheet.column_dimensions[letters(column)].hidden = True
        worksheet.sheet_state = "hidden" if sheet.hidden else "visible"
    out = io.BytesIO()
    workbook.save(out)
    return settled(out.getvalue())


def by_xlsxwriter(book: Book, *, macros: bool = False) -> bytes:
    """An xlsx (or xlsm) with shared strings; formulas keep the values that they have."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": book.since_1904})
    workbook.set_properties({"created": _MADE})
    styles = {
        "bold": workbook.add_format({"bold": True}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "time": workbook.add_format({"num_format": "h:mm"}),
        "percent": workbook.add_format({"num_format": "0%"}),
    }
    for sheet in book.sheets:
        _by_xlsxwriter(workbook.add_worksheet(sheet.name), sheet, styles)
    workbook.close()
    return settled(out.getvalue(), macros=macros)


def _by_xlsxwriter(worksheet: xlsxwriter.worksheet.Worksheet, sheet: Sheet, styles: dict[str, object]) -> None:
    for first_row, first_column, last_row, last_column in sheet.merged:
        worksheet.merge_range(first_row - 1, first_column - 1, last_row - 1, last_column - 1, "")
    for (row, column), value in sorted(sheet.cells.items()):
        at = (row - 1, column - 1)
        if isinstance(value, str):
            worksheet.write_string(*at, value, styles["bold"] if row in sheet.bold else None)
        elif isinstance(value, (date, time)):
            worksheet.write_datetime(*at, value, styles["date" if isinstance(value, date) else "time"])
        elif isinstance(value, Formula):
            worksheet.write_formula(*at, value.text, None, "" if value.value is None else value.value)
        elif isinstance(value, Failed):
            worksheet.write_formula(*at, "=1/0" if value.text == "#DIV/0!" else f"={value.text}", None, value.text)
        elif isinstance(value, Percent):
            worksheet.write_number(*at, value.number, styles["percent"])
        elif value is not None:
            worksheet.write_number(*at, value)
    for row in sorted(sheet.hidden_rows):
        worksheet.set_row(row - 1, None, None, {"hidden": True})
    for column in sorted(sheet.hidden_columns):
        worksheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    if sheet.hidden:
        worksheet.hide()


def by_xlwt(book: Book) -> bytes:
    """An xls (BIFF8). Holds no formulas: xlwt would write 0 as their value."""
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


def _ods_cell(value: Value, make: type) -> object:
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


def _csv_text(value: Value) -> str:
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return "" if value is None else str(value)
