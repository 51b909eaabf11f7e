"""Checks a table with a pandera schema: required cells, patterns and limits. No other module imports pandera.

It converts no values and changes no frame that it checks.

The verdict of a row is unknown if a cell of the rule is already invalid, if the sheet lacks the column (one flag about
the sheet says so), or if the condition that requires the cell is unknown. A blank cell breaks no pattern and no limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from checker.codes import Code
from checker.codes.shared import BELOW_MINIMUM, NEEDED_HERE_BLANK, REQUIRED_BLANK, WRONG_PATTERN
from checker.model import Flag, Tally
from checker.model.identity import Identity
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import Condition
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Column, Table
from checker.text.patterns import whole_match
from checker.validate.messages import flag_broken_rule

ABOVE_MAXIMUM = Code("V334")

#: The schema has a second column for each conditionally required one: blank where the first is blank and required.
_NEEDED = "{}, where needed"
_CODES = {
    "required": REQUIRED_BLANK,
    "needed": NEEDED_HERE_BLANK,
    "pattern": WRONG_PATTERN,
    "minimum": BELOW_MINIMUM,
    "maximum": ABOVE_MAXIMUM,
}
#: A value that breaks one of these rules counts as missing afterwards.
_REFUSING = (WRONG_PATTERN, BELOW_MINIMUM, ABOVE_MAXIMUM)


@dataclass(frozen=True)
class _Ruling:
    """The verdicts of one rule for one column: boolean arrays along the rows, never both true."""

    code: Code
    field: str
    invalid: Mask
    unknown: Mask


def validate(typed: TypedTable, table: Table, as_of: date) -> tuple[TypedTable, tuple[Flag, ...], tuple[Tally, ...]]:
    """Checks the rows of a table against its definition.

    Args:
        typed: the converted rows; they are not changed.
        table: their definition.
        as_of: the day with which conditions that name `as_of` compare.

    Returns:
        The rows without the values that break a pattern or limit, whose state becomes INVALID (the same object if
        there are none); a flag for each cell that breaks a rule, by row and column; and for each code that applies to
        the table, how many rows are valid, invalid and unknown.
    """
    rules = compile_rules(Identity(table))
    answers = {field: evaluate(condition, typed, Context(as_of)) for field, condition in rules.conditions.items()}
    rulings = _rulings(typed, rules, answers)
    broken = sorted(
        (position, index, row)
        for index, ruling in enumerate(rulings)
        for position, row in zip(np.flatnonzero(ruling.invalid), typed.frame.index[ruling.invalid], strict=True)
    )
    flags = tuple(
        flag_broken_rule(ruling.code, typed, table, row, ruling.field, rules.conditions.get(ruling.field))
        for ruling, row in ((rulings[index], row) for _, index, row in broken)
    )
    return _remove_refused(typed, rulings), flags, _tallies(typed.id, rulings)


@dataclass(frozen=True)
class _Rules:
    """A table's compiled rules."""

    schema: pa.DataFrameSchema  # types, required cells, patterns, limits
    conditions: Mapping[str, Condition]  # by column, when a blank is an error; without columns where it always is
    applied: tuple[tuple[str, str], ...]  # every rule (a key of `_CODES`) with its column, in the order of columns
    blanks: Mapping[str, tuple[str, str]]  # by column of the schema, the rule that a blank breaks, and the column


@lru_cache(maxsize=256)
def compile_rules(table: Identity[Table]) -> _Rules:
    """Compiles a table's rules, once per definition."""
    defined = table.value.columns
    conditions = {field: when for field, when in table.value.required_when().items() if not defined[field].required}
    columns: dict[str, pa.Column] = {}
    applied: list[tuple[str, str]] = []
    blanks: dict[str, tuple[str, str]] = {}
    for field, column in defined.items():
        checks = _checks(column)
        dtype = "datetime64[s]" if column.type == "date" else "object"
        columns[field] = pa.Column(dtype, checks, nullable=not column.required)
        blanks[field] = ("required", field)
        applied += [blanks[field]] * column.required
        if field in conditions:
            columns[_NEEDED.format(field)] = pa.Column("object", nullable=False)
            blanks[_NEEDED.format(field)] = ("needed", field)
            applied.append(("needed", field))
        applied += [(str(check.name), field) for check in checks]
    return _Rules(pa.DataFrameSchema(columns), conditions, tuple(applied), blanks)


