"""Row prints: what the rows of a department look like, small enough to compare all departments in one process."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from checker.frozen import dataclass
from checker.model.workbook import Submission, TypedTable
from checker.tables.rows.keys import forms, key_forms
from checker.tables.table import Table

#: In so many filled columns, rows must be equal to count as copies; one is a date and one a text.
FEWEST_COLUMNS = 4


Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class RowPrints:
    """The rows of one table.

    Attributes:
        rows: the numbers that Excel shows, in the order of the sheet.
        keys: the hash of each row's key; 0 if it is incomplete.
        dates, texts: which columns of `cells` are dates, and which are texts.
        cells: a hash for each row and column outside the key; 0 for a blank or refused cell, and
            for one that has the value of a blank.
    """

    rows: tuple[int, ...]
    keys: Hashes
    dates: tuple[int, ...]
    texts: tuple[int, ...]
    cells: Hashes


def print_rows(submission: Submission, tables: Mapping[str, Table]) -> dict[str, RowPrints]:
    """Prints the rows of every table in which rows like those of other departments would be odd."""
    found = {}
    for name, typed in submission.tables.items():
        table = tables[name]
        if not table.same_elsewhere and table.layout == "rows" and len(typed.frame):
            printed = _print(typed, table)
            if printed is not None:
                found[name] = printed
    return found


def _print(typed: TypedTable, table: Table) -> RowPrints | None:
    columns = [name for name in table.columns if name not in table.key]
    dates, texts = (
        tuple(index for index, name in enumerate(columns) if table.columns[name].kind == kind)
        for kind in ("date", "text")
    )
    if not dates or not texts or len(columns) < FEWEST_COLUMNS:
        return None
    cells = np.column_stack([hash_texts(_filled(typed, table, name)) for name in columns])
    keys = hash_texts(key_forms(typed, table.key)) if table.key else np.zeros(len(typed.frame), dtype=np.uint64)
    return RowPrints(tuple(typed.frame.index.tolist()), keys, dates, texts, cells)


def _filled(typed: TypedTable, table: Table, name: str) -> Sequence[str]:
    """The cells of a column in comparing form; "" also for what a blank cell means, as nobody may have filled it in."""
    column, found = table.columns[name], forms(typed, name)
    if column.blank_means is None:
        return found
    meant = column.literal(column.blank_means)
    return ["" if value == meant else text for value, text in zip(typed.frame[name].tolist(), found, strict=True)]


def hash_texts(values: Sequence[str]) -> Hashes:
    """Hashes texts, the same way in every process; 0 for an empty one."""
    hashed: Hashes = pd.util.hash_array(np.array(values, dtype=object))
    hashed[[value == "" for value in values]] = 0
    return hashed
