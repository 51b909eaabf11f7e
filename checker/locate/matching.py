"""Matches the columns of a header further down with those of the first header."""

from collections import defaultdict
from collections.abc import Iterable

from checker.frozen import dataclass
from checker.locate.columns import Columns, is_needed
from checker.locate.headers import Header, HeaderCell
from checker.locate.headings import forms
from checker.tables.table import Table

#: A header, and the columns that were read from it.
Read = tuple[Header, Columns]


@dataclass(frozen=True)
class Match:
    """Where a header has the columns of the first one.

    Attributes:
        columns: by the first header's 1-based column, this one's; 0 if it lacks the column. Empty if nothing moved.
        extra: the columns that only this header has and that the table does not define, where they are moved to.
    """

    columns: dict[int, int]
    extra: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Mismatch:
    """Why the columns of a header can't be matched: the headers without a counterpart."""

    headers: tuple[str, ...]


def match_columns(table: Table, first: Read, again: Read) -> Match | Mismatch:
    """Matches the columns by the fields that they name, and those that the table does not define by their words.

    They can't be matched if one of the headers has a field that the other lacks: an optional one may be lacking in
    this header, if nothing else in it may be that column.
    """
    (one, columns), (two, others) = first, again
    moved = {at: others.fields.get(field, 0) for field, at in columns.fields.items()}
    new = _match_extra(one, columns, two, others, moved)
    lacking = [field for field in columns.fields if field not in others.fields]
    more = [others.headers[field] for field in others.fields if field not in columns.fields]
    if more or others.unread - columns.unread or any(is_needed(table, field) for field in lacking) or (lacking and new):
        strange = [cell.text for cell in new]
        return Mismatch(tuple(dict.fromkeys((*more, *strange, *(columns.headers[field] for field in lacking)))))
    extra = [(cell, _free(cell.column, moved, one)) for cell in new]
    moved |= {to: cell.column for cell, to in extra}
    _keep_rest(moved)
    if all(to == at for to, at in moved.items()):
        return Match({})
    return Match(moved, tuple((cell.text, to) for cell, to in extra))


def _match_extra(
    one: Header, columns: Columns, two: Header, others: Columns, moved: dict[int, int]
) -> list[HeaderCell]:
    """Matches the columns that the table does not define, in order; gives those that only the second header has."""
    known: dict[str, list[int]] = defaultdict(list)
    for cell in _without(one, columns):
        known[_word(cell, columns)].append(cell.column)
    new = []
    for cell in _without(two, others):
        places = known[_word(cell, others)]
        if places:
            moved[places.pop(0)] = cell.column
        else:
            new.append(cell)
    moved |= {at: 0 for places in known.values() for at in places}
    return new


def _word(cell: HeaderCell, columns: Columns) -> str:
    return "" if cell.column in columns.serial else forms(cell.text)[0]


def _without(header: Header, columns: Columns) -> Iterable[HeaderCell]:
    used = set(columns.fields.values())
    return (cell for cell in header.cells if cell.column not in used)


def _free(column: int, moved: dict[int, int], one: Header) -> int:
    """Where a new column goes: to its own place, if the first header has nothing there, else behind all others."""
    return column if column not in moved else max(*moved, *(cell.column for cell in one.cells), *moved.values()) + 1


def _keep_rest(moved: dict[int, int]) -> None:
    """Finds a place for columns without a header whose own place was taken, and clears the places that were left."""
    used = set(moved.values()) - {0}
    left, taken = used - set(moved), set(moved) - used
    moved |= dict.fromkeys(left, 0)
    for column in sorted(taken):
        moved[max(*moved, *moved.values()) + 1] = column
