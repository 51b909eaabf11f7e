"""Copies the values of a workbook that can't be marked in place into a new workbook, and marks that one.

Formulas, pictures and formats of the original are lost; the flags sheet has to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from checker.model.workbook import Workbook
from checker.ooxml import styles
from checker.ooxml.book import LONGEST_NAME, WORKBOOK_TYPE, WORKSHEET_TYPE, free_name
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.dialects import TRANSITIONAL
from checker.ooxml.mark import mark_package, rename_sheets
from checker.ooxml.opc import RELATIONSHIPS, RELS_TYPE, TYPES, XML_HEAD
from checker.ooxml.page import Marks, Page
from checker.ooxml.values_xml import STYLES, fits, values_xml
from checker.ooxml.xml_text import attribute
from checker.ooxml.zip_writer import pack, write_zip
from checker.text.bilingual import Text

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def make_new_workbook(workbook: Workbook, marks: Marks, page: Page, made: date) -> bytes:
    """Makes a marked xlsx file with the values of a workbook; equal content gives equal bytes.

    Args:
        workbook: as read.
        marks: the cells to mark, by sheet.
        page: the flags sheet.
        made: the date in the file's properties.

    Raises:
        CannotMark: a sheet has more rows or columns than an xlsx file can hold.
    """
    for sheet in workbook.sheets:
        if not fits(sheet):
            raise CannotMark(
                Text(
                    zh=f"工作表“{sheet.name}”的行数或列数超过 xlsx 的上限",
                    en=f"the sheet {sheet.name} has more rows or columns than an xlsx file can hold",
                )
            )
    names = _valid_names(sheet.name for sheet in workbook.sheets)
    marks = {names[name]: cells for name, cells in marks.items()}
    page = rename_sheets(page, {name: new for name, new in names.items() if name != page.name})
    return mark_package(_package(workbook, names, made), marks, page)


def _valid_names(given: Iterable[str]) -> dict[str, str]:
    """Makes a valid xlsx name for each name of a sheet."""
    names: dict[str, str] = {}
    for name in given:
        valid = _FORBIDDEN.sub("_", name).strip("' ")[:LONGEST_NAME] or "Sheet"
        names[name] = free_name(valid, names.values())
    return names


def _package(workbook: Workbook, names: dict[str, str], made: date) -> bytes:
    """Writes the package of a workbook with the same sheets, values only."""
    from_1904 = any(sheet.date_1904 for sheet in workbook.sheets)
    listed, relations, types = [], [], []
    for number, sheet in enumerate(workbook.sheets, 1):
        hidden = ' state="hidden"' if sheet.hidden else ""
        listed.append(f'<sheet name={attribute(names[sheet.name])} sheetId="{number}"{hidden} r:id="rId{number}"/>')
        relations.append((f"{TRANSITIONAL.relations}/worksheet", f"worksheets/sheet{number}.xml"))
        types.append((f"/xl/worksheets/sheet{number}.xml", WORKSHEET_TYPE))
    relations.append((f"{TRANSITIONAL.relations}/styles", "styles.xml"))
    types += [
        ("/xl/workbook.xml", WORKBOOK_TYPE),
        ("/xl/styles.xml", styles.TYPE),
        ("/docProps/core.xml", _CORE_TYPE),
    ]
    root = [
        (f"{TRANSITIONAL.relations}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    settings = '<workbookPr date1904="1"/>' if from_1904 else "<workbookPr/>"
    book = (
        f'{XML_HEAD}<workbook xmlns="{TRANSITIONAL.main}" xmlns:r="{TRANSITIONAL.relations}">{settings}'
        f"<bookViews><workbookView/></bookViews><sheets>{''.join(listed)}</sheets></workbook>"
    )
    parts = {
        TYPES: _types(types),
        "_rels/.rels": _relations(root),
        "docProps/core.xml": _properties(made),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": STYLES,
    }
    sheets = (
        pack(f"xl/worksheets/sheet{number}.xml", values_xml(sheet, from_1904))
        for number, sheet in enumerate(workbook.sheets, 1)
    )
    return write_zip([*(pack(name, content) for name, content in parts.items()), *sheets])


def _types(types: Iterable[tuple[str, str]]) -> bytes:
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types)
    return (
        f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{RELS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relations(relations: Iterable[tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'{XML_HEAD}<Relationships xmlns="{RELATIONSHIPS}">{listed}</Relationships>'.encode()


def _properties(made: date) -> bytes:
    at = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>checker</dc:creator>'
        f"<cp:lastModifiedBy>checker</cp:lastModifiedBy>{at}</cp:coreProperties>"
    ).encode()
