"""Adds the formats of marks and of the flags sheet to the workbook's styles (styles.xml).

Existing styles keep their numbers; new ones are added at the end. A workbook that was marked before already has them,
and none is added twice.
"""

from collections.abc import Iterable, Mapping

from checker.frozen import dataclass
from checker.model import Severity
from checker.ooxml.book import Book
from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.opc import XML_HEAD, Package
from checker.ooxml.page import COLOURS, SEVERITY_STYLES, Style
from checker.ooxml.splice import Markup
from checker.ooxml.xml_text import rank_names

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = rank_names("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
#: The first entries of each list; programs take the first two fills for these, whatever the file says.
_FIRST = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/></font>',),
    "fills": ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "dxfs": (),
}
#: Excel opens no workbook with more cell formats.
_MOST_FORMATS = 64_000
_SIDES = ("left", "right", "top", "bottom")
_LINES = "".join(f'<{side} style="thin"><color rgb="FFBFC5CC"/></{side}>' for side in _SIDES)
_BORDER = f"<border>{_LINES}<diagonal/></border>"


@dataclass(frozen=True)
class _Look:
    """One cell format; `font` is XML, `fill` a colour."""

    font: str
    fill: str = ""
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
    **{style: _Look(_font(colour, extra="<b/>"), fill, centred=True) for style, (colour, fill) in COLOURS.items()},
    "input": _Look(_font("FF222222"), "FFFFFBE6"),
    "link": _Look(_font("FF0B5CAD", extra="<u/>")),
}


@dataclass(frozen=True)
class Formats:
    """The numbers of formats in a workbook."""

    marks: Mapping[Severity, int]  # the format (`dxf`) that colours a cell, by severity
    #: the cell format by style, with True for a text that a program could take for a formula
    cells: Mapping[tuple[Style, bool], int]


def put_formats(
    package: Package, book: Book, severities: Iterable[Severity], cells: Iterable[tuple[Style, bool]]
) -> Formats:
    """Adds the formats that are needed and missing, and returns the numbers of all.

    Raises:
        CannotMark: the workbook has no room for more formats.
    """
    part = book.related.get("styles", "")
    if not part:
        part = package.free_name(f"{book.folder}styles{{}}.xml").replace("styles1.", "styles.")
        empty = f'{XML_HEAD}<styleSheet xmlns="{book.dialect.main}"></styleSheet>'.encode()
        package.attach(book.part, f"{book.dialect.relations}/styles", part, empty, TYPE)
    markup = Markup(package.part(part), part, depth=3)
    lists = {name: _List(markup, name) for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")}
    marks = {severity: lists["dxfs"].number(_mark(severity)) for severity in sorted(set(severities))}
    base = ' xfId="0"' if lists["cellStyleXfs"].sources else ""
    numbers = {key: lists["cellXfs"].number(_cell_format(lists, *key, base)) for key in sorted(set(cells))}
    if len(lists["cellXfs"].sources) > _MOST_FORMATS:
        raise CannotMark("单元格格式已达上限，无法再增加", "it has no room for more cell formats")
    for each in lists.values():
        each.splice()
    if markup.changed:
        package.put(part, markup.to_bytes())
    return Formats(marks, numbers)


class _List:
    """One list of styles: the existing ones, followed by new ones."""

    def __init__(self, markup: Markup, name: str) -> None:
        self.markup, self.name = markup, name
        self.element = markup.root.child(name)
        self.sources = list(map(markup.source, markup.root.within(name)))
        self.existing = len(self.sources)

    def number(self, fragment: str) -> int:
        """Returns the number of a style, and adds the style if it is missing."""
        self.sources += map(self.markup.encode, _FIRST[self.name][len(self.sources) :])
        source = self.markup.encode(fragment)
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source)

    def splice(self) -> None:
        """Splices in the new styles and updates the count."""
        added = b"".join(self.sources[self.existing :])
        if added and self.element is None:
            opening, closing = map(
                self.markup.encode, (f'<{self.name} count="{len(self.sources)}">', f"</{self.name}>")
            )
            self.markup.add(self.markup.root, _ORDER, self.name, opening + added + closing)
        elif added and self.element is not None:
            self.markup.append(self.element, added)
            if "count" in self.element.attributes:
                self.markup.set(self.element, "count", str(len(self.sources)))


def _mark(severity: Severity) -> str:
    colour, fill = COLOURS[SEVERITY_STYLES[severity]]
    return (
        f'<dxf><font><color rgb="{colour}"/></font><fill><patternFill patternType="solid">'
        f'<fgColor rgb="{fill}"/><bgColor rgb="{fill}"/></patternFill></fill></dxf>'
    )


def _cell_format(lists: Mapping[str, _List], style: Style, quoted: bool, base: str) -> str:
    """Writes a cell format as XML; `base` refers to the workbook's normal style, if it has one."""
    look = _LOOKS[style]
    font = lists["fonts"].number(look.font)
    solid = f'<patternFill patternType="solid"><fgColor rgb="{look.fill}"/><bgColor indexed="64"/></patternFill>'
    fill = lists["fills"].number(f"<fill>{solid}</fill>") if look.fill else 0
    border = lists["borders"].number(_BORDER) if look.border else 0
    quote = ' quotePrefix="1"' if quoted else ""
    across = ' horizontal="center"' if look.centred else ""
    wrap = ' wrapText="1"' if look.wrap else ""
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}"{base}{quote} applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1"><alignment{across} vertical="center"{wrap}/></xf>'
    )
