"""Reads the first rows of a sheet, from which we recognise our own flags sheet even if somebody renamed it.

Inflates only the beginning of the part, and searches it as text instead of parsing it.
"""

import html
import re
from itertools import islice

from checker.marked_copy.flags_sheet import ROWS_TO_KNOW_IT_BY
from checker.ooxml.book import Book
from checker.ooxml.opc import Package
from checker.ooxml.xml_text import to_utf_8
from checker.sources.sheet_xml import address

#: The most bytes of the part that are read.
_BYTES = 262_144
_CELL = re.compile(r"<((?:[^\s/>:]+:)?)c\s([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\b([rt])\s*=\s*["']([^"']*)["']""")
_NUMBER = re.compile("[0-9]{1,9}")
_VALUE = re.compile(r"<(?:[^\s/>:]+:)?v(?:\s[^>]*)?>([^<]*)<")
_TEXT = re.compile(r"<(?:[^\s/>:]+:)?t(?:\s[^>]*)?>([^<]*)<")
_PHONETIC = re.compile(r"<((?:[^\s/>:]+:)?rPh)[\s>].*?</\1>", re.DOTALL)
_STRING = re.compile(rb"<(?:[^\s/>:]+:)?si(?=[\s/>])")


def read_first_rows(package: Package, book: Book, part: str) -> list[list[str]]:
    """Reads the texts of a worksheet's first rows from row 1; a blank cell is "", and rows may be short."""
    text = to_utf_8(package.head(part, _BYTES), part)[0].decode("utf-8", "replace")
    cells: dict[tuple[int, int], tuple[str, str]] = {}
    for found in _CELL.finditer(text):
        attributes = dict(_ATTRIBUTE.findall(found[2]))
        at = address(attributes.get("r", ""))
        if at is not None and at[0] > ROWS_TO_KNOW_IT_BY:
            break
        if at is not None and min(at) > 0:
            cells[at] = _read_cell(attributes.get("t", "n"), found[3] or "")
    strings = _read_strings(package, book, {int(value) for kind, value in cells.values() if kind == "s"})
    rows: list[list[str]] = [[] for _ in range(max((row for row, _ in cells), default=0))]
    for (row, column), (kind, value) in sorted(cells.items()):
        rows[row - 1] += [""] * (column - 1 - len(rows[row - 1]))
        rows[row - 1].append(strings.get(int(value), "") if kind == "s" else value)
    return rows


def _read_cell(kind: str, body: str) -> tuple[str, str]:
    """Returns ("s", number) for a shared string, else ("n", text)."""
    found = _VALUE.search(body)
    value = html.unescape(found[1]) if found else ""
    if kind == "s":
        return ("s", value.strip()) if _NUMBER.fullmatch(value.strip()) else ("n", "")
    return "n", _join_runs(body) if kind == "inlineStr" else value


def _join_runs(body: str) -> str:
    return html.unescape("".join(_TEXT.findall(_PHONETIC.sub("", body))))


def _read_strings(package: Package, book: Book, wanted: set[int]) -> dict[int, str]:
    part = book.related.get("sharedStrings", "")
    if not wanted or not part:
        return {}
    xml = to_utf_8(package.part(part), part)[0]
    starts = [found.start() for found in islice(_STRING.finditer(xml), max(wanted) + 2)]
    ends = [*starts[1:], len(xml)]
    return {
        number: _join_runs(xml[starts[number] : ends[number]].decode("utf-8", "replace"))
        for number in wanted
        if number < len(starts)
    }
