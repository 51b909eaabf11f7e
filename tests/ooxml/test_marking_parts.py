"""Part by part and cell by cell: nothing of a workbook changes but what shows the marks, and that is sound."""

from __future__ import annotations

import io
import re
import warnings

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from checker.ooxml.mark import mark_package
from tests.ooxml.gallery import GALLERY
from tests.ooxml.pages import MARKS, marks_on_all, page_for
from tests.ooxml.sound import Sound, assert_sound, local

_CELLS = re.compile(rb"<(?:x:)?sheetData(?:\s*/>|[ >].*</(?:x:)?sheetData>)", re.DOTALL)


@pytest.fixture(scope="module", params=GALLERY)
def pair(request):
    """A workbook and its marked copy."""
    content = GALLERY[request.param]()
    return content, mark_package(content, marks_on_all(content), page_for(content))


def test_a_marked_copy_is_sound(pair):
    original, copy = pair
    sheets = assert_sound(copy).sheets
    assert [sheet.name for sheet in sheets] == ["核对结果", *(sheet.name for sheet in Sound(original).sheets)]


def test_every_part_that_shows_no_mark_is_the_same_bytes(pair):
    original, copy = map(Sound, pair)
    touched = {"[Content_Types].xml", original.book, *_listing(original, original.book)}
    touched |= {part for kind, part in original.relations(original.book).values() if kind == "styles"}
    for sheet in original.sheets:
        if sheet.kind == "worksheet":
            touched |= {sheet.part, *_listing(original, sheet.part)}
            for kind, part in original.relations(sheet.part).values():
                if kind == "comments" or part == _boxes(original, sheet.part):
                    touched.add(original.spelled(part))
    for name, content in original.parts.items():
        assert name in copy.parts
        assert name in touched or copy.parts[name] == content, name
    assert list(copy.parts)[: len(original.parts)] == list(original.parts)


def test_cells_are_the_same_bytes(pair):
    original, copy = map(Sound, pair)
    for sheet in original.sheets:
        if sheet.kind == "worksheet":
            assert _cells(copy.parts[sheet.part]) == _cells(original.parts[sheet.part])


def test_a_sheet_without_what_we_put_in_is_what_it_was(pair):
    original, copy = map(Sound, pair)
    for sheet in original.sheets:
        before, after = original.xml(sheet.part), copy.xml(sheet.part)
        had_boxes = before.find("{*}legacyDrawing") is not None
        _undo(after, had_boxes)
        for view in before.iter("{*}sheetView"):
            view.attrib.pop("tabSelected", None)
        assert _canonical(after) == _canonical(before)


def test_the_workbook_part_has_one_sheet_more_and_nothing_else(pair):
    original, copy = map(Sound, pair)
    before, after = original.xml(original.book), copy.xml(original.book)
    after.find("{*}sheets").remove(after.find("{*}sheets")[0])
    names = after.find("{*}definedNames")
    for name in list(names):
        if name.get("localSheetId") == "0":
            assert name.get("name") == "_xlnm.Print_Titles"
            names.remove(name)
        elif name.get("localSheetId"):
            name.set("localSheetId", str(int(name.get("localSheetId")) - 1))
    if not len(names):
        after.remove(names)
    for view in before.iter("{*}workbookView"):
        for tab in {"activeTab", "firstSheet"} & set(view.attrib):
            view.set(tab, "0")
    assert _canonical(after) == _canonical(before)


def test_styles_keep_their_numbers(pair):
    original, copy = map(Sound, pair)
    if not any(kind == "styles" for kind, _ in original.relations(original.book).values()):
        return
    after = {local(each): each for each in copy.styles}
    for each in original.styles:
        kept = [_canonical(child) for child in after[local(each)]][: len(each)]
        assert kept == [_canonical(child) for child in each], local(each)


def test_notes_of_others_say_what_they_said(pair):
    original, copy = map(Sound, pair)
    for sheet in original.sheets:
        for kind, part in original.relations(sheet.part).values():
            if kind == "comments":
                after = {note.get("ref"): "".join(note.itertext()) for note in copy.xml(part).iter("{*}comment")}
                for note in original.xml(part).iter("{*}comment"):
                    said = "".join(note.itertext())
                    assert after[note.get("ref")].startswith(said)
                    assert "checker" not in after[note.get("ref")][: len(said)]


def test_relationships_and_declarations_are_only_added(pair):
    original, copy = map(Sound, pair)
    for part in (original.book, *(sheet.part for sheet in original.sheets)):
        after = copy.relations(part)
        assert {id_: after[id_] for id_ in original.relations(part)} == original.relations(part)
    before = [_canonical(each) for each in original.xml("[Content_Types].xml")]
    after = [_canonical(each) for each in copy.xml("[Content_Types].xml")]
    assert [each for each in after if each in before] == before


#: Those that openpyxl can read, and that have looks.
_WITH_LOOKS = ("by_xlsxwriter", "by_openpyxl", "in_utf_16", "with_misleading_text", "with_conversation", "with_pivot")


