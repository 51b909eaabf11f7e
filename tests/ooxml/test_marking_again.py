"""Marks come out again without a trace, never pile up, and move with the cells when somebody edits the copy."""

from __future__ import annotations

import io

import openpyxl
import pytest
from lxml import etree

from checker.model import Severity
from checker.ooxml.mark import has_marks, mark_package, remove_marks
from checker.ooxml.page import Mark
from samples.library.handmade import row
from tests.ooxml.gallery import GALLERY, changed, declared, replacing
from tests.ooxml.pages import STAMP, marks_on_all, page_for, page_leading_to
from tests.ooxml.sound import Sound, assert_sound

#: What may differ: which sheet was open, and the styles that nothing uses any more.
_LEFT = {"tabSelected": "sheetView", "activeTab": "workbookView", "firstSheet": "workbookView"}
_CONTENT = declared(row(1, '<c r="A1"><v>1</v></c>'), row(1, '<c r="A1"><v>2</v></c>'))


@pytest.fixture(scope="module", params=GALLERY)
def triple(request):
    """A workbook, its marked copy, and the copy with its marks taken out."""
    content = GALLERY[request.param]()
    copy = mark_package(content, marks_on_all(content), page_for(content))
    return content, copy, remove_marks(copy)


def test_a_copy_bears_marks_and_a_cleaned_one_does_not(triple):
    clean = triple[2]
    assert [has_marks(each) for each in triple] == [False, True, False]
    assert remove_marks(clean) is clean


def test_without_its_marks_a_copy_is_the_workbook_again(triple):
    original, _, clean = (Sound(content) for content in triple)
    assert_sound(triple[2])
    unused = {"[Content_Types].xml", original.book, *_styles(original), *_styles(clean)}
    rels = original.book.rpartition("/")[0] + "/_rels/" + original.book.rpartition("/")[2] + ".rels"
    if not _styles(original):
        unused.add(rels)
    assert set(clean.parts) - set(_styles(clean)) == set(original.parts) - set(_styles(original))
    for name, content in original.parts.items():
        if name not in unused:
            assert _plain(clean.parts[name]) == _plain(content), name
    assert _plain(clean.parts[clean.book]) == _plain(original.parts[original.book])


def test_marking_a_copy_gives_the_copy(triple):
    content, copy, clean = triple
    assert mark_package(copy, marks_on_all(content), page_for(content)) == copy
    assert mark_package(clean, marks_on_all(content), page_for(content)) == copy


def test_other_marks_leave_nothing_of_the_first():
    first = mark_package(_CONTENT, {"S1": (Mark(1, 1, Severity.ERROR, "old"),)}, page_leading_to("S1"))
    marks = {"S2": (Mark(2, 2, Severity.INFO, "new"),)}
    again = mark_package(first, marks, page_leading_to("S2"))
    parts = assert_sound(again).parts
    assert again != mark_package(_CONTENT, marks, page_leading_to("S2"))  # a colour more stands unused in the styles
    assert set(parts) == set(Sound(mark_package(_CONTENT, marks, page_leading_to("S2"))).parts)
    assert not any(b"old" in content or b"checker:error" in content for content in parts.values())


def test_a_findings_sheet_is_known_wherever_it_stands_and_whatever_it_is_called():
    copy = mark_package(_CONTENT, {}, page_leading_to("S1"))
    moved = changed(copy, {"xl/workbook.xml": _to_the_end})
    assert [sheet.name for sheet in Sound(moved).sheets] == ["S1", "S2", "我的结果"]
    again = mark_package(moved, {}, page_leading_to("S1"))
    assert [sheet.name for sheet in assert_sound(again).sheets] == ["核对结果", "S1", "S2"]


def _to_the_end(xml):
    root = etree.fromstring(xml)
    sheets = root.find("{*}sheets")
    sheets.append(sheets[0])
    sheets[-1].set("name", "我的结果")
    for name in root.iter("{*}definedName"):
        name.set("localSheetId", "2")
    return etree.tostring(root)


def test_a_findings_sheet_with_shared_strings_is_known():
    stamp = f"<si><t>核对结果</t></si><si><r><t>{STAMP[:9]}</t></r><r><t>{STAMP[9:]}</t></r><rPh><t>x</t></rPh></si>"
    odd = '<c r="A2" t="s"><v>x</v></c><c><v>1</v></c><c r="A0"/><c r="B2" t="s"><v>99</v></c>'
    sheet = row(1, '<c r="A1" t="s"><v>0</v></c>') + row(2, odd) + row(3, '<c r="B3" t="s"><v>1</v></c>')
    sheet += row(101, '<c r="A101" t="s"><v>1</v></c>')
    content = changed(
        declared(sheet, row(1, '<c r="A1"><v>1</v></c>')),
        {"xl/sharedStrings.xml": replacing("<si><t>hello</t></si><si><t/></si>", stamp)},
    )
    assert has_marks(content)
    assert [each.name for each in assert_sound(remove_marks(content)).sheets] == ["S2"]


