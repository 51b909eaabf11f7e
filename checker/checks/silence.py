"""Finds out of which tables without rows a department declares that there is nothing to report; the others are silent.

A department declares it by a row that says so in the sheet, or by a tick on the cover sheet. Rows count before both.
"""

from collections.abc import Iterable, Iterator, Mapping

from checker.codes import Code
from checker.locate.cells import is_blank
from checker.model import Flag, Place, flag
from checker.model.workbook import Located, letters
from checker.tables.table import Table
from checker.text.bilingual import Text

NOT_FILLED_IN = Code("W262")
LISTS_NOBODY = Code("W263")
CANNOT_BE_NIL = Code("W264")
NIL_WITH_ROWS = Code("W265")


def find_nil(
    wanted: Iterable[str],
    located: Mapping[str, Located],
    unreadable: frozenset[str],
    ticks: Mapping[str, Place],
    tables: Mapping[str, Table],
) -> tuple[frozenset[str], tuple[Flag, ...]]:
    """Finds the tables that are declared nil.

    Args:
        wanted: the tables that the department submits.
        located: those that are in the workbook.
        unreadable: those whose sheet is missing or can't be read, as flags say.
        ticks: the places of the ticks on the cover sheet, by table.
        tables: the definitions.

    Returns:
        The tables, and flags on what is silent, contradictory or can't be nil.
    """
    nil: set[str] = set()
    flags: list[Flag] = []
    for name in wanted:
        if tables[name].layout != "rows" or name in unreadable:
            continue
        where, declared = located.get(name), list(_declarations(located.get(name), ticks.get(name)))
        if where is not None and where.rows:
            flags += [_contradiction(where, tables[name], place) for place in declared]
        elif declared and tables[name].nil is not None:
            nil.add(name)
        elif where is not None or declared:
            flags.append(_silence(where, tables[name], declared))
    return frozenset(nil), tuple(flags)


def _declarations(where: Located | None, tick: Place | None) -> Iterator[Place]:
    """Yields the places at which a department says that it has nothing to report in a table."""
    if tick is not None:
        yield tick
    if where is None:
        return
    for row in where.nil_rows:
        column = next(at for at, raw in enumerate(where.sheet.rows[row - 1], 1) if not is_blank(raw))
        yield Place(where.sheet.name, row, letters(column), where.table)


def _contradiction(where: Located, table: Table, place: Place) -> Flag:
    expected = Text(
        zh="确有内容的，删去“本期无”或取消勾选；没有内容的，删去这些行",
        en="if the rows are right, delete the declaration; if there is nothing to report, delete the rows",
    )
    return flag(NIL_WITH_ROWS, place, expected=expected, sheet=_name(where, table), count=len(where.rows))


def _silence(where: Located | None, table: Table, declared: list[Place]) -> Flag:
    sheet = _name(where, table)
    if declared:
        return flag(CANNOT_BE_NIL, declared[0], expected=_FILL, sheet=sheet)
    place = Place("" if where is None else where.sheet.name, table=table.id)
    if table.nil is None:
        return flag(LISTS_NOBODY, place, expected=_FILL, sheet=sheet)
    expected = Text(
        zh=f"填写各行；没有内容的，在表头下写“{table.nil.zh}”，或在填报说明中打√",
        en=f"the rows; or write “{table.nil.en}” below the headers, or tick the sheet on the cover sheet",
    )
    return flag(NOT_FILLED_IN, place, expected=expected, sheet=sheet)


_FILL = Text(zh="逐行填写", en="the rows of the list")


def _name(where: Located | None, table: Table) -> Text:
    return table.sheet.text if where is None else Text(where.sheet.name, where.sheet.name)
