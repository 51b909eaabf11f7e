"""Writes flags as a workbook in which auditors decide: dropdowns to fill in, and a reference that can't be edited."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from checker.model import Language
from checker.model.decisions import Reason
from checker.review.flags import Review, ReviewedFlag
from checker.review.form import FILLED_IN, HEADS, KINDS_HERE, SHEET, WIDTHS, Stamp
from checker.review.screen import say_verdict
from checker.review.words import KINDS, REASONS, STATES
from checker.spreadsheet.cells import plain, put, save
from checker.spreadsheet.look import DARK, FONTS, GREY, make_frame, set_up_page
from checker.spreadsheet.text_size import count_lines, row_height
from checker.text.bilingual import Text
from checker.wording.labels import SEVERITIES

_FIRST = 5
#: What a line says before what people fill in: the top of the sheet is as wide as these, so a screen shows it whole.
_TOLD = ("number", "severity", "code", "department", "place", "key", "message")
_HEAD, _OPEN = PatternFill("solid", "DCE6F1"), PatternFill("solid", "FFF9DB")
_TITLE = Text("审核意见：{pack} {period}", "Review: {pack} {period}")
_HOW = Text(
    "只填黄色的列：先选“审核意见”，再按需要填其他列。排除须选理由；豁免须选理由并写到哪一天，由另一人填“批准豁免”；整改须写措施、"
    "责任人和期限；销号须写证据。填好后：checker decisions import 本文件",
    "Fill in the yellow columns only: choose the decision, then what it needs. Dismissed needs a reason; a waiver "
    "needs a reason and its last day, and another person chooses Approval; a rectification needs the measure, who is "
    "responsible and the due day; Closed needs the evidence. Then: checker decisions import THIS-FILE",
)


def write_review(review: Review, flags: Sequence[ReviewedFlag], language: Language) -> bytes:
    """Writes the workbook; equal reviews give equal bytes."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET.of(language)
    title = _TITLE.of(language).format(pack=review.pack, period=review.period)
    font = Font(name=FONTS[language], size=10)
    _write_top(sheet, review, title, language)
    for column, (name, head) in enumerate(HEADS.items(), start=1):
        cell = sheet.cell(_FIRST - 1, column)
        put(cell, head.of(language))
        cell.font, cell.fill, cell.border = (
            Font(name=FONTS[language], size=10, bold=True, color=DARK),
            _HEAD,
            make_frame(),
        )
        cell.alignment = Alignment("left", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[name]
    for row, flag in enumerate(flags, start=_FIRST):
        texts = row_texts(row - _FIRST + 1, flag, language)
        for column, name in enumerate(HEADS, start=1):
            cell = sheet.cell(row, column)
            put(cell, texts.get(name, ""))
            cell.font, cell.border = font, make_frame()
            cell.alignment = Alignment("left", "top", wrap_text=True)
            if name in FILLED_IN:
                cell.fill, cell.protection = _OPEN, Protection(locked=False)
            cell.number_format = "yyyy-mm-dd" if name in ("begins", "until", "due") else "@"
        lines = max(count_lines(text, WIDTHS[name] - 2) for name, text in texts.items())
        sheet.row_dimensions[row].height = row_height(lines, language)
    last = max(_FIRST, _FIRST + len(flags) - 1)
    _set_up(sheet, last, language)
    book.properties.title = plain(title)
    return save(book, review.as_of)


def row_texts(number: int, flag: ReviewedFlag, language: Language) -> dict[str, str]:
    """Returns what a line says of a flag, by column."""
    return {
        "number": str(number),
        "severity": SEVERITIES[flag.grade].of(language),
        "code": flag["code"],
        "department": flag.name.of(language),
        "place": " ".join(filter(None, (flag["sheet"], flag["cell"]))),
        "key": flag["key"],
        "message": flag.message.of(language),
        "state": STATES[flag.state].of(language),
        "holds": say_verdict(flag, language),
        "ref": flag["ref"],
    }


def _write_top(sheet: Any, review: Review, title: str, language: Language) -> None:
    stamp = Stamp(review.pack, review.period, review.run).text
    for row, (text, bold) in enumerate(((title, True), (_HOW.of(language), False), (stamp, False)), start=1):
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.font = Font(name=FONTS[language], size=12 if bold else 9, bold=bold, color=DARK if bold else GREY)
        cell.alignment = Alignment("left", "top", wrap_text=row == 2)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_TOLD))
    # Smaller than the cells below, and merged: a merged cell never grows by itself.
    lines = count_lines(_HOW.of(language), sum(WIDTHS[name] for name in _TOLD))
    sheet.row_dimensions[2].height = row_height(lines, language)


def _set_up(sheet: Any, last: int, language: Language) -> None:
    """Adds dropdowns, filters and protection: only what people fill in can be edited, and lines can be sorted."""
    columns = {name: get_column_letter(column) for column, name in enumerate(HEADS, start=1)}
    for name, words in (
        ("decision", [KINDS[each].of(language) for each in KINDS_HERE]),
        ("reason", [REASONS[each].of(language) for each in Reason]),
    ):
        rule = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        rule.add(f"{columns[name]}{_FIRST}:{columns[name]}{last}")
        sheet.add_data_validation(rule)
    sheet.freeze_panes = f"{columns['department']}{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:{columns['ref']}{last}"
    protection = sheet.protection
    protection.sheet = True
    protection.sort = protection.autoFilter = protection.formatColumns = protection.formatRows = False
    set_up_page(sheet, "landscape", PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6), 1)
    # On A4, so many columns would be too small to read; the reference is for the program only.
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.print_area = f"A1:{columns['by']}{last}"
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
