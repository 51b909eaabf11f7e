"""Reads ods with calamine, and checks the cells against the content part."""

import re
from collections.abc import Iterator
from typing import Literal

from checker.frozen import dataclass
from checker.model.workbook import Merged
from checker.sources.archive import Archive
from checker.sources.calamine import Book
from checker.sources.census import Census
from checker.sources.grid import Grid, check_cells, check_total_area
from checker.sources.limits import Limits
from checker.sources.markup import local, parse_elements, whole
from checker.sources.refusals import RawFlag, damaged, encrypted

_CONTENT = "content.xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE = f"{_ODF}office:1.0 ", f"{_ODF}table:1.0 "
_TEXT, _DRAWING = f"{_ODF}text:1.0 ", f"{_ODF}drawing:1.0 "
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_VALUES = dict.fromkeys(("float", "percentage", "currency"), "value") | {
    kind: f"{kind}-value" for kind in ("date", "time", "boolean")
}
#: What a failed formula shows in programs that do not mark it as an error.
_FAILED = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
#: What a number may show besides its digits: no decimals, thousands, percentages, dates or times.
_PLAIN = re.compile(r'[^.,%/:"\n]*')
_LAST_COLUMN = 16_384

#: The content of a cell: "text" can be empty, "formula" means that no program has calculated it.
Content = Literal["nothing", "value", "text", "error", "formula"]


@dataclass(frozen=True)
class _Cell:
    """A cell element with content, which represents `repeated` cells from `column`.

    `drawn`: it includes words of a picture or text box, which the reader adds to the cell's text.
    """

    column: int
    repeated: int
    content: Content
    attributes: dict[str, str]
    text: str
    drawn: bool


def read_ods(archive: Archive, limits: Limits) -> Iterator[Grid | RawFlag]:
    """Reads every sheet; yields a grid for each readable one, and flags.

    Raises:
        Refused: the workbook cannot be read.
    """
    manifest = "META-INF/manifest.xml"
    if "encrypted-package" in archive or (manifest in archive and b"encryption-data" in archive.part(manifest)):
        raise encrypted()
    content = archive.part(_CONTENT)
    archive.check_rest()
    walker = _Walker(limits)
    parse_elements(content, _CONTENT, walker.start, walker.end, walker.text)
    check_total_area([census.farthest() for census in walker.censuses], limits)
    book = Book(archive.data)
    if len(walker.censuses) != len(book.worksheets):
        raise damaged(
            zh="内容部件中的工作表与读取结果不符", en="the sheets in its content part are not those that were read"
        )
    yield from book.read_sheets(walker.censuses, limits)


