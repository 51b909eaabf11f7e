"""The notes of one sheet: texts and boxes together, and the relationships that hold them to the sheet.

Knows which parts make up a sheet's notes; their contents are known to `comments` and `vml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.ooxml import comments, vml
from checker.ooxml.book import Book
from checker.ooxml.cannot_mark import broken
from checker.ooxml.dialects import relation_attribute, relation_of
from checker.ooxml.marks import Mark
from checker.ooxml.opc import Package
from checker.ooxml.sheet_text import ORDER
from checker.ooxml.splice import Markup
from checker.ooxml.xml_text import qualified
from checker.spreadsheet.cells import plain

#: Notes on one sheet; cells beyond are only coloured. Programs become slow with more boxes.
MOST_NOTES = 2_000


@dataclass(frozen=True)
class Place:
    """The sheet that is meant: its part, and its place among the workbook's sheets, from 0."""

    book: Book
    part: str
    index: int


def noted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks of a sheet that get a note: the gravest first, from top to bottom, no more than `MOST_NOTES`."""
    told = sorted((mark for mark in marks if mark.comment), key=lambda m: (-m.severity, m.row, m.column))
    return tuple(sorted(told[:MOST_NOTES], key=lambda mark: (mark.row, mark.column)))


def write_notes(package: Package, place: Place, around: bytes, marks: Iterable[Mark]) -> bytes:
    """Writes the notes of a sheet that has none of ours.

    Args:
        package: the package, whose parts with notes are changed or made.
        place: the sheet.
        around: what is around its cells.
        marks: what to note.

    Returns:
        What is around the cells now: it points to the boxes.
    """
    blocks = {(mark.row, mark.column): comments.block(plain(mark.comment)) for mark in noted(marks)}
    if not blocks:
        return around
    sheet = Markup(around, place.part)
    dialect = place.book.dialect
    part = _comments_of(package, place)
    if not part:
        part = package.free(f"{place.book.folder}comments{{}}.xml")
        package.put(part, comments.empty(dialect.main))
        package.declare(part, comments.TYPE)
        package.relate(place.part, f"{dialect.relations}/comments", part)
    texts, became = comments.add(package.part(part), part, blocks)
    package.put(part, texts)
    drawing = _drawing_of(package, place, sheet)
    if not drawing:
        drawing = package.free(f"{place.book.folder}drawings/vmlDrawing{{}}.vml")
        package.put(drawing, vml.drawing(2 * place.index + 1))
        package.declare(drawing, vml.TYPE)
        relation = package.relate(place.part, f"{dialect.relations}/vmlDrawing", drawing)
        pointer = f"<legacyDrawing {relation_attribute(sheet, dialect, relation)}/>"
        sheet.add(sheet.root, ORDER, "legacyDrawing", qualified(pointer, sheet.root.prefix))
    joined = {cell: vml.rows_of(block) for cell, block in blocks.items() if became[cell] == "joined"}
    new = [(cell, block) for cell, block in blocks.items() if became[cell] == "new"]
    boxes = vml.resized(package.part(drawing), drawing, joined)
    package.put(drawing, vml.with_boxes(boxes, drawing, new, vml.grid_of(sheet)))
    return sheet.written()


def erase_notes(package: Package, place: Place, around: bytes) -> bytes:
    """Takes out of a sheet's notes what is ours, with the parts that hold nothing then.

    Returns:
        What is around the cells now.
    """
    part = _comments_of(package, place)
    if not part:
        return around
    erased = comments.erase(package.part(part), part)
    if not erased.gone and not erased.cut:
        return around
    if erased.notes:
        package.put(part, erased.xml)
    else:
        _drop(package, place, part)
    sheet = Markup(around, place.part)
    drawing = _drawing_of(package, place, sheet)
    if drawing:
        lower = {cell: -vml.rows_of(block) for cell, block in erased.cut.items()}
        boxes = vml.without_boxes(vml.resized(package.part(drawing), drawing, lower), drawing, erased.gone)
        if boxes:
            package.put(drawing, boxes)
        else:
            _drop(package, place, drawing)
            sheet.remove(next(child for child in sheet.root.children if child.local == "legacyDrawing"))
    return sheet.written()


def _comments_of(package: Package, place: Place) -> str:
    """The part with the sheet's comments, or empty."""
    found = (relation.part for relation in package.relations(place.part) if relation.kind == "comments")
    return next((part for part in found if part in package), "")


def _drawing_of(package: Package, place: Place, sheet: Markup) -> str:
    """The part with the sheet's boxes, or empty where it has none.

    Raises:
        CannotMark: it points to one that is not there.
    """
    pointer = sheet.root.child("legacyDrawing")
    if pointer is None:
        return ""
    parts = {relation.id: relation.part for relation in package.relations(place.part)}
    found = parts.get(relation_of(pointer), "")
    if found not in package:
        raise broken(place.part)
    return found


def _drop(package: Package, place: Place, part: str) -> None:
    package.unrelate(place.part, {relation.id for relation in package.relations(place.part) if relation.part == part})
    package.drop(part)
