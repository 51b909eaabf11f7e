"""Workbooks with everything in them, as different programs write them and as none would."""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from samples.library.handmade import MAIN, RELATIONS, row, sheet_xml, xlsx_parts, zipped

STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OFFICE_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Change = bytes | Callable[[bytes], bytes]


def changed(content: bytes, changes: Mapping[str, Change], *without: str) -> bytes:
    """A package with some parts changed by a function, replaced, or added, and without others."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in without}
    for name, change in changes.items():
        parts[name] = change if isinstance(change, bytes) else change(parts[name])
    return zipped(dict(parts))


def replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change that puts one text in the place of another, which must be there."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content, old
        return content.replace(old.encode(), new.encode(), 1)

    return change


def picture() -> bytes:
    """A PNG of two by two pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0\0\xff\0\0\0\0\xff\xff\xff\xff"[:7] + b"\0\0\0\xff\xff\xff\0"[:7])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def by_xlsxwriter() -> bytes:
    """Whatever xlsxwriter can put into a workbook."""
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        macros = Path(folder, "vbaProject.bin")
        macros.write_bytes(b"\xd0\xcf\x11\xe0 macros, as far as a package is concerned")
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            book.add_vba_project(str(macros))
            _first_sheet(book)
            _second_sheet(book)
            for name, way in (("藏起来的", "hide"), ("深藏", "very_hidden")):
                sheet = book.add_worksheet(name)
                sheet.write("A1", "看不见")
                getattr(sheet, way)()
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "='应诉 案件'!$C$3:$C$6"})
            book.add_chartsheet("图").set_chart(chart)
            book.define_name("全部", "='应诉 案件'!$A$1:$D$9")
            book.define_name("藏起来的!本表", "=藏起来的!$A$1")
    return out.getvalue()


