"""Any marks on any workbook: the cells stay byte for byte, and the checker reads what it read before."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.marked_copy.flags_sheet import is_ours
from checker.model import Severity
from checker.ooxml.mark import CannotMark, mark_package, remove_marks
from checker.ooxml.page import Mark, Page, PageCell
from samples.library.handmade import zipped
from tests.ooxml.gallery import GALLERY
from tests.ooxml.pages import STAMP, marks_on_all, page_for
from tests.ooxml.reading import workbook_of
from tests.ooxml.sound import Sound, assert_sound

_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n<&\"'="), max_size=12)
_VALUES = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | _TEXTS
_GRIDS = st.lists(st.lists(_VALUES, max_size=5), max_size=6)
_MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(1, 1_048_576) | st.integers(1, 8),
        st.integers(1, 16_384) | st.integers(1, 6),
        st.sampled_from(Severity),
        _TEXTS,
    ),
    max_size=12,
).map(tuple)
_CELLS = re.compile(rb"<sheetData(?:/>|>.*</sheetData>)", re.DOTALL)
_INPUTS = Path(__file__).parents[2] / "inputs"


def _written(grids, noted):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for number, grid in enumerate(grids, 1):
            sheet = book.add_worksheet(f"表{number}")
            for line, values in enumerate(grid):
                for column, value in enumerate(values):
                    sheet.write(line, column, value)
            for line, column in noted:
                sheet.write_comment(line, column, "theirs")
    return out.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    grids=st.lists(_GRIDS, min_size=1, max_size=3),
    marks=st.lists(_MARKS, min_size=3, max_size=3),
    noted=st.sets(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=4),
    words=st.lists(_TEXTS, max_size=4),
)
def test_any_marks_on_any_workbook(grids, marks, noted, words, tmp_path):
    content = _written(grids, noted)
    page = Page("核对结果", (20,), tuple((PageCell(word),) for word in (STAMP, *words)))
    by_sheet = {f"表{number}": each for number, each in enumerate(marks[: len(grids)], 1)}
    copy = mark_package(content, by_sheet, page)
    original, package = Sound(content), assert_sound(copy)
    for sheet in original.sheets:
        assert _CELLS.search(package.parts[sheet.part])[0] == _CELLS.search(original.parts[sheet.part])[0]
    before, after = workbook_of(content, tmp_path), workbook_of(copy, tmp_path)
    assert after.sheets[1:] == before.sheets
    assert is_ours(after.sheets[0].rows)
    assert mark_package(copy, by_sheet, page) == copy
    assert workbook_of(remove_marks(copy), tmp_path).sheets == before.sheets


@pytest.mark.parametrize(
    "path", sorted(_INPUTS.rglob("*.xls[xm]")), ids=lambda path: "/".join(path.relative_to(_INPUTS).parts)
)
def test_the_sample_workbooks(path, tmp_path):
    content = path.read_bytes()
    try:
        package = Sound(content)
    except Exception as reason:  # some samples are no workbooks at all, and say so to the checker as well
        with pytest.raises(CannotMark):
            mark_package(content, {}, Page("核对结果", (), ()))
        assert type(reason).__name__ in ("BadZipFile", "AssertionError", "KeyError")
        return
    copy = mark_package(content, marks_on_all(content), page_for(content))
    after = assert_sound(copy)
    for sheet in package.sheets:
        assert _CELLS.search(after.parts[sheet.part])[0] == _CELLS.search(package.parts[sheet.part])[0]
    assert workbook_of(copy, tmp_path).sheets[1:] == workbook_of(content, tmp_path).sheets
    assert mark_package(copy, marks_on_all(content), page_for(content)) == copy


_SPOILT = [
    (Sound(content).parts, marks_on_all(content), page_for(content))
    for make in GALLERY.values()
    for content in (make(), mark_package(make(), marks_on_all(make()), page_for(make())))
]


@settings(max_examples=250)
@given(chance=st.randoms(use_true_random=False))
def test_a_spoilt_workbook_is_marked_or_refused_and_nothing_else(chance):
    parts, marks, page = chance.choice(_SPOILT)
    parts = dict(parts)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels", ".vml"))])
    parts[name] = chance.choice((_cut, _scribbled, _revalued, _robbed, _doubled))(parts[name], chance)
    content = zipped(dict(parts))
    for work in (lambda: mark_package(content, marks, page), lambda: remove_marks(content)):
        with contextlib.suppress(CannotMark):
            work()


def _cut(xml, chance):
    at = chance.randrange(len(xml))
    return xml[:at] + xml[at + chance.choice((1, 5, 50, 500)) :]


def _scribbled(xml, chance):
    at = chance.randrange(len(xml))
    return xml[:at] + bytes(chance.choice(b'<>/"=0 9x:') for _ in range(3)) + xml[at + 3 :]


def _revalued(xml, chance):
    odd = (b"", b"0", b"-1", b"9" * 20, b"x", b"A0", b"../../..", b"/", "中".encode(), b"1.5", b"NaN", b"ZZZZ99")
    return _at_one_of(rb'(?<=")[^"<>]{0,40}(?=")', xml, chance, lambda _: chance.choice(odd))


def _robbed(xml, chance):
    return _at_one_of(_ELEMENT, xml, chance, lambda _: b"")


def _doubled(xml, chance):
    return _at_one_of(_ELEMENT, xml, chance, lambda element: element * 2)


_ELEMENT = rb"<(?:\w[\w:]*)[^<>]*/>|<(\w[\w:]*)[^<>]*>[^<>]*</\1>"


def _at_one_of(pattern, xml, chance, change):
    found = list(re.finditer(pattern, xml))
    if not found:
        return xml
    place = chance.choice(found)
    return xml[: place.start()] + change(place[0]) + xml[place.end() :]
