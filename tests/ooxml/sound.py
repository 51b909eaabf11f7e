"""Whether a workbook's package is sound: what it names is there, in the order and the number that the format asks for.

Written from the standard, with lxml, and shares nothing with what writes the copies.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from openpyxl.utils import get_column_letter


def _names(text: str) -> list[str]:
    return text.split()


_WORKSHEET = _names(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties "
    "cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
_STYLES = _names("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
_WORKBOOK = _names(
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches extLst"
)
_MAY_REPEAT = {"conditionalFormatting", "AlternateContent"}


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str
    kind: str


class Sound:
    """A package, read with lxml; names of parts as they are spelled."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert len({name.lower() for name in names}) == len(names), "two parts of one name"
            self.parts = {name: archive.read(name) for name in names}
        self._spelled = {name.lower(): name for name in names}

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[self.spelled(part)])

    def spelled(self, part: str) -> str:
        return self._spelled[part.lstrip("/").lower()]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: the last word of the type, and the part (empty for what is outside)."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels").lower()
        if listing not in self._spelled:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for each in self.xml(listing):
            assert each.get("Id") not in found, f"two relationships {each.get('Id')} of {part}"
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target"))).lstrip("/")
            outside = each.get("TargetMode") == "External"
            found[each.get("Id")] = (each.get("Type").rsplit("/", 1)[-1], "" if outside else target)
        return found

    @cached_property
    def book(self) -> str:
        return self.spelled(next(part for kind, part in self.relations("").values() if kind == "officeDocument"))

    @cached_property
    def sheets(self) -> list[Sheet]:
        relations = self.relations(self.book)
        found = []
        for each in _child(self.xml(self.book), "sheets"):
            kind, part = relations[_relation(each)]
            found.append(Sheet(each.get("name"), self.spelled(part), kind))
        return found

    @cached_property
    def styles(self) -> etree._Element:
        return self.xml(next(part for kind, part in self.relations(self.book).values() if kind == "styles"))


def assert_sound(content: bytes) -> Sound:
    """Fails with what is not as it should be."""
    package = Sound(content)
    _assert_types(package)
    for part in package.parts:
        if part.endswith(".rels"):
            folder, name = posixpath.split(part)
            source = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
            assert name == ".rels" or source.lower() in package._spelled, f"relationships of nothing: {part}"
            for _, target in package.relations(source if name != ".rels" else "").values():
                assert not target or target.lower() in package._spelled, f"{part} leads to {target}"
    _assert_book(package)
    _assert_styles(package)
    for sheet in package.sheets:
        if sheet.kind == "worksheet":
            _assert_sheet(package, sheet)
    return package


def _assert_types(package: Sound) -> None:
    defaults, overrides = set(), set()
    for each in package.xml("[Content_Types].xml"):
        known, name = (defaults, "Extension") if local(each) == "Default" else (overrides, "PartName")
        key = each.get(name).lower()
        assert key not in known, f"declared twice: {key}"
        known.add(key)
    for key in overrides:
        assert key.lstrip("/") in package._spelled, f"declared but not there: {key}"
    for part in package.parts:
        if part != "[Content_Types].xml":
            ending = part.rsplit(".", 1)[-1].lower()
            assert f"/{part.lower()}" in overrides or ending in defaults | {"rels"}, f"not declared: {part}"


def _assert_book(package: Sound) -> None:
    root = package.xml(package.book)
    _assert_order(root, _WORKBOOK, package.book)
    listed = list(_child(root, "sheets"))
    assert len({each.get("name").casefold() for each in listed}) == len(listed)
    assert len({each.get("sheetId") for each in listed}) == len(listed)
    assert all(len(each.get("name")) <= 31 for each in listed)
    for name in _children(root, "definedNames"):
        assert int(name.get("localSheetId", "0")) < len(listed)
    for view in _children(root, "bookViews"):
        assert int(view.get("activeTab", "0")) < len(listed)
    chosen = [each.name for each in package.sheets if b'tabSelected="1"' in package.parts[each.part]]
    assert len(chosen) <= 1, f"sheets chosen together: {chosen}"


