"""Adds, resizes and removes the boxes of a worksheet's notes, in the old VML format that every program still needs.

Works on bytes, because old files aren't always well-formed and their other content must not change.
"""

import re
from collections.abc import Collection, Set

from checker.frozen import dataclass
from checker.ooxml.cannot_mark import broken
from checker.ooxml.splice import Markup
from checker.ooxml.xml_text import fill_template, restore_encoding, to_utf_8
from checker.spreadsheet.text_size import count_cut_lines

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_LAYOUT = '<o:shapelayout{} v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout>'
# Any prefix may occur: openpyxl writes ns0 and ns1, and not always for the same namespace.
_SHAPE = re.compile(rb"<((?:\w+:)?)shape\s[^>]*(?<!/)>.*?</\1shape>", re.DOTALL)
_IDS = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_BLOCKS = re.compile(rb"""<(?:\w+:)?idmap\b[^>]*?\bdata=["']([0-9,\s]*)["']""")
_ROW, _COLUMN = (re.compile(rb"<(?:\w+:)?%b>\s*([0-9]+)\s*<" % name) for name in (b"Row", b"Column"))
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(<)")
_NOTE = re.compile(rb"""\bObjectType=["']Note["']""")
#: Shape numbers come in blocks of this size; a drawing lists the blocks that it uses.
_BLOCK = 1024
#: Pixels: the width and margins of a box, the height of a line, the width of a letter, the greatest height.
_WIDTH, _MARGIN, _LINE, _LETTER, _TALLEST = 340, 16, 17, 6.5, 420
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383

#: Row and column, 1-based.
Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """The sizes of a sheet's columns and rows in pixels."""

    columns: tuple[tuple[int, int, int], ...]  # (first, last, width) with 1-based columns
    column: int  # the default
    row: int  # the default; rows with a size of their own are unknown, because the cells aren't parsed

    def width(self, column: int) -> int:
        """Returns the width of a 1-based column."""
        return next((wide for first, last, wide in self.columns if first <= column <= last), self.column)


def grid_of(markup: Markup) -> Grid:
    """Reads the sizes that a worksheet states before its cells."""
    formats = markup.root.child("sheetFormatPr")
    defaults = formats.attributes if formats is not None else {}
    row, column = _size(defaults.get("defaultRowHeight")) or 15.0, _size(defaults.get("defaultColWidth")) or 9.0
    sizes = []
    for each in markup.root.within("cols"):
        hidden = each.attributes.get("hidden") in ("1", "true")
        wide = _size(each.attributes.get("width")) or 9.0
        first, last = (int(_size(each.attributes.get(edge)) or 0) for edge in ("min", "max"))
        sizes.append((first, last, 0 if hidden else round(wide * 7)))
    return Grid(tuple(sizes), round(column * 7) or 1, max(round(row * 4 / 3), 1))


def empty(block: int) -> bytes:
    """Makes a drawing without shapes whose shape numbers will come from `block`."""
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    return f"<xml {spaces}>{_LAYOUT.format('', block)}</xml>".encode()


