"""Writes the rows of a sheet as XML, many at a time: openpyxl takes several times as long, one cell after the other.

The rows go to the same file, in the same form and with the same styles as openpyxl would write them.
"""

import io
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.dimensions import RowDimension

from checker.ooxml.xml_text import content as escape_xml
from checker.reporters.summary.style import Look, Styles
from checker.spreadsheet.cells import FORMULA_STARTS, LONGEST_CELL, Value, escape, put
from checker.text.once import Once

#: So many rows are joined at once.
_AT_ONCE = 500
_NO_ROWS = (b"<sheetData></sheetData>", b"<sheetData/>")
#: Stands for every day: they all have one style.
_SOME_DAY = date(2000, 1, 1)


class RowWriter:
    """Writes the rows of one write-only sheet of openpyxl, from top to bottom.

    Call `end` after the last one, when everything else of the sheet is set.
    """

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self._sheet, self._styles = sheet, styles
        self._ids = Once[Look, dict[Value, int]](lambda look: {})
        self._heights: dict[float, str] = {}
        self._letters: list[str] = []
        self._waiting: list[str] = []
        self._written = io.BytesIO()
        self._number = 0

    def write(self, cells: Sequence[str], height: float) -> None:
        """Writes one row of cells that `cell` has made."""
        self._number += 1
        number = str(self._number)
        if height not in self._heights:
            row = dict(RowDimension(self._sheet, index=1, ht=height))
            self._heights[height] = "".join(f' {name}="{value}"' for name, value in row.items())
        while len(self._letters) < len(cells):
            self._letters.append(get_column_letter(len(self._letters) + 1))
        made = [f'<c r="{letters}{number}{cell}' for letters, cell in zip(self._letters, cells, strict=False)]
        self._waiting.append(f'<row r="{number}"{self._heights[height]}>{"".join(made)}</row>')
        if len(self._waiting) >= _AT_ONCE:
            self._join()

    def end(self) -> None:
        """Finishes the sheet: puts the rows into the file that openpyxl wrote without them."""
        self._join()
        self._sheet.close()
        file = Path(self._sheet._writer.out)
        content = file.read_bytes()
        assert not content.startswith(b"<?xml"), "openpyxl declares no encoding"
        (empty,) = (each for each in _NO_ROWS if each in content)
        start, end = content.split(empty)
        with file.open("wb") as target:
            target.write(start + b"<sheetData>")
            target.write(self._written.getbuffer())
            target.write(b"</sheetData>" + end)

    def cell(self, value: Value, look: Look) -> str:
        """Writes a cell from the end of its address on."""
        if isinstance(value, str) and value != "":
            content, quoted = _text(value)
            style = self._style(look, "=" if quoted else None)
            return f'" s="{style}" t="inlineStr"><is>{content}</is></c>'
        if value is None or isinstance(value, str):
            return f'" s="{self._style(look)}" t="n"></c>'
        style = self._style(look, _SOME_DAY if isinstance(value, date) else None)
        return f'" s="{style}" t="n"><v>{safe_string(_number(value))}</v></c>'

    def _style(self, look: Look, value: Value = None) -> int:
        """Returns the number in the workbook of the style that a cell has with such a value."""
        ids = self._ids(look)
        found = ids.get(value)
        if found is None:
            cell = self._styles.cell(self._sheet, look)
            put(cell, value)
            found = ids[value] = cell.style_id
        return found

    def _join(self) -> None:
        """Writes what is waiting, in UTF-8, which a part without a declaration is in."""
        self._written.write("".join(self._waiting).encode())
        self._waiting.clear()


def _number(value: int | Fraction | date | str) -> float:
    """Returns the number in a cell; a day is counted as spreadsheets do."""
    if isinstance(value, date):
        return float(to_excel(value))  # type: ignore[no-untyped-call]
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else float(number)


def _text(value: str) -> tuple[str, bool]:
    """Returns the XML of a text, and whether a program would take it for a formula."""
    written = escape(value)[:LONGEST_CELL]
    space = ' xml:space="preserve"' if written != written.strip() else ""
    return f"<t{space}>{escape_xml(written)}</t>", written.startswith(FORMULA_STARTS)