def test_a_sheet_of_the_same_name_that_is_not_ours_stays():
    content = changed(_CONTENT, {"xl/workbook.xml": replacing('name="S1"', 'name="核对结果"')})
    copy = mark_package(content, {}, page_leading_to("核对结果", "核对结果"))
    package = assert_sound(copy)
    assert [sheet.name for sheet in package.sheets] == ["核对结果 (2)", "核对结果", "S2"]
    assert mark_package(copy, {}, page_leading_to("核对结果", "核对结果")) == copy


def test_a_long_name_is_cut_to_make_room_for_its_number():
    name = "N" * 31
    content = changed(_CONTENT, {"xl/workbook.xml": replacing('name="S1"', f'name="{name.lower()}"')})
    copy = mark_package(content, {}, page_leading_to("S2", name))
    assert [sheet.name for sheet in assert_sound(copy).sheets] == ["N" * 27 + " (2)", name.lower(), "S2"]


def test_what_a_clerk_does_to_a_copy_stays():
    book = openpyxl.Workbook()
    book.active.append(["案号", 1])
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()
    copy = mark_package(content, {"Sheet": (Mark(1, 1, Severity.ERROR, "一"),)}, page_leading_to("Sheet"))
    edited = openpyxl.load_workbook(io.BytesIO(copy))
    edited["Sheet"].insert_rows(1)
    edited["Sheet"]["B2"] = 7
    out = io.BytesIO()
    edited.save(out)
    again = mark_package(out.getvalue(), {"Sheet": (Mark(2, 2, Severity.RED, "二"),)}, page_leading_to("Sheet"))
    package = assert_sound(again)
    assert [sheet.name for sheet in package.sheets] == ["核对结果", "Sheet"]
    final = openpyxl.load_workbook(io.BytesIO(again))["Sheet"]
    assert [[cell.value for cell in line] for line in final.iter_rows()] == [[None, None], ["案号", 7]]
    notes = {cell.coordinate: cell.comment.text for line in final.iter_rows() for cell in line if cell.comment}
    assert list(notes) == ["B2"] and "二" in notes["B2"]
    assert [str(area.sqref) for area in final.conditional_formatting] == ["B2"]


def test_formulas_on_a_findings_sheet_take_the_order_of_calculation_with_them():
    copy = mark_package(_CONTENT, {}, page_leading_to("S1"))
    relation = (
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" '
        'Target="calcChain.xml"/></Relationships>'
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    for number, kept in ((1, True), (3, False)):
        chained = changed(
            copy,
            {
                "xl/calcChain.xml": f'<calcChain xmlns="{main}"><c r="A1" i="{number}"/></calcChain>'.encode(),
                "xl/_rels/workbook.xml.rels": replacing("</Relationships>", relation),
            },
        )
        assert ("xl/calcChain.xml" in assert_sound(remove_marks(chained)).parts) is kept


def test_parts_that_only_a_findings_sheet_led_to_go_with_it():
    copy = mark_package(_CONTENT, {}, page_leading_to("S1"))
    sheet = Sound(copy).sheets[0].part
    rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings" '
        'Target="../printerSettings/p.bin"/></Relationships>'
    )
    printed = changed(copy, {rels: relation.encode(), "xl/printerSettings/p.bin": b"\0"})
    assert set(assert_sound(remove_marks(printed)).parts) == set(Sound(_CONTENT).parts)


def test_macros_know_a_new_findings_sheet_by_the_name_of_the_old_one():
    copy = mark_package(_CONTENT, {}, page_leading_to("S1"))
    sheet = Sound(copy).sheets[0].part
    named = changed(copy, {sheet: replacing("<sheetPr>", '<sheetPr codeName="Sheet9">')})
    again = Sound(mark_package(named, {}, page_leading_to("S1")))
    assert again.xml(again.sheets[0].part).find("{*}sheetPr").get("codeName") == "Sheet9"


def _styles(package):
    return [package.spelled(part) for kind, part in package.relations(package.book).values() if kind == "styles"]


def _plain(content):
    """XML in canonical form without what may differ; other bytes as they are."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    for attribute, element in _LEFT.items():
        for each in root.iter(f"{{*}}{element}"):
            each.attrib.pop(attribute, None)
    return etree.tostring(root, method="c14n")
