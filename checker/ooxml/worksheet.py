"""Cuts the cells out of a worksheet's part, so that the elements around them can change, and puts them back unchanged.

Finds where `sheetData` begins and ends in the bytes and never parses the cells, however many rows there are.
"""

import re

from checker.frozen import dataclass
from checker.ooxml.cannot_mark import broken
from checker.ooxml.splice import Markup
from checker.ooxml.xml_text import rank_names, restore_encoding, to_utf_8

#: The children of a worksheet in the order that the schema requires.
ORDER = rank_names(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
    "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst"
)
_DATA = re.compile(rb"""<((?:[^\s/>:]+:)?)sheetData(?=[\s/>])(?:[^"'/>]|"[^"]*"|'[^']*')*(/?)>""")
_PLACE = b'sheetData cells="cut out"/>'


@dataclass(frozen=True)
class Worksheet:
    """A worksheet's part, split in two."""

    around: bytes  # the part in UTF-8 with an empty `sheetData`
    cells: memoryview  # the whole `sheetData`, in UTF-8
    mark: bytes  # the byte order mark of the part's encoding
    part: str

    def with_around(self, around: bytes) -> bytes:
        """Returns the part with the same cells in other surroundings."""
        before, place, after = around.partition(_PLACE)
        start = before.rfind(b"<")
        if not place or _PLACE in after:
            raise broken(self.part)
        return restore_encoding(b"".join((before[:start], self.cells, after)), self.mark)


def split(xml: bytes, part: str) -> Worksheet:
    """Cuts the cells out of a worksheet's part.

    Raises:
        Refused: the part isn't well-formed.
        CannotMark: the part has no `sheetData`.
    """
    xml, mark = to_utf_8(xml, part)
    # Comments, CDATA and processing instructions may contain text that looks like a tag. To look for one byte takes a
    # tenth of the time that two take.
    plain = (b"!" not in xml or b"<!" not in xml) and (xml.count(b"?") <= 2 or xml.count(b"<?") <= 1)
    start, end, prefix = _seek(xml, part) if plain else _parse(xml, part)
    around = b"".join((xml[:start], b"<", prefix, _PLACE, xml[end:]))
    return Worksheet(around, memoryview(xml)[start:end], mark, part)


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


def _parse(xml: bytes, part: str) -> tuple[int, int, bytes]:
    """Finds the cells with a parser, which takes several times as long."""
    found = [child for child in Markup(xml, part, depth=2).root.children if child.local == "sheetData" and child.space]
    if len(found) != 1:
        raise broken(part)
    return found[0].start, found[0].end, found[0].prefix.encode()
