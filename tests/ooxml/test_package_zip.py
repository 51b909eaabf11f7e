"""Packages: unchanged members as they came, whatever wrote them; and files that cannot be marked say why."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from checker.ooxml.mark import CannotMark, has_marks, mark_package, remove_marks, suffix_of
from checker.ooxml.opc import Package
from checker.sources.refusals import Refused
from samples.library.handmade import RELATIONS, row, zipped
from tests.ooxml.gallery import GALLERY, changed, declared, replacing
from tests.ooxml.pages import marks_on_all, page_for
from tests.ooxml.sound import Sound, assert_sound

_CELL = row(1, '<c r="A1"><v>1</v></c>')
CONTENT = declared(_CELL)


def marked(content):
    return mark_package(content, marks_on_all(content), page_for(content))


def test_the_same_content_gives_the_same_bytes():
    assert marked(CONTENT) == marked(CONTENT)


def _streamed(parts):
    """A zip written to a pipe: sizes stand behind the data, and flags say so."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return pipe.data


def test_members_of_every_making_are_taken_over():
    parts = {**Sound(CONTENT).parts, "xl/图片/点.bin": b"\x00\x01" * 50, "odd\\slash.bin": b"x", "empty.bin": b""}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Default Extension="bin" ContentType="a/b"/></Types>'
    )
    for content in (_streamed(parts), zipped(dict(parts), zipfile.ZIP_STORED), zipped(dict(parts))):
        after = assert_sound(marked(content)).parts
        assert [name for name in after if name in parts] == list(parts)
        assert all(after[name] == parts[name] for name in parts if name.endswith(".bin"))


def test_unchanged_members_are_not_packed_again():
    packed = zipped({**Sound(CONTENT).parts, "stored.xml": b"<a/>"}, zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(marked(packed))) as archive:
        kinds = {info.filename: info.compress_type for info in archive.infolist()}
        times = {info.date_time for info in archive.infolist() if info.filename != "stored.xml"}
    assert kinds["stored.xml"] == zipfile.ZIP_STORED
    assert kinds["xl/styles.xml"] == zipfile.ZIP_DEFLATED
    assert (1980, 1, 1, 0, 0, 0) in times


def test_a_directory_in_the_zip_is_no_part():
    whole = io.BytesIO(CONTENT)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("xl/", b"")
    assert "xl/" not in assert_sound(marked(whole.getvalue())).parts


def test_relations_and_parts_of_a_package():
    package = Package(CONTENT)
    assert {relation.kind for relation in package.relations("xl/workbook.xml")} == {
        "worksheet",
        "styles",
        "sharedStrings",
    }
    assert "XL/Workbook.XML" in package
    assert package.free_name("xl/worksheets/sheet{}.xml") == "xl/worksheets/sheet2.xml"
    assert package.attach("xl/worksheets/sheet1.xml", "urn:t", "xl/a.xml", b"<a/>", "text/xml") == "rId1"
    assert [relation.part for relation in package.relations("xl/worksheets/sheet1.xml")] == ["xl/a.xml"]
    assert (package.part("xl/a.xml"), package.content_type("xl/a.xml")) == (b"<a/>", "text/xml")
    package.unrelate("xl/worksheets/sheet1.xml", {"rId1"})
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in package
    with pytest.raises(CannotMark):
        package.part("xl/nowhere.xml")


