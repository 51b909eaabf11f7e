"""The pandera schema of a table, and pandera's reasons turned into value codes.

Asks each cell only what its own table says of it: filled where it must be, in the required form, within its limits.
The only module that imports pandera. Coerces nothing, and writes on no frame that it judges.

A row is unknown under a rule where a cell that the rule asks about is invalid already, where the sheet lacks the
column (one finding about the sheet says so, not one a row), or where the condition that makes a blank an error is
itself unknown. A blank cell breaks no form and no limit.
"""

from __future__ import annotations

import re
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
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import Condition
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Column, Table
from checker.validate.messages import broken_rule

ABOVE_MAXIMUM = Code("V334")

#: Beside each column that a condition makes necessary stands a second, blank where the first is blank and needed.
_NEEDED = "{}, where needed"
_CODES = {
    "required": REQUIRED_BLANK,
    "needed": NEEDED_HERE_BLANK,
    "pattern": WRONG_PATTERN,
    "minimum": BELOW_MINIMUM,
    "maximum": ABOVE_MAXIMUM,
}
#: A value that breaks one of these counts as missing from there on.
_REFUSING = (WRONG_PATTERN, BELOW_MINIMUM, ABOVE_MAXIMUM)


@dataclass(frozen=True)
class _Ruling:
    """One rule over one column: boolean arrays along the rows, never both true."""

    code: Code
    field: str
    invalid: Mask
    unknown: Mask


def validate(typed: TypedTable, table: Table, as_of: date) -> tuple[TypedTable, tuple[Flag, ...], tuple[Tally, ...]]:
    """Holds a table's rows to its definition.

    Args:
        typed: the rows as converted; left as they are.
        table: their definition.
        as_of: the day that conditions naming `as_of` compare with.

    Returns:
        The rows, with each value that breaks its form or limits missing and its state INVALID (the very same object
        when there is none); a flag for each cell that breaks a rule, by row and column; for each code that the table
        gives cause for, how many rows are valid, invalid and unknown.
    """
    rules = _rules(_Known(table))
    answers = {field: evaluate(condition, typed, as_of) for field, condition in rules.conditions.items()}
    rulings = _rulings(typed, rules, answers)
    found = [
        (position, index, broken_rule(ruling.code, typed, table, row, ruling.field, rules.conditions.get(ruling.field)))
        for index, ruling in enumerate(rulings)
        for position, row in zip(np.flatnonzero(ruling.invalid), typed.frame.index[ruling.invalid], strict=True)
    ]
    flags = tuple(flag for _, _, flag in sorted(found, key=lambda item: item[:2]))
    return _without(typed, rulings), flags, _tallies(typed.id, rulings)


def schema_of(table: Table) -> pa.DataFrameSchema:
    """The table's schema: types, necessary cells, forms, limits. Built once for each definition."""
    return _rules(_Known(table)).schema


@dataclass(frozen=True)
class _Rules:
    """A table's rules, compiled.

    Attributes:
        conditions: by column, when a blank is an error; not of columns where it always is.
        asked: every rule by its word in `_CODES`, with its column, in the order of the columns.
        blanks: by column of the schema, which rule a blank in it breaks, and of which column.
    """

    schema: pa.DataFrameSchema
    conditions: Mapping[str, Condition]
    asked: tuple[tuple[str, str], ...]
    blanks: Mapping[str, tuple[str, str]]


class _Known:
    """A table as a cache's key: known by identity, because a definition holds dicts and has no hash."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.table is other.table

    def __hash__(self) -> int:
        return id(self.table)


@lru_cache(maxsize=256)
def _rules(known: _Known) -> _Rules:
    defined = known.table.columns
    conditions = {field: when for field, when in known.table.required_when().items() if not defined[field].required}
    columns: dict[str, pa.Column] = {}
    asked: list[tuple[str, str]] = []
    blanks: dict[str, tuple[str, str]] = {}
    for field, column in defined.items():
        checks = _checks(column)
        columns[field] = pa.Column(_dtype(column), checks, nullable=not column.required)
        blanks[field] = ("required", field)
        asked += [blanks[field]] * column.required
        if field in conditions:
            columns[_NEEDED.format(field)] = pa.Column("object", nullable=False)
            blanks[_NEEDED.format(field)] = ("needed", field)
            asked.append(("needed", field))
        asked += [(str(check.name), field) for check in checks]
    return _Rules(pa.DataFrameSchema(columns), conditions, tuple(asked), blanks)


def _dtype(column: Column) -> str:
    return "datetime64[s]" if column.type == "date" else "object"


def _checks(column: Column) -> list[pa.Check]:
    """The checks of a column's form and limits; pandera leaves blanks out before it asks them."""
    checks = []
    if column.pattern is not None:
        checks.append(pa.Check(_matches(column.pattern), name="pattern"))
    if column.minimum is not None:
        checks.append(pa.Check(lambda values, limit: values >= limit, name="minimum", limit=column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check(lambda values, limit: values <= limit, name="maximum", limit=column.maximum))
    return checks


def _matches(pattern: str) -> Callable[[pd.Series[Any]], pd.Series[Any]]:
    full = re.compile(pattern).fullmatch
    return lambda values: pd.Series([full(text) is not None for text in values.tolist()], values.index, dtype=bool)


def _rulings(typed: TypedTable, rules: _Rules, answers: Mapping[str, Truth]) -> list[_Ruling]:
    needed = {
        _NEEDED.format(field): typed.frame[field].astype(object).where(answer.yes, True)
        for field, answer in answers.items()
    }
    broken = _broken(rules, typed.frame.assign(**needed))
    rulings = []
    for rule, field in rules.asked:
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
    """The rows that break each rule, by rule and column, as pandera finds them.

    Its switches can be set from outside, by environment variables; judged with those, a bad table would pass as good.
    """
    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        try:
            rules.schema.validate(judged, lazy=True)
        except SchemaErrors as errors:
            return dict(_breach(rules, error) for error in errors.schema_errors)
    return {}


def _breach(rules: _Rules, error: SchemaError) -> tuple[tuple[str, str], pd.Index]:
    """One rule and its rows, each from where pandera surely names them all.

    Raises:
        RuntimeError: a frame of another make than was promised, or a check that crashed: a bug, not bad data.
    """
    rule, field = rules.blanks[error.column_name]
    if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        return (rule, field), pd.Index(error.failure_cases["index"])
    if error.reason_code is SchemaErrorReason.DATAFRAME_CHECK:
        return (error.check.name, field), error.check_output.index[~error.check_output]
    raise RuntimeError(f"{field} could not be judged: {error.reason_code}") from None


def _without(typed: TypedTable, rulings: Iterable[_Ruling]) -> TypedTable:
    """The same rows less the values that were refused."""
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
    """Rows by verdict for each code: invalid if any column's rule is broken, else unknown if any is open."""
    tallies = []
    for code in _CODES.values():
        asked = [ruling for ruling in rulings if ruling.code == code]
        if asked:
            invalid = np.any([ruling.invalid for ruling in asked], axis=0)
            unknown = np.any([ruling.unknown for ruling in asked], axis=0) & ~invalid
            counts = int(invalid.sum()), int(unknown.sum())
            tallies.append(Tally(code.id, table, len(invalid) - sum(counts), *counts))
    return tuple(tallies)
