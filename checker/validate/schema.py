"""Judges columns with a pandera schema. No other module imports pandera."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from checker.text.patterns import whole_match
from checker.validate.expected import Broken, Expected


def judge(expected: Sequence[Expected], frame: pd.DataFrame) -> Broken:
    """Finds the rows that break each rule.

    Environment variables can switch pandera's checks off, and a bad table would then pass. So they are switched on.

    Args:
        expected: of each column of the frame.
        frame: what is judged; it is not changed.

    Raises:
        RuntimeError: the frame has wrong types or a check crashed: a bug, not bad data.
    """
    schema = pa.DataFrameSchema({each.name: _column(each) for each in expected})
    blanks = {each.name: each.blank for each in expected}
    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            return dict(_breach(*blanks[error.column_name], error) for error in errors.schema_errors)
    return {}


@lru_cache(maxsize=4096)
def _column(expected: Expected) -> pa.Column:
    """The column with the checks of its pattern and limits; pandera drops blanks before them."""
    checks = []
    if expected.pattern is not None:
        checks.append(pa.Check(_matches(expected.pattern), name="pattern"))
    if expected.minimum is not None:
        checks.append(pa.Check(lambda values, limit: values >= limit, name="minimum", limit=expected.minimum))
    if expected.maximum is not None:
        checks.append(pa.Check(lambda values, limit: values <= limit, name="maximum", limit=expected.maximum))
    return pa.Column(expected.dtype, checks, nullable=expected.may_be_blank)


def _matches(pattern: str) -> Callable[[pd.Series[Any]], pd.Series[Any]]:
    fits = whole_match(pattern)
    return lambda values: pd.Series([fits(text) for text in values.tolist()], values.index, dtype=bool)


def _breach(rule: str, field: str, error: SchemaError) -> tuple[tuple[str, str], pd.Index]:
    """One rule and all the rows that break it; `rule` is the one that a blank breaks."""
    if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        return (rule, field), pd.Index(error.failure_cases["index"])
    if error.reason_code is SchemaErrorReason.DATAFRAME_CHECK:
        return (error.check.name, field), error.check_output.index[~error.check_output]
    raise RuntimeError(f"{field} could not be judged: {error.reason_code}") from None
