"""The small parts of an xlsx that say what its sheets are: workbook, relationships, content types, number formats.

Knows the names of these parts, in transitional and strict form; reads no cell. Only what a cross-check of the
reader needs is taken from them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from checker.sources.archive import Archive
from checker.sources.markup import local, new_parser, parse
from checker.sources.percent import BUILT_IN, shows_percent


@dataclass(frozen=True)
class SheetPart:
    """One sheet that the workbook lists: its name and the part that holds it (empty when it has none)."""

    name: str
    part: str


@dataclass(frozen=True)
class BookParts:
    """What the small parts say.

    Attributes:
        sheets: in the workbook's order, chart sheets too.
        strings: the part with the shared strings, or empty.
        percent_styles: the cell styles (`s` of a cell) that show a percentage.
        date_1904: days are counted from 1904, as old Excel for Mac did.
    """

    sheets: tuple[SheetPart, ...]
    strings: str
    percent_styles: frozenset[int]
    date_1904: bool = False


def read_parts(archive: Archive) -> BookParts:
    """Reads the workbook's small parts.

    Raises:
        Refused: a part that is needed is missing or damaged.
    """
    book = _workbook_part(archive)
    related = _relationships(archive, book)
    by_id = {relation: (kind, target) for relation, kind, target in related}
    styles = next((target for _, kind, target in related if kind == "styles"), "")
    strings = next((target for _, kind, target in related if kind == "sharedStrings"), "")
    sheets: list[SheetPart] = []
    from_1904: list[str] = []

    def note(element: str, attributes: dict[str, str]) -> None:
        if element == "workbookPr":
            from_1904.append(attributes.get("date1904", "0"))
        if element == "sheet":
            sheets.append(SheetPart(attributes.get("name", ""), by_id.get(attributes.get("id", ""), ("", ""))[1]))

    _each_element(archive.part(book), book, note)
    return BookParts(
        tuple(sheets),
        strings if strings in archive else "",
        _percent_styles(archive.part(styles), styles) if styles in archive else frozenset(),
        from_1904[:1] in (["1"], ["true"]),
    )


def _workbook_part(archive: Archive) -> str:
    for _, kind, target in _relationships(archive, ""):
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def _relationships(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """The (id, last word of the type, target) of each relationship of `part`, targets as names of parts."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str, str]] = []

    def note(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((attributes.get("Id", ""), attributes.get("Type", "").rsplit("/", 1)[-1], whole))

    if listing in archive:
        _each_element(archive.part(listing), listing, note)
    return found


def _percent_styles(xml: bytes, part: str) -> frozenset[int]:
    percent = set(BUILT_IN)
    formats: list[int] = []
    inside: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "numFmt" and "dxf" not in inside:
            number = _number(attributes.get("numFmtId"))
            (percent.add if shows_percent(attributes.get("formatCode", "")) else percent.discard)(number)
        elif element == "xf" and inside[-1:] == ["cellXfs"]:
            formats.append(_number(attributes.get("numFmtId")))
        inside.append(element)

    _each_element(xml, part, start, lambda: inside.pop())
    return frozenset(style for style, number_format in enumerate(formats) if number_format in percent)


def _each_element(
    xml: bytes,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[], object] | None = None,
) -> None:
    """Calls `start` with the local name and the attributes by local name of each element, `end` after each."""
    parser = new_parser(xml)

    def started(name: str, attributes: dict[str, str]) -> None:
        start(local(name), {local(key): text for key, text in attributes.items()})

    parser.StartElementHandler = started
    if end is not None:
        parser.EndElementHandler = lambda _: end()
    parse(xml, part, parser)


def _number(text: str | None) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else 0
