"""Finds rows that no indicator asks for, where every indicator names the rows that it takes."""

from collections.abc import Iterable, Mapping

from checker.checks.nearest import find_nearest
from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.definitions.named_rows import names_in
from checker.model import Flag, Severity, flag
from checker.model.workbook import VALID, Submission
from checker.tables.rows.places import header_of, place_of, record_of, show_cell
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import word_form

UNASKED = Code("C419")
#: The most names that a flag lists.
_MOST = 8


def flag_unasked(
    submission: Submission, tables: Mapping[str, Table], indicators: Iterable[Indicator]
) -> tuple[Flag, ...]:
    """Flags each row whose name no indicator asks for; amber if it is one slip away from a name that one does."""
    given = [(each, each.asked.tables()) for each in indicators]
    flags: list[Flag] = []
    for name, typed in submission.tables.items():
        table = tables[name]
        asked = [names_in(each, table) for each, read in given if name in read]
        if not asked or None in asked:
            continue
        names = tuple(dict.fromkeys(value for values in asked for value in values or ()))
        known, column = {word_form(value) for value in names}, table.key[0]
        cells = zip(typed.frame.index.tolist(), typed.frame[column].tolist(), typed.state[column], strict=True)
        strangers = {
            row: str(cell) for row, cell, state in cells if state == VALID and word_form(str(cell)) not in known
        }
        near = find_nearest(set(strangers.values()), names)
        for row, cell in strangers.items():
            flags.append(
                flag(
                    UNASKED,
                    place_of(typed, table, row, column),
                    severity=Severity.AMBER if cell in near else Severity.INFO,
                    observed=show_cell(typed, table, row, column),
                    expected=_expected(names, near.get(cell)),
                    record=record_of(typed, row),
                    header=header_of(typed, table, column),
                    value=show_cell(typed, table, row, column),
                )
            )
    return tuple(flags)


def _expected(names: tuple[str, ...], near: str | None) -> Text:
    listed, more = names[:_MOST], len(names) > _MOST
    zh = "、".join(listed) + ("等" if more else "") + (f"，最接近的是“{near}”" if near else "")
    en = ", ".join(listed) + (" and others" if more else "") + (f"; the nearest is “{near}”" if near else "")
    return Text(zh, en)
