"""Finds the rows of another table that leave a comparison with matched rows open."""

import numpy as np

from checker.frozen import dataclass
from checker.model.workbook import BLANK, VALID, TypedTable
from checker.tables.logic import CompareMatched
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.keys import key_forms
from checker.tables.rows.reasons import Reasons


@dataclass(frozen=True)
class DoubtfulMatch:
    """A row of another table, and the columns for want of which it isn't known what to compare with."""

    table: str
    row: int
    columns: tuple[str, ...]


def doubtful_matches(
    condition: CompareMatched, typed: TypedTable, row: int, context: Context
) -> tuple[DoubtfulMatch, ...]:
    """Lists the rows that may be matched to a row, or that are and can't be compared.

    A row without a readable key may be matched to any row.
    """
    other = context.tables[condition.table]
    matched = evaluate(condition.where, other, context)
    theirs = [column for _, column in condition.by]
    own = key_forms(typed, [column for column, _ in condition.by])[typed.positions[row]]
    keys, where = key_forms(other, theirs), Reasons(condition.where, other, context)
    there = ~matched.no & (other.state[condition.other] != BLANK)
    found = []
    for index in np.flatnonzero(there).tolist():
        if keys[index] and keys[index] != own:
            continue
        number = int(other.frame.index[index])
        unread = [column for column in (*theirs, condition.other) if other.state[column][index] != VALID]
        columns = tuple(dict.fromkeys((*unread, *where.open_columns(number))))
        if columns:
            found.append(DoubtfulMatch(condition.table, number, columns))
    return tuple(found)
