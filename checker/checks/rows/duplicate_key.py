"""Finds rows of one table with the same key."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from checker.checks.keys import key_forms, key_header, key_privacy, row_list
from checker.checks.registry import Quote, TableVerdicts, row_check
from checker.codes import Code
from checker.model import Shown
from checker.model.workbook import Submission, TypedTable
from checker.tables.rows.places import key_in_words
from checker.tables.table import Table

DUPLICATE_KEY = Code("C403")


@row_check(DUPLICATE_KEY)
def duplicate_key(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges every row whose key other rows share; a row whose key is incomplete is unknown."""
    for name, typed in submission.tables.items():
        if tables[name].key:
            yield _judge(typed, tables[name])


def _judge(typed: TypedTable, table: Table) -> TableVerdicts:
    keys = key_forms(typed, table.key)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, key in zip(typed.frame.index.tolist(), keys, strict=True):
        if key:
            groups[key].append(row)
    header, privacy = key_header(typed, table), key_privacy(table)
    quotes = [
        Quote(
            row,
            table.key[0],
            {
                "header": header,
                "value": Shown(key_in_words(typed, table, row), privacy),
                "rows": row_list(rows, besides=row),
            },
        )
        for rows in groups.values()
        if len(rows) > 1
        for row in rows
    ]
    repeated = np.array([bool(key) and len(groups[key]) > 1 for key in keys], dtype=bool)
    incomplete = np.array([not key for key in keys], dtype=bool)
    return TableVerdicts(typed.id, repeated, incomplete, tuple(sorted(quotes, key=lambda quote: quote.row)))
