"""Reads the lists from which the cells of an xlsx are chosen (data validation)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.frozen import dataclass
from checker.model.workbook import Sheet, Workbook
from checker.sources.archive import Archive
from checker.sources.limits import Limits
from checker.sources.markup import local, parse_elements
from checker.sources.refusals import Refused
from checker.text.ordinary_files import read_ordinary

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_CELLS = r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
_RANGE = re.compile(rf"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?{_CELLS}")
#: (first column, first row, last column, last row), from 1.
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Dropdown:
    """The words from which the cells of some areas of a sheet are chosen."""

    sheet: str
    areas: tuple[Area, ...]
    words: tuple[str, ...]

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is chosen from this list."""
        return any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in self.areas)


def read_dropdowns(path: Path, workbook: Workbook) -> tuple[Dropdown, ...]:
    """Reads the lists of a workbook that has been read; none if its file is no xlsx, or a list can't be followed."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return ()
    try:
        return tuple(_read(Archive(read_ordinary(path), Limits()), workbook))
    except (OSError, Refused):
        return ()


def _read(archive: Archive, workbook: Workbook) -> Iterator[Dropdown]:
    parts: dict[str, str] = {}
    for element, attributes, _ in _elements(archive, _LINKS):
        if element == "Relationship":
            target = attributes.get("Target", "")
            parts[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    book = list(_elements(archive, _BOOK))
    names = {attributes.get("name", ""): text for element, attributes, text in book if element == "definedName"}
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for element, attributes, _ in book:
        name, part = attributes.get("name", ""), parts.get(attributes.get("id", ""), "")
        if element == "sheet" and part in archive and name in sheets:
            for cells, formula in _validations(archive, part):
                words = _words(names.get(formula, formula), sheets[name], sheets)
                areas = tuple(area for each in cells.split() if (area := _area(_RANGE.fullmatch(each))))
                if words and areas:
                    yield Dropdown(name, areas, words)


def _validations(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """The cells and the formula of every list; newer programs write both as elements of their own."""
    cells = formula = ""
    for element, attributes, text in _elements(archive, part):
        if element in ("formula1", "f") and text.strip():
            formula = text.strip()
        elif element == "sqref":
            cells = text
        elif element == "dataValidation":
            if attributes.get("type") == "list" and formula:
                yield attributes.get("sqref", cells), formula
            cells = formula = ""


def _elements(archive: Archive, part: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The elements of a part in the order in which they end, each with its attributes and its own text."""
    found: list[tuple[str, dict[str, str], str]] = []
    stack: list[tuple[str, dict[str, str], list[str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append((local(name), {local(key): value for key, value in attributes.items()}, []))

    def end(_: str) -> None:
        name, attributes, texts = stack.pop()
        found.append((name, attributes, "".join(texts)))

    def text(characters: str) -> None:
        if stack:
            stack[-1][2].append(characters)

    if part in archive:
        parse_elements(archive.part(part), part, start, end, text)
    return iter(found)


def _words(formula: str, here: Sheet, sheets: dict[str, Sheet]) -> tuple[str, ...]:
    if formula.startswith('"'):
        words: Sequence[object] = formula.strip('"').replace('""', '"').split(",")
    else:
        match = _RANGE.fullmatch(formula.lstrip("="))
        area = _area(match)
        if match is None or area is None:
            return ()
        sheet = sheets.get((match[1] or match[2] or here.name).replace("''", "'"))
        left, top, right, bottom = area
        rows = [] if sheet is None else sheet.rows[top - 1 : bottom]
        words = [cell for row in rows for cell in row[left - 1 : right] if cell is not None]
    return tuple(dict.fromkeys(str(word).strip() for word in words if str(word).strip()))


def _area(match: re.Match[str] | None) -> Area | None:
    if match is None:
        return None
    left, top, right, bottom = match[3], int(match[4]), match[5] or match[3], int(match[6] or match[4])
    return _number(left), top, _number(right), bottom


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
