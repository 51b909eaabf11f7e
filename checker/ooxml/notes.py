"""Writes and erases the notes of one sheet: their texts, their boxes, and the relationships to the sheet.

`comments` handles the texts and `vml` the boxes.
"""

from collections.abc import Iterable

from checker.ooxml import comments, vml
from checker.ooxml.book import Book, relation_attribute, relation_of
from checker.ooxml.cannot_mark import broken
from checker.ooxml.opc import Package
from checker.ooxml.page import Mark
from checker.ooxml.splice import Markup
from checker.ooxml.worksheet import ORDER
from checker.spreadsheet.cells import plain

#: The most notes on one sheet, because programs become slow with more boxes; other cells get only a colour.
MOST_NOTES = 2_000


def choose_noted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Chooses the marks that get a note, the gravest first, at most `MOST_NOTES`; returns them in sheet order."""
    graded = sorted((mark for mark in marks if mark.comment), key=lambda m: (-m.severity, m.row, m.column))
    return tuple(sorted(graded[:MOST_NOTES], key=lambda mark: (mark.row, mark.column)))


def write_notes(package: Package, book: Book, index: int, around: bytes, marks: Iterable[Mark]) -> bytes:
    """Writes the notes of a sheet that has none of ours; `index` is the sheet's 0-based position.

    Takes and returns the sheet without its cells; what it returns points to the boxes.
    """
    blocks = {(mark.row, mark.column): comments.block(plain(mark.comment)) for mark in choose_noted(marks)}
    if not blocks:
        return around
    owner, dialect = book.sheets[index].part, book.dialect
    sheet = Markup(around, owner)
    part = _comments_part(package, owner)
    if not part:
        part = package.free_name(f"{book.folder}comments{{}}.xml")
        empty = comments.empty(dialect.main)
        package.attach(owner, f"{dialect.relations}/comments", part, empty, comments.TYPE)
    texts, became = comments.add(package.part(part), part, blocks)
    package.put(part, texts)
    drawing = _drawing_part(package, owner, sheet)
    if not drawing:
        drawing = package.free_name(f"{book.folder}drawings/vmlDrawing{{}}.vml")
        empty = vml.empty(2 * index + 1)
        relation = package.attach(owner, f"{dialect.relations}/vmlDrawing", drawing, empty, vml.TYPE)
        id = relation_attribute(sheet, dialect, relation)
        sheet.add(sheet.root, ORDER, "legacyDrawing", f"<legacyDrawing {id}/>")
    joined = {cell: vml.rows_of(block) for cell, block in blocks.items() if became[cell] == "joined"}
    new = [(cell, block) for cell, block in blocks.items() if became[cell] == "new"]
    boxes = vml.resize_boxes(package.part(drawing), drawing, joined)
    package.put(drawing, vml.add_boxes(boxes, drawing, new, vml.grid_of(sheet)))
    return sheet.to_bytes()


def erase_notes(package: Package, owner: str, around: bytes) -> bytes:
    """Erases our text from the notes of the sheet in the part `owner`, and drops the parts that are empty then.

    Takes and returns the sheet without its cells.
    """
    part = _comments_part(package, owner)
    if not part:
        return around
    erased = comments.erase(package.part(part), part)
    if not erased.gone and not erased.cut:
        return around
    if erased.notes:
        package.put(part, erased.xml)
    else:
        package.detach(owner, part)
    sheet = Markup(around, owner)
    drawing = _drawing_part(package, owner, sheet)
    if drawing:
        lower = {cell: -vml.rows_of(block) for cell, block in erased.cut.items()}
        boxes = vml.remove_boxes(vml.resize_boxes(package.part(drawing), drawing, lower), drawing, erased.gone)
        if boxes:
            package.put(drawing, boxes)
        else:
            package.detach(owner, drawing)
            sheet.remove(sheet.need("legacyDrawing"))
    return sheet.to_bytes()


def _comments_part(package: Package, owner: str) -> str:
    return next(
        (each.part for each in package.relations(owner) if each.kind == "comments" and each.part in package), ""
    )


def _drawing_part(package: Package, owner: str, sheet: Markup) -> str:
    """Returns the part with the sheet's boxes, or an empty string if the sheet points to none."""
    pointer = sheet.root.child("legacyDrawing")
    if pointer is None:
        return ""
    parts = {relation.id: relation.part for relation in package.relations(owner)}
    found = parts.get(relation_of(pointer), "")
    if found not in package:
        raise broken(owner)
    return found
