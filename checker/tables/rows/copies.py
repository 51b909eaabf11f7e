"""Finds the rows that are one record, and makes one row of them; loads numpy.

One record has one key. Rows with a complete key are copies if their keys are equal. A blank in an optional part of the
key may be filled in differently later, so rows with such a blank are copies only if they are equal in every column. A
row whose key can't be read, or lacks a required part, may be any record and remains a row of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate

import numpy as np

from checker.model.workbook import BLANK, INVALID, VALID, Copies, Located, Submission, TypedTable
from checker.tables.rows.keys import forms, keep_forms, key_forms
from checker.tables.rows.places import cell_text
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table


def merge_copies(submission: Submission, tables: Mapping[str, Table]) -> Submission:
    """The same tables with one row per record: the first of its rows, under its own number.

    Cells in which the copies disagree become INVALID, as nobody knows which of them is right.
    """
    merged = {name: _merge(typed, find_copies(typed, tables[name])) for name, typed in submission.tables.items()}
    return replace(submission, tables=merged)


def find_copies(typed: TypedTable, table: Table) -> tuple[Copies, ...]:
    """The records of a table that have more than one row, in the order of their first rows."""
    if not table.key or len(typed.frame) < 2:
        return ()
    if find_copies not in typed.worked_out:
        typed.worked_out[find_copies] = _find_copies(typed, table)
    found: tuple[Copies, ...] = typed.worked_out[find_copies]
    return found


def _find_copies(typed: TypedTable, table: Table) -> tuple[Copies, ...]:
    groups = [*_with_one_key(typed, table), *_alike(typed, table)]
    rows = typed.frame.index.tolist()
    differing = _differing(typed, groups)
    found = (Copies(tuple(rows[each] for each in group), names) for group, names in zip(groups, differing, strict=True))
    return tuple(sorted(found, key=lambda copies: copies.rows))


def _with_one_key(typed: TypedTable, table: Table) -> list[list[int]]:
    """The positions of rows with the same complete key."""
    keys = key_forms(typed, table.key)
    if len(set(keys)) == len(keys):
        return []
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            groups[key].append(index)
    return [group for group in groups.values() if len(group) > 1]


def _alike(typed: TypedTable, table: Table) -> list[list[int]]:
    """The positions of rows that are equal in every column, where an optional part of the key is blank."""
    required = [name for name in table.key if table.columns[name].required]
    states = np.array([typed.state[name] for name in table.key])
    open_ = (states == BLANK).any(axis=0) & (states == VALID).any(axis=0)
    for name in required:
        open_ &= typed.state[name] == VALID
    unreadable = (np.array(list(typed.state.values())) == INVALID).any(axis=0)
    return equal_rows(typed, open_ & ~unreadable)


def equal_rows(typed: TypedTable, among: Mask) -> list[list[int]]:
    """The positions of rows that are equal in every column of the sheet.

    Columns that the table does not define count too, except those that only number the rows.
    """
    groups = [np.flatnonzero(among).tolist()]
    for column in typed.frame.columns:
        groups = _split(groups, partial(forms, typed, column))
    rows = typed.frame.index.tolist()
    if typed.located is not None:
        for number in typed.located.extra.values():
            groups = _split(groups, partial(_undefined, typed.located, number, rows))
    return [group for group in groups if len(group) > 1]


def _split(groups: list[list[int]], cells: Callable[[], Sequence[Hashable]]) -> list[list[int]]:
    """Splits groups of equal rows by one more column, dropping rows that are now alone."""
    if not groups:
        return []
    values, split = cells(), []
    for group in groups:
        alike: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index in group:
            alike[values[index]].append(index)
        split += [rows for rows in alike.values() if len(rows) > 1]
    return split


def _undefined(located: Located, number: int, rows: Sequence[int]) -> Sequence[Hashable]:
    """The cells of a column that the table does not define; all equal if they only number the rows, in any order."""
    cells = [located.sheet.at(row, number) for row in rows]
    texts = [str(cell_text(cell)) for cell in cells]
    if (
        all(text.isdecimal() and len(text) < 10 for text in texts)
        and (np.diff(sorted(int(text) for text in texts)) == 1).all()
    ):
        return [None] * len(cells)
    return cells


def _differing(typed: TypedTable, groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """The columns in which each group disagrees; a blank or unreadable cell disagrees with one that has a value."""
    rows = [index for group in groups for index in group]
    state = {name: each[rows] for name, each in typed.state.items()}
    some = replace(typed, frame=typed.frame.iloc[rows], state=state)
    ends = list(accumulate(map(len, groups)))
    differing: list[list[str]] = [[] for _ in groups]
    for name, states in state.items():
        cells = list(zip(states.tolist(), forms(some, name), strict=True))
        for number, (group, end) in enumerate(zip(groups, ends, strict=True)):
            if len(set(cells[end - len(group) : end])) > 1:
                differing[number].append(name)
    return [tuple(names) for names in differing]


def _merge(typed: TypedTable, found: Sequence[Copies]) -> TypedTable:
    if not found:
        return typed
    position = {row: index for index, row in enumerate(typed.frame.index.tolist())}
    kept = np.ones(len(typed.frame), dtype=bool)
    kept[[position[row] for copies in found for row in copies.rows[1:]]] = False
    disputed: defaultdict[str, list[int]] = defaultdict(list)
    for copies in found:
        for name in copies.differing:
            disputed[name].append(position[copies.rows[0]])
    frame, state = typed.frame.copy(), dict(typed.state)
    for name, positions in disputed.items():
        frame.loc[frame.index[positions], name] = None
        state[name] = state[name].copy()
        state[name][positions] = INVALID
    state = {name: each[kept] for name, each in state.items()}
    merged = replace(
        typed, frame=frame[kept], state=state, copies={copies.rows[0]: copies for copies in found}, every_row=typed
    )
    keep_forms(typed, merged, kept, frozenset(disputed))
    return merged
