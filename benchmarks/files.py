"""Writes sheets as xlsx, with either of two libraries, as people's programs do; the same bytes every time.

Knows lines of cells; no tables. xlsxwriter streams, with texts inline; openpyxl writes texts inline too, and is the
one that can leave a formula without a result.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped,unused-ignore]  # types are not installed with it
import xlsxwriter  # type: ignore[import-untyped]  # has no types

from benchmarks.sheets import Page
from benchmarks.values import Cell, Failed, Uncalculated

_MADE = datetime(2023, 1, 4, 9, 0)  # noqa: DTZ001 - written as it stands, wherever this runs
_ZIP_TIME = (2023, 1, 4, 9, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIRST_DAY = date(1899, 12, 30).toordinal()


def by_xlsxwriter(pages: Sequence[Page], path: Path) -> None:
    """Writes a workbook line by line, holding none of it.

    Raises:
        ValueError: a cell is a formula without a result, which xlsxwriter cannot write.
    """
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": _MADE})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        bold = workbook.add_format({"bold": True})
        for page in pages:
            worksheet = workbook.add_worksheet(page.name)
            for number, line in enumerate(page.lines()):
                if number + 1 in page.merged:
                    worksheet.merge_range(number, 0, number, page.merged[number + 1] - 1, line[0], bold)
                    continue
                for column, cell in enumerate(line):
                    if cell is not None:
                        _write(worksheet, number, column, cell, day)


def _write(worksheet: Any, row: int, column: int, cell: Cell, day: object) -> None:
    # The most frequent first: this runs for every cell of a hundred thousand rows.
    kind = type(cell)
    if kind is str:
        worksheet.write_string(row, column, cell)
    elif kind is date:
        assert isinstance(cell, date)
        worksheet.write_number(row, column, cell.toordinal() - _FIRST_DAY, day)
    elif kind is bool:
        worksheet.write_boolean(row, column, cell)
    elif isinstance(cell, Failed):
        worksheet.write_formula(row, column, f"={cell.text}", None, cell.text)
    elif isinstance(cell, Uncalculated):
        raise ValueError("xlsxwriter gives every formula a result")
    else:
        worksheet.write_number(row, column, cell)


def by_openpyxl(pages: Sequence[Page], path: Path) -> None:
    """Writes a workbook with inline strings; formulas have no result."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for page in pages:
        worksheet = workbook.create_sheet(page.name)
        for number, line in enumerate(page.lines(), 1):
            for column, value in enumerate(line, 1):
                if value is None:
                    continue
                cell = worksheet.cell(number, column)
                cell.value = _plain(value)
                if isinstance(value, Failed):
                    cell.data_type = "e"
                elif isinstance(value, str):
                    cell.data_type = "s"
                elif type(value) is date:
                    cell.number_format = "yyyy-mm-dd"
            if number in page.merged:
                worksheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=page.merged[number])
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # openpyxl asks for the time in an old way
        workbook.save(out)
    path.write_bytes(_settled(out.getvalue()))


def _plain(cell: Cell) -> object:
    if isinstance(cell, Failed):
        return cell.text
    return cell.formula if isinstance(cell, Uncalculated) else cell


def _settled(data: bytes) -> bytes:
    """The same zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            target.writestr(zipfile.ZipInfo(member.filename, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