def add_boxes(xml: bytes, part: str, notes: Collection[tuple[Cell, str]], grid: Grid) -> bytes:
    """Adds a hidden box for each note to a drawing.

    Raises:
        CannotMark: the part isn't a valid drawing.
    """
    xml, mark = to_utf_8(xml, part)
    head = xml.find(b">", xml.find(b"<xml")) + 1
    end = xml.rfind(b"</xml>")
    if end < head or not head:
        raise broken(part)
    declared = xml[:head].decode("utf-8", "replace")
    missing = (f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    spaces = "".join(f" {each}" for each in missing if each not in declared)
    numbers = [int(found) for found in _IDS.findall(xml)]
    blocks = _blocks_of(xml) or [max(numbers, default=_BLOCK) // _BLOCK]
    last = max(numbers, default=blocks[0] * _BLOCK)
    pieces = [] if b'id="_x0000_t202"' in xml else [fill_template("note_shape_type.xml", spaces=spaces)]
    reaches = {column: _reach(column, grid) for column in {column for (_, column), _ in notes}}
    for cell, text in notes:
        last += 1
        pieces.append(_box(last, cell, text, reaches[cell[1]], grid, spaces))
    xml = xml[:end] + "".join(pieces).encode() + xml[end:]
    blocks += range(max(blocks) + 1, last // _BLOCK + 1)
    return restore_encoding(_list_blocks(xml, head, blocks, spaces), mark)


def remove_boxes(xml: bytes, part: str, cells: Set[Cell]) -> bytes:
    """Removes the boxes of these cells; returns empty bytes if no shape is left in the drawing."""
    xml, mark = to_utf_8(xml, part)
    rest = _SHAPE.sub(lambda shape: b"" if _cell_of(shape[0]) in cells else shape[0], xml)
    return restore_encoding(rest, mark) if b"ClientData" in rest else b""


def resize_boxes(xml: bytes, part: str, rows: dict[Cell, int]) -> bytes:
    """Makes the boxes of these cells higher by a number of sheet rows, or lower if the number is negative."""
    xml, mark = to_utf_8(xml, part)

    def resize(shape: re.Match[bytes]) -> bytes:
        more = rows.get(_cell_of(shape[0]) or (0, 0), 0)

        def move(anchor: re.Match[bytes]) -> bytes:
            edges = anchor[2].split(b",")
            if len(edges) != 8 or not edges[6].strip().isdigit():
                return anchor[0]
            row = int(edges[6]) + more
            blank = edges[6][: len(edges[6]) - len(edges[6].lstrip())]
            edges[6] = blank + str(min(max(row, 0), _LAST_ROW)).encode()
            return anchor[1] + b",".join(edges) + anchor[3]

        return _ANCHOR.sub(move, shape[0]) if more else shape[0]

    return restore_encoding(_SHAPE.sub(resize, xml), mark)


def rows_of(text: str) -> int:
    """Returns how many rows of a sheet a text needs in a box."""
    return -(-_height(text) // 20)


def _reach(column: int, grid: Grid) -> tuple[int, int, int]:
    """Returns where a box beside a column begins, and where it ends: its columns, and the pixels of the last."""
    left = right = min(column, _LAST_COLUMN - 1)
    over = _WIDTH + 15
    while right < _LAST_COLUMN and over > grid.width(right + 1):
        over -= grid.width(right + 1)
        right += 1
    return left, right, min(over, grid.width(right + 1))


def _box(number: int, cell: Cell, text: str, reach: tuple[int, int, int], grid: Grid, spaces: str) -> str:
    (row, column), (left, right, over) = cell, reach
    height, top = min(_height(text), _TALLEST), max(row - 2, 0)
    bottom, rest = divmod(height, grid.row)
    edges = f"{left}, 15, {top}, 4, {right}, {over}, {min(top + bottom, _LAST_ROW)}, {min(rest + 4, grid.row)}"
    return fill_template(
        "note_box.xml",
        spaces=spaces,
        number=number,
        width=_WIDTH * 3 // 4,
        height=height * 3 // 4,
        z_index=number % _BLOCK,
        edges=edges,
        row=row - 1,
        column=column - 1,
    )


def _height(text: str) -> int:
    return count_cut_lines(text, int((_WIDTH - _MARGIN) / _LETTER)) * _LINE + _MARGIN


def _blocks_of(xml: bytes) -> list[int]:
    found = _BLOCKS.search(xml)
    return [int(block) for block in found[1].split(b",") if block.strip()] if found else []


def _list_blocks(xml: bytes, head: int, blocks: list[int], spaces: str) -> bytes:
    """Makes the drawing list the blocks of numbers that it uses."""
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
    """Reads a size or a column number; None if no sheet could have it."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 < number < 100_000 else None
