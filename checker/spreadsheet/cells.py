"""Writes cells and workbooks with openpyxl: text stays text, and equal content gives equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from checker.text.visible import cut, visible

if TYPE_CHECKING:
    from openpyxl import Workbook

#: The most characters in a cell.
LONGEST_CELL = 32_767
#: Excel, LibreOffice or WPS take a text that begins like this for a formula when somebody edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: Excel reads _x000B_ as a control character; to write it literally, the first underscore is escaped.
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
#: Larger parts are packed at a faster level: half the time for a tenth more space.
_LARGE = 1024 * 1024

Value = str | int | Fraction | date | None


def put(cell: Any, value: Value) -> None:
    """Fills a cell of openpyxl.

    A text is written as text (see `plain`), never as a formula or an error value; an empty one leaves the cell blank.
    A fraction becomes a binary number: pass exact figures as text.
    """
    if value == "":
        cell.value = None
    elif isinstance(value, str):
        cell.value = escape(value)
        cell.data_type = "s"  # openpyxl took "=1" for a formula and "#REF!" for an error
        if cell.value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    elif isinstance(value, Fraction):
        cell.value = value.numerator if value.denominator == 1 else float(value)
    else:
        cell.value = value


def plain(text: str) -> str:
    """Returns a text as a cell can hold it: control characters visible, line breaks kept, cut if it is too long."""
    if not text.isprintable():  # a line break is not
        text = "\n".join(visible(line) for line in text.splitlines())
    return cut(text, LONGEST_CELL)


def escape(text: str) -> str:
    """Returns a text as the XML of a cell needs it, so that the cell shows it as `plain` does."""
    text = plain(text)
    return _ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text


def save(book: Workbook, made: date) -> bytes:
    """Saves a workbook of openpyxl; equal content gives equal bytes. `made` goes into its properties."""
    from openpyxl.writer.excel import ExcelWriter  # imports late: most of what uses this module writes no workbook

    at = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - the file's properties have no time zone
    book.properties.creator = book.properties.lastModifiedBy = "checker"
    book.properties.created = at
    stream = io.BytesIO()
    # As `book.save` does, but not compressed: what is written here is packed below.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    stamp = f"{at.isoformat()}Z".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the current time
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content, compresslevel=4 if len(content) > _LARGE else None)
    return packed.getvalue()