def _checks(column: Column) -> list[pa.Check]:
    """The checks of a column's pattern and limits; pandera drops blanks before them."""
    checks = []
    if column.pattern is not None:
        checks.append(pa.Check(_matches(column.pattern), name="pattern"))
    if column.minimum is not None:
        checks.append(pa.Check(lambda values, limit: values >= limit, name="minimum", limit=column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check(lambda values, limit: values <= limit, name="maximum", limit=column.maximum))
    return checks


def _matches(pattern: str) -> Callable[[pd.Series[Any]], pd.Series[Any]]:
    fits = whole_match(pattern)
    return lambda values: pd.Series([fits(text) for text in values.tolist()], values.index, dtype=bool)


def _rulings(typed: TypedTable, rules: _Rules, answers: Mapping[str, Truth]) -> list[_Ruling]:
    needed = {
        _NEEDED.format(field): typed.frame[field].astype(object).where(answer.yes, True)
        for field, answer in answers.items()
    }
    broken = _broken(rules, typed.frame.assign(**needed))
    rulings = []
    for rule, field in rules.applied:
        unknown = typed.state[field] == INVALID
        if typed.located is not None and field not in typed.located.columns:
            unknown = np.ones_like(unknown)
        if rule == "needed":
            in_doubt = answers[field].unknown & (typed.state[field] == BLANK)
            unknown = (unknown & ~answers[field].no) | in_doubt
        rows = typed.frame.index.isin(broken.get((rule, field), ()))
        rulings.append(_Ruling(_CODES[rule], field, rows & ~unknown, unknown))
    return rulings


def _broken(rules: _Rules, judged: pd.DataFrame) -> dict[tuple[str, str], pd.Index]:
    """The rows that break each rule, by rule and column.

    Environment variables can switch pandera's checks off, and a bad table would then pass. So they are switched on.
    """
    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        try:
            rules.schema.validate(judged, lazy=True)
        except SchemaErrors as errors:
            return dict(_breach(rules, error) for error in errors.schema_errors)
    return {}


def _breach(rules: _Rules, error: SchemaError) -> tuple[tuple[str, str], pd.Index]:
    """One rule and all the rows that break it.

    Raises:
        RuntimeError: the frame has wrong types or a check crashed: a bug, not bad data.
    """
    rule, field = rules.blanks[error.column_name]
    if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        return (rule, field), pd.Index(error.failure_cases["index"])
    if error.reason_code is SchemaErrorReason.DATAFRAME_CHECK:
        return (error.check.name, field), error.check_output.index[~error.check_output]
    raise RuntimeError(f"{field} could not be judged: {error.reason_code}") from None


def _remove_refused(typed: TypedTable, rulings: Iterable[_Ruling]) -> TypedTable:
    """The same rows without the refused values."""
    refused: dict[str, Mask] = {}
    for ruling in rulings:
        if ruling.code in _REFUSING and ruling.invalid.any():
            refused[ruling.field] = ruling.invalid | refused.get(ruling.field, False)
    if not refused:
        return typed
    left = {field: typed.frame[field].where(~rows, None) for field, rows in refused.items()}
    state = {field: np.where(rows, np.int8(INVALID), typed.state[field]) for field, rows in refused.items()}
    return replace(typed, frame=typed.frame.assign(**left), state={**typed.state, **state})


def _tallies(table: str, rulings: Sequence[_Ruling]) -> tuple[Tally, ...]:
    """Rows by verdict for each code: invalid if any column breaks the rule, else unknown if any is unknown."""
    tallies = []
    for code in _CODES.values():
        applied = [ruling for ruling in rulings if ruling.code == code]
        if applied:
            invalid = np.any([ruling.invalid for ruling in applied], axis=0)
            unknown = np.any([ruling.unknown for ruling in applied], axis=0) & ~invalid
            counts = int(invalid.sum()), int(unknown.sum())
            tallies.append(Tally(code.id, table, len(invalid) - sum(counts), *counts))
    return tuple(tallies)
