"""The boxes in which a worksheet's notes appear, in the old drawing format (VML) that every program still asks for.

Knows VML as spreadsheet programs write it; knows nothing of what a note says but how much room it needs. The part is
handled as bytes: old files are not always well-formed, and what is in them is nobody's but theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from checker.ooxml.cannot_mark import broken
from checker.ooxml.encoding import as_it_came, in_utf_8
from checker.ooxml.splice import Markup

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = (
    '<v:shapetype{} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_LAYOUT = '<o:shapelayout{} v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout>'
# Prefixes are anything: openpyxl writes ns0 and ns1, and not always for the same namespace.
_SHAPE = re.compile(rb"<((?:\w+:)?)shape\s[^>]*(?<!/)>.*?</\1shape>", re.DOTALL)
_IDS = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_BLOCKS = re.compile(rb"""<(?:\w+:)?idmap\b[^>]*?\bdata=["']([0-9,\s]*)["']""")
_ROW, _COLUMN = (re.compile(rb"<(?:\w+:)?%b>\s*([0-9]+)\s*<" % name) for name in (b"Row", b"Column"))
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(<)")
_NOTE = re.compile(rb"""\bObjectType=["']Note["']""")
#: Shapes whose numbers share their thousands; a drawing names the blocks that it uses.
_BLOCK = 1024
#: Pixels: a box's width, its margins, the height of a line, the width of a letter (a Chinese character takes two).
_WIDTH, _MARGIN, _LINE, _LETTER, _HIGHEST = 340, 16, 17, 6.5, 420
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383

Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """How wide the columns of a sheet are and how high its rows, in pixels.

    Attributes:
        columns: by 1-based (first, last) column; others have `column`.
        column, row: what has no size of its own. Rows that have one are not known here: they stand among the cells.
    """

    columns: tuple[tuple[int, int, int], ...]
    column: int
    row: int

    def width(self, column: int) -> int:
        """Of one column, 1-based."""
        return next((width for first, last, width in self.columns if first <= column <= last), self.column)


def grid_of(markup: Markup) -> Grid:
    """The sizes that a worksheet tells before its cells."""
    formats, columns = markup.root.child("sheetFormatPr"), markup.root.child("cols")
    told = formats.attributes if formats is not None else {}
    row = _size(told.get("defaultRowHeight")) or 15.0
    sizes = []
    for column in columns.children if columns is not None else ():
        hidden = column.attributes.get("hidden") in ("1", "true")
        width = _size(column.attributes.get("width")) or 9.0
        first, last = (int(_size(column.attributes.get(edge)) or 0) for edge in ("min", "max"))
        sizes.append((first, last, 0 if hidden else round(width * 7)))
    return Grid(tuple(sizes), round((_size(told.get("defaultColWidth")) or 9.0) * 7) or 1, max(round(row * 4 / 3), 1))


def drawing(block: int) -> bytes:
    """A drawing without shapes, whose numbers are to be those of a block."""
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    return f"<xml {spaces}>{_LAYOUT.format('', block)}</xml>".encode()


def with_boxes(xml: bytes, part: str, notes: Iterable[tuple[Cell, str]], grid: Grid) -> bytes:
    """Puts a hidden box in for each note.

    Args:
        xml: the drawing.
        part: its name.
        notes: cells (row and column, 1-based) with their notes.
        grid: sizes of the sheet's columns and rows.

    Raises:
        CannotMark: it is no such drawing.
    """
    xml, mark = in_utf_8(xml, part)
    head = xml.find(b">", xml.find(b"<xml")) + 1
    end = xml.rfind(b"</xml>")
    if end < head or not head:
        raise broken(part)
    told = xml[:head].decode("utf-8", "replace")
    spaces = "".join(f' xmlns:{name}="{at}"' for name, at in _SPACES.items() if f'xmlns:{name}="{at}"' not in told)
    numbers = [int(found) for found in _IDS.findall(xml)]
    blocks = _blocks_of(xml) or [max(numbers, default=_BLOCK) // _BLOCK]
    last = max(numbers, default=blocks[0] * _BLOCK)
    pieces = [] if b'id="_x0000_t202"' in xml else [_SHAPE_TYPE.format(spaces)]
    for cell, text in notes:
        last += 1
        pieces.append(_box(last, cell, text, grid, spaces))
    xml = xml[:end] + "".join(pieces).encode() + xml[end:]
    blocks += range(max(blocks) + 1, last // _BLOCK + 1)
    return as_it_came(_with_blocks(xml, head, blocks, spaces), mark)


def without_boxes(xml: bytes, part: str, cells: Set[Cell]) -> bytes:
    """Takes the boxes of the notes of some cells out; empty bytes where no shape is left in the drawing."""
    xml, mark = in_utf_8(xml, part)

    def kept(shape: re.Match[bytes]) -> bytes:
        return b"" if _cell_of(shape[0]) in cells else shape[0]

    rest = _SHAPE.sub(kept, xml)
    return as_it_came(rest, mark) if b"ClientData" in rest else b""


def resized(xml: bytes, part: str, lines: dict[Cell, int]) -> bytes:
    """Makes the boxes of some cells higher by so many rows of the sheet, or lower where the number is negative."""
    xml, mark = in_utf_8(xml, part)

    def moved(shape: re.Match[bytes]) -> bytes:
        more = lines.get(_cell_of(shape[0]) or (0, 0), 0)

        def lower(anchor: re.Match[bytes]) -> bytes:
            edges = anchor[2].split(b",")
            if len(edges) != 8 or not edges[6].strip().isdigit():
                return anchor[0]
            row = int(edges[6]) + more
            blank = edges[6][: len(edges[6]) - len(edges[6].lstrip())]
            edges[6] = blank + str(min(max(row, 0), _LAST_ROW)).encode()
            return anchor[1] + b",".join(edges) + anchor[3]

        return _ANCHOR.sub(lower, shape[0]) if more else shape[0]

    return as_it_came(_SHAPE.sub(moved, xml), mark)


def rows_of(text: str) -> int:
    """How many rows of a sheet a text needs in a box."""
    return -(-_height(text) // 20)


def breadth(line: str) -> int:
    """How much room a line takes, in letters: a Chinese character takes that of two."""
    return len(line) if line.isascii() else len(line.encode("gbk", "replace"))


def _box(number: int, cell: Cell, text: str, grid: Grid, spaces: str) -> str:
    row, column = cell
    height = min(_height(text), _HIGHEST)
    left, top = min(column, _LAST_COLUMN - 1), max(row - 2, 0)
    right, over = left, _WIDTH + 15
    while right < _LAST_COLUMN and over > grid.width(right + 1):
        over -= grid.width(right + 1)
        right += 1
    over = min(over, grid.width(right + 1))
    bottom, rest = divmod(height, grid.row)
    edges = f"{left}, 15, {top}, 4, {right}, {over}, {min(top + bottom, _LAST_ROW)}, {min(rest + 4, grid.row)}"
    return (
        f'<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:0;'
        f"margin-top:0;width:{_WIDTH * 3 // 4}pt;height:{height * 3 // 4}pt;z-index:{number % _BLOCK};"
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{edges}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _height(text: str) -> int:
    letters_a_line = int((_WIDTH - _MARGIN) / _LETTER)
    lines = sum(max(1, -(-breadth(line) // letters_a_line)) for line in text.split("\n"))
    return lines * _LINE + _MARGIN


def _blocks_of(xml: bytes) -> list[int]:
    found = _BLOCKS.search(xml)
    return [int(block) for block in found[1].split(b",") if block.strip()] if found else []


def _with_blocks(xml: bytes, head: int, blocks: list[int], spaces: str) -> bytes:
    """Has the drawing name the blocks of numbers that it uses."""
    named = ",".join(map(str, blocks))
    found = _BLOCKS.search(xml)
    if found is None:
        return xml[:head] + _LAYOUT.format(spaces, named).encode() + xml[head:]
    return xml[: found.start(1)] + named.encode() + xml[found.end(1) :] if blocks != _blocks_of(xml) else xml


def _cell_of(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or _NOTE.search(shape) is None:
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _size(text: str | None) -> float | None:
    """A size or a number of a column; None where it is none that a sheet could have."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 < number < 100_000 else None
