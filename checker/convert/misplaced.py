"""Finds columns whose content is under another header: two columns swapped, or all of them moved by one.

Only columns that most texts don't fit are looked at, such as dates, choices or numbers of a form, and only once nearly
all of their cells were refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from checker.codes import Code
from checker.convert.cells import Refusal, is_blank_text
from checker.convert.readers import reader_of
from checker.frozen import dataclass
from checker.model import Flag, Place, flag, placed
from checker.model.workbook import BLANK, INVALID, Located, Raw, TypedTable, letters
from checker.tables.table import Column, Table
from checker.text.patterns import whole_match

SHEET_SHIFTED = Code("W313")
COLUMNS_SWAPPED = Code("V346")

#: So many cells, and so large a share of the filled ones, show what a column holds.
_LEAST, _NEARLY_ALL = 3, 0.9
#: So many columns must agree that all of them were moved.
_COLUMNS_MOVED = 2
#: So many cells of a column are tried under another header.
_TRIED = 200
#: The codes of cells that hold something of another kind, not a value in an unusual form.
_OF_ANOTHER_KIND = frozenset({"V304", "V309", "V310", "V312", "V313", "V314", "V321", "V351"})


@dataclass(frozen=True)
class Misplaced:
    """What was found: the flag, and the columns whose cells are unknown; of a shifted sheet, the whole sheet is."""

    flag: Flag
    fields: tuple[str, ...] = ()


def find_misplaced(typed: TypedTable, table: Table) -> Misplaced | None:
    """Finds out whether the columns of a table were moved or swapped."""
    located = typed.located
    refused = [] if located is None else [name for name in table.columns if _is_refused(typed, table, name)]
    if located is None or not refused:
        return None
    for step in (1, -1, 2, -2):
        if _is_moved(located, table, refused, step):
            return Misplaced(_flag_shift(located, table, refused[0], step))
    for name in refused:
        others = [at for at in _free_columns(typed, table, name, refused) if _fits(located, table, name, at)]
        if len(others) == 1:
            return _swapped(located, table, name, others[0])
    return None


def forget(typed: TypedTable, fields: tuple[str, ...]) -> TypedTable:
    """The table with all cells of some columns unknown."""
    nowhere = np.zeros(len(typed.frame), dtype=bool)
    frame = typed.frame.assign(**{name: typed.frame[name].where(nowhere, None) for name in fields})
    state = {name: np.full_like(typed.state[name], INVALID) for name in fields}
    return replace(typed, frame=frame, state={**typed.state, **state})


def _is_refused(typed: TypedTable, table: Table, name: str) -> bool:
    """Whether nearly all filled cells of a column with a form of its own have something else than it asks for."""
    located, column = typed.located, table.columns[name]
    if located is None or name not in located.columns or not _has_form(column):
        return False
    state = typed.state[name]
    refused = int(np.count_nonzero(state == INVALID))
    if refused < _LEAST or refused < _NEARLY_ALL * int(np.count_nonzero(state != BLANK)):
        return False
    read = reader_of(table, name, located.headers.get(name, ""))
    outcomes = [read(raw) for raw in _cells(located, located.columns[name])]
    strange = sum(not isinstance(each, Refusal) or each.code.id in _OF_ANOTHER_KIND for each in outcomes)
    return strange >= _NEARLY_ALL * len(outcomes)


def _has_form(column: Column) -> bool:
    return column.kind != "text" or column.pattern is not None


def _cells(located: Located, at: int) -> Sequence[Raw]:
    """The first filled cells of a 1-based column."""
    cells = located.sheet.column(located.rows, at) if at >= 1 else []
    return [raw for raw in cells if raw is not None and not (isinstance(raw, str) and is_blank_text(raw))][:_TRIED]


def _is_moved(located: Located, table: Table, refused: list[str], step: int) -> bool:
    """Whether the content of all refused columns, at least two, is so many columns to the right."""
    places = {name: located.columns[name] + step for name in refused}
    filled = [name for name, at in places.items() if len(_cells(located, at)) >= _LEAST]
    return len(filled) >= _COLUMNS_MOVED and all(_fits(located, table, name, places[name]) for name in filled)


def _fits(located: Located, table: Table, name: str, at: int) -> bool:
    """Whether nearly all cells of a 1-based column could be in the column `name`."""
    column, cells = table.columns[name], _cells(located, at)
    read = reader_of(table, name, located.headers.get(name, ""))
    fits = whole_match(column.pattern) if column.pattern is not None else None

    def accepts(raw: Raw) -> bool:
        if column.kind in ("date", "boolean") and isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return False  # such a number may be anything
        value = read(raw)
        return value is not None and not isinstance(value, Refusal) and (fits is None or fits(str(value)))

    return len(cells) >= _LEAST and sum(map(accepts, cells)) >= _NEARLY_ALL * len(cells)


def _free_columns(typed: TypedTable, table: Table, name: str, refused: list[str]) -> list[int]:
    """The columns whose content may belong in another: refused ones; unless it is of numbers, all without a form."""
    located = typed.located
    assert located is not None
    at = {field: column for field, column in located.columns.items() if field != name}
    if table.columns[name].kind == "number":
        return [column for field, column in at.items() if field in refused]
    free = {column for field, column in at.items() if field in refused or not _has_form(table.columns[field])}
    return sorted({*free, *located.extra.values()})


def _swapped(located: Located, table: Table, name: str, at: int) -> Misplaced:
    names = {column: field for field, column in located.columns.items()}
    headers: Mapping[int, str] = {column: header for header, column in located.extra.items()}
    other = located.headers[names[at]] if at in names else headers[at]
    place = Place(
        located.sheet.name, located.header_row, letters(located.columns[name]), table.id, name, located.headers[name]
    )
    found = flag(
        COLUMNS_SWAPPED,
        place,
        header=located.headers[name],
        other=other,
        column=placed(letters(at)),
        count=placed(len(located.rows)),
    )
    return Misplaced(found, (name, names[at]) if at in names else (name,))


def _flag_shift(located: Located, table: Table, name: str, step: int) -> Flag:
    at = located.columns[name]
    place = Place(located.sheet.name, located.header_row, letters(at), table.id, name, located.headers[name])
    return flag(
        SHEET_SHIFTED,
        place,
        sheet=located.sheet.name,
        header=located.headers[name],
        column=placed(letters(at)),
        there=placed(letters(at + step)),
        count=placed(len(located.rows)),
    )
