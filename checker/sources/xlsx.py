"""Reads xlsx and xlsm with calamine, and checks the cells against the XML."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from checker.model.workbook import Merged, Raw
from checker.sources.archive import Archive
from checker.sources.calamine import Book
from checker.sources.census import Census, adding_styles, percent_styles
from checker.sources.grid import Column, Grid, check_area, check_cells, columns_of, has_odd_dates, reconcile_sheet
from checker.sources.limits import Limits
from checker.sources.markup import local, parse_elements, whole
from checker.sources.odd_cells import find_control, find_use, forbidden_control, without_lying_count, without_odd_cells
from checker.sources.refusals import RawFlag, Refused, damaged
from checker.sources.sheet_walk import Strings, shared_strings, walk
from checker.sources.sheet_xml import LAST_COLUMN, Scan, scan

#: A cell whose formula failed, before and after its value.
_FAILED = re.compile(rb'(<c [^>]*?t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>)[^<]*(?=</v>)')


def read_xlsx(archive: Archive, limits: Limits) -> Iterator[Grid | RawFlag]:
    """Reads every worksheet; yields a grid for each readable one, and flags.

    Raises:
        Refused: the workbook cannot be read.
    """
    source = _Xlsx(archive, limits)
    for position, name, hidden in source.book.worksheets:
        try:
            yield from source.sheet(position, name, hidden)
        except Refused as refusal:
            yield replace(refusal.flag, sheet=name)


class _SheetPart(NamedTuple):
    """A sheet that the workbook lists: its name and its part (empty if it has none)."""

    name: str
    part: str


class _BookParts(NamedTuple):
    """What the workbook's small parts contain; no cells."""

    sheets: tuple[_SheetPart, ...]  # in the workbook's order, including chart sheets
    strings: str  # the part with the shared strings, or empty
    percent_styles: frozenset[int]  # the cell styles (`s` of a cell) that show a percentage
    adding: Mapping[int, str]  # the formats of the cell styles that add digits or words to numbers
    date_1904: bool = False  # whether days count from 1904, as in old versions of Excel for Mac


class _Xlsx:
    """An open workbook with scanned sheets."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._parts = _read_parts(archive)
        styles, adding = self._parts.percent_styles, self._parts.adding
        self._scans = [
            scan(archive.part(sheet.part), styles, adding) if sheet.part in archive else None
            for sheet in self._parts.sheets
        ]
        self._check_strings()
        archive.check_rest()
        self._mend_strings()
        self.book = Book(self._archive.data)

    def sheet(self, position: int, name: str, hidden: bool) -> Iterator[Grid | RawFlag]:
        """Yields the grid of one sheet, and a flag if reader and file disagree."""
        part, scanned = self._scanned(position, name)
        check_cells(scanned.values, self._limits)
        if scanned.control:
            raise forbidden_control(f"单元格 {scanned.control} ", f"the cell {scanned.control}")
        if scanned.corner[0] * scanned.corner[1] > self._limits.area:
            check_area(self._walk(part).farthest(), self._limits)
        rows, merged = self._rows(position, part)
        columns = columns_of(rows)
        from_1904 = self._parts.date_1904
        if self._agree(part, scanned, columns):
            shown = (hidden, scanned.hidden_rows, scanned.hidden_columns, merged, scanned.percent)
            yield Grid(name, columns, *shown, formats_known=True, date_1904=from_1904, coded=scanned.coded)
            return
        for found in reconcile_sheet(name, hidden, rows, merged, self._walk(part)):
            yield replace(found, date_1904=from_1904) if isinstance(found, Grid) else found

    def _check_strings(self) -> None:
        """Refuses the workbook if a shared string contains a forbidden character, and names the cell that uses it."""
        number = find_control(self._archive.part(self._parts.strings)) if self._parts.strings else ""
        if not number:
            return
        for sheet in self._parts.sheets:
            xml = self._archive.part(sheet.part) if sheet.part in self._archive else b""
            if cell := find_use(xml, int(number) - 1):
                name = sheet.name
                raise forbidden_control(f"工作表“{name}”的单元格 {cell} ", f"the cell {cell} of the sheet {name}")
        raise forbidden_control(f"没有单元格使用的第 {number} 段共用文字", f"shared text {number}, which no cell uses,")

    def _mend_strings(self) -> None:
        """Leaves out a false number of shared strings, for which the reader would reserve memory until it dies."""
        part = self._parts.strings
        xml = self._archive.part(part) if part else b""
        if (mended := without_lying_count(xml)) != xml:
            self._archive = Archive(self._archive.with_part(part, mended), self._limits)

    def _scanned(self, position: int, name: str) -> tuple[_SheetPart, Scan]:
        """The part and the scan of the sheet that the reader has at `position`."""
        sheets = self._parts.sheets
        scanned = self._scans[position] if position < len(sheets) else None
        if scanned is None or [sheet.name for sheet in sheets].count(sheets[position].name) > 1:
            raise damaged(
                zh=f"工作表“{name}”的内容在文件中找不到，或与另一张工作表重名",
                en=f"the content of the sheet {name} is missing, or another sheet has the same name",
            )
        return sheets[position], scanned

    def _walk(self, sheet: _SheetPart) -> Census:
        styles, adding = self._parts.percent_styles, self._parts.adding
        return walk(self._archive.part(sheet.part), sheet.part, styles, adding, self._strings())

    def _strings(self) -> Strings:
        strings = self._parts.strings
        return shared_strings(self._archive.part(strings), strings) if strings else Strings()

    def _rows(self, position: int, sheet: _SheetPart) -> tuple[list[list[Raw]], tuple[Merged, ...]]:
        try:
            return self.book.rows(position)
        except Refused:
            # Calamine refuses a sheet with an error value that it doesn't know (#SPILL!, #ERROR!), or a value that
            # doesn't fit its cell's type. With a known error or nothing in its place, it reads the sheet, and the walk
            # finds what the cell really shows, or that it can't be read.
            xml = self._archive.part(sheet.part)
            mended = without_odd_cells(_FAILED.sub(rb"\1#N/A", xml), self._strings().total)
            if mended == xml:
                raise
            return Book(self._archive.with_part(sheet.part, mended)).rows(position)

    def _agree(self, sheet: _SheetPart, scanned: Scan, columns: list[Column]) -> bool:
        """Whether the reader's cells need no walk."""
        if (
            len(columns) > LAST_COLUMN
            or not scanned.sure
            or scanned.values != sum(len(column) - column.count("") for column in columns)
        ):
            return False
        odd, odd_if_negative = has_odd_dates(columns)
        return not odd and not (odd_if_negative and b"<v>-" in self._archive.part(sheet.part))


