"""The looks of marks and of the findings sheet, put behind the styles that a workbook has; none of those changes.

Knows styles.xml: what is there keeps its number, what is needed and not there comes last. A workbook that was marked
before has them already, and nothing is added to it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.model import Severity
from checker.ooxml.book import Book
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.opc import XML_HEAD, Package
from checker.ooxml.page import Style
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import qualified, ranked
from checker.text.bilingual import Text

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = ranked("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
#: What a workbook has at the least; the first two fills are taken for these whatever they say.
_FIRST = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "dxfs": (),
}
#: Excel takes no workbook with more cell formats.
_MOST_FORMATS = 64_000

#: (letters, ground) of a severity, by the word of the contract: dark on light, told apart by brightness too.
COLOURS: Mapping[Style, tuple[str, str]] = {
    "error": ("FF4A0009", "FFFF8F87"),
    "red": ("FF5A2400", "FFFFBE85"),
    "amber": ("FF4A3B00", "FFFFE98A"),
    "info": ("FF0B2F4F", "FFCFE6F7"),
    "good": ("FF0E4A22", "FFC9EBCF"),
}
_OF_SEVERITY: Mapping[Severity, Style] = {
    Severity.ERROR: "error",
    Severity.RED: "red",
    Severity.AMBER: "amber",
    Severity.INFO: "info",
}
_LINE = "FFBFC5CC"


@dataclass(frozen=True)
class _Look:
    """One cell format: its font and fill as XML, whether it has a border, how its text stands."""

    font: str
    ground: str = ""
    border: bool = True
    wrap: bool = True
    centred: bool = False


def _font(colour: str, size: float = 10.5, extra: str = "") -> str:
    return (
        f'<font>{extra}<sz val="{size:g}"/><color rgb="{colour}"/><name val="Microsoft YaHei"/><family val="2"/>'
        '<charset val="134"/></font>'
    )


_LOOKS: Mapping[Style, _Look] = {
    "title": _Look(_font("FF1F3A5F", 16, "<b/>"), border=False, wrap=False),
    "head": _Look(_font("FFFFFFFF", extra="<b/>"), "FF1F3A5F", centred=True),
    "text": _Look(_font("FF222222")),
    "aside": _Look(_font("FF5F6B76", 9.5), border=False),
    **{word: _Look(_font(letters, extra="<b/>"), ground, centred=True) for word, (letters, ground) in COLOURS.items()},
    "input": _Look(_font("FF222222"), "FFFFFBE6"),
    "link": _Look(_font("FF0B5CAD", extra="<u/>")),
}


@dataclass(frozen=True)
class Formats:
    """The numbers of formats in a workbook.

    Attributes:
        marks: of the format (`dxf`) that colours a cell, by severity.
        cells: of the cell format by style; with True for a text that a program could take for a formula.
    """

    marks: Mapping[Severity, int]
    cells: Mapping[tuple[Style, bool], int]


def put_formats(
    package: Package, book: Book, severities: Iterable[Severity], cells: Iterable[tuple[Style, bool]]
) -> Formats:
    """Puts the formats in that are needed, and says where they are.

    Raises:
        CannotMark: the workbook has as many formats as it may have.
    """
    part = book.related.get("styles", "")
    if not part:
        part = package.free(f"{book.folder}styles{{}}.xml").replace("styles1.", "styles.")
        package.put(part, f'{XML_HEAD}<styleSheet xmlns="{book.dialect.main}"></styleSheet>'.encode())
        package.declare(part, TYPE)
        package.relate(book.part, f"{book.dialect.relations}/styles", part)
    markup = Markup(package.part(part), part, depth=3)
    lists = {name: _List(markup, name) for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")}
    marks = {severity: lists["dxfs"].number(_mark(severity)) for severity in sorted(set(severities))}
    named = ' xfId="0"' if lists["cellStyleXfs"].count else ""
    numbers = {key: lists["cellXfs"].number(_cell_format(lists, *key, named)) for key in sorted(set(cells))}
    if lists["cellXfs"].count > _MOST_FORMATS:
        raise CannotMark(
            Text(zh="单元格格式已达上限，无法再增加", en="it has as many cell formats as a workbook can have")
        )
    for each in lists.values():
        each.splice()
    if markup.changed:
        package.put(part, markup.written())
    return Formats(marks, numbers)


@dataclass
class _List:
    """One list of styles: what it holds, and what is to be put behind that."""

    markup: Markup
    name: str
    element: Element | None = field(init=False)
    sources: list[bytes] = field(init=False)
    held: int = field(init=False)

    def __post_init__(self) -> None:
        self.element = self.markup.root.child(self.name)
        self.sources = [self.markup.source(child) for child in self.element.children] if self.element else []
        self.held = len(self.sources)

    @property
    def count(self) -> int:
        """How many there are, with those to be put in."""
        return len(self.sources)

    def number(self, fragment: str) -> int:
        """The number of a style, which is put in unless it is there."""
        prefix = self.markup.root.prefix
        for first in _FIRST[self.name][len(self.sources) :]:
            self.sources.append(qualified(first, prefix).encode())
        source = qualified(fragment, prefix).encode()
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source)

    def splice(self) -> None:
        """Puts in what is new, and counts anew."""
        added = self.sources[self.held :]
        if not added:
            return
        if self.element is None:
            open_tag, close_tag = f'<{self.name} count="{self.count}">', f"</{self.name}>"
            prefix = self.markup.root.prefix
            pieces = (qualified(open_tag, prefix).encode(), *added, qualified(close_tag, prefix).encode())
            self.markup.add(self.markup.root, _ORDER, self.name, b"".join(pieces))
            return
        for source in added:
            self.markup.append(self.element, source)
        if "count" in self.element.attributes:
            self.markup.set(self.element, "count", str(self.count))


def _mark(severity: Severity) -> str:
    letters, ground = COLOURS[_OF_SEVERITY[severity]]
    return (
        f'<dxf><font><color rgb="{letters}"/></font><fill><patternFill patternType="solid">'
        f'<fgColor rgb="{ground}"/><bgColor rgb="{ground}"/></patternFill></fill></dxf>'
    )


def _cell_format(lists: Mapping[str, _List], style: Style, quoted: bool, named: str) -> str:
    """A cell format as XML; `named` ties it to the workbook's normal style, where that is told."""
    look = _LOOKS[style]
    font = lists["fonts"].number(look.font)
    fill = lists["fills"].number(_fill(look.ground)) if look.ground else 0
    border = lists["borders"].number(_border()) if look.border else 0
    quote = ' quotePrefix="1"' if quoted else ""
    stand = ' horizontal="center"' if look.centred else ""
    wrap = ' wrapText="1"' if look.wrap else ""
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}"{named}{quote} applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1"><alignment{stand} vertical="center"{wrap}/></xf>'
    )


def _fill(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def _border() -> str:
    sides = "".join(
        f'<{side} style="thin"><color rgb="{_LINE}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    return f"<border>{sides}<diagonal/></border>"
