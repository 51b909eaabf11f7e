"""Draws the built-in templates.

The Chinese ones follow GB/T 9704, the layout of official documents: A4, a title in size 2, text in size 3 of FangSong,
the page number between dashes. Fonts that a computer lacks are replaced by what it has.
"""

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from checker.frozen import dataclass
from checker.reporters.letters.kinds import RETURN, Kind
from checker.reporters.letters.parts import Block, Line, Rows, lay_out
from checker.text.bilingual import Language
from checker.text.levels import Levels, spoken


@dataclass(frozen=True)
class Face:
    """A font: its Latin and its Chinese name, its size in points, and whether it is bold."""

    latin: str
    chinese: str
    points: float
    bold: bool = False


@dataclass(frozen=True)
class Look:
    """The look of the letters in one language.

    Attributes:
        margins: in mm: top, right, bottom, left.
        faces: the fonts by the style of a line, and of the head and cells of a table.
        lines: the points between lines.
        indent: the characters by which a paragraph is indented.
        after: the points after a paragraph.
    """

    margins: tuple[int, int, int, int]
    faces: dict[str, Face]
    lines: float
    indent: float
    after: float


#: Lines are so many times as high as their text at most.
_SPACED = 1.75
_SONG, _FANG, _HEI = "方正小标宋简体", "仿宋", "黑体"
_TIMES, _CALIBRI = "Times New Roman", "Calibri"
_ZH = Look(
    (37, 26, 35, 28),
    {
        "title": Face(_TIMES, _SONG, 22),
        "heading": Face(_TIMES, _HEI, 16),
        "text": Face(_TIMES, _FANG, 16),
        "caption": Face(_TIMES, _HEI, 12),
        "head": Face(_TIMES, _HEI, 9),
        "cell": Face(_TIMES, _FANG, 9),
        "page": Face(_TIMES, "宋体", 14),
    },
    28,
    2,
    4,
)
_ZH_PAGE = Look(
    (22, 20, 22, 20),
    {
        **_ZH.faces,
        "heading": Face(_TIMES, _HEI, 12),
        "text": Face(_TIMES, _FANG, 12),
        "head": Face(_TIMES, _HEI, 9),
        "cell": Face(_TIMES, _FANG, 9),
    },
    18,
    2,
    2,
)
_EN = Look(
    (25, 25, 22, 25),
    {
        "title": Face(_CALIBRI, _HEI, 18, bold=True),
        "heading": Face(_CALIBRI, _HEI, 13, bold=True),
        "text": Face(_CALIBRI, _FANG, 11),
        "head": Face(_CALIBRI, _HEI, 8.5, bold=True),
        "cell": Face(_CALIBRI, _FANG, 8.5),
        "page": Face(_CALIBRI, _FANG, 9),
    },
    15,
    0,
    6,
)
_EN_PAGE = Look((20, 20, 18, 20), _EN.faces, 14, 0, 4)


def draw_template(kind: Kind, language: Language) -> bytes:
    """Draws the built-in template of a letter, in the words of the pack that speaks."""
    return _draw(kind, language, spoken())


@cache
def _draw(kind: Kind, language: Language, _words: Levels | None) -> bytes:
    short = kind is RETURN
    look = (_ZH_PAGE if short else _ZH) if language == "zh" else (_EN_PAGE if short else _EN)
    document = Document()
    _set_page(document, look, language)
    for block in lay_out(kind, language):
        _add(document, block, look)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: Any, block: Block, look: Look) -> None:
    if isinstance(block, Rows):
        _add_table(document, block, look)
    else:
        _add_line(document, block, look)


def _add_line(document: Any, line: Line, look: Look) -> None:
    paragraph = document.add_paragraph()
    face = look.faces[line.style if line.style in look.faces else "text"]
    _write(paragraph, line.text, face)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if line.style == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.space_after = Pt(look.lines)
        return
    lines = min(look.lines, _SPACED * face.points)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(lines)
    if line.style in ("heading", "caption"):
        form.keep_with_next = True
        form.space_before = Pt(lines / 3)
    if line.style == "end":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.space_before = Pt(lines / 2)
    elif look.indent and line.style != "salutation":
        form.first_line_indent = Pt(face.points * look.indent)
    if line.style not in ("heading", "tag"):
        form.space_after = Pt(look.after)


def _add_table(document: Any, rows: Rows, look: Look) -> None:
    """Adds a table of four rows: the heads, the start of the loop, the row that is repeated, and its end."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    total = sum(column.width for column in rows.columns)
    table = document.add_table(rows=4, cols=len(rows.columns), style="Table Grid")
    table.autofit = False
    for index, column in enumerate(rows.columns):
        width = int(room * column.width / total)
        table.columns[index].width = width
        texts = (column.head, "", column.content, "")
        for row, text in zip(table.rows, texts, strict=True):
            cell = row.cells[index]
            cell.width = width
            _write_cell(cell, text, look.faces["head" if text is column.head else "cell"])
            if column.centred or text is column.head:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            cell.paragraphs[0].paragraph_format.keep_with_next = text is column.head
    for row, tag in ((table.rows[1], f"{{%tr for {rows.each} in {rows.of} %}}"), (table.rows[3], "{%tr endfor %}")):
        row.cells[0].paragraphs[0].add_run(tag)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _set_cell_margins(table)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F2F2F2")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _set_cell_margins(table: Any) -> None:
    """Leaves 1 mm on each side of a cell's text, as tables of figures are wide."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _write_cell(cell: Any, text: str, face: Face) -> None:
    paragraph = cell.paragraphs[0]
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(1)
    form.line_spacing = 1.0
    cell.vertical_alignment = 1  # in the middle
    if text:
        _write(paragraph, text, face)


def _write(paragraph: Any, text: str, face: Face) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = face.latin, Pt(face.points), face.bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.chinese)


def _set_page(document: Any, look: Look, language: Language) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = look.margins
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(bottom - 10)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dash, face = ("— ", " —") if language == "zh" else ("", ""), look.faces["page"]
    for text, field in ((dash[0], False), ("PAGE", True), (dash[1], False)):
        if field:
            _add_field(footer, text, face)
        elif text:
            _write(footer, text, face)


def _add_field(paragraph: Any, name: str, face: Face) -> None:
    _write(paragraph, "", face)
    run = paragraph.runs[-1]._element
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = name
        run.append(part)
