"""Reads the small parts of an xlsx: workbook, relationships and number formats, in transitional or strict form.

It takes only what is needed to check the reader, and reads no cells.
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from checker.sources.archive import Archive
from checker.sources.markup import local, parse_elements
from checker.sources.percent import BUILT_IN, shows_percent


@dataclass(frozen=True)
class SheetPart:
    """A sheet that the workbook lists: its name and its part (empty if it has none)."""

    name: str
    part: str


@dataclass(frozen=True)
class BookParts:
    """The content of the small parts.

    Attributes:
        sheets: in the workbook's order, including chart sheets.
        strings: the part with the shared strings, or empty.
        percent_styles: the cell styles (`s` of a cell) that show a percentage.
        date_1904: whether days count from 1904, as in old versions of Excel for Mac.
    """

    sheets: tuple[SheetPart, ...]
    strings: str
    percent_styles: frozenset[int]
    date_1904: bool = False


def read_parts(archive: Archive) -> BookParts:
    """Reads the workbook's small parts.

    Raises:
        Refused: a required part is missing or damaged.
    """
    book = _target(_relationships(archive, ""), "officeDocument") or "xl/workbook.xml"
    related = _relationships(archive, book)
    by_id = {relation: target for relation, _, target in related}
    styles, strings = _target(related, "styles"), _target(related, "sharedStrings")
    sheets: list[SheetPart] = []
    from_1904: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "workbookPr":
            from_1904.append(attributes.get("date1904", "0"))
        if element == "sheet":
            sheets.append(SheetPart(attributes.get("name", ""), by_id.get(attributes.get("id", ""), "")))

    _parse_locally(archive.part(book), book, start)
    return BookParts(
        tuple(sheets),
        strings if strings in archive else "",
        _percent_styles(archive.part(styles), styles) if styles in archive else frozenset(),
        from_1904[:1] in (["1"], ["true"]),
    )


def _target(related: list[tuple[str, str, str]], wanted: str) -> str:
    """The target of the first relationship of a type, or empty."""
    return next((target for _, kind, target in related if kind == wanted), "")


def _relationships(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """The (id, last word of the type, target part) of each relationship of `part`."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((attributes.get("Id", ""), attributes.get("Type", "").rsplit("/", 1)[-1], whole))

    if listing in archive:
        _parse_locally(archive.part(listing), listing, start)
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

    _parse_locally(xml, part, start, lambda _: inside.pop())
    return frozenset(style for style, number_format in enumerate(formats) if number_format in percent)


def _parse_locally(
    xml: bytes, part: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], object] | None = None
) -> None:
    """Parses elements; `start` gets local names."""

    def start_local(name: str, attributes: dict[str, str]) -> None:
        start(local(name), {local(key): text for key, text in attributes.items()})

    parse_elements(xml, part, start_local, end)


def _number(text: str | None) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else 0
