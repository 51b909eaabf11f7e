"""The rules as a pointblank validation for each sheet. Names the failing rows of each column.

python -m benchmarks.peer.with_pointblank WORKBOOK
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pandas as pd
import pointblank as pb

from benchmarks.peer.frames import read
from benchmarks.peer.rules import (
    CHOICES,
    DAY,
    NUMBER,
    RANGES,
    REQUIRED,
    SHEETS,
    TYPES,
    UNIQUE,
    choices_of,
    fields_of,
    tell,
)


def failed(path: str) -> Iterator[tuple[str, int]]:
    """The failing cells by kind."""
    for table, frame in read(path).items():
        sheet = SHEETS[table]
        kinds: list[str] = []
        # It has no check of the type of each cell: days and numbers are made of the cells, and must be there.
        for field in fields_of(sheet, DAY):
            frame[f"{field}:typed"] = pd.to_datetime(frame[field], errors="coerce")
        for field in fields_of(sheet, NUMBER):
            frame[f"{field}:typed"] = pd.to_numeric(frame[field], errors="coerce")
        asked = pb.Validate(frame)
        for field in (*fields_of(sheet, DAY), *fields_of(sheet, NUMBER)):
            asked = asked.col_vals_not_null(f"{field}:typed", pre=lambda data, f=field: data[data[f].notna()])
            kinds.append(TYPES)
        for field in sheet.required:
            asked = asked.col_vals_not_null(field)
            kinds.append(REQUIRED)
        for field, words in choices_of(sheet):
            asked = asked.col_vals_in_set(field, words, pre=lambda data, f=field: data[data[f].notna()])
            kinds.append(CHOICES)
        for field, (least, most) in sheet.limits.items():
            asked = asked.col_vals_ge(f"{field}:typed", least, na_pass=True)
            kinds.append(RANGES)
            if most is not None:
                asked = asked.col_vals_le(f"{field}:typed", most, na_pass=True)
                kinds.append(RANGES)
        # Without the second limit, it keeps the first 500 of the failing rows whatever the first one says.
        asked = asked.rows_distinct(columns_subset=list(sheet.key)).interrogate(get_first_n=10**9, extract_limit=10**9)
        rows = asked.get_data_extracts()
        for step, kind in enumerate(kinds, start=1):
            yield kind, 0 if rows[step] is None else len(rows[step])
        last = rows[len(kinds) + 1]
        yield UNIQUE, 0 if last is None else int(last.duplicated(list(sheet.key)).sum())


tell(failed(sys.argv[1]))
