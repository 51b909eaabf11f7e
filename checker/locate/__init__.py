"""Finds a pack's tables in a workbook: the sheet, the header, the columns and the rows.

Workbooks are messy, so it allows for title rows, merged cells, totals and notes. A flag reports everything it skips.
"""

from collections.abc import Collection, Mapping, Sequence

from checker.locate.cover import Cover, read_cover
from checker.locate.names import is_aside, refused_tables, without_flags_sheet
from checker.locate.sheets import choose_sheet, find_candidates, flag_not_asked, flag_unread
from checker.locate.ticks import read_ticks
from checker.model import Flag
from checker.model.workbook import Located, Workbook
from checker.tables.table import Table
from checker.text.locales import USUAL

__all__ = ["Cover", "locate", "read_cover", "read_ticks", "refused_tables"]


def locate(
    workbook: Workbook,
    tables: Mapping[str, Table],
    wanted: Sequence[str],
    welcome: Sequence[str] = (),
    nil: Collection[str] = (),
) -> tuple[dict[str, Located], tuple[Flag, ...]]:
    """Finds the tables that a department must submit, in the order of `wanted`.

    Tables that are `welcome` are read if they are there, and nobody misses them. Only tables laid out in rows are
    searched for. `tables` has all of the pack, to tell sheets apart. A table that is missing, on several sheets or
    without a header is left out, and a flag says so; but a table of `nil`, of which the cover sheet says that there is
    nothing to report, may be missing or blank, and of a table whose sheet could not be read another flag
    says why.
    """
    tables = {name: table.as_submitted for name, table in tables.items()}
    workbook = without_flags_sheet(workbook)
    in_rows = [name for name in (*wanted, *welcome) if tables[name].layout == "rows"]
    found, others = find_candidates(workbook, tables, frozenset(in_rows))
    in_rows = [name for name in in_rows if name not in welcome or name in found]
    refused = refused_tables(workbook, tables)
    located: dict[str, Located] = {}
    flags: list[Flag] = []
    for name in in_rows:
        may_lack = name in refused or (name in nil and tables[name].nil is not None)
        reading, raised = choose_sheet(tables[name], found.get(name, []), workbook, may_lack=may_lack)
        flags += raised
        if reading:
            located[name] = reading.located
            flags += reading.flags
    for name in (name for name in tables if name not in in_rows):
        flags += flag_not_asked(tables[name], found.get(name, []))
    locales = next((table.locales for table in tables.values()), USUAL)
    flags += [flag_unread(sheet) for sheet in others if not is_aside(sheet, locales)]
    return located, tuple(flags)
