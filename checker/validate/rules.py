"""Checks a table against the rules of its columns: required cells, patterns and limits.

It converts no values and changes no frame that it checks. Pandera judges, in `schema`; but it takes half a second to
load and milliseconds for each column, so it gets only the columns in which a quick look finds something wrong.

The verdict of a row is unknown if a cell of the rule is already invalid, if the sheet lacks the column (one flag about
the sheet says so), or if the condition that requires the cell is unknown. A blank cell breaks no pattern and no limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from checker.codes import Code
from checker.codes.shared import BELOW_MINIMUM, NEEDED_HERE_BLANK, REQUIRED_BLANK, WRONG_PATTERN
from checker.frozen import dataclass
from checker.model import Flag, Tally
from checker.model.identity import Identity
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.tables.logic import Condition
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.validate.expected import Broken, Expected
from checker.validate.messages import flag_broken_rule

ABOVE_MAXIMUM = Code("V334")

#: A conditionally required column is judged a second time: blank where it is blank and required.
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
    rulings = _rulings(typed, table, rules, answers)
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
    """A table's rules."""

    expected: tuple[Expected, ...]  # of each column of the frame that is judged
    conditions: Mapping[str, Condition]  # by column, when a blank is an error; without columns where it always is
    applied: tuple[tuple[str, str], ...]  # every rule (a key of `_CODES`) with its column, in the order of columns


@lru_cache(maxsize=256)
def compile_rules(table: Identity[Table]) -> _Rules:
    """Compiles a table's rules, once per definition."""
    defined = table.value.columns
    conditions = {field: when for field, when in table.value.required_when().items() if not defined[field].required}
    expected: list[Expected] = []
    applied: list[tuple[str, str]] = []
    for field, column in defined.items():
        dtype = "datetime64[s]" if column.kind == "date" else "object"
        rules = Expected(
            field, dtype, ("required", field), not column.required, column.pattern, column.minimum, column.maximum
        )
        expected.append(rules)
        applied += [("required", field)] * column.required
        if field in conditions:
            expected.append(Expected(_NEEDED.format(field), "object", ("needed", field), may_be_blank=False))
            applied.append(("needed", field))
        applied += [(rule, field) for rule in rules.limits]
    return _Rules(tuple(expected), conditions, tuple(applied))


def _rulings(typed: TypedTable, table: Table, rules: _Rules, answers: Mapping[str, Truth]) -> list[_Ruling]:
    needed = {
        _NEEDED.format(field): typed.frame[field].astype(object).where(answer.yes, True)
        for field, answer in answers.items()
    }
    broken = _broken(rules.expected, needed | {field: typed.frame[field] for field in table.columns})
    rulings = []
    for rule, field in rules.applied:
        unknown = typed.state[field] == INVALID
        if typed.located is not None and field not in typed.located.columns:
            unknown = np.ones_like(unknown)
        if rule == "needed":
            in_doubt = answers[field].unknown & (typed.state[field] == BLANK)
            unknown = (unknown & ~answers[field].no) | in_doubt
        if (rule, field) in broken:
            invalid = typed.frame.index.isin(broken[rule, field]) & ~unknown
        else:
            invalid = np.zeros_like(unknown)
        rulings.append(_Ruling(_CODES[rule], field, invalid, unknown))
    return rulings


def _broken(expected: Sequence[Expected], columns: Mapping[str, pd.Series[Any]]) -> Broken:
    """The rows that break each rule, by rule and column."""
    suspect = tuple(each for each in expected if each.may_be_broken_in(columns[each.name]))
    if not suspect:
        return {}
    from checker.validate.schema import judge  # imports late: pandera

    return judge(suspect, pd.DataFrame({each.name: columns[each.name] for each in suspect}))


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
