"""Finds what is unknown because the holidays of a year are not published yet."""

from typing import assert_never

import numpy as np

from checker.model.workbook import TypedTable
from checker.tables.day_parts import DayPart
from checker.tables.logic import (
    All,
    Always,
    AnyOf,
    Compare,
    CompareMatched,
    Condition,
    Filled,
    Matches,
    Not,
    OneOf,
    OtherRows,
    SameSpan,
    Within,
    WithinBy,
)
from checker.tables.operands import OfWindow
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.day_parts import is_unpublished
from checker.tables.rows.time_limits import Mask, days_of, ends_of, first_filled
from checker.tables.rows.working_days import beyond
from checker.tables.time_units import WORKING
from checker.text.moments import DAY_SECONDS


def beyond_calendar(condition: Condition, typed: TypedTable, context: Context) -> Mask:
    """Where a condition is unknown as it counts working days of a year whose holidays are unknown."""
    match condition:
        case All(parts) | AnyOf(parts):
            found = [beyond_calendar(part, typed, context) for part in parts]
            return np.any(found, axis=0) if found else np.zeros(len(typed.frame), dtype=bool)
        case Not(part):
            return beyond_calendar(part, typed, context)
        case Within(column, unit=unit, calendar=calendar):
            ends, ends_known = ends_of(condition, typed, column, context.as_of)
            if condition.until is not None and condition.until.asks_workdays:
                starts, starts_known = first_filled(typed, condition, context.as_of)
                starts = starts // DAY_SECONDS if condition.seconds else starts
                far: Mask = starts_known & ends_known & beyond(calendar, starts, starts + condition.until.longest_days)
                return far & evaluate(condition, typed, context).unknown
            if unit not in WORKING:
                return np.zeros(len(typed.frame), dtype=bool)
            starts, starts_known = first_filled(typed, condition, context.as_of)
            if condition.seconds:
                starts, ends = starts // DAY_SECONDS, ends // DAY_SECONDS
            known: Mask = ends_known & starts_known & beyond(calendar, starts, ends)
            return known & evaluate(condition, typed, context).unknown
        case WithinBy(cases=cases):
            masks = [beyond_calendar(limit, typed, context) for _, limit in cases]
            some: Mask = np.any(masks, axis=0) & evaluate(condition, typed, context).unknown
            return some
        case OtherRows(when=when, limit=limit):
            if limit is None or limit.unit not in WORKING:
                return np.zeros(len(typed.frame), dtype=bool)
            days, there = days_of(typed, when, context.as_of)
            undecided: Mask = there & beyond(limit.calendar, days, days) & evaluate(condition, typed, context).unknown
            return undecided
        case DayPart(column, workday=bool(), calendar=calendar):
            days, there = days_of(typed, column, context.as_of)
            return there & is_unpublished(calendar, days)
        case Compare(column) | OneOf(column) if counts_from_window(condition):
            _, there = days_of(typed, column, context.as_of)
            return there & evaluate(condition, typed, context).unknown
        case Always() | Filled() | OneOf() | Compare() | CompareMatched() | Matches() | SameSpan() | DayPart():
            return np.zeros(len(typed.frame), dtype=bool)
        case _:
            assert_never(condition)


def counts_from_window(condition: Compare | OneOf) -> bool:
    """Whether a condition counts working days from the window."""
    values = condition.values if isinstance(condition, OneOf) else (condition.value,)
    return any(isinstance(value, OfWindow) and value.unit == "workdays" for value in values)