@pytest.mark.parametrize("name", _WITH_LOOKS)
def test_openpyxl_finds_the_same_cells_looks_and_settings(name):
    content = GALLERY[name]()
    copy = mark_package(content, marks_on_all(content), page_for(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        before, after = (openpyxl.load_workbook(io.BytesIO(book), keep_vba=True) for book in (content, copy))
    for book in (before, after):
        book.vba_archive.close()  # openpyxl leaves it open
    assert after.sheetnames == ["核对结果", *before.sheetnames]
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert _settings(other) == _settings(sheet)
        for line in sheet.iter_rows():
            for cell in line:
                assert _look(other[cell.coordinate]) == _look(cell), (sheet.title, cell.coordinate)
    assert {name: defined.value for name, defined in after.defined_names.items()} == {
        name: defined.value for name, defined in before.defined_names.items()
    }


@pytest.mark.parametrize("name", sorted(set(GALLERY) - {"in_utf_16", "oddly_named"}))  # calamine reads neither
def test_calamine_finds_the_same_values(name):
    content = GALLERY[name]()
    copy = mark_package(content, marks_on_all(content), page_for(content))
    before, after = (CalamineWorkbook.from_filelike(io.BytesIO(book)) for book in (content, copy))
    for name in before.sheet_names:
        if name != "图":
            rows = before.get_sheet_by_name(name).to_python(skip_empty_area=False)
            assert after.get_sheet_by_name(name).to_python(skip_empty_area=False) == rows


def test_colours_stand_at_the_marked_cells_and_nowhere_else(pair):
    _, copy = map(Sound, pair)
    wanted = {(mark.row, mark.column): mark.severity.word for mark in MARKS}
    for sheet in copy.sheets[1:]:
        if sheet.kind != "worksheet":
            continue
        found = {}
        for formatting in copy.xml(sheet.part).iter("{*}conditionalFormatting"):
            for rule in formatting.iter("{*}cfRule"):
                formula = rule.findtext("{*}formula") or ""
                if "checker:" in formula:
                    word = formula.split(":")[1].split('"')[0]
                    for area in formatting.get("sqref").split():
                        found |= dict.fromkeys(_area(area), word)
        assert found == wanted


def _listing(package, part):
    folder, _, name = part.rpartition("/")
    wanted = f"{folder}/_rels/{name}.rels".lower()
    return {name for name in package.parts if name.lower() == wanted}


def _boxes(package, part):
    pointer = package.xml(part).find("{*}legacyDrawing")
    if pointer is None:
        return ""
    return package.relations(part)[next(v for k, v in pointer.attrib.items() if k.endswith("}id"))][1]


def _cells(xml):
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = xml.decode("utf-16").encode()
    from_root = xml[re.search(rb"<(?:x:)?worksheet", xml).start() :]
    behind_comment = from_root.partition(b"?>")[2] or from_root  # see the gallery's misleading text
    return _CELLS.search(behind_comment.replace(b"<!-- </sheetData> --><pageMargins", b""))[0]


def _undo(root, had_boxes):
    ours = 0
    for formatting in root.findall("{*}conditionalFormatting"):
        if any("checker:" in (formula.text or "") for formula in formatting.iter("{*}formula")):
            ours += len(formatting)
            root.remove(formatting)
    of_pivot = any(each.get("pivot") == "1" for each in root.iter("{*}conditionalFormatting"))
    for rule in root.iter("{*}cfRule"):
        if rule.get("priority") and not of_pivot:
            rule.set("priority", str(int(rule.get("priority")) - ours))
    if not had_boxes and root.find("{*}legacyDrawing") is not None:
        root.remove(root.find("{*}legacyDrawing"))


def _canonical(element):
    return etree.tostring(element, method="c14n", with_tail=False)


def _settings(sheet):
    return {
        "widths": {
            name: (each.width, each.hidden, each.outlineLevel) for name, each in sheet.column_dimensions.items()
        },
        "heights": {name: (each.height, each.hidden) for name, each in sheet.row_dimensions.items()},
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "choices": [(str(each.sqref), each.type, each.formula1) for each in sheet.data_validations.dataValidation],
        "protected": dict(sheet.protection),
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "state": sheet.sheet_state,
        "page": (dict(sheet.page_setup), dict(sheet.page_margins), sheet.print_area, sheet.print_title_rows),
        "breaks": [each.id for each in sheet.row_breaks.brk],
        "tables": dict(sheet.tables.items()),
        "pictures": (len(sheet._images), len(sheet._charts)),
    }


def _look(cell):
    link = cell.hyperlink.location or cell.hyperlink.target if cell.hyperlink else None
    shown = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    return (cell.value, cell.data_type, cell.number_format, *map(repr, shown), link)


def _area(text):
    first, _, last = text.partition(":")
    (column, row), (end, bottom) = (openpyxl.utils.cell.coordinate_from_string(at) for at in (first, last or first))
    assert column == end
    number = openpyxl.utils.column_index_from_string(column)
    return [(line, number) for line in range(row, bottom + 1)]
