"""Finds whole rows that a table repeats, if it has no key."""

from collections.abc import Iterable, Mapping

import numpy as np

from checker.checks.registry import Quote, TableVerdicts, row_check
from checker.codes import Code
from checker.model import placed
from checker.model.workbook import INVALID, VALID, Submission, TypedTable
from checker.tables.rows.copies import equal_rows
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
    groups, rows = equal_rows(typed, ~unknown), typed.frame.index.tolist()
    invalid = np.zeros(len(rows), dtype=bool)
    first = {again: group[0] for group in groups for again in group[1:]}
    invalid[list(first)] = True
    quotes = (Quote(rows[again], "", {"row": placed(rows[original])}) for again, original in sorted(first.items()))
    return TableVerdicts(typed.id, invalid, unknown, tuple(quotes))
