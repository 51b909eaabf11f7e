"""Writes a sample as a workbook: what was asked, and the rows with the columns to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from checker.frozen import dataclass
from checker.model import Language
from checker.privacy.masking import mask_text, mask_value
from checker.sampling.form import ANSWERS, FIELDS, NO, PART_COLUMNS, ROW_COLUMNS, WORDS, YES
from checker.sampling.sample import DrawnRow, Part, Sample
from checker.spreadsheet.cells import Value, plain, put, save
from checker.spreadsheet.look import DARK, FONTS, GREY, make_frame, set_up_page
from checker.spreadsheet.text_size import break_lines, count_lines, row_height
from checker.text.bilingual import Text
from checker.text.visible import cut

_PART_WIDTHS = (26, 70, 12, 12, 10, 70)
_ROW_WIDTHS = (6, 18, 16, 6, 24, 60, 11, 11, 22, 19, 40)
_HEAD, _OPEN = PatternFill("solid", "DCE6F1"), PatternFill("solid", "FFF9DB")
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6, header=0.3, footer=0.3)
#: The most characters of what the row says.
_LONGEST = 600
#: The width of the notes on the first sheet, in digits.
_ROOM = 110


@dataclass(frozen=True)
class Notes:
    """What the first sheet says besides what was asked.

    Attributes:
        title: what was sampled.
        left_out: the departments that are not drawn from, each with the name of the reason.
        plain: the size of a sample without departments.
        answers: what is filled in already, by the identity of the row and the column.
    """

    title: Text
    left_out: tuple[tuple[Text, str], ...]
    plain: int
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Pen:
    """Writes cells in the language of the file."""

    language: Language

    def of(self, name: str, **values: str) -> str:
        return WORDS[name].of(self.language).format(**values)

    def write(self, sheet: Any, row: int, column: int, value: Value, *, bold: bool = False, colour: str = "") -> Any:
        """Fills a cell; all cells hold text or whole numbers, and text stays text."""
        cell = sheet.cell(row, column)
        put(cell, value)
        cell.font = Font(name=FONTS[self.language], size=10, bold=bold, color=colour or "000000")
        cell.alignment = Alignment("left", "center", wrap_text=True)
        if isinstance(value, str):
            cell.number_format = "@"
        return cell

    def frame(self, cell: Any, fill: PatternFill | None = None) -> None:
        cell.border = make_frame()
        if fill is not None:
            cell.fill = fill

    def heads(self, sheet: Any, row: int, names: Sequence[str], widths: Sequence[int]) -> None:
        for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
            self.frame(self.write(sheet, row, column, self.of(name), bold=True, colour=DARK), _HEAD)
        self.fit(sheet, row, [self.of(name) for name in names], widths)

    def fit(self, sheet: Any, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
        lines = max(count_lines(text, width - 2) for text, width in zip(texts, widths, strict=True))
        sheet.row_dimensions[row].height = row_height(lines, self.language)

    def paragraph(self, sheet: Any, row: int, text: str, *, bold: bool = False) -> int:
        """Writes a text across the sheet, one row per line; returns the row below."""
        for line in break_lines(plain(text), _ROOM):
            self.write(sheet, row, 1, line, bold=bold, colour=DARK if bold else GREY).alignment = Alignment("left")
            row += 1
        return row


def write_sample(sample: Sample, notes: Notes, language: Language) -> bytes:
    """Writes the workbook; equal samples give equal bytes."""
    book, pen = Workbook(), _Pen(language)
    about = book.worksheets[0]
    about.title = pen.of("about_sheet")
    _write_about(about, sample, notes, pen)
    _write_rows(book.create_sheet(pen.of("rows_sheet")), sample, notes.answers, pen)
    book.properties.title = plain(pen.of("title", what=notes.title.of(language)))
    return save(book, date.fromisoformat(sample.terms.as_of))


def _write_about(sheet: Any, sample: Sample, notes: Notes, pen: _Pen) -> None:
    row = pen.paragraph(sheet, 1, pen.of("title", what=notes.title.of(pen.language)), bold=True) + 1
    for text in _explain(sample, notes, pen):
        row = pen.paragraph(sheet, row, text) + 1
    totals = {"population": sum(each.population for each in sample.parts), "size": len(sample.rows)}
    values = {**sample.terms.fields(), **{key: str(each) for key, each in totals.items()}, "check": sample.check}
    for name in FIELDS:
        pen.frame(pen.write(sheet, row, 1, pen.of(name), bold=True, colour=DARK))
        pen.frame(pen.write(sheet, row, 2, values[name]))
        pen.fit(sheet, row, (pen.of(name), values[name]), _PART_WIDTHS[:2])
        row += 1
    row += 1
    pen.heads(sheet, row, PART_COLUMNS, _PART_WIDTHS)
    for part in sample.parts:
        row += 1
        cells = _part_cells(part, pen)
        for column, value in enumerate(cells, start=1):
            pen.frame(pen.write(sheet, row, column, value))
        pen.fit(sheet, row, list(map(str, cells)), _PART_WIDTHS)
    if notes.left_out:
        row = pen.paragraph(sheet, row + 2, pen.of("left_out"), bold=True)
        for department, reason in notes.left_out:
            colon = Text("：", ": ").of(pen.language)
            row = pen.paragraph(sheet, row, f"{mask_text(department.of(pen.language))}{colon}{pen.of(reason)}")
    sheet.protection.enable()
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, "landscape", _MARGINS, 1)


def _explain(sample: Sample, notes: Notes, pen: _Pen) -> tuple[str, ...]:
    if all(each.size == each.population for each in sample.parts):
        size = pen.of("all_rows")
    elif len(sample.parts) == 1:
        size = pen.of("one_part")
    else:
        size = pen.of("spread", plain=str(notes.plain))
    return pen.of("fill_in"), size, pen.of("recheck")


def _part_cells(part: Part, pen: _Pen) -> tuple[Value, ...]:
    name, file = mask_text(part.name.of(pen.language)), mask_text(part.file)
    return name, file, part.code, part.population, part.size, part.sha256


def _write_rows(sheet: Any, sample: Sample, answers: Mapping[str, Mapping[str, str]], pen: _Pen) -> None:
    pen.heads(sheet, 1, ROW_COLUMNS, _ROW_WIDTHS)
    for row, drawn in enumerate(sample.rows, start=2):
        cells = _row_cells(drawn, answers.get(drawn.identity, {}), pen)
        for column, (name, value) in enumerate(zip(ROW_COLUMNS, cells, strict=True), start=1):
            cell = pen.write(sheet, row, column, value)
            pen.frame(cell, _OPEN if name in ANSWERS else None)
            if name in ANSWERS:
                cell.number_format, cell.protection = "@", Protection(locked=False)
        pen.fit(sheet, row, ["" if value is None else str(value) for value in cells], _ROW_WIDTHS)
    last = len(sample.rows) + 1
    for name in ("seen", "agrees"):
        letter = get_column_letter(ROW_COLUMNS.index(name) + 1)
        sheet.add_data_validation(_answer_rule(f"{letter}2:{letter}{last}", name, pen))
    sheet.protection.enable()
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # these stay allowed
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    set_up_page(sheet, "landscape", _MARGINS, 1)


def _answer_rule(cells: str, name: str, pen: _Pen) -> DataValidation:
    choices = f'"{YES.of(pen.language)},{NO.of(pen.language)}"'
    rule = DataValidation(type="list", formula1=choices, allow_blank=True, sqref=cells)
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.prompt = pen.of(name), pen.of(f"{name}_prompt")
    rule.errorTitle, rule.error = pen.of("answer_title"), pen.of(f"{name}_prompt")
    return rule


def _row_cells(drawn: DrawnRow, answers: Mapping[str, str], pen: _Pen) -> tuple[Value, ...]:
    row, language = drawn.row, pen.language
    key = mask_text(row.key if row.called is None else row.called.of(language))
    colon, stop = ("：", "；") if language == "zh" else (": ", "; ")
    said = (f"{mask_text(each.header.of(language))}{colon}{mask_value(each.shown, language)}" for each in row.cells)
    place = (mask_text(drawn.part.name.of(language)), mask_text(row.sheet), row.row, key)
    given = (answers.get(name, "") for name in ANSWERS)
    return (drawn.number, *place, cut(stop.join(said), _LONGEST), *given, drawn.lot, drawn.identity)
