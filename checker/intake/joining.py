"""Joins the parts of one submission to one workbook: a table in each, or some tables here and the others there.

The files of departments that became one may have rows of the same table: these are put below each other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.frozen import dataclass
from checker.intake.adding import add_rows
from checker.intake.contents import rows_of
from checker.intake.target import Declaration
from checker.locate import locate, read_ticks
from checker.locate.names import find_table_by_name
from checker.model import PartSheet
from checker.model.workbook import Located, Sheet, Workbook
from checker.sources.sheet_xml import column_number
from checker.tables.table import Table


@dataclass(frozen=True)
class Part:
    """One file of a submission: its name, without its ending, its cells, and what it says of itself."""

    name: str
    workbook: Workbook
    declaration: Declaration


@dataclass(frozen=True)
class Joined:
    """The files as one workbook.

    Attributes:
        sheets: for each part, which of the sheets are in it.
    """

    workbook: Workbook
    declaration: Declaration
    sheets: tuple[tuple[PartSheet, ...], ...]


def join(parts: Sequence[Part], tables: Mapping[str, Table], *, adding: bool) -> Joined | None:
    """Puts the sheets of all parts into one workbook.

    The cover sheet is that of the part on which tables are ticked as having nothing to report, or else of the first
    that has one. Of a table that several parts have a sheet for, the sheet with the most rows counts: the others are
    blank; but if `adding`, their rows are put below each other. A sheet whose name is taken gets the name of its file
    before it.

    Returns:
        None if the parts say different things of what is in no sheet, or if rows can't be put below each other.
    """
    ticked = [frozenset(_ticks(part, tables)) for part in parts]
    if sum(map(bool, ticked)) > 1 and not adding:
        return None
    order = sorted(range(len(parts)), key=lambda number: not ticked[number])
    covered = next((number for number in order if parts[number].declaration.cover.sheet is not None), None)
    located = [_locate(part, tables) for part in parts] if adding else [{} for _ in parts]
    added = _add_shared(parts, located)
    if added is None:
        return None
    sheets: list[tuple[int, Sheet, str | None]] = []
    for number, part in enumerate(parts):
        for sheet in part.workbook.sheets:
            if sheet.name != part.declaration.cover.sheet:
                sheets.append((number, sheet, _table_of(sheet, located[number]) or find_table_by_name(sheet, tables)))
            elif number == covered:
                sheets.append((number, _untick(part, tables, ticked) if adding else sheet, None))
    kept: list[Sheet] = []
    places: list[list[PartSheet]] = [[] for _ in parts]
    for number, sheet, table in _fullest(sheets, added):
        taken = {each.name for each in kept}
        title = f"{parts[number].name} {sheet.name}" if sheet.name in taken else sheet.name
        if table in added:
            sheet, pieces = added[table]
            owners = [owner for owner, found in enumerate(located) if table in found]
            for owner, piece in zip(owners, pieces, strict=True):
                places[owner].append(replace(piece, name=title))
        else:
            places[number].append(PartSheet(title, sheet.name))
        kept.append(replace(sheet, name=title))
    declaration = parts[0 if covered is None else covered].declaration
    return Joined(_bind(parts, kept), declaration, tuple(map(tuple, places)))


def _bind(parts: Sequence[Part], sheets: Sequence[Sheet]) -> Workbook:
    """Makes one workbook of the sheets of all parts."""
    days = [part.workbook.saved_on for part in parts]
    saved_on = max((day for day in days if day is not None), default=None) if all(days) else None
    refused = tuple(name for part in parts for name in part.workbook.refused)
    first = parts[0].workbook
    return Workbook(first.name, first.format, first.sha256, tuple(sheets), saved_on, refused)


def _add_shared(
    parts: Sequence[Part], located: Sequence[Mapping[str, Located]]
) -> dict[str, tuple[Sheet, list[PartSheet]]] | None:
    """Adds up the rows of each table that several parts have rows of; None if that can't be done."""
    added: dict[str, tuple[Sheet, list[PartSheet]]] = {}
    counted = Counter(table for found in located for table in found)
    for table in (table for table, count in counted.items() if count > 1):
        pairs = zip(parts, located, strict=True)
        whole = add_rows([(part.name, found[table]) for part, found in pairs if table in found])
        if whole is None:
            return None
        added[table] = whole
    return added


def _fullest(
    sheets: Sequence[tuple[int, Sheet, str | None]], added: Mapping[str, object]
) -> list[tuple[int, Sheet, str | None]]:
    """Drops the sheets of tables that have a fuller one; of those whose rows are added, the first one stays."""
    chosen: dict[str, Sheet] = {}
    for _, sheet, table in sheets:
        if table is not None:
            best = chosen.get(table)
            if best is None or (table not in added and len(rows_of(sheet)) > len(rows_of(best))):
                chosen[table] = sheet
    return [each for each in sheets if each[2] is None or chosen[each[2]] is each[1]]


def _locate(part: Part, tables: Mapping[str, Table]) -> dict[str, Located]:
    """Finds the tables that have rows in a part."""
    found, _ = locate(part.workbook, tables, (), tuple(tables))
    return {name: each for name, each in found.items() if each.rows}


def _table_of(sheet: Sheet, located: Mapping[str, Located]) -> str | None:
    return next((table for table, each in located.items() if each.sheet.name == sheet.name), None)


def _ticks(part: Part, tables: Mapping[str, Table]) -> Mapping[str, object]:
    return read_ticks(part.workbook, part.declaration.cover.sheet, tables).places


def _untick(part: Part, tables: Mapping[str, Table], ticked: Sequence[frozenset[str]]) -> Sheet:
    """The cover sheet with the ticks on which all parts agree: what one has rows of, or is silent about, isn't nil."""
    cover = part.declaration.cover.sheet
    sheet = next(each for each in part.workbook.sheets if each.name == cover)
    rows = [list(row) for row in sheet.rows]
    for table, place in read_ticks(part.workbook, cover, tables).places.items():
        if not all(table in each for each in ticked) and place.row:
            rows[place.row - 1][column_number(place.column) - 1] = None
    return replace(sheet, rows=rows)
