"""Reads the first rows of a sheet, by which the findings sheet of an earlier copy is known: people change names.

Knows worksheet XML and shared strings, as far as the first rows need it. Nothing but the beginning of the part is
inflated, and what is there is looked at as text.
"""

from __future__ import annotations

import html
import re
from itertools import islice

from checker.ooxml.book import Book
from checker.ooxml.encoding import in_utf_8
from checker.ooxml.opc import Package
from checker.sources.sheet_xml import address

#: How many rows are looked at, and how many bytes of the part they may take.
_ROWS, _BYTES = 100, 262_144
_CELL = re.compile(r"<((?:[^\s/>:]+:)?)c\s([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_TOLD = re.compile(r"""\b([rt])\s*=\s*["']([^"']*)["']""")
_VALUE = re.compile(r"<(?:[^\s/>:]+:)?v(?:\s[^>]*)?>([^<]*)<")
_TEXT = re.compile(r"<(?:[^\s/>:]+:)?t(?:\s[^>]*)?>([^<]*)<")
_SPOKEN = re.compile(r"<((?:[^\s/>:]+:)?rPh)[\s>].*?</\1>", re.DOTALL)
_STRING = re.compile(rb"<(?:[^\s/>:]+:)?si(?=[\s/>])")


def first_rows(package: Package, book: Book, part: str) -> list[list[str]]:
    """The texts of a worksheet's first rows, the first one being row 1; a blank cell is "", and rows may be short."""
    text = in_utf_8(package.head(part, _BYTES), part)[0].decode("utf-8", "replace")
    cells: dict[tuple[int, int], tuple[str, str]] = {}
    for found in _CELL.finditer(text):
        told = dict(_TOLD.findall(found[2]))
        at = address(told.get("r", ""))
        if at is not None and at[0] > _ROWS:
            break
        if at is not None and min(at) > 0:
            cells[at] = _said(told.get("t", "n"), found[3] or "")
    strings = _strings(package, book, {int(said) for kind, said in cells.values() if kind == "s"})
    rows: list[list[str]] = [[] for _ in range(max((row for row, _ in cells), default=0))]
    for (row, column), (kind, said) in sorted(cells.items()):
        rows[row - 1] += [""] * (column - 1 - len(rows[row - 1]))
        rows[row - 1].append(strings.get(int(said), "") if kind == "s" else said)
    return rows


def _said(kind: str, body: str) -> tuple[str, str]:
    """The kind of a cell and what it says: of a shared string ("s") its number, else the text."""
    value = _VALUE.search(body)
    said = html.unescape(value[1]) if value else ""
    if kind == "s":
        return ("s", said.strip()) if said.strip().isdecimal() else ("n", "")
    return ("n", _joined(body)) if kind == "inlineStr" else ("n", said)


def _joined(body: str) -> str:
    """The text of a string, whatever runs it is in; how to pronounce it is left out."""
    return html.unescape("".join(_TEXT.findall(_SPOKEN.sub("", body))))


def _strings(package: Package, book: Book, wanted: set[int]) -> dict[int, str]:
    """The shared strings of some numbers, so far as there are any."""
    part = book.related.get("sharedStrings", "")
    if not wanted or not part:
        return {}
    xml = in_utf_8(package.part(part), part)[0]
    starts = [found.start() for found in islice(_STRING.finditer(xml), max(wanted) + 2)]
    ends = [*starts[1:], len(xml)]
    return {
        number: _joined(xml[starts[number] : ends[number]].decode("utf-8", "replace"))
        for number in wanted
        if number < len(starts)
    }