def _read_parts(archive: Archive) -> _BookParts:
    """Reads the workbook's small parts, in transitional or strict form."""
    book = _target(_relationships(archive, ""), "officeDocument") or "xl/workbook.xml"
    related = _relationships(archive, book)
    by_id = {relation: target for relation, _, target in related}
    styles, strings = _target(related, "styles"), _target(related, "sharedStrings")
    sheets: list[_SheetPart] = []
    from_1904: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "workbookPr":
            from_1904.append(attributes.get("date1904", "0"))
        if element == "sheet":
            sheets.append(_SheetPart(attributes.get("name", ""), by_id.get(attributes.get("id", ""), "")))

    _parse_locally(archive.part(book), book, start)
    codes, formats = _formats(archive.part(styles), styles) if styles in archive else ({}, [])
    return _BookParts(
        tuple(sheets),
        strings if strings in archive else "",
        percent_styles(codes, formats),
        adding_styles(codes, formats),
        from_1904[:1] in (["1"], ["true"]),
    )


def _target(related: list[tuple[str, str, str]], wanted: str) -> str:
    """The target of the first relationship of a type, or empty."""
    return next((target for _, kind, target in related if kind == wanted), "")


def _relationships(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """The (id, last word of the type, target part) of each relationship of `part`."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((attributes.get("Id", ""), attributes.get("Type", "").rsplit("/", 1)[-1], whole))

    if listing in archive:
        _parse_locally(archive.part(listing), listing, start)
    return found


def _formats(xml: bytes, part: str) -> tuple[dict[int, str], list[int]]:
    """The number formats that a workbook defines, and the format of each cell style."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "numFmt" and "dxf" not in inside:
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element == "xf" and inside[-1:] == ["cellXfs"]:
            formats.append(whole(attributes.get("numFmtId")))
        inside.append(element)

    _parse_locally(xml, part, start, lambda _: inside.pop())
    return codes, formats


def _parse_locally(
    xml: bytes, part: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], object] | None = None
) -> None:
    """Parses elements; `start` gets local names."""

    def start_local(name: str, attributes: dict[str, str]) -> None:
        start(local(name), {local(key): text for key, text in attributes.items()})

    parse_elements(xml, part, start_local, end)
