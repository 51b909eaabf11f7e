"""A summary as whoever opens it finds it, by two readers that know nothing of how it was written."""

import io
from dataclasses import dataclass

import openpyxl
import python_calamine
from openpyxl.utils import range_boundaries

from checker.model import Language, Report
from checker.reporters.summary import render

NAMES = {
    "zh": ("汇总", "全区指标", "指标", "结果明细", "问题", "未报送", "编码"),
    "en": ("Board", "District", "Indicators", "Results", "Flags", "Missing", "Codes"),
}
BOARD, DISTRICT, MATRIX, RESULTS, FLAGS, MISSING, CODES = range(7)


def opened(report: Report, language: Language = "zh", reveal: bool = False) -> "Opened":
    """The summary of a report, open."""
    return Opened(render(report, language, reveal), language)


@dataclass
class Sheet:
    """One sheet: its cells, the heads of its table and the rows that its filter chooses from."""

    cells: openpyxl.worksheet.worksheet.Worksheet
    heads: list[str]
    rows: list[dict[str, object]]
    below: list[list[object]]


class Opened:
    """A workbook, open."""

    def __init__(self, content: bytes, language: Language):
        self.bytes = content
        self.language = language
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheet(self, number: int) -> Sheet:
        cells = self.book[NAMES[self.language][number]]
        _, head, last_column, last = range_boundaries(cells.auto_filter.ref)
        values = [list(row) for row in cells.iter_rows(values_only=True)]
        heads = values[head - 1][:last_column]
        rows = [dict(zip(heads, row, strict=False)) for row in values[head:last]]
        return Sheet(cells, heads, rows, values[last:])

    def texts(self) -> list[str]:
        """Every text of every sheet."""
        return [
            cell.value
            for sheet in self.book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str)
        ]

    def by_calamine(self) -> dict[str, list[list[object]]]:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(self.bytes))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
