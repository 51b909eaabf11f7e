"""Walks through a worksheet's XML and takes a census of every cell.

This takes several times as long as reading the sheet, so it is done only if the scan of `sheet_xml` requires it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from checker.model.workbook import letters
from checker.sources.census import Address, Census
from checker.sources.markup import local, parse_elements, whole
from checker.sources.odd_cells import is_odd
from checker.sources.refusals import damaged
from checker.sources.sheet_xml import LAST_COLUMN, LAST_ROW, address


class Strings(NamedTuple):
    """The shared strings: how many there are, and the numbers of those that are empty or contain only blanks."""

    total: int = 0
    blank: frozenset[int] = frozenset()


def walk(xml: bytes, part: str, percent_styles: frozenset[int], adding: Mapping[int, str], strings: Strings) -> Census:
    """Takes a census of a sheet.

    Args:
        xml: of the worksheet.
        part: its name in the archive.
        percent_styles: the styles that show a percentage.
        adding: the formats of the styles that add digits or words to numbers.
        strings: the shared strings.
    """
    walker = _Walker(percent_styles, adding, strings)
    parse_elements(xml, part, walker.start, walker.end, walker.text)
    return walker.census


def shared_strings(xml: bytes, part: str) -> Strings:
    """Reads of the shared strings what the walk needs."""
    blank: list[bool] = []
    inside: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(local(name))
        if inside[-1] == "si":
            blank.append(True)

    def text(found: str) -> None:
        # rPh is the pronunciation, which is not shown. Some readers keep a text of blanks, others drop it.
        if inside[-1] == "t" and "si" in inside and "rPh" not in inside and not found.isspace():
            blank[-1] = False

    parse_elements(xml, part, start, lambda _: inside.pop(), text)
    return Strings(len(blank), frozenset(number for number, is_blank in enumerate(blank) if is_blank))


class _Walker:
    """Keeps track of the position in the sheet, and enters each cell in the census when it ends."""

    def __init__(self, percent_styles: frozenset[int], adding: Mapping[int, str], strings: Strings) -> None:
        self.census = Census()
        self._percent_styles = {str(style) for style in percent_styles}
        self._adding = {str(style): code for style, code in adding.items()}
        self._strings = strings
        self._shared: dict[str, str] = {}
        self._seen: set[Address] = set()
        self._row = self._column = 0
        self._in_data = self._in_cell = self._in_phonetic = False
        self._cell: dict[str, str] = {}
        self._formula: dict[str, str] | None = None
        self._reading = ""
        self._texts: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = local(name)
        if self._in_cell:
            if element == "rPh":  # the pronunciation, which is not shown
                self._in_phonetic = True
            elif element in ("v", "f", "t") and not self._in_phonetic:
                self._reading = element
                self._texts.setdefault(element, "")
                if element == "f":
                    self._formula = attributes
        elif element == "c" and self._in_data:
            self._in_cell = True
            self._cell, self._formula, self._texts = attributes, None, {}
        elif element == "row" and self._in_data:
            self._row = whole(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.census.hidden_rows.add(self._row)
        elif element == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = whole(attributes.get("min")), whole(attributes.get("max"))
            self.census.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))
        elif element == "sheetData":
            self._in_data = True

    def text(self, found: str) -> None:
        if self._reading:
            self._texts[self._reading] += found

    def end(self, name: str) -> None:
        element = local(name)
        if element == self._reading:
            self._reading = ""
        elif element == "rPh":
            self._in_phonetic = False
        elif element == "c" and self._in_cell:
            self._in_cell = False
            self._enter_cell()
        elif element == "sheetData":
            self._in_data = False

    def _enter_cell(self) -> None:
        here = address(self._cell.get("r", "")) or (self._row, self._column + 1)
        if not (1 <= here[0] <= LAST_ROW and here[1] <= LAST_COLUMN):
            cell = f"{letters(here[1])}{here[0]}"
            raise damaged(zh=f"单元格地址 {cell} 超出工作表范围", en=f"the cell address {cell} is outside the sheet")
        self._column = here[1]
        kind, value = self._cell.get("t", "n"), self._texts.get("v", "")
        census = self.census
        formula = self._formula_text()
        if is_odd(self._cell.get("t", ""), value, self._strings.total):
            census.unknown.add(here)
        elif kind == "e" and value:
            census.errors[here] = value
        elif self._formula is not None and not value and (kind != "str" or "v" not in self._texts):
            census.uncalculated[here] = formula
        elif kind == "s":
            if value:
                blank = whole(value) in self._strings.blank
                (census.maybe_filled if blank else census.filled).add(here)
        elif kind == "inlineStr" and self._texts.get("t", "x").isspace():
            census.maybe_filled.add(here)
        elif value and kind == "n":
            style = self._cell.get("s", "")
            census.add_number(here, value, style in self._percent_styles, self._adding.get(style, ""))
        elif value or (kind == "inlineStr" and self._texts.get("t")):
            census.filled.add(here)
        else:
            return
        if kind in ("s", "str", "inlineStr"):
            census.add_code(here, self._adding.get(self._cell.get("s", ""), ""))
        if here in self._seen:
            census.duplicates.add(here)
        self._seen.add(here)

    def _formula_text(self) -> str:
        """The formula as Excel shows it; cells that share a formula get the text of the first one."""
        text, group = self._texts.get("f", ""), (self._formula or {}).get("si", "")
        if text and group:
            self._shared[group] = text
        return f"={text or self._shared.get(group, '')}"
