"""Decides which sheet contains which table, by its name or else by its headers.

If two sheets may be the same table, neither is chosen.
"""

from collections.abc import Iterator, Mapping

from checker.codes import Code
from checker.codes.shared import SHEET_AMBIGUOUS
from checker.frozen import dataclass
from checker.locate.cells import list_items, list_names
from checker.locate.headers import Header, Top, find_header, required_fields
from checker.locate.headings import bare_form, gather_headings
from checker.locate.names import find_table_by_name, is_empty, is_exact
from checker.locate.reading import Reading, read_table
from checker.model import Flag, Place, flag
from checker.model.workbook import Sheet, Workbook
from checker.tables.table import Table

SHEET_MISSING = Code("W210")
SHEET_RESEMBLES = Code("W212")
SHEET_NOT_READ = Code("W213")
SHEET_NOT_ASKED = Code("W214")
HEADER_MISSING = Code("W215")
OTHER_TABLE = Code("W314")

#: A header with so many fields identifies a table without its key; fewer (names, telephones) could be anything.
_ENOUGH = 4


@dataclass(frozen=True)
class Candidate:
    """A sheet that may contain a table."""

    sheet: Sheet
    named: bool  # whether its name says so, not only its headers
    reading: Reading | None  # the sheet as read; None if the table's header isn't on it
    like: Table | None = None  # the table whose header is on it instead

    @property
    def rows(self) -> int:
        """The number of data rows."""
        return len(self.reading.located.rows) if self.reading else 0


class Finder:
    """Searches sheets for the pack's row tables."""

    def __init__(self, tables: dict[str, Table]) -> None:
        self.tables = tables
        self._headings = {name: gather_headings(table) for name, table in tables.items()}
        headers = (column.header for table in tables.values() for column in table.columns.values())
        self._labels = frozenset(bare_form(label) for header in headers for label in header.all)

    def header(self, top: Top, table: str) -> Header | None:
        """The header of one table on one sheet."""
        return find_header(top, self.tables[table], self._headings[table])

    def read(self, sheet: Sheet, table: str, header: Header) -> Reading:
        """Reads a sheet as a table."""

        def tables_of(rows: Sheet) -> tuple[Table, ...]:
            return tuple(self.tables[name] for name in self._best(Top(rows)))

        headings = self._headings[table]
        return read_table(sheet, self.tables[table], headings, header, labels=self._labels, tables_of=tables_of)

    def find_by_headers(self, top: Top, wanted: frozenset[str]) -> tuple[str, Header] | None:
        """The table whose header is on the sheet: most fields found, fewest required ones missing.

        Among equals it is the one that is wanted; None if that does not decide.
        """
        fits = self._best(top)
        names = [name for name in fits if name in wanted] if len(fits) > 1 else list(fits)
        return (names[0], fits[names[0]]) if len(names) == 1 else None

    def _best(self, top: Top) -> dict[str, Header]:
        """The headers on the sheet, by table, that are found best: several if that is undecided."""
        fits: dict[str, tuple[int, Header]] = {}
        for name, table in self.tables.items():
            header = self.header(top, name)
            required = required_fields(table)
            if not header or (table.key and len(header.fields) < _ENOUGH and header.fields.isdisjoint(table.key)):
                continue
            if 2 * len(required & header.fields) >= len(required):
                fits[name] = (len(header.fields) - len(required - header.fields), header)
        best = max((score for score, _ in fits.values()), default=0)
        return {name: header for name, (score, header) in fits.items() if score == best}