def _assert_styles(package: Sound) -> None:
    _assert_order(package.styles, _STYLES, "styles")
    for each in package.styles:
        if each.get("count") is not None and local(each) != "tableStyles":
            assert int(each.get("count")) == len(each), local(each)
    sizes = {name: len(_children(package.styles, name)) for name in ("fonts", "fills", "borders")}
    for xf in _children(package.styles, "cellXfs"):
        for list_name, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            assert int(xf.get(attribute, "0")) < max(sizes[list_name], 1), etree.tostring(xf)


def _assert_sheet(package: Sound, sheet: Sheet) -> None:
    root = package.xml(sheet.part)
    _assert_order(root, _WORKSHEET, sheet.part)
    relations = package.relations(sheet.part)
    formats = len(_children(package.styles, "dxfs"))
    ranks = []
    for rule in root.iter("{*}cfRule"):
        assert int(rule.get("dxfId", "0")) < max(formats, 1)
        ranks += [int(rule.get("priority"))] if rule.get("priority") else []
    assert len(set(ranks)) == len(ranks), f"rules of one rank: {ranks}"
    for each in root.iterchildren("*"):
        if local(each) in ("legacyDrawing", "legacyDrawingHF", "drawing"):
            assert _relation(each) in relations
        if local(each) in ("mergeCells", "dataValidations") and each.get("count"):
            assert int(each.get("count")) == len(each)
    cell_formats = len(_children(package.styles, "cellXfs"))
    assert all(int(cell.get("s", "0")) < max(cell_formats, 1) for cell in root.iter("{*}c"))
    for kind, part in relations.values():
        if kind == "comments":
            _assert_notes(package, root, relations, part)


def _assert_notes(package: Sound, root: etree._Element, relations: dict[str, tuple[str, str]], part: str) -> None:
    notes = package.xml(part)
    authors = len(_child(notes, "authors"))
    cells = [note.get("ref") for note in _child(notes, "commentList")]
    assert len(set(cells)) == len(cells), "two notes at one cell"
    assert all(int(note.get("authorId")) < authors for note in _child(notes, "commentList"))
    pointer = _child(root, "legacyDrawing")
    boxes = package.parts[package.spelled(relations[_relation(pointer)][1])]
    ids = re.findall(rb'<\w+:shape [^>]*?id="(_x0000_s\d+)"', boxes)
    assert len(set(ids)) == len(ids), "two boxes of one number"
    blocks = {int(block) for block in re.search(rb'idmap [^>]*data="([^"]*)"', boxes)[1].split(b",")}  # type: ignore[index]  # there is one
    assert {int(name[8:]) // 1024 for name in ids} <= blocks
    found = re.findall(rb"<\w+:Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)</\w+:Column>", boxes)
    boxed = {f"{get_column_letter(int(column) + 1)}{int(row) + 1}" for row, column in found}
    assert boxed == set(cells) and len(found) == len(cells), "boxes and notes differ"


def _assert_order(root: etree._Element, order: list[str], part: str) -> None:
    ranks = [order.index(local(each)) for each in root if isinstance(each.tag, str) and local(each) in order]
    assert ranks == sorted(ranks), f"{part}: {[local(each) for each in root]}"
    names = [local(each) for each in root if isinstance(each.tag, str) and local(each) not in _MAY_REPEAT]
    assert len(set(names)) == len(names), f"{part}: {names}"


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _child(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{{*}}{name}")
    assert found is not None, name
    return found


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    found = root.find(f"{{*}}{name}")
    return [] if found is None else list(found)


def _relation(element: etree._Element) -> str:
    return next(value for name, value in element.attrib.items() if str(name).endswith("relationships}id"))
