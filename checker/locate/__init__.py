"""Finds a pack's tables in a workbook as people really fill it in: which sheet, header, columns, and where it ends.

May import submission, definitions, model, spelling; converts no value and knows no rule. Nothing that stands in the
workbook is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.locate.cover import Cover, read_cover
from checker.locate.names import is_aside, without_flags_sheet
from checker.locate.sheets import candidates, decide, not_asked, unread
from checker.model import Flag
from checker.model.workbook import Located, Workbook
from checker.tables.table import Table

__all__ = ["Cover", "locate", "read_cover"]


def locate(
    workbook: Workbook, tables: Mapping[str, Table], wanted: Sequence[str]
) -> tuple[dict[str, Located], tuple[Flag, ...]]:
    """Finds the tables that a department must submit.

    Args:
        workbook: as read.
        tables: all of the pack's tables by id; only those laid out in rows are looked for, so that a sheet is told
            from every other.
        wanted: the ids that this department must submit.

    Returns:
        What was found of the wanted tables, by id in the order of `wanted`; a table that is missing, stands on
        several sheets or has no header is not in it, and a flag says so.
    """
    workbook = without_flags_sheet(workbook)
    asked = [name for name in wanted if tables[name].layout == "rows"]
    found, others = candidates(workbook, tables, frozenset(asked))
    located: dict[str, Located] = {}
    flags: list[Flag] = []
    for name in asked:
        reading, said = decide(tables[name], found.get(name, []), workbook)
        flags += said
        if reading:
            located[name] = reading.located
            flags += reading.flags
    for name in (name for name in tables if name not in asked):
        flags += not_asked(tables[name], found.get(name, []))
    flags += [unread(sheet) for sheet in others if not is_aside(sheet)]
    return located, tuple(flags)
