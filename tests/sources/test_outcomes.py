"""Every kind of file has its outcome, and its flag can be read in both languages."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from checker.model import Flag
from checker.sources.reader import Reader
from samples.library.handmade import ods, row, sheet_xml, xlsx, xlsx_parts, zipped
from samples.library.yaml12 import read_yaml

from .conftest import Reading

OUTCOMES = read_yaml(Path(__file__).with_name("outcomes.yaml"))
ONE = row(1, '<c r="A1"><v>1</v></c>')
TEXT_CELL = row(1, '<c r="A1" t="s"><v>0</v></c>')


def replaced(old: str, new: str, *, encoding: str = "utf-8") -> bytes:
    parts = xlsx_parts(TEXT_CELL)
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace(old, new)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode(encoding)
    return zipped(parts)


def xls(text: str = "一") -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for number in range(50):
        sheet.write(number, 0, f"{text}{number}")
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def renamed_stream(new: str) -> bytes:
    """A compound file whose workbook stream bears another name."""
    data = xls()
    old = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    assert data.count(old) == 1
    return data.replace(old, new.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(new) + 2))


def encrypted_xls() -> bytes:
    """The record that interns at the end of the first BOF, where a password would have put it."""
    data = xls()
    start = data.index(struct.pack("<HHH", 0x0809, 16, 0x0600)) + 20
    kind, size = struct.unpack_from("<HH", data, start)
    assert (kind, size) == (0x00E1, 2)  # INTERFACEHDR, which a reader may do without
    return data[:start] + struct.pack("<HHH", 0x002F, 2, 0) + data[start + 6 :]


def encrypted_members() -> bytes:
    data = bytearray(xlsx(ONE))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


def wrong_checksum() -> bytes:
    """A stored part with one digit changed in place."""
    data = zipped(xlsx_parts(ONE), zipfile.ZIP_STORED)
    assert data.count(b"<v>1</v>") == 1
    return data.replace(b"<v>1</v>", b"<v>2</v>")


def same_name_twice() -> bytes:
    parts = xlsx_parts(ONE)
    parts["XL/Worksheets/sheet1.xml"] = sheet_xml(row(1, '<c r="A1"><v>2</v></c>'))
    return zipped(parts)


def without(name: str) -> bytes:
    parts = xlsx_parts(ONE)
    del parts[name]
    return zipped(parts)


HTML = "<html><body><table><tr><td>案号</td></tr></table></body></html>"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
FILES: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: xlsx(TEXT_CELL),
    "xls": xls,
    "ods": lambda: ods(
        '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    ),
    "csv": lambda: "案号,日期\n1,2022-03-05\n".encode(),
    "nothing": lambda: b"",
    "blanks": lambda: b"\xef\xbb\xbf \r\n\r\n",
    "zeros": lambda: bytes(4096),
    "no_sheets": xlsx,
    "html": lambda: HTML.encode(),
    "html_with_mark": lambda: b"\xef\xbb\xbf\r\n" + HTML.upper().encode(),
    "html_utf16": lambda: HTML.encode("utf-16"),
    "mhtml": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + HTML.encode(),
    "xml_sheet": lambda: (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    ),
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "bmp": lambda: b"BM" + struct.pack("<I", 60) + bytes(54),
    "docx": lambda: zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"}),
    "pptx": lambda: zipped({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<a/>"}),
    "xlsb": lambda: zipped({"[Content_Types].xml": TYPES, "xl/workbook.bin": "x"}),
    "numbers": lambda: zipped({"Index/Document.iwa": "x"}),
    "plain_zip": lambda: zipped({"区司法局.xlsx": xlsx(ONE)}),
    "rar": lambda: b"Rar!\x1a\x07\x01\0" + bytes(50),
    "old_excel": lambda: b"\x09\0\x04\0\x02\0\x10\0" + bytes(50),
    "noise": lambda: bytes(range(256)) * 4,
    "compound_without_workbook": lambda: renamed_stream("Anything"),
    "doc": lambda: renamed_stream("WordDocument"),
    "encrypted_xlsx": lambda: renamed_stream("EncryptedPackage"),
    "encrypted_xls": encrypted_xls,
    "encrypted_members": encrypted_members,
    "truncated_xlsx": lambda: xlsx(TEXT_CELL)[:-200],
    "truncated_xls": lambda: xls()[:2000],
    "wrong_checksum": wrong_checksum,
    "broken_xml": lambda: replaced("</sheetData>", ""),
    "no_workbook_part": lambda: without("xl/workbook.xml"),
    "open_quote": lambda: b'a,b\n1,"2\n3,4\n5,6\n',
    "lying_count": lambda: zipped(
        {
            **xlsx_parts(TEXT_CELL),
            "xl/sharedStrings.xml": '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>',
        }
    ),
    "doctype": lambda: replaced('encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE a [<!ENTITY b "c">]>'),
    "doctype_utf16": lambda: replaced('encoding="UTF-8"?>', 'encoding="UTF-16"?><!DOCTYPE a>', encoding="utf-16"),
    "doctype_late": lambda: replaced('encoding="UTF-8"?>', f'encoding="UTF-8"?><!--{"x" * 99999}--><!DOCTYPE a>'),
    "same_name_twice": same_name_twice,
    "far_cell": lambda: xlsx(ONE + row(1048576, '<c r="XFD1048576"><v>1</v></c>')),
    "far_row": lambda: xlsx(ONE + row(4000000000, '<c r="A4000000000"><v>1</v></c>')),
    "undecodable": lambda: "案号,单位\n1,区司法局\n2,".encode() + b"\xff\xfe\xff\n",
}


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: f"{outcome['file']} as {outcome['name']}")
def test_each_file_has_its_outcome(reading: Reading, outcome: dict[str, str]) -> None:
    workbook, flags = reading(FILES[outcome["file"]](), outcome["name"], dangerous=outcome["code"] == "W204")
    assert [found.code.id for found in flags] == ([outcome["code"]] if outcome["code"] else [])
    assert (workbook.format if workbook else None) == outcome.get("format")
    for found in flags:
        for language in ("zh", "en"):
            said = in_words(found, language)
            assert outcome["name"] in said
            assert "{" not in said
        assert outcome.get("says", "") in in_words(found, "en")
        assert found.expected is not None


def test_every_maker_is_listed() -> None:
    assert {outcome["file"] for outcome in OUTCOMES} == set(FILES)


def in_words(found: Flag, language: str) -> str:
    """The flag's message with its values."""
    values = {
        name: shown.text if isinstance(shown.text, str) else shown.text.of(language) for name, shown in found.values
    }
    return found.code.message.of(language).format(**values)


def test_a_missing_file_and_a_folder_are_flags(reader: Reader, tmp_path: Path) -> None:
    for path, code, said in (
        (tmp_path / "nowhere.xlsx", "W319", "changed, moved or deleted"),
        (tmp_path, "W318", "isn't an ordinary file"),
    ):
        workbook, flags = reader.read(path)
        assert workbook is None
        assert [found.code.id for found in flags] == [code]
        assert said in in_words(flags[0], "en")


def test_undecodable_text_names_its_line(reading: Reading) -> None:
    _, (found,) = reading(FILES["undecodable"](), "a.csv")
    assert dict(found.values)["line"].text == "3"
