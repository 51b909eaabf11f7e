"""A department's findings drawn by hand, its findings sheet as rows, and that sheet filled in as a clerk would."""

from __future__ import annotations

from dataclasses import replace

from checker.marking.flags_page import make_flags_page
from checker.model import Department, Flag, Language, Report
from checker.model.fingerprints import add_fingerprints
from checker.model.workbook import Raw, Sheet, Workbook
from checker.ooxml.page import Page
from checker.privacy.masking import mask_for_digest
from tests.reporters.drawn_reports import JUSTICE, QUARTER

Cells = list[list[Raw]]

DEPARTMENT: Department = replace(JUSTICE, flags=add_fingerprints("heping", "justice", JUSTICE.flags, mask_for_digest))
REPORT: Report = replace(QUARTER, departments=(DEPARTMENT,), district_results=(), district_flags=(), missing=())


def flag_at(code: str, row: int | None = None) -> Flag:
    """The drawn flag of a code, in a row."""
    return next(each for each in DEPARTMENT.flags if each.code.id == code and each.place.row == row)


def page_of(department: Department = DEPARTMENT, language: Language = "zh") -> Page:
    """Its findings sheet."""
    return make_flags_page(REPORT, department, language, None)


def cells_of(page: Page) -> Cells:
    """What stands on a page; cells left out and empty texts are blank, as when they are read back."""
    return [[None if cell is None or cell.value == "" else cell.value for cell in row] for row in page.rows]


def head_row(cells: Cells) -> int:
    """The 1-based row of the list's head."""
    return next(number for number, row in enumerate(cells, 1) if "编号" in row or "Ref" in row)


def fill(cells: Cells, answers: dict[str, tuple[str, str, str]]) -> Cells:
    """The sheet with disposition, reason and name typed beside the findings of these refs."""
    filled = [list(row) for row in cells]
    for row in filled:
        if len(row) == 15 and row[14] in answers:
            row[11:14] = [text or None for text in answers[str(row[14])]]
    return filled


def workbook(*sheets: Cells, names: tuple[str, ...] = ("核对结果", "核对结果 (2)")) -> Workbook:
    """A workbook with findings sheets in front of a sheet of its own."""
    own = Sheet("行政应诉案件", [["案号", "开庭日期"], ["(2022)津0101行初7号", "2022-03-05"]])
    returned = [Sheet(name, cells) for name, cells in zip(names, sheets, strict=False)]
    return Workbook("区司法局.xlsx", "xlsx", "a" * 64, (*returned, own))