class _Walker:
    """Keeps track of the position in the document, and enters each row in its sheet's census when it ends.

    The depth decides where tables, rows and cells end, because a cell can contain notes, pictures and other tables.
    """

    def __init__(self, limits: Limits) -> None:
        self.censuses: list[Census] = []
        self._limits = limits
        self._filled = 0
        self._depth = self._table_depth = self._row_depth = self._cell_depth = self._aside_depth = 0
        self._row = self._column = self._defined_columns = 0
        self._row_attributes: dict[str, str] = {}
        self._cell: dict[str, str] = {}
        self._text = ""
        self._drawing = self._drawn = False
        self._cells: list[_Cell] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        element = local(name)
        if self._cell_depth:
            self._start_in_cell(name, element, attributes)
        elif self._row_depth:
            if element in ("table-cell", "covered-table-cell"):
                self._cell_depth, self._cell, self._text, self._drawn = self._depth, attributes, "", False
        elif self._table_depth:
            if element == "table-column":
                self._define_columns(attributes)
            elif element == "table-row":
                self._row_depth, self._row_attributes, self._cells, self._column = self._depth, attributes, [], 0
        elif name == f"{_TABLE}table":
            self._table_depth = self._depth
            self.censuses.append(Census())
            self._row = self._defined_columns = self._filled = 0

    def _start_in_cell(self, name: str, element: str, attributes: dict[str, str]) -> None:
        if self._aside_depth:
            return
        if element == "annotation" or name.startswith(_DRAWING):  # a note, a picture, a text box
            self._aside_depth, self._drawing = self._depth, element != "annotation"
        elif element == "p":
            self._text += "\n" if "p" in self._cell else ""
            self._cell["p"] = ""  # the cell has a text, perhaps an empty one
        elif element == "s":
            self._text += " " * whole(attributes.get(f"{_TEXT}c"), 1)

    def text(self, found: str) -> None:
        if self._aside_depth:
            self._drawn = self._drawn or (self._drawing and not found.isspace())
        elif self._cell_depth:
            self._text += found

    def end(self, _: str) -> None:
        if self._depth == self._aside_depth:
            self._aside_depth = 0
        elif self._depth == self._cell_depth:
            self._cell_depth = 0
            self._end_cell()
        elif self._depth == self._row_depth:
            self._row_depth = 0
            self._end_row()
        elif self._depth == self._table_depth:
            self._table_depth = 0
        self._depth -= 1

    def _define_columns(self, attributes: dict[str, str]) -> None:
        first = self._defined_columns
        self._defined_columns += whole(attributes.get(f"{_TABLE}number-columns-repeated"), 1)
        if _is_hidden(attributes):
            last = min(self._defined_columns, _LAST_COLUMN)
            self.censuses[-1].hidden_columns.update(range(first + 1, last + 1))

    def _end_cell(self) -> None:
        repeated = whole(self._cell.get(f"{_TABLE}number-columns-repeated"), 1)
        content = _content(self._cell, self._text)
        drawn = self._drawn and self._cell.get(f"{_OFFICE}value-type") == "string"
        if content != "nothing" or drawn:
            self._cells.append(_Cell(self._column + 1, repeated, content, self._cell, self._text.strip(), drawn))
        self._column += repeated

    def _end_row(self) -> None:
        census = self.censuses[-1]
        repeated = whole(self._row_attributes.get(f"{_TABLE}number-rows-repeated"), 1)
        rows = range(self._row + 1, self._row + repeated + 1)
        self._filled += repeated * sum(cell.repeated for cell in self._cells)
        check_cells(self._filled, self._limits)
        for cell in self._cells:
            wide = whole(cell.attributes.get(f"{_TABLE}number-columns-spanned"), 1)
            high = whole(cell.attributes.get(f"{_TABLE}number-rows-spanned"), 1)
            if wide > 1 or high > 1:
                census.merged.append(Merged(rows[0], cell.column, rows[0] + high - 1, cell.column + wide - 1))
            for column in range(cell.column, cell.column + cell.repeated):
                _enter(census, cell, column, rows)
        if self._cells and _is_hidden(self._row_attributes):
            census.hidden_rows.update(rows)
        self._row += repeated


def _content(cell: dict[str, str], text: str) -> Content:
    kind, formula = cell.get(f"{_OFFICE}value-type", ""), f"{_TABLE}formula" in cell
    if cell.get(_CALC_TYPE) == "error" or kind == "error" or (formula and _FAILED.fullmatch(text.strip())):
        return "error"
    if kind in _VALUES:
        return "value" if cell.get(f"{_OFFICE}{_VALUES[kind]}") else "nothing"
    if (text if kind else text.strip()) or cell.get(f"{_OFFICE}string-value"):  # blanks without a type are layout
        return "value"
    if kind == "string":
        return "text" if "p" in cell else "nothing"
    return "formula" if formula else "nothing"


def _enter(census: Census, cell: _Cell, column: int, rows: range) -> None:
    places = [(row, column) for row in rows]
    if cell.drawn:
        census.own_texts.update(dict.fromkeys(places, cell.text))
    if cell.content == "error":
        census.errors.update(dict.fromkeys(places, cell.text))
    elif cell.content == "formula":
        census.uncalculated.update(dict.fromkeys(places, cell.attributes[f"{_TABLE}formula"].removeprefix("of:")))
    elif cell.content == "text":
        census.maybe_filled.update(places)
    elif cell.content == "value":
        census.filled.update(places)
        if cell.attributes.get(f"{_OFFICE}value-type") == "percentage":
            census.percent.setdefault(column, []).extend(rows)
        elif _adds(cell):
            # The cell itself says what it shows: as a format, that is a text without a digit's place.
            census.coded.setdefault(f'"{cell.text}"', {}).setdefault(column, []).extend(rows)


def _adds(cell: _Cell) -> bool:
    """Whether a number shows more digits or words than its value has."""
    value = cell.attributes.get(f"{_OFFICE}value", "").removesuffix(".0")
    shown = cell.attributes.get(f"{_OFFICE}value-type") == "float" and _PLAIN.fullmatch(cell.text) is not None
    digits = "".join(re.findall(r"\d", cell.text))
    return shown and value.isdecimal() and cell.text != value and digits.endswith(value)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get(f"{_TABLE}visibility", "visible") != "visible"
