"""Workbooks written part by part, for what no library would write."""

from __future__ import annotations

from samples.library.zips import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"

#: Style 0 general, 1 date, 2 built-in percent, 3 a percent of the file's own, 4 Chinese date, 5 duration,
#: 6 a percent sign as mere text, 7 time.
FORMATS = (0, 14, 10, 170, 31, 46, 171, 20)

Part = str | bytes


def sheet_xml(data: str, before: str = "", after: str = "") -> str:
    """A worksheet part with the given `sheetData`, and what comes before and after it."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">'
        f"{before}<sheetData>{data}</sheetData>{after}</worksheet>"
    )


def xlsx_parts(
    *sheets: str, strings: str = "<si><t>hello</t></si><si><t/></si>", settings: str = ""
) -> dict[str, Part]:
    """The parts of an xlsx whose sheets S1, S2... have the given `sheetData` (or are whole parts)."""
    listed = "".join(
        f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number}"/>' for number in range(1, len(sheets) + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in FORMATS)
    parts: dict[str, Part] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{settings}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rIdA" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdB" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="0.00%"/>'
        '<numFmt numFmtId="171" formatCode="0&quot;%&quot;"/></numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{formats}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet if sheet.startswith("<?xml") else sheet_xml(sheet)
    return parts


def xlsx(*sheets: str, strings: str = "<si><t>hello</t></si><si><t/></si>", settings: str = "") -> bytes:
    """An xlsx of those parts."""
    return zipped(xlsx_parts(*sheets, strings=strings, settings=settings))


def row(number: int, *cells: str) -> str:
    """A row with its cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def ods(table: str, **parts: Part) -> bytes:
    """An ods with one sheet of the given rows; further parts replace those of the same name."""
    content = (
        f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:table="{ODF}table:1.0" '
        f'xmlns:text="{ODF}text:1.0" xmlns:draw="{ODF}drawing:1.0" xmlns:svg="{ODF}svg-compatible:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="S1">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    whole: dict[str, Part] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"/>',
        "content.xml": content,
    }
    return zipped({**whole, **parts})
