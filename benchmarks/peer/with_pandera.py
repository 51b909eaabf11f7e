"""The rules as a pandera schema for each sheet, all failures collected. Names each failing cell.

python -m benchmarks.peer.with_pandera WORKBOOK
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

from benchmarks.peer.frames import are_days, are_numbers, read
from benchmarks.peer.rules import (
    CHOICES,
    DAY,
    NUMBER,
    RANGES,
    REQUIRED,
    SHEETS,
    TYPES,
    UNIQUE,
    Sheet,
    choices_of,
    fields_of,
    tell,
)


def schema_of(sheet: Sheet) -> pa.DataFrameSchema:
    """The schema of a sheet."""
    checks: dict[str, list[pa.Check]] = {field: [] for field in sheet.columns}
    for field in fields_of(sheet, DAY):
        checks[field].append(pa.Check(are_days, name=TYPES))
    for field in fields_of(sheet, NUMBER):
        checks[field].append(pa.Check(are_numbers, name=TYPES))
    for field, words in choices_of(sheet):
        checks[field].append(pa.Check.isin(words))
    for field, (least, most) in sheet.limits.items():
        checks[field].append(pa.Check(lambda s, a=least, b=most: within(s, a, b), name=RANGES))
    columns = {field: pa.Column(nullable=field not in sheet.required, checks=checks[field]) for field in sheet.columns}
    return pa.DataFrameSchema(columns, unique=list(sheet.key), report_duplicates="exclude_first")


def within(column: pd.Series, least: int, most: int | None) -> pd.Series:
    """Which cells are within the limits, or no numbers."""
    numbers = pd.to_numeric(column, errors="coerce")
    return ~((numbers < least) | (numbers > (float("inf") if most is None else most)))


def failed(path: str) -> Iterator[tuple[str, int]]:
    """The failing cells by kind."""
    for table, frame in read(path).items():
        try:
            schema_of(SHEETS[table]).validate(frame, lazy=True)
        except pa.errors.SchemaErrors as found:
            cases = found.failure_cases
            for name, kind in ((TYPES, TYPES), ("isin(", CHOICES), (RANGES, RANGES), ("not_nullable", REQUIRED)):
                yield kind, int(cases["check"].str.startswith(name).sum())
            yield UNIQUE, cases.loc[cases["check"] == "multiple_fields_uniqueness", "index"].nunique()


tell(failed(sys.argv[1]))
