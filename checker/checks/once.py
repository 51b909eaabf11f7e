"""Tells one cause once: what nearly all cells of a column have wrong, or one value has wrong in many rows.

A column of dates typed as 202203, or every row with the same unknown department, is one thing to correct. The cells
stay as they are judged; only what is said of them is said once.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from checker.codes import Code
from checker.codes.shared import MEMBER_UNDECIDED, NEEDED_HERE_BLANK, NOT_DECIDED, REQUIRED_BLANK
from checker.locate.cells import list_items, list_rows
from checker.model import Flag, Place, Shown, flag, placed
from checker.model.workbook import BLANK, TypedTable, letters
from checker.tables.rows.places import header_of
from checker.tables.table import Table
from checker.text.bilingual import Text

COLUMN_AT_ONCE = Code("V343")
ROWS_AT_ONCE = Code("V344")
VALUE_AT_ONCE = Code("V345")
MEMBERS_AT_ONCE = Code("V347")

#: Fewer cells, or rows, keep a flag each.
_LEAST = 10
#: So large a share of the filled cells are nearly all.
_NEARLY_ALL = 0.9
#: One value has one thing wrong in so many rows.
_OFTEN = 20
#: How many examples are shown.
_EXAMPLES = 3
#: The codes of cells that can't be accepted, and of values that another sheet lacks.
_OF_CELLS = ("V", "C402")
_BLANKS = (REQUIRED_BLANK, NEEDED_HERE_BLANK)


@dataclass
class _Cause:
    """The flags with one cause, by their positions, and the code that tells it."""

    code: Code
    positions: list[int]


def tell_causes(
    flags: Sequence[Flag], tables: Mapping[str, TypedTable], definitions: Mapping[str, Table]
) -> tuple[Flag, ...]:
    """Puts one flag in the place of all flags on cells that have one cause, where the first of them is."""
    by_column: dict[tuple[str, str, Code], list[int]] = defaultdict(list)
    for position, each in enumerate(flags):
        at = each.place
        if at.row is not None and at.field and not each.indicator and each.code.id.startswith(_OF_CELLS):
            by_column[at.table, at.field, each.code].append(position)
    causes: list[_Cause] = []
    for (table, field, code), positions in by_column.items():
        if len(positions) < _LEAST or tables[table].located is None:
            continue
        state = tables[table].state[field]
        cells = len(state) if code in _BLANKS else int(np.count_nonzero(state != BLANK))
        if len(positions) >= _NEARLY_ALL * cells:
            causes.append(_Cause(COLUMN_AT_ONCE, positions))
        elif code not in _BLANKS:
            causes += _same_values(flags, positions)
    if not causes:
        return tuple(flags)
    first = {cause.positions[0]: cause for cause in causes}
    gone = {position for cause in causes for position in cause.positions}
    return tuple(
        _tell_cells(first[position], flags, tables, definitions) if position in first else each
        for position, each in enumerate(flags)
        if position in first or position not in gone
    )


def _same_values(flags: Sequence[Flag], positions: Iterable[int]) -> Iterable[_Cause]:
    """The values that have one thing wrong in many rows."""
    by_value: dict[Hashable, list[int]] = defaultdict(list)
    for position in positions:
        observed = flags[position].observed
        if observed is not None:
            by_value[observed.text].append(position)
    return (_Cause(VALUE_AT_ONCE, found) for found in by_value.values() if len(found) >= _OFTEN)


def _tell_cells(
    cause: _Cause, flags: Sequence[Flag], tables: Mapping[str, TypedTable], definitions: Mapping[str, Table]
) -> Flag:
    each = [flags[position] for position in cause.positions]
    first = each[0]
    typed, table = tables[first.place.table], definitions[first.place.table]
    examples: dict[str, str] = {}
    for one in each:
        if one.observed is not None and len(examples) < _EXAMPLES:
            examples.setdefault(str(one.observed.text), one.place.cell)
    # Only the cells are named: what is in them may be a person's name.
    shown = list_items(examples.values())
    return flag(
        cause.code,
        _head_of(typed, first.place),
        severity=max(one.severity for one in each),
        observed=first.observed if cause.code is VALUE_AT_ONCE else None,  # another one after the sheet is sorted
        expected=first.expected if len({one.expected for one in each}) == 1 else None,
        header=header_of(typed, table, first.place.field),
        problem=first.code.heading,
        count=placed(len(each)),
        **_details(cause.code, first, each, shown),
    )


def _details(code: Code, first: Flag, each: Sequence[Flag], examples: Text) -> dict[str, Any]:
    if code is COLUMN_AT_ONCE:
        return {"examples": placed(examples)}
    rows = placed(list_rows([one.place.row or 0 for one in each]))
    return {"rows": rows, "seen": first.observed or Shown("")}


def _head_of(typed: TypedTable, cell: Place) -> Place:
    """The header of a cell's column."""
    assert typed.located is not None
    row, column = typed.located.header_row, letters(typed.located.columns[cell.field])
    return Place(cell.sheet, row, column, cell.table, cell.field, cell.header)


def tell_undecided(
    flags: Sequence[Flag], told: Iterable[Flag], columns: Mapping[str, Collection[str]]
) -> tuple[Flag, ...]:
    """Puts one flag in the place of those on rows, or on members, that can't be decided because of such a cause.

    Args:
        flags: those of one indicator.
        told: the causes that were told once.
        columns: the columns that the indicator reads, by table.
    """
    causes = {(each.place.table, each.place.field): each for each in told}
    found: dict[tuple[Code, str, str], list[int]] = defaultdict(list)
    whole = [at for at, each in causes.items() if each.code is COLUMN_AT_ONCE and at[1] in columns.get(at[0], ())]
    for position, each in enumerate(flags):
        at = each.place.table, each.place.field
        if each.code == NOT_DECIDED and each.place.row is not None and at in causes:
            found[ROWS_AT_ONCE, *at].append(position)
        elif each.code == MEMBER_UNDECIDED and whole:
            found[MEMBERS_AT_ONCE, *whole[0]].append(position)
    many = {positions[0]: (key, positions) for key, positions in found.items() if len(positions) >= _LEAST}
    gone = {position for _, positions in many.values() for position in positions}
    made: list[Flag] = []
    for position, each in enumerate(flags):
        if position in many:
            (code, table, field), positions = many[position]
            made.append(_tell_undecided(code, causes[table, field], [flags[one] for one in positions]))
        elif position not in gone:
            made.append(each)
    return tuple(made)


def _tell_undecided(code: Code, cause: Flag, each: Sequence[Flag]) -> Flag:
    first = each[0]
    details: dict[str, Any] = {"name": dict(first.values)["name"], "header": dict(cause.values)["header"]}
    if code is ROWS_AT_ONCE:
        details["rows"] = placed(list_rows([one.place.row or 0 for one in each]))
    count = placed(len(each))
    return flag(code, cause.place, severity=first.severity, indicator=first.indicator, count=count, **details)


def causes_told(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags that tell a cause once."""
    return tuple(each for each in flags if each.code in (COLUMN_AT_ONCE, VALUE_AT_ONCE))