def _first_sheet(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("应诉 案件")
    bold, day = book.add_format({"bold": True, "bg_color": "#DDEEFF"}), book.add_format({"num_format": "yyyy-mm-dd"})
    percent = book.add_format({"num_format": "0.00%", "border": 1})
    sheet.merge_range("A1:D1", "行政应诉案件统计表", bold)
    sheet.write_row("A2", ["案号", "开庭日期", "人数", "比例"], bold)
    for line in range(2, 9):
        sheet.write(line, 0, f"（2022）津01行初{line}号")
        sheet.write_datetime(line, 1, date(2022, 3, line), day)
        sheet.write(line, 2, line * 10)
        sheet.write_formula(line, 3, f"=C{line + 1}/100", percent, line / 10)
    sheet.write_rich_string("A10", "合计", bold, "粗", "细 & <尖>")
    sheet.write_comment("A3", "本科室核过", {"author": "张三", "visible": True})
    sheet.write_comment("C9", "不是我们的批注")
    sheet.write_url("A12", "https://example.gov.cn/a?b=1&c=2", string="链接")
    sheet.write_url("A13", "internal:'人''员'!A1")
    sheet.data_validation("B3:B9", {"validate": "date", "criteria": ">", "value": date(2020, 1, 1)})
    sheet.conditional_format("C3:C9", {"type": "cell", "criteria": ">", "value": 50, "format": bold})
    sheet.conditional_format("D3:D9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C3:C9", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("A3:A9", {"type": "formula", "criteria": "=$C3>30", "format": bold, "stop_if_true": True})
    sheet.insert_image("F2", "点.png", {"image_data": io.BytesIO(picture())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='应诉 案件'!$C$3:$C$9"})
    sheet.insert_chart("F8", chart)
    sheet.insert_button("F20", {"caption": "按钮", "macro": "按"})
    sheet.set_header("&L&G&C统计", {"image_left": "点.png", "image_data_left": io.BytesIO(picture())})
    sheet.freeze_panes(2, 1)
    sheet.autofilter("A2:D9")
    sheet.set_column("C:C", 30, None, {"level": 1})
    sheet.set_column("D:D", 12, None, {"hidden": True})
    sheet.set_row(4, 33, None, {"level": 1})
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.protect("", {"sort": True})
    sheet.set_landscape()
    sheet.repeat_rows(1)
    sheet.print_area("A1:D9")
    sheet.set_h_pagebreaks([5])
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})


def _second_sheet(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("人'员")
    sheet.add_table("A1:C5", {"columns": [{"header": "工号"}, {"header": "姓名"}, {"header": "学时"}]})
    for line in range(1, 5):
        sheet.write_row(line, 0, [f"{line:04}", f"员{line}", line * 15])
    sheet.add_sparkline("E2", {"range": "'人''员'!C2:C5"})
    sheet.insert_textbox("E8", "说明")
    sheet.write_boolean("G1", True)
    sheet.write_blank("G2", None, book.add_format({"bg_color": "#FF00FF"}))
    sheet.repeat_rows(0)
    sheet.activate()


def by_openpyxl() -> bytes:
    """What openpyxl writes, with a note of its own kind."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Reviews"
    for line in range(1, 9):
        sheet.append([f"case {line}", line, date(2022, 1, line), line / 8])
        sheet.cell(line, 4).number_format = "0.0%"
    sheet["A1"].font = Font(bold=True, color="FFFF0000")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B3"].protection = Protection(locked=False)
    sheet["A4"].comment = Comment("theirs", "Li")
    sheet["E5"] = "=SUM(B1:B8)"
    sheet.merge_cells("A12:C13")
    sheet.conditional_formatting.add("B1:B8", CellIsRule("greaterThan", ["4"], fill=PatternFill(bgColor="FFFF00")))
    choice = DataValidation("list", '"yes,no"', allow_blank=True)
    choice.add("F1:F8")
    sheet.add_data_validation(choice)
    sheet.auto_filter.ref = "A1:D8"
    other = book.create_sheet("Hidden one")
    other.sheet_state = "hidden"
    other["A1"] = "x"
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def declared(*sheets: str) -> bytes:
    """A small workbook by hand, in which every part is declared."""
    parts = xlsx_parts(*sheets)
    kinds = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    told = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{OFFICE_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    ) + "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{OFFICE_TYPES}.worksheet+xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    looks = (
        '<fonts count="1"><font><sz val="12"/><name val="SimSun"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
        "<border/></borders><cellStyleXfs>"
    )
    changes = {
        "[Content_Types].xml": replacing("</Types>", f"{rels}{told}</Types>"),
        "xl/styles.xml": replacing("<cellStyleXfs>", looks),
    }
    named = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    return changed(changed(zipped(parts), changes), {"xl/styles.xml": replacing("</styleSheet>", named)})


def _small(**changes: Change) -> bytes:
    names = {"sheet": "xl/worksheets/sheet1.xml", "book": "xl/workbook.xml", "styles": "xl/styles.xml"}
    base = declared(_DATA, _DATA)
    return changed(base, {names.get(name, name): change for name, change in changes.items()})


_DATA = row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>1</v></c>') + row(
    3, '<c r="A3" t="inlineStr"><is><t>text</t></is></c>', '<c r="B3" s="1"><v>44712</v></c>'
)


def prefixed() -> bytes:
    """Every element of the workbook's own has a prefix."""
    data = row(1, '<c r="A1"><v>1</v></c>', '<c r="B1" t="str"><v>two</v></c>')
    sheet = sheet_xml(data, after='<pageMargins left="1"/>')
    styles = f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills></styleSheet>'

    def with_prefix(xml: str) -> bytes:
        return (
            xml.replace("</", "<-")
            .replace("<", "<x:")
            .replace("<x:-", "</x:")
            .replace("<x:?", "<?")
            .replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
            .encode()
        )

    book = (
        f'<workbook xmlns="{MAIN}"><sheets><sheet name="S1" sheetId="4" xmlns:q="{RELATIONS}" q:id="rId1"/>'
        f'<sheet name="S2" sheetId="2" xmlns:q="{RELATIONS}" q:id="rId2"/></sheets>'
        '<definedNames><definedName name="n" localSheetId="1">S2!$A$1</definedName></definedNames></workbook>'
    )
    return _small(sheet=with_prefix(sheet), styles=with_prefix(styles), book=with_prefix(book))


def in_utf_16() -> bytes:
    """Parts in UTF-16, in both orders of bytes."""

    def other(encoding: str) -> Callable[[bytes], bytes]:
        def change(xml: bytes) -> bytes:
            text = xml.decode().partition("?>")[2] if xml.startswith(b"<?xml") else xml.decode()
            mark = "\ufeff".encode(encoding)
            return mark + f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode(encoding)

        return change

    return changed(
        declared(row(1, '<c r="A1" t="inlineStr"><is><t>中文</t></is></c>'), _DATA),
        {
            "xl/worksheets/sheet1.xml": other("utf-16-le"),
            "xl/workbook.xml": other("utf-16-be"),
            "xl/styles.xml": other("utf-16-le"),
        },
    )


def with_misleading_text() -> bytes:
    """Comments and CDATA that look like the end of the cells, before, within and behind them."""
    data = row(1, '<c r="A1" t="inlineStr"><is><t><![CDATA[</sheetData> & <sheetData>]]></t></is></c>')
    before = "<!-- <sheetData> --><?odd <sheetData/> ?>"
    return _small(
        sheet=sheet_xml(data + "<!-- </sheetData> -->", before, "<!-- </sheetData> --><pageMargins/>").encode()
    )


def without_styles() -> bytes:
    """No styles part, no relationship to one."""
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    unstyled = {rels: replacing("styles", "other"), types: replacing("/xl/styles.xml", "/xl/other.xml")}
    content = changed(declared(row(1, '<c r="A1"><v>1</v></c>')), unstyled)
    return changed(content, {rels: replacing("styles.xml", "other.xml"), "xl/other.xml": b"<other/>"}, "xl/styles.xml")


def without_cells() -> bytes:
    """Single empty tags where others have children."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData /></worksheet>'.encode()
    return _small(sheet=sheet, styles=f'<styleSheet xmlns="{MAIN}"/>'.encode())


def strict() -> bytes:
    """The strict dialect."""

    def dialect(xml: bytes) -> bytes:
        return xml.replace(MAIN.encode(), STRICT_MAIN.encode()).replace(RELATIONS.encode(), STRICT_RELATIONS.encode())

    base = declared(_DATA, _DATA)
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        return changed(base, dict.fromkeys(archive.namelist(), dialect))


def oddly_named() -> bytes:
    """Parts with other names, in other folders, related by absolute paths and in another case."""
    with zipfile.ZipFile(io.BytesIO(declared(_DATA, _DATA))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    moved = {
        "[Content_Types].xml": parts["[Content_Types].xml"]
        .replace("/xl/workbook.xml", "/book/mappe.xml")
        .replace("/xl/worksheets/sheet1", "/data/Blatt_eins")
        .replace("/xl/worksheets/sheet2", "/data/two")
        .replace("/xl/", "/Book/"),
        "_rels/.rels": parts["_rels/.rels"].replace("xl/workbook.xml", "/Book/Mappe.xml"),
        "Book/Mappe.xml": parts["xl/workbook.xml"],
        "Book/_rels/Mappe.xml.rels": parts["xl/_rels/workbook.xml.rels"]
        .replace('"worksheets/sheet1.xml"', '"/data/Blatt_eins.xml"')
        .replace('"worksheets/sheet2.xml"', '"../data/TWO.xml"'),
        "data/Blatt_eins.xml": parts["xl/worksheets/sheet1.xml"],
        "data/two.xml": parts["xl/worksheets/sheet2.xml"],
        "Book/styles.xml": parts["xl/styles.xml"],
        "Book/sharedStrings.xml": parts["xl/sharedStrings.xml"],
    }
    return zipped(dict(moved))


def with_conversation() -> bytes:
    """Threaded comments with their persons and the notes that stand in for them; a link to another workbook."""
    note = (
        f'<comments xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'mc:Ignorable="xr" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"><authors>'
        "<author>tc={11111111-2222-3333-4444-555555555555}</author><author>Wang</author></authors><commentList>"
        '<comment ref="A1" authorId="0" shapeId="0" xr:uid="{11111111-2222-3333-4444-555555555555}"><text><t>'
        "[Threaded comment] is this right?</t></text></comment>"
        '<comment ref="B3" authorId="1" shapeId="0"><text><r><rPr><b/></rPr><t>Wang:</t></r><r><t xml:space="preserve">'
        "\n see file</t></r></text></comment></commentList></comments>"
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{RELATIONS}/comments" Target="/xl/comments7.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIONS}/vmlDrawing" Target="../drawings/old.vml"/><Relationship Id="rId4" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/>'
        f'<Relationship Id="rId5" Type="{RELATIONS}/hyperlink" Target="https://a.cn" TargetMode="External"/>'
        "</Relationships>"
    )
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
    )
    sheet = sheet_xml(
        _DATA,
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr '
        'defaultRowHeight="14.4" x14ac:dyDescent="0.3" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"/>',
        f'<hyperlinks><hyperlink ref="B1" r:id="rId5" xmlns:r="{RELATIONS}"/></hyperlinks><pageMargins left="1"/>'
        f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId3"/>{alternate}<extLst><ext uri="x"/></extLst>',
    )
    return _small(
        **{
            "sheet": sheet.encode(),
            "xl/comments7.xml": note.encode(),
            "xl/drawings/old.vml": _OLD_BOXES.encode(),
            "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
            "xl/persons/person.xml": b"<personList/>",
            "xl/worksheets/_rels/sheet1.xml.rels": rels.encode(),
            "customXml/item1.xml": b"<kept/>",
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>'.encode(),
            "book": replacing("</sheets>", '</sheets><externalReferences/><calcPr calcId="1"/>'),
            "[Content_Types].xml": replacing(
                "</Types>",
                f'<Override PartName="/xl/comments7.xml" ContentType="{OFFICE_TYPES}.comments+xml"/>'
                '<Default Extension="VML" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
                "</Types>",
            ),
        }
    )


#: Not well-formed, as Excel 2007 wrote it.
_OLD_BOXES = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit">
  <o:idmap v:ext="edit" data="3"/>
 </o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
  path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>
 <v:shape id="_x0000_s3073" type="#_x0000_t202" style='position:absolute;visibility:hidden'>
  <v:textbox><div style='text-align:left'>a<br>b</div></v:textbox>
  <x:ClientData ObjectType="Note">
   <x:Anchor>
    2, 15, 0, 2, 4, 31, 4, 9</x:Anchor>
   <x:Row>0</x:Row>
   <x:Column>0</x:Column>
  </x:ClientData>
 </v:shape><v:shape id="_x0000_s3074" type="#_x0000_t202" style='position:absolute;visibility:hidden'>
  <x:ClientData ObjectType="Note">
   <x:Anchor>
    3, 15, 2, 2, 5, 31, 6, 9</x:Anchor>
   <x:Row>2</x:Row>
   <x:Column>1</x:Column>
  </x:ClientData>
 </v:shape></xml>
"""


def with_pivot() -> bytes:
    """A pivot table whose part names a rule of its sheet by the rank of the rule."""
    source = row(1, '<c r="A1" t="inlineStr"><is><t>unit</t></is></c>', '<c r="B1" t="inlineStr"><is><t>n</t></is></c>')
    source += row(2, '<c r="A2" t="inlineStr"><is><t>x</t></is></c>', '<c r="B2"><v>3</v></c>')
    shown = "".join(
        row(number, f'<c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c>', f'<c r="B{number}"><v>3</v></c>')
        for number, text in ((3, "unit"), (4, "x"), (5, "total"))
    )
    rule = (
        '<conditionalFormatting pivot="1" sqref="B4"><cfRule type="cellIs" dxfId="0" priority="2" operator="equal">'
        "<formula>3</formula></cfRule></conditionalFormatting>"
    )
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relation = f'<Relationship Id="rIdP" Type="{RELATIONS}/{{}}" Target="{{}}"/></Relationships>'
    kinds = {
        "pivotTable": "/xl/pivot/t.xml",
        "pivotCacheDefinition": "/xl/pivot/c.xml",
        "pivotCacheRecords": "/xl/pivot/r.xml",
    }
    told = "".join(
        f'<Override PartName="{part}" ContentType="{OFFICE_TYPES}.{kind}+xml"/>' for kind, part in kinds.items()
    )
    dxf = '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>'
    caches = '</sheets><pivotCaches><pivotCache cacheId="1" r:id="rIdP"/></pivotCaches>'
    return changed(
        declared(shown, source),
        {
            "[Content_Types].xml": replacing("</Types>", f"{told}</Types>"),
            "xl/workbook.xml": replacing("</sheets>", caches),
            "xl/_rels/workbook.xml.rels": replacing(
                "</Relationships>", relation.format("pivotCacheDefinition", "pivot/c.xml")
            ),
            "xl/styles.xml": replacing("</styleSheet>", dxf),
            "xl/worksheets/sheet1.xml": replacing("</sheetData>", f"</sheetData>{rule}"),
            "xl/worksheets/_rels/sheet1.xml.rels": (head + relation.format("pivotTable", "../pivot/t.xml")).encode(),
            "xl/pivot/t.xml": _PIVOT_TABLE.encode(),
            "xl/pivot/_rels/t.xml.rels": (head + relation.format("pivotCacheDefinition", "c.xml")).encode(),
            "xl/pivot/c.xml": _PIVOT_CACHE.encode(),
            "xl/pivot/_rels/c.xml.rels": (head + relation.format("pivotCacheRecords", "r.xml")).encode(),
            "xl/pivot/r.xml": f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/><n v="3"/></r>'
            "</pivotCacheRecords>".encode(),
        },
    )


_PIVOT_TABLE = (
    f'<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="1" dataCaption="n">'
    '<location ref="A3:B5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
    '<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/>'
    '<item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>'
    '<rowFields count="1"><field x="0"/></rowFields>'
    '<rowItems count="2"><i><x/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
    '<dataFields count="1"><dataField name="sum" fld="1"/></dataFields>'
    '<conditionalFormats count="1"><conditionalFormat priority="2"><pivotAreas count="1"><pivotArea type="data"/>'
    "</pivotAreas></conditionalFormat></conditionalFormats></pivotTableDefinition>"
)
_PIVOT_CACHE = (
    f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}" r:id="rIdP" recordCount="1"><cacheSource '
    'type="worksheet"><worksheetSource ref="A1:B2" sheet="S2"/></cacheSource><cacheFields count="2"><cacheField '
    'name="unit"><sharedItems count="1"><s v="x"/></sharedItems></cacheField><cacheField name="n"><sharedItems '
    'containsSemiMixedTypes="0" containsString="0" containsNumber="1"/></cacheField></cacheFields>'
    "</pivotCacheDefinition>"
)


#: By name; each call makes the same workbook, but for the moment that openpyxl and xlsxwriter stamp it with.
GALLERY: Mapping[str, Callable[[], bytes]] = {
    maker.__name__: maker
    for maker in (
        by_xlsxwriter,
        by_openpyxl,
        prefixed,
        in_utf_16,
        with_misleading_text,
        without_styles,
        without_cells,
        strict,
        oddly_named,
        with_conversation,
        with_pivot,
    )
}
