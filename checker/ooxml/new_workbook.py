"""Copies the values of a workbook that can't be marked in place into a new workbook, and marks that one.

Formulas, pictures and formats of the original are lost; the flags sheet has to say so.
"""

import re
from collections.abc import Iterable
from datetime import date

from checker.model.workbook import Workbook
from checker.ooxml.book import LONGEST_NAME, TRANSITIONAL, WORKSHEET_TYPE, free_name
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.mark import mark_package, rename_sheets
from checker.ooxml.opc import TYPES, XML_HEAD
from checker.ooxml.page import Marks, Page
from checker.ooxml.values_xml import values_xml
from checker.ooxml.xml_text import attribute, fill_template
from checker.ooxml.zip_writer import pack, write_zip

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: The template of each part.
_PARTS = {
    TYPES: "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "xl/workbook.xml": "workbook.xml",
    "xl/_rels/workbook.xml.rels": "workbook_rels.xml",
    "xl/styles.xml": "styles.xml",
}


def make_new_workbook(workbook: Workbook, marks: Marks, page: Page, made: date) -> bytes:
    """Makes a marked xlsx file with the values of a workbook; equal content gives equal bytes.

    `made` is the date in the file's properties.

    Raises:
        CannotMark: a sheet has more rows or columns than an xlsx file can hold.
    """
    for sheet in workbook.sheets:
        if len(sheet.rows) > _MOST_ROWS or max(map(len, sheet.rows), default=0) > _MOST_COLUMNS:
            raise CannotMark(
                f"工作表“{sheet.name}”的行数或列数超过 xlsx 的上限",
                f"the sheet {sheet.name} has more rows or columns than an xlsx file can hold",
            )
    names = _valid_names(sheet.name for sheet in workbook.sheets)
    marks = {names[name]: cells for name, cells in marks.items()}
    page = rename_sheets(page, {name: new for name, new in names.items() if name != page.name})
    return mark_package(_package(workbook, names, made), marks, page)


def _valid_names(given: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name in given:
        valid = _FORBIDDEN.sub("_", name).strip("' ")[:LONGEST_NAME] or "Sheet"
        names[name] = free_name(valid, names.values())
    return names


def _package(workbook: Workbook, names: dict[str, str], made: date) -> bytes:
    """Writes the package of a workbook with the same sheets, values only."""
    from_1904 = any(sheet.date_1904 for sheet in workbook.sheets)
    sheets, relations, types, parts = [], [], [], []
    for number, sheet in enumerate(workbook.sheets, 1):
        hidden, part = ' state="hidden"' if sheet.hidden else "", f"worksheets/sheet{number}.xml"
        sheets.append(f'<sheet name={attribute(names[sheet.name])} sheetId="{number}"{hidden} r:id="rId{number}"/>')
        relations.append(f'<Relationship Id="rId{number}" Type="{TRANSITIONAL.relations}/worksheet" Target="{part}"/>')
        types.append(f'<Override PartName="/xl/{part}" ContentType="{WORKSHEET_TYPE}"/>')
        parts.append(pack(f"xl/{part}", values_xml(sheet, from_1904)))
    values = {
        "sheets": "".join(sheets),
        "relations": "".join(relations),
        "types": "".join(types),
        "styles": len(sheets) + 1,
        "epoch": ' date1904="1"' if from_1904 else "",
        "made": made,
    }
    fixed = (pack(part, (XML_HEAD + fill_template(template, **values)).encode()) for part, template in _PARTS.items())
    return write_zip((*fixed, *parts))