def find_candidates(
    workbook: Workbook, tables: Mapping[str, Table], wanted: frozenset[str]
) -> tuple[dict[str, list[Candidate]], list[Sheet]]:
    """The sheets that may contain each table, and the other sheets. A blank sheet counts only if its name matches."""
    finder = Finder({name: table for name, table in tables.items() if table.layout == "rows"})
    found: dict[str, list[Candidate]] = {}
    others: list[Sheet] = []
    for sheet in workbook.sheets:
        name = find_table_by_name(sheet, tables)
        if name is not None and name not in finder.tables:
            continue
        top = Top(sheet)
        header = finder.header(top, name) if name else None
        if name is not None and (header or is_exact(sheet, tables[name])):
            reading = finder.read(sheet, name, header) if header else None
            like = None if header else finder.find_by_headers(top, wanted)
            found.setdefault(name, []).append(Candidate(sheet, True, reading, finder.tables[like[0]] if like else None))
            continue
        match = finder.find_by_headers(top, wanted)
        if match:
            found.setdefault(match[0], []).append(Candidate(sheet, False, finder.read(sheet, *match)))
        elif name is not None:
            found.setdefault(name, []).append(Candidate(sheet, True, None))
        elif not is_empty(sheet):
            others.append(sheet)
    return found, others


def choose_sheet(
    table: Table, found: list[Candidate], workbook: Workbook, *, may_lack: bool
) -> tuple[Reading | None, list[Flag]]:
    """Chooses the sheet that contains a wanted table, or flags why there is none, unless it may be missing or blank."""
    named = [each for each in found if each.named and each.reading]
    others = [each for each in found if not each.named]
    readable = named or others
    with_rows = [each for each in readable if each.rows]
    if len(with_rows) > 1:
        names = list_items(f"“{each.sheet.name}”" for each in with_rows)
        place = Place(with_rows[0].sheet.name, table=table.id)
        return None, [flag(SHEET_AMBIGUOUS, place, sheets=names, table=table.sheet.text)]
    headless = [each.sheet for each in found if not each.reading]
    like = {each.sheet.name: each.like for each in found if each.like is not None}
    if not readable:
        sheets = [sheet for sheet in headless if not is_empty(sheet)]
        if may_lack and not sheets:
            return None, []
        sheets = sheets or headless
        flags = [_flag_headless(table, sheet, like.get(sheet.name)) for sheet in sheets]
        return None, flags or [_flag_missing(table, workbook)]
    chosen = (with_rows or readable)[0]
    if chosen.reading and chosen.reading.refused:
        return None, list(chosen.reading.flags)
    flags = list(_flag_resembling(table, chosen.sheet, others if named else []))
    for sheet in (sheet for sheet in headless if not is_empty(sheet)):
        flags.append(
            _flag_headless(table, sheet, like.get(sheet.name)) if is_exact(sheet, table) else flag_unread(sheet)
        )
    return chosen.reading, flags


def flag_unread(sheet: Sheet) -> Flag:
    """Flags a sheet that was not read because it isn't a table."""
    return flag(SHEET_NOT_READ, Place(sheet.name), sheet=sheet.name)


def flag_not_asked(table: Table, found: list[Candidate]) -> Iterator[Flag]:
    """Flags sheets with rows of a table that the department doesn't submit."""
    for each in found:
        if each.rows:
            place = Place(each.sheet.name, table=table.id)
            yield flag(SHEET_NOT_ASKED, place, sheet=each.sheet.name, table=table.sheet.text, count=each.rows)
        elif not each.reading and not is_empty(each.sheet):
            yield flag_unread(each.sheet)


def _flag_missing(table: Table, workbook: Workbook) -> Flag:
    return flag(
        SHEET_MISSING,
        Place(table=table.id),
        expected=list_names(table.sheet),
        table=table.sheet.text,
        sheets=list_items(sheet.name for sheet in workbook.sheets),
    )


def _flag_headless(table: Table, sheet: Sheet, like: Table | None) -> Flag:
    if like is not None:
        place = Place(sheet.name, table=table.id)
        return flag(OTHER_TABLE, place, sheet=sheet.name, table=table.sheet.text, other=like.sheet.text)
    wanted = required_fields(table) or frozenset(table.columns)
    return flag(
        HEADER_MISSING,
        Place(sheet.name, table=table.id),
        sheet=sheet.name,
        table=table.sheet.text,
        headers=list_items(column.header.text for name, column in table.columns.items() if name in wanted),
    )


def _flag_resembling(table: Table, read: Sheet, others: list[Candidate]) -> Iterator[Flag]:
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
