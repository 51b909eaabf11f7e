"""Finds whole rows that a table repeats, if it has no key."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np

from checker.checks.keys import forms
from checker.checks.registry import Quote, TableVerdicts, row_check
from checker.codes import Code
from checker.model.workbook import INVALID, VALID, Located, Submission, TypedTable
from checker.tables.rows.places import cell_text
from checker.tables.table import Table

REPEATED_RECORD = Code("C404")


@row_check(REPEATED_RECORD)
def repeated_record(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges each row; it is invalid if a row above has the same values in every column of the sheet.

    Columns that the table does not define count too, except those that only number the rows. A row with an invalid
    cell, or without a filled cell, is unknown.
    """
    for name, typed in submission.tables.items():
        if not tables[name].key and tables[name].layout == "rows":
            yield _judge(typed)


def _judge(typed: TypedTable) -> TableVerdicts:
    states = np.array(list(typed.state.values()))
    unknown = (states == INVALID).any(axis=0) | ~(states == VALID).any(axis=0)
    groups = [np.flatnonzero(~unknown).tolist()]
    for column in typed.frame.columns:
        groups = _split(groups, partial(forms, typed, column))
    rows = typed.frame.index.tolist()
    if typed.located is not None:
        for number in typed.located.extra.values():
            groups = _split(groups, partial(_undefined, typed.located, number, rows))
    invalid = np.zeros(len(rows), dtype=bool)
    first = {again: group[0] for group in groups for again in group[1:]}
    invalid[list(first)] = True
    quotes = (Quote(rows[again], "", {"row": rows[original]}) for again, original in sorted(first.items()))
    return TableVerdicts(typed.id, invalid, unknown, tuple(quotes))


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
    """The cells of a column that the table does not define; all equal if they only number the rows."""
    cells = [located.sheet.at(row, number) for row in rows]
    texts = [str(cell_text(cell)) for cell in cells]
    if (
        all(text.isdecimal() and len(text) < 10 for text in texts)
        and (np.diff([int(text) for text in texts]) == 1).all()
    ):
        return [None] * len(cells)
    return cells
