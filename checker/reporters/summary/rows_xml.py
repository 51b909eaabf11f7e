"""Writes the rows of a sheet as XML, many at a time: openpyxl takes several times as long, one cell after the other.

The rows go to the same file, in the same form and with the same styles as openpyxl would write them.
"""

from collections.abc import Generator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape as escape_xml

from lxml import etree
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.dimensions import RowDimension

from checker.reporters.summary.style import Look, Styles
from checker.spreadsheet.cells import FORMULA_STARTS, LONGEST_CELL, Value, escape, put

#: So many rows are handed over at once.
_AT_ONCE = 500
_BLANK = etree.XPath("row/c[not(node())]")
#: Stands for every day: they all have one style.
_SOME_DAY = date(2000, 1, 1)


class RowWriter:
    """Writes the rows of one write-only sheet of openpyxl, from top to bottom. Call `end` after the last one."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self._sheet, self._styles = sheet, styles
        self._ids: dict[tuple[Look, Value], int] = {}
        self._heights: dict[float, str] = {}
        self._waiting: list[str] = []
        self._number = 0

    def write(self, cells: Sequence[tuple[Value, Look]], height: float) -> None:
        """Writes one row."""
        self._number += 1
        number = self._number
        if height not in self._heights:
            row = dict(RowDimension(self._sheet, index=1, ht=height))
            self._heights[height] = "".join(f' {name}="{value}"' for name, value in row.items())
        made = "".join(
            self._cell(f"{get_column_letter(column)}{number}", value, look)
            for column, (value, look) in enumerate(cells, 1)
        )
        self._waiting.append(f'<row r="{number}"{self._heights[height]}>{made}</row>')
        if len(self._waiting) >= _AT_ONCE:
            self._hand_over()

    def end(self) -> None:
        """Writes what is left."""
        self._hand_over()

    def _cell(self, place: str, value: Value, look: Look) -> str:
        if isinstance(value, str) and value != "":
            content, quoted = _text(value)
            return (
                f'<c r="{place}" s="{self._style(look, "=" if quoted else None)}" t="inlineStr"><is>{content}</is></c>'
            )
        if value is None or isinstance(value, str):
            return f'<c r="{place}" s="{self._style(look)}" t="n"/>'
        style = self._style(look, _SOME_DAY if isinstance(value, date) else None)
        return f'<c r="{place}" s="{style}" t="n"><v>{safe_string(_number(value))}</v></c>'

    def _style(self, look: Look, value: Value = None) -> int:
        """Returns the number in the workbook of the style that a cell has with such a value."""
        found = self._ids.get((look, value))
        if found is None:
            cell = self._styles.cell(self._sheet, look)
            put(cell, value)
            found = self._ids[look, value] = cell.style_id
        return found

    def _hand_over(self) -> None:
        if self._sheet._rows is None:
            self._sheet._get_writer()
            self._sheet._rows = _stream(self._sheet)
            next(self._sheet._rows)
        if self._waiting:
            self._sheet._rows.send(f"<rows>{''.join(self._waiting)}</rows>")
        self._waiting.clear()


def _number(value: int | Fraction | date | str) -> float:
    """Returns the number in a cell; a day is counted as spreadsheets do."""
    if isinstance(value, date):
        return float(to_excel(value))  # type: ignore[no-untyped-call]
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else float(number)


@lru_cache(maxsize=32_768)
def _text(value: str) -> tuple[str, bool]:
    """Returns the XML of a text, and whether a program would take it for a formula."""
    written = escape(value)[:LONGEST_CELL]
    space = ' xml:space="preserve"' if written != written.strip() else ""
    return f"<t{space}>{escape_xml(written)}</t>", written.startswith(FORMULA_STARTS)


def _stream(sheet: Any) -> Generator[None, str, None]:
    """Takes rows and writes them into the sheet's file, as openpyxl's own generator does."""
    file = sheet._writer.xf.send(True)
    with file.element("sheetData"):
        try:
            while True:
                rows: Any = etree.fromstring((yield))
                blank: Any = _BLANK(rows)
                for cell in blank:
                    cell.text = ""  # written as openpyxl writes it, with an end tag
                for row in rows:
                    file.write(row)
        except GeneratorExit:
            pass
    sheet._writer.xf.send(None)
