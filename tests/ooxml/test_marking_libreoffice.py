"""LibreOffice opens marked copies, shows all of them, and saves them so that the marks are known again."""

from __future__ import annotations

import io
import subprocess
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from checker.ooxml.mark import has_marks, mark_package, remove_marks
from checker.ooxml.new_workbook import make_new_workbook
from checker.ooxml.page import COLOURS
from tests.ooxml.gallery import GALLERY
from tests.ooxml.pages import MARKS, marks_on_all, page_for
from tests.ooxml.reading import workbook_of
from tests.ooxml.sound import Sound, assert_sound, local
from tests.system import libreoffice

#: It does not open workbooks whose parts have other names.
_OPENED = sorted(set(GALLERY) - {"oddly_named"})
#: A pivot table is laid out anew on opening, and takes the colours of its cells with it.
_COLOURED = sorted(set(_OPENED) - {"with_pivot"})


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """What LibreOffice makes of every workbook, of its marked copy and of a fresh copy, by name and kind."""
    soffice = libreoffice()
    folder, out = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("saved")
    for name in _OPENED:
        content = GALLERY[name]()
        (folder / f"{name}.original.xlsx").write_bytes(content)
        (folder / f"{name}.copy.xlsx").write_bytes(mark_package(content, marks_on_all(content), page_for(content)))
    workbook = workbook_of(GALLERY["by_xlsxwriter"](), tmp_path_factory.mktemp("read"))
    marks = {sheet.name: MARKS for sheet in workbook.sheets}
    page = page_for(GALLERY["by_xlsxwriter"]())
    (folder / "fresh.copy.xlsx").write_bytes(make_new_workbook(workbook, marks, page, date(2022, 12, 31)))
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    files = sorted(map(str, folder.iterdir()))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    return {tuple(path.name.split(".")[:2]): path.read_bytes() for path in out.iterdir()}


def test_every_copy_opens(saved):
    assert set(saved) == {(name, kind) for name in _OPENED for kind in ("original", "copy")} | {("fresh", "copy")}


@pytest.mark.parametrize("name", _OPENED)
def test_all_sheets_are_there_with_the_same_values(name, saved):
    before, after = (CalamineWorkbook.from_filelike(io.BytesIO(saved[name, kind])) for kind in ("original", "copy"))
    assert after.sheet_names == ["核对结果", *before.sheet_names]
    for sheet in before.sheet_names:
        if sheet != "图":
            rows = [book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for book in (before, after)]
            assert _filled(rows[1]) == _filled(rows[0])


def test_a_fresh_copy_has_its_values_too(saved):
    book = CalamineWorkbook.from_filelike(io.BytesIO(saved["fresh", "copy"]))
    original = CalamineWorkbook.from_filelike(io.BytesIO(saved["by_xlsxwriter", "original"]))
    rows = [each.get_sheet_by_name("应诉 案件").to_python(skip_empty_area=False) for each in (book, original)]
    assert _filled(rows[0]) == _filled(rows[1])


@pytest.mark.parametrize("name", _COLOURED)
def test_colours_are_seen_at_the_marked_cells(name, saved):
    package = Sound(saved[name, "copy"])
    dxfs = next(each for each in package.styles if local(each) == "dxfs")
    for sheet in package.sheets[1:]:
        if sheet.name == "图":  # a sheet with a chart has no cells
            continue
        found = {}
        for area in package.xml(sheet.part).findall("{*}conditionalFormatting"):
            for rule in area.findall("{*}cfRule"):
                if "checker:" in (rule.findtext("{*}formula") or ""):
                    fill = dxfs[int(rule.get("dxfId"))].find("{*}fill/{*}patternFill/{*}bgColor").get("rgb")
                    found |= dict.fromkeys(area.get("sqref").split(), fill)
        wanted = {"A1": "error", "A3": "red", "A4": "amber", "B3:B4": "amber", "AD900": "info"}
        assert found == {cells: COLOURS[word][1] for cells, word in wanted.items()}


@pytest.mark.parametrize("name", [*_OPENED, "fresh"])
def test_marking_what_it_saved_leaves_one_of_everything(name, saved):
    content = saved[name, "copy"]
    assert has_marks(content)
    clean = remove_marks(content)
    assert not has_marks(clean)
    again = mark_package(content, marks_on_all(clean), page_for(clean))
    package = assert_sound(again)
    assert [sheet.name for sheet in package.sheets].count("核对结果") == 1
    for sheet in package.sheets[1:]:
        if sheet.kind == "worksheet":
            assert package.parts[sheet.part].count(b"checker:") == len({mark.severity for mark in MARKS})
            for kind, part in package.relations(sheet.part).values():
                if kind == "comments":
                    notes = ["".join(note.itertext()) for note in package.xml(part).iter("{*}comment")]
                    assert max(note.count("核对 checker") for note in notes) == 1
    assert mark_package(again, marks_on_all(clean), page_for(clean)) == again


@pytest.mark.parametrize("name", _OPENED)
def test_what_it_wrote_itself_can_be_marked(name, saved):
    content = saved[name, "original"]
    copy = mark_package(content, marks_on_all(content), page_for(content))
    assert_sound(copy)
    before, after = Sound(content), Sound(remove_marks(copy))
    assert set(after.parts) == set(before.parts)
    for sheet in before.sheets:
        assert _unchosen(after.parts[sheet.part]) == _unchosen(before.parts[sheet.part])


def _unchosen(xml):
    for value in (b"true", b"false"):
        xml = xml.replace(b' tabSelected="%b"' % value, b"")
    return xml


def _filled(rows):
    return {
        (line, column): value
        for line, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if value not in ("", None)
    }
