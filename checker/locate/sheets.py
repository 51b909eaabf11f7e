"""Which sheet of a workbook holds which table: by its name, or by its headers where the name says nothing.

Knows sheets and table definitions. Two sheets that may both be a table are never chosen between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checker.codes import Code
from checker.codes.shared import SHEET_AMBIGUOUS
from checker.locate.cells import listed
from checker.locate.headers import Header, Top, find_header, required_fields
from checker.locate.headings import Headings, headings
from checker.locate.names import is_empty, is_exact, named_table
from checker.locate.reading import Reading, read_table
from checker.model import Flag, Place, flag
from checker.model.workbook import Sheet, Workbook
from checker.tables.table import Table
from checker.text.bilingual import Text

SHEET_MISSING = Code("W210")
SHEET_RESEMBLES = Code("W212")
SHEET_NOT_READ = Code("W213")
SHEET_NOT_ASKED = Code("W214")
HEADER_MISSING = Code("W215")


@dataclass(frozen=True)
class Candidate:
    """A sheet that may hold a table.

    Attributes:
        named: its name says so, not only its headers.
        reading: what reading it gives; None if the table's header is not on it.
    """

    sheet: Sheet
    named: bool
    reading: Reading | None

    @property
    def rows(self) -> int:
        """How many data rows it has."""
        return len(self.reading.located.rows) if self.reading else 0


#: So many columns tell a table even where its key is not among them.
TELLING = 4


def _is_telling(table: Table, header: Header) -> bool:
    """Whether headers alone may name the table: a list of names and telephones is nobody's roster."""
    return not table.key or bool(header.fields & set(table.key)) or len(header.fields) >= TELLING


@dataclass
class Finder:
    """Looks for the pack's row tables on sheets; keeps what it has read of them."""

    tables: dict[str, Table]
    _headings: dict[str, Headings] = field(default_factory=dict)

    def header(self, top: Top, table: str) -> Header | None:
        """The header of one table on one sheet."""
        return find_header(top, self.tables[table], self._headings_of(table))

    def read(self, sheet: Sheet, table: str, header: Header) -> Reading:
        """Reads a sheet as a table."""
        return read_table(sheet, self.tables[table], self._headings_of(table), header)

    def _headings_of(self, table: str) -> Headings:
        if table not in self._headings:
            self._headings[table] = headings(self.tables[table])
        return self._headings[table]

    def by_headers(self, top: Top, wanted: frozenset[str]) -> tuple[str, Header] | None:
        """The table whose header is on the sheet: the one with most columns found and fewest required ones missing.

        Of two that fit alike, the one that is wanted; None if that does not settle it.
        """
        fits: dict[str, tuple[int, Header]] = {}
        for name, table in self.tables.items():
            header = self.header(top, name)
            required = required_fields(table)
            if header and _is_telling(table, header) and 2 * len(required & header.fields) >= len(required):
                fits[name] = (len(header.fields) - len(required - header.fields), header)
        best = max((score for score, _ in fits.values()), default=0)
        names = [name for name, (score, _) in fits.items() if score == best]
        names = [name for name in names if name in wanted] if len(names) > 1 else names
        return (names[0], fits[names[0]][1]) if len(names) == 1 else None


def candidates(
    workbook: Workbook, tables: Mapping[str, Table], wanted: frozenset[str]
) -> tuple[dict[str, list[Candidate]], list[Sheet]]:
    """By table, the sheets that may hold it; and the sheets that hold something else. Blank sheets only if named."""
    finder = Finder({name: table for name, table in tables.items() if table.layout == "rows"})
    found: dict[str, list[Candidate]] = {}
    others: list[Sheet] = []
    for sheet in workbook.sheets:
        name = named_table(sheet, tables)
        if name is not None and name not in finder.tables:
            continue
        top = Top(sheet)
        header = finder.header(top, name) if name else None
        if name is not None and (header or is_exact(sheet, tables[name])):
            reading = finder.read(sheet, name, header) if header else None
            found.setdefault(name, []).append(Candidate(sheet, True, reading))
            continue
        match = finder.by_headers(top, wanted)
        if match:
            found.setdefault(match[0], []).append(Candidate(sheet, False, finder.read(sheet, *match)))
        elif name is not None:
            found.setdefault(name, []).append(Candidate(sheet, True, None))
        elif not is_empty(sheet):
            others.append(sheet)
    return found, others


def decide(table: Table, found: list[Candidate], workbook: Workbook) -> tuple[Reading | None, list[Flag]]:
    """Takes the one sheet that holds a wanted table, or says why none can be taken."""
    named = [each for each in found if each.named and each.reading]
    others = [each for each in found if not each.named]
    readable = named or others
    with_rows = [each for each in readable if each.rows]
    if len(with_rows) > 1:
        return None, [_ambiguous(table, [each.sheet for each in with_rows])]
    headless = [each.sheet for each in found if not each.reading]
    if not readable:
        said = [_headless(table, sheet) for sheet in headless if not is_empty(sheet)]
        return None, said or [_headless(table, sheet) for sheet in headless] or [_absent(table, workbook)]
    chosen = (with_rows or readable)[0]
    flags = list(_resembling(table, chosen.sheet, others if named else []))
    for sheet in (sheet for sheet in headless if not is_empty(sheet)):
        flags.append(_headless(table, sheet) if is_exact(sheet, table) else unread(sheet))
    return chosen.reading, flags


def unread(sheet: Sheet) -> Flag:
    """Says that a sheet was not read because it is no table."""
    return flag(SHEET_NOT_READ, Place(sheet.name), sheet=sheet.name)


def not_asked(table: Table, found: list[Candidate]) -> Iterator[Flag]:
    """Says which sheets hold rows of a table that the department does not submit."""
    for each in found:
        if each.rows:
            place = Place(each.sheet.name, table=table.id)
            yield flag(SHEET_NOT_ASKED, place, sheet=each.sheet.name, table=table.sheet.text, count=each.rows)
        elif not each.reading and not is_empty(each.sheet):
            yield unread(each.sheet)


def _ambiguous(table: Table, sheets: list[Sheet]) -> Flag:
    names = listed(Text(f"“{sheet.name}”", f"“{sheet.name}”") for sheet in sheets)
    place = Place(sheets[0].name, table=table.id)
    return flag(SHEET_AMBIGUOUS, place, sheets=names, table=table.sheet.text)


def _absent(table: Table, workbook: Workbook) -> Flag:
    return flag(
        SHEET_MISSING,
        Place(table=table.id),
        expected=listed(dict.fromkeys(table.sheet.all)),
        table=table.sheet.text,
        sheets=listed(sheet.name for sheet in workbook.sheets),
    )


def _headless(table: Table, sheet: Sheet) -> Flag:
    wanted = required_fields(table) or frozenset(table.columns)
    return flag(
        HEADER_MISSING,
        Place(sheet.name, table=table.id),
        sheet=sheet.name,
        table=table.sheet.text,
        headers=listed(column.header.text for name, column in table.columns.items() if name in wanted),
    )


def _resembling(table: Table, read: Sheet, others: list[Candidate]) -> Iterator[Flag]:
    for each in others:
        if each.rows:
            yield flag(
                SHEET_RESEMBLES,
                Place(each.sheet.name, table=table.id),
                sheet=each.sheet.name,
                table=table.sheet.text,
                count=each.rows,
                read=read.name,
            )
