"""The rules as an expectation suite for each sheet, with complete results. Names the failing rows of each column.

python -m benchmarks.peer.with_great_expectations WORKBOOK
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # nothing is sent to anybody

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

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
    Sheet,
    choices_of,
    fields_of,
    tell,
)


def expectations_of(sheet: Sheet) -> Iterator[Any]:
    """The expectations for a sheet, each with its kind."""
    for field in (*fields_of(sheet, DAY), *fields_of(sheet, NUMBER)):
        yield gxe.ExpectColumnValuesToNotBeNull(column=f"{field}:typed", **_where(field), meta={"kind": TYPES})
    for field in sheet.required:
        yield gxe.ExpectColumnValuesToNotBeNull(column=field, meta={"kind": REQUIRED})
    for field, words in choices_of(sheet):
        yield gxe.ExpectColumnValuesToBeInSet(column=field, value_set=words, meta={"kind": CHOICES})
    for field, (least, most) in sheet.limits.items():
        limits = {"min_value": least, "max_value": most}
        yield gxe.ExpectColumnValuesToBeBetween(column=f"{field}:typed", **limits, meta={"kind": RANGES})
    key, meta = list(sheet.key), {"kind": UNIQUE}
    if len(key) == 1:
        yield gxe.ExpectColumnValuesToBeUnique(column=key[0], meta=meta)
    else:
        yield gxe.ExpectCompoundColumnsToBeUnique(column_list=key, ignore_row_if="any_value_is_missing", meta=meta)


def _where(field: str) -> dict[str, str]:
    return {"row_condition": f"`{field}`.notna()", "condition_parser": "pandas"}


def failed(path: str) -> Iterator[tuple[str, int]]:
    """The failing cells by kind."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    source = context.data_sources.add_pandas("workbook")
    for table, frame in read(path).items():
        sheet = SHEETS[table]
        for field in fields_of(sheet, DAY):
            frame[f"{field}:typed"] = pd.to_datetime(frame[field], errors="coerce")
        for field in fields_of(sheet, NUMBER):
            frame[f"{field}:typed"] = pd.to_numeric(frame[field], errors="coerce")
        whole = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe(table)
        batch = whole.get_batch(batch_parameters={"dataframe": frame})
        suite = gx.ExpectationSuite(name=table, expectations=list(expectations_of(sheet)))
        for result in batch.validate(suite, result_format={"result_format": "COMPLETE"}).results:
            kind = result.expectation_config.meta["kind"]
            rows = result.result.get("unexpected_index_list") or []
            yield kind, len(rows) if kind != UNIQUE else int(frame.loc[rows].duplicated(list(sheet.key)).sum())


tell(failed(sys.argv[1]))