def _signed():
    relation = (
        '<Relationship Id="rS" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/'
        'origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    return changed(CONTENT, {"_rels/.rels": replacing("</Relationships>", relation), "_xmlsignatures/origin.sigs": b""})


def _encrypted():
    data = bytearray(CONTENT)
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


def _spoiled():
    data = bytearray(CONTENT)
    at = data.find(b"xl/workbook.xml") + len("xl/workbook.xml") + 20
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


_REFUSED = {
    "signed": (_signed, "digital signature", "数字签名"),
    "no zip": (lambda: b"not a zip", "its directory is incomplete", "没有完整的目录"),
    "encrypted": (_encrypted, "can't be opened", "无法打开"),
    "spoiled": (_spoiled, "xl/workbook.xml", "xl/workbook.xml"),
    "two of one name": (
        lambda: zipped({**Sound(CONTENT).parts, "XL/STYLES.xml": b"<a/>"}),
        "two parts named xl/styles.xml",
        "两个同名部件",
    ),
    "document type": (
        lambda: changed(CONTENT, {"xl/workbook.xml": lambda xml: b"<!DOCTYPE workbook []>" + xml}),
        "declares a document type",
        "DTD",
    ),
    "no types": (lambda: changed(CONTENT, {}, "[Content_Types].xml"), "[Content_Types].xml", "[Content_Types].xml"),
    "no workbook": (lambda: changed(CONTENT, {}, "xl/workbook.xml"), "xl/workbook.xml", "xl/workbook.xml"),
    "no such workbook": (
        lambda: changed(CONTENT, {"xl/workbook.xml": b"<workbook/>"}),
        "xl/workbook.xml",
        "xl/workbook.xml",
    ),
    "sheet of nothing": (
        lambda: changed(CONTENT, {"xl/workbook.xml": replacing('r:id="rId1"', 'r:id="rId77"')}),
        "xl/workbook.xml",
        "结构",
    ),
    "no sheet part": (lambda: changed(CONTENT, {}, "xl/worksheets/sheet1.xml"), "sheet1.xml", "sheet1.xml"),
    "broken sheet": (
        lambda: changed(CONTENT, {"xl/worksheets/sheet1.xml": replacing("</worksheet>", "")}),
        "sheet1.xml is not well-formed",
        "sheet1.xml",
    ),
    "boxes of nothing": (
        lambda: changed(
            CONTENT,
            {
                "xl/worksheets/sheet1.xml": replacing(
                    "</worksheet>", f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId8"/></worksheet>'
                )
            },
        ),
        "sheet1.xml",
        "sheet1.xml",
    ),
    "too many formats": (
        lambda: changed(CONTENT, {"xl/styles.xml": replacing("<cellXfs>", "<cellXfs>" + "<xf/>" * 64_000)}),
        "no room for more cell formats",
        "单元格格式已达上限",
    ),
}


@pytest.mark.parametrize("make, en, zh", _REFUSED.values(), ids=_REFUSED)
def test_what_cannot_be_marked_says_why_in_both_languages(make, en, zh):
    with pytest.raises(CannotMark) as refusal:
        mark_package(make(), {"S1": marks_on_all(CONTENT)["S1"]}, page_for(CONTENT))
    assert en in refusal.value.reason.en
    assert zh in refusal.value.reason.zh


def test_marks_on_a_sheet_that_is_not_there_are_never_lost_in_silence():
    with pytest.raises(CannotMark, match="no sheet named S9"):
        mark_package(CONTENT, {"S9": ()}, page_for(CONTENT))


@pytest.mark.parametrize("ask", [remove_marks, has_marks, suffix_of])
def test_other_questions_about_a_broken_file_are_answered_alike(ask):
    with pytest.raises(CannotMark, match="its directory is incomplete"):
        ask(b"not a zip")


def test_a_file_without_marks_is_left_alone():
    assert remove_marks(CONTENT) is CONTENT
    assert not has_marks(CONTENT)


def test_the_ending_follows_the_macros():
    assert suffix_of(CONTENT) == ".xlsx"
    assert suffix_of(GALLERY["by_xlsxwriter"]()) == ".xlsm"


@pytest.mark.parametrize("kind", ["template", "template.macroEnabled"])
def test_a_template_becomes_a_workbook(kind):
    told = {"[Content_Types].xml": replacing("sheetml.sheet.main", f"sheetml.{kind}.main")}
    types = Sound(marked(changed(CONTENT, told))).parts["[Content_Types].xml"].decode()
    assert f"{kind.replace('template', 'sheet')}.main+xml" in types
    assert "template" not in types


def test_the_beginning_of_a_part_is_read_without_the_rest():
    package = Package(CONTENT)
    whole = package.part("xl/styles.xml")
    assert package.head("xl/styles.xml", 40) == whole[:40]
    assert package.head("xl/styles.xml", 10**6) == whole
    package.put("xl/styles.xml", b"<new/>")
    assert package.head("xl/styles.xml", 3) == b"<ne"
    stored = Package(zipped(dict(Sound(CONTENT).parts), zipfile.ZIP_STORED))
    assert stored.head("xl/styles.xml", 40) == whole[:40]
    assert stored.head("xl/none.xml", 40) == b""
    with pytest.raises(Refused):
        Package(_encrypted())


def test_new_parts_stand_beside_the_workbook_whatever_its_folder_is_called():
    parts = {name.replace("xl/", "工作簿/"): content for name, content in Sound(CONTENT).parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"xl/", "工作簿/".encode())
    after = assert_sound(marked(zipped(dict(parts)))).parts
    assert {"工作簿/worksheets/flags1.xml", "工作簿/comments1.xml", "工作簿/drawings/vmlDrawing1.vml"} <= set(after)
