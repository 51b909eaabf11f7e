"""A worksheet's part without its cells: they are cut out, what is around them is read, and they go back untouched.

Knows where `sheetData` begins and ends in the bytes; reads no cell. Of a hundred thousand rows nothing but the few
elements around them is parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.ooxml.cannot_mark import broken
from checker.ooxml.encoding import as_it_came, in_utf_8
from checker.ooxml.xml_text import ranked
from checker.sources.markup import new_parser, parse

#: The children of a worksheet in the order that the schema asks for.
ORDER = ranked(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
    "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst"
)
_DATA = re.compile(rb"""<((?:[^\s/>:]+:)?)sheetData(?=[\s/>])(?:[^"'/>]|"[^"]*"|'[^']*')*(/?)>""")
_PLACE = b'sheetData cells="cut out"/>'


@dataclass(frozen=True)
class SheetText:
    """A worksheet's part, taken apart.

    Attributes:
        around: what is around the cells, in UTF-8, with an empty `sheetData` in their place.
        cells: the whole `sheetData`, in UTF-8.
        mark: of the part's encoding.
        part: its name.
    """

    around: bytes
    cells: bytes
    mark: bytes
    part: str

    def with_around(self, around: bytes) -> bytes:
        """The part with other text around the same cells."""
        before, place, behind = around.partition(_PLACE)
        start = before.rfind(b"<")
        if not place or _PLACE in behind:
            raise broken(self.part)
        return as_it_came(b"".join((before[:start], self.cells, behind)), self.mark)


def split(xml: bytes, part: str) -> SheetText:
    """Cuts the cells out of a worksheet's part.

    Raises:
        Refused: it is not well-formed.
        CannotMark: it has no `sheetData`.
    """
    xml, mark = in_utf_8(xml, part)
    # Within comments, CDATA and instructions anything may stand that looks like a tag.
    sure = b"<!" not in xml and xml.count(b"<?") <= 1
    start, end, prefix = _seek(xml, part) if sure else _walk(xml, part)
    around = b"".join((xml[:start], b"<", prefix, _PLACE, xml[end:]))
    return SheetText(around, xml[start:end], mark, part)


def _seek(xml: bytes, part: str) -> tuple[int, int, bytes]:
    found = _DATA.search(xml)
    if found is None:
        raise broken(part)
    if found[2]:
        return found.start(), found.end(), found[1]
    close = xml.rfind(b"</" + found[1] + b"sheetData")
    end = xml.find(b">", close) + 1
    if close < 0 or not end:
        raise broken(part)
    return found.start(), end, found[1]


def _walk(xml: bytes, part: str) -> tuple[int, int, bytes]:
    """Finds the cells with a parser, at several times the cost."""
    depth = 0
    ends: list[tuple[int, str]] = []
    parser = new_parser(xml)
    parser.namespace_prefixes = True

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2 and name.split(" ")[1:2] == ["sheetData"]:
            ends.append((parser.CurrentByteIndex, name))

    def end(name: str) -> None:
        nonlocal depth
        if depth == 2 and name.split(" ")[1:2] == ["sheetData"]:
            ends.append((parser.CurrentByteIndex, name))
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse(xml, part, parser)
    if len(ends) != 2:
        raise broken(part)
    (first, name), (last, _) = ends
    prefix = b"".join(piece.encode() + b":" for piece in name.split(" ")[2:])
    tag = _DATA.match(xml, first)
    assert tag is not None, "the parser has read it"
    return first, tag.end() if tag[2] else xml.index(b">", last) + 1, prefix
