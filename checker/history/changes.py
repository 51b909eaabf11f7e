"""What differs row by row between two runs.

Rows are added, removed, changed, moved to another department, or only counted in another way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from checker.frozen import dataclass
from checker.history.tables import Cell, StoredTable, pair_rows

Items = Iterable[Mapping[str, Any]]


class Kind(StrEnum):
    """What happened to a row; RECOUNTED rows are the same, and still count differently or are flagged differently."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RECOUNTED = "recounted"


@dataclass(frozen=True)
class CellChange:
    """A cell that differs; both values are masked."""

    column: str
    before: Cell
    after: Cell


@dataclass(frozen=True)
class RoleChange:
    """An indicator that counts a row differently; a role is "" where the row counts in no number."""

    indicator: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row that differs.

    Attributes:
        department: the code of the department that has the row now, or had it.
        came_from: the code of the department that had it before, if it has moved.
        key: the row's key as reports show it.
        row_before, row_after: its Excel row numbers; None where it is not there.
        cells: the cells that differ, if it is there on both sides.
        masked: whether personal cells differ, which are shown masked and can look the same.
        roles: the indicators that count it differently.
        codes_gone, codes_new: the flags on it.
    """

    kind: Kind
    department: str
    table: str
    key: str
    row_before: int | None
    row_after: int | None
    came_from: str = ""
    cells: tuple[CellChange, ...] = ()
    masked: bool = False
    roles: tuple[RoleChange, ...] = ()
    codes_gone: tuple[str, ...] = ()
    codes_new: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Side:
    """A row on one side."""

    table: StoredTable
    position: int

    @property
    def row(self) -> int:
        return self.table.rows[self.position]


def find_row_changes(before: Items, after: Items, *, keyed: bool) -> list[RowChange]:
    """Finds every row that differs.

    Args:
        before: the "rows" items of the first run.
        after: those of the second.
        keyed: whether both were hashed under one key.
    """
    old, new = ({(each["department"], each["table"]): each for each in items} for items in (before, after))
    found: list[RowChange] = []
    alone: list[tuple[_Side | None, _Side | None]] = []
    for place in dict.fromkeys((*new, *old)):
        was, now = old.get(place), new.get(place)
        if was is not None and now is not None:
            if not _is_same(was, now):
                tables = StoredTable(was, keyed=keyed), StoredTable(now, keyed=keyed)
                for left, right in pair_rows(*tables):
                    if left is None or right is None:
                        alone.append((_side(tables[0], left), _side(tables[1], right)))
                    elif change := _compare(*tables, left, right):
                        found.append(change)
        elif was is not None:
            alone += [(side, None) for side in _all(StoredTable(was, keyed=keyed))]
        elif now is not None:
            alone += [(None, side) for side in _all(StoredTable(now, keyed=keyed))]
    found += _find_moves(alone)
    return sorted(found, key=lambda change: (change.department, change.table, change.row_after or change.row_before))


def _is_same(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether nothing differs; the number of an item says nothing of its rows."""
    return all(was[name] == now[name] for name in now if name != "n")


def _side(table: StoredTable, position: int | None) -> _Side | None:
    return None if position is None else _Side(table, position)


def _all(table: StoredTable) -> Iterator[_Side]:
    return (_Side(table, position) for position in range(len(table.rows)))


def _find_moves(alone: Sequence[tuple[_Side | None, _Side | None]]) -> Iterator[RowChange]:
    """Pairs rows that left one department with rows of the same table and key that another has now."""
    gone: defaultdict[tuple[str, str], list[_Side]] = defaultdict(list)
    come: defaultdict[tuple[str, str], list[_Side]] = defaultdict(list)
    for was, now in alone:
        for side, sides in ((was, gone), (now, come)):
            if side is not None:
                sides[side.table.table, side.table.ids[side.position]].append(side)
    for place in dict.fromkeys((*come, *gone)):
        old, new = gone[place], come[place]
        apart = {side.table.department for side in old}.isdisjoint(side.table.department for side in new)
        if place[1] and len(old) == len(new) == 1 and apart:
            change = _describe(Kind.MOVED, old[0], new[0])
            yield replace(change, came_from=old[0].table.department)
        else:
            yield from (_describe(Kind.REMOVED, side, None) for side in old)
            yield from (_describe(Kind.ADDED, None, side) for side in new)


def _compare(before: StoredTable, after: StoredTable, old: int, new: int) -> RowChange | None:
    """Compares one row; None if nothing differs."""
    changed = before.digests[old] != after.digests[new] or before.secrets[old] != after.secrets[new]
    if not changed and before.counted.get(before.rows[old]) == after.counted.get(after.rows[new]):
        return None
    return _describe(Kind.CHANGED if changed else Kind.RECOUNTED, _Side(before, old), _Side(after, new))


def _describe(kind: Kind, was: _Side | None, now: _Side | None) -> RowChange:
    side = now or was
    assert side is not None, "a row is there on one side at least"
    gone, come = _codes(was), _codes(now)
    both = was is not None and now is not None
    cells = tuple(_cells(was, now)) if was and now and kind is not Kind.RECOUNTED else ()
    return RowChange(
        kind,
        side.table.department,
        side.table.table,
        side.table.shown[side.position],
        None if was is None else was.row,
        None if now is None else now.row,
        cells=cells,
        masked=bool(was and now and was.table.secrets[was.position] != now.table.secrets[now.position]),
        roles=tuple(_roles(was, now)),
        codes_gone=tuple(code for code in gone if code not in come) if both else tuple(gone),
        codes_new=tuple(code for code in come if code not in gone) if both else tuple(come),
    )


def _cells(was: _Side, now: _Side) -> Iterator[CellChange]:
    for column in dict.fromkeys((*now.table.item["cells"], *was.table.item["cells"])):
        before, after = was.table.cell(column, was.position), now.table.cell(column, now.position)
        if before != after:
            yield CellChange(column, before, after)


def _roles(was: _Side | None, now: _Side | None) -> Iterator[RoleChange]:
    before = {} if was is None else was.table.roles(was.row)
    after = {} if now is None else now.table.roles(now.row)
    for indicator in sorted({*before, *after}):
        if before.get(indicator) != after.get(indicator):
            yield RoleChange(indicator, before.get(indicator, ""), after.get(indicator, ""))


def _codes(side: _Side | None) -> list[str]:
    return [] if side is None else side.table.codes(side.row)
