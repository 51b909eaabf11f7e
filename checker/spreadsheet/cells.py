"""Writing spreadsheets with openpyxl: text that stays text, and the same bytes for the same content.

For everything that makes a new workbook. Knows no report and no pack.
"""

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

#: Characters that a cell holds at most.
LONGEST_CELL = 32_767
#: What Excel, LibreOffice or WPS would take for a formula if somebody edits the cell; some take full width for plain.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: Excel reads _x000B_ as a character; a text that says so literally has its first underscore written that way.
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

Value = str | int | Fraction | date | None


def put(cell: Any, value: Value) -> None:
    """Fills a cell of openpyxl's.

    Text is written as text, whatever it begins with: no formula, no error value; control characters become visible
    symbols (line breaks stay), and a text longer than a cell holds ends with an ellipsis. A fraction becomes a number
    of the spreadsheet, which is binary: what has to be read exactly is written as text. An empty text leaves it blank.
    """
    if value == "":
        cell.value = None
    elif isinstance(value, str):
        text = plain(value)
        cell.value = _ESCAPE_LIKE.sub("_x005F_", text)
        cell.data_type = "s"  # openpyxl took "=1" for a formula and "#REF!" for an error
        if text.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    elif isinstance(value, Fraction):
        cell.value = value.numerator if value.denominator == 1 else float(value)
    else:
        cell.value = value


def plain(text: str) -> str:
    """A text as a cell can hold it, line breaks kept."""
    return cut("\n".join(visible(line) for line in text.splitlines()), LONGEST_CELL)


def escaped(text: str) -> str:
    """A text as it has to stand in the XML of a cell so that it shows as `plain` gives it."""
    return _ESCAPE_LIKE.sub("_x005F_", plain(text))


def written(book: Workbook, made: date) -> bytes:
    """The bytes of a workbook: the same for the same content, whenever and wherever it is written.

    Args:
        book: of openpyxl.
        made: the day that its properties tell.
    """
    at = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - the file's properties know no time zone
    book.properties.creator = book.properties.lastModifiedBy = "checker"
    book.properties.created = at
    stream = io.BytesIO()
    book.save(stream)
    stamp = f"{at.isoformat()}Z".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":  # openpyxl stamps the moment of saving
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return packed.getvalue()
