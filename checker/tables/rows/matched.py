"""Compares the cells of rows with a column of the rows of another table that are matched to them; loads numpy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from checker.model.targets import TESTS
from checker.model.workbook import BLANK, VALID, TypedTable
from checker.tables.logic import AS_OF, CompareMatched
from checker.tables.rows.context import Context
from checker.tables.rows.keys import key_forms
from checker.tables.rows.time_limits import Mask, days_of, moments_of

NO, YES, UNKNOWN = 0, 1, 2
#: A matched row: whether it is certainly matched, and its value; None if that can't be read.
_Match = tuple[bool, Any]


def compare_matched(
    condition: CompareMatched, typed: TypedTable, asked: tuple[Mask, Mask], context: Context
) -> np.ndarray:
    """Answers NO, YES or UNKNOWN for every row.

    Args:
        condition: the comparison.
        typed: the rows.
        asked: which rows of the other table are certainly matched at all, and which certainly not.
        context: the other table's rows, and the as-of date.
    """
    other = context.tables[condition.table]
    by_key, loose = _matches(condition, other, asked, context)
    keys = _resolved(condition, typed, other)
    own = _values(typed, condition.column, context, to_second=condition.to_second)
    test = TESTS[condition.op]
    answers = np.full(len(keys), UNKNOWN)
    for index, (key, value) in enumerate(zip(keys, own, strict=True)):
        if key:
            found = [(sure, _holds(test, value, other)) for sure, other in (*by_key.get(key, ()), *loose)]
            holds = _all_hold(found, condition.none)
            answers[index] = UNKNOWN if holds is None else YES if holds else NO
    return answers


def _matches(
    condition: CompareMatched, other: TypedTable, asked: tuple[Mask, Mask], context: Context
) -> tuple[dict[str, list[_Match]], list[_Match]]:
    """Gives the rows with a value by their key, and those whose key can't be read: they may be matched to any row."""
    certainly, never = asked
    blank = other.state[condition.other] == BLANK
    keys = key_forms(other, [theirs for _, theirs in condition.by])
    values = _values(other, condition.other, context, to_second=condition.to_second)
    by_key: dict[str, list[_Match]] = defaultdict(list)
    loose: list[_Match] = []
    for index in np.flatnonzero(~never & ~blank).tolist():
        if not keys[index]:
            loose.append((False, values[index]))
        else:
            by_key[keys[index]].append((bool(certainly[index]), values[index]))
    return by_key, loose


def _resolved(condition: CompareMatched, typed: TypedTable, other: TypedTable) -> Sequence[str]:
    """Gives each row's key; "" also if it must be in the other table and isn't: then it may be meant for any row."""
    keys = key_forms(typed, [mine for mine, _ in condition.by])
    if not any(typed.references.get(mine) == f"{condition.table}.{theirs}" for mine, theirs in condition.by):
        return keys
    existing = set(key_forms(other, [theirs for _, theirs in condition.by]))
    return [key if key in existing else "" for key in keys]


def _values(typed: TypedTable, column: str, context: Context, *, to_second: bool) -> list[Any]:
    """Gives each row's value, days and moments as numbers; None if it is blank or can't be read."""
    if column == AS_OF or str(typed.frame[column].dtype).startswith("datetime"):
        days, known = (moments_of if to_second else days_of)(typed, column, context.as_of)
        return [day if readable else None for day, readable in zip(days.tolist(), known.tolist(), strict=True)]
    return [
        value if state == VALID else None
        for value, state in zip(typed.frame[column].tolist(), typed.state[column].tolist(), strict=True)
    ]


def _holds(test: Callable[[Any, Any], Any], value: Any, other: Any) -> bool | None:
    return None if value is None or other is None else bool(test(value, other))


def _all_hold(found: Sequence[tuple[bool, bool | None]], none: bool | None) -> bool | None:
    """Whether the comparison holds for every matched row; None if that depends on what is unknown.

    Args:
        found: for each row whether it is certainly matched, and whether the comparison holds.
        none: the answer if no row is matched.
    """
    sure = {holds for is_sure, holds in found if is_sure}
    maybe = {holds for is_sure, holds in found if not is_sure}
    if False in sure:
        return False
    if not sure:
        return none if maybe <= {none} else None
    return True if sure | maybe == {True} else None
