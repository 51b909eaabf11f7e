"""Evaluates conditions over a typed table, in three values: true, false, unknown.

This is Kleene's logic: a condition that needs an invalid cell, or a blank cell where a value is needed, is unknown.
`present` and `absent` only need to know whether the cell is filled, so they are never unknown for a blank.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any, assert_never

import numpy as np

from checker.frozen import dataclass
from checker.model.targets import TESTS
from checker.model.workbook import BLANK, INVALID, VALID, TypedTable
from checker.tables.day_parts import DayPart
from checker.tables.dependence import depends_on_as_of, matched_in
from checker.tables.logic import (
    AS_OF,
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
from checker.tables.operands import OfWindow, Value
from checker.tables.rows.by_choice import by_choice
from checker.tables.rows.calendar_spans import span_start
from checker.tables.rows.coded import coded, scaled
from checker.tables.rows.context import Context
from checker.tables.rows.day_parts import in_day_part
from checker.tables.rows.limit_ends import keeps_stopped_limit
from checker.tables.rows.matched import UNKNOWN, YES, compare_matched
from checker.tables.rows.other_rows import Neighbours
from checker.tables.rows.time_limits import Mask, days_of, keeps_limit, moment_number, moments_of
from checker.tables.rows.window_days import is_among, literals
from checker.text.normalize import word_form
from checker.text.patterns import whole_match

#: What is asked of the cells of a row, or of other rows.
_Test = OneOf | Matches | Compare | OtherRows | SameSpan | DayPart | Within


@dataclass(frozen=True)
class Truth:
    """One answer per row: `yes` and `unknown` are boolean arrays along the frame, never both true."""

    yes: Mask
    unknown: Mask

    @cached_property
    def no(self) -> Mask:
        """Where the answer is definitely false."""
        return ~self.yes & ~self.unknown

    def __and__(self, other: Truth) -> Truth:
        no = self.no | other.no
        yes = self.yes & other.yes
        return Truth(yes, ~no & ~yes)

    def __or__(self, other: Truth) -> Truth:
        return ~(~self & ~other)

    def __invert__(self) -> Truth:
        return Truth(self.no, self.unknown)


def evaluate(condition: Condition, typed: TypedTable, context: Context) -> Truth:
    """Evaluates a condition for every row.

    Args:
        condition: compiled against the table's columns.
        typed: the rows; a column whose cell is invalid answers unknown.
        context: what else the condition can read.
    """
    match condition:
        case Always():
            return certain(np.ones(len(typed.frame), dtype=bool))
        case All(parts) | AnyOf(parts):
            answers = [evaluate(part, typed, context) for part in parts]
            total = answers[0]
            for answer in answers[1:]:
                total = total & answer if isinstance(condition, All) else total | answer
            return total
        case Not(part):
            return ~evaluate(part, typed, context)
        case Filled(column, present):
            state = typed.state[column]
            return Truth((state == (VALID if present else BLANK)), state == INVALID)
        case CompareMatched():
            asked = evaluate(condition.where, context.tables[condition.table], context)
            matched = compare_matched(condition, typed, (asked.yes, asked.no), context)
            return Truth(matched == YES, matched == UNKNOWN)
        case OtherRows() if typed.whole is not None:
            every = evaluate(condition, typed.whole, context)
            at = [typed.whole.positions[row] for row in typed.frame.index.tolist()]
            return Truth(every.yes[at], every.unknown[at])
        case WithinBy(by=by, cases=cases):
            by_case = [(choice, evaluate(limit, typed, context)) for choice, limit in cases]
            return Truth(*by_choice(typed, by, [(choice, each.yes, each.unknown) for choice, each in by_case]))
        case OneOf() | Matches() | Compare() | OtherRows() | SameSpan() | DayPart() | Within():
            if matched_in(condition):
                return _test(condition, typed, context)
            # Several indicators ask the same of a row, and flags ask once more what decided it.
            day = context.as_of if depends_on_as_of(condition) else None
            window = (context.window, context.asked_from, context.standing) if _reads_window(condition) else None
            asked_before = (evaluate, condition, day, window)
            if asked_before not in typed.worked_out:
                typed.worked_out[asked_before] = _test(condition, typed, context)
            found: Truth = typed.worked_out[asked_before]
            return found
        case _:
            assert_never(condition)


def neighbours_of(condition: OtherRows, typed: TypedTable, context: Context) -> Neighbours:
    """Gives the rows of a table as other rows of one another."""
    counted = evaluate(condition.where, typed, context)
    return Neighbours(condition, typed, (counted.yes, counted.no), context)


def _reads_window(condition: _Test) -> bool:
    """Whether the answer may be another one in another window."""
    match condition:
        case OneOf(_, values):
            return any(isinstance(value, OfWindow) for value in values)
        case Compare(_, _, value):
            return isinstance(value, OfWindow)
        case Within():
            return bool(condition.extra)
        case OtherRows():
            return True
        case Matches() | SameSpan() | DayPart():
            return False
        case _:
            assert_never(condition)


def _test(condition: _Test, typed: TypedTable, context: Context) -> Truth:
    match condition:
        case OneOf(column, values):
            return _one_of(typed, column, values, context)
        case Matches(column, pattern):
            return _each(typed, column, whole_match(pattern))
        case Compare():
            return _compare(condition, typed, context)
        case Within():
            return _within(condition, typed, context)
        case SameSpan():
            return _same_span(condition, typed, context)
        case DayPart():
            return Truth(*in_day_part(condition, typed, context.as_of))
        case OtherRows():
            surely, possibly = neighbours_of(condition, typed, context).answers()
            return Truth(surely, possibly & ~surely)
        case _:
            assert_never(condition)


def certain(yes: Mask) -> Truth:
    """Makes an answer with nothing unknown."""
    return Truth(yes, np.zeros(len(yes), dtype=bool))


def _each(typed: TypedTable, column: str, test: Callable[[Any], Any]) -> Truth:
    known, codes, values = coded(typed, column)
    answers = np.array([*(bool(test(value)) for value in values), False])
    return Truth(answers[codes], ~known)


def _one_of(typed: TypedTable, column: str, asked: tuple[Value, ...], context: Context) -> Truth:
    spans = [literals(value, context.window) for value in asked]
    values = [first for first, _ in spans]
    if isinstance(values[0], date):
        days, known = days_of(typed, column, context.as_of)
        found, possibly = is_among(days, [span for span in spans if not isinstance(span[0], datetime)])  # type: ignore[misc]
        if moments := [moment_number(value) for value in values if isinstance(value, datetime)]:
            found |= np.isin(moments_of(typed, column, context.as_of)[0], moments)
        return Truth(found & known, ~known | (possibly & ~found))
    if isinstance(values[0], str):
        wanted = {word_form(str(value)) for value in values}
        return _each(typed, column, lambda text: word_form(text) in wanted)
    return _each(typed, column, lambda value: value in values)


def _compare(condition: Compare, typed: TypedTable, context: Context) -> Truth:
    test = TESTS[condition.op]
    if condition.column == AS_OF or str(typed.frame[condition.column].dtype).startswith("datetime"):
        day, last = (None, None) if condition.other is not None else literals(condition.value, context.window)
        read = moments_of if condition.to_second or isinstance(day, datetime) else days_of
        days, known = read(typed, condition.column, context.as_of)
        if condition.other is None:
            assert isinstance(day, date)
            assert isinstance(last, date)
            number = moment_number(day) if isinstance(day, datetime) else day.toordinal()
            yes = test(days, number)
            if day == last:
                return Truth(yes & known, ~known)
            later, inside = test(days, last.toordinal()), (days > number) & (days < last.toordinal())
            unknown = ~known | (yes != later) | (inside & (condition.op == "equals"))
            return Truth(yes & ~unknown, unknown)
        others, others_known = read(typed, condition.other, context.as_of)
        both = known & others_known
        return Truth(test(days, others) & both, ~both)
    if condition.other is None:
        value, _ = literals(condition.value, context.window)
        return _each(typed, condition.column, lambda each: bool(test(each, value)))
    both = (typed.state[condition.column] == VALID) & (typed.state[condition.other] == VALID)
    others = scaled(typed, condition.other, condition.scale)
    pairs = zip(typed.frame[condition.column].tolist(), others, both, strict=True)
    return Truth(np.array([known and bool(test(one, two)) for one, two, known in pairs], dtype=bool), ~both)


def _within(condition: Within, typed: TypedTable, context: Context) -> Truth:
    # With the clock stopped for a while, the end of the limit is what can be compared.
    keeps = keeps_stopped_limit if condition.paused else keeps_limit
    return Truth(*keeps(condition, typed, extensions(condition, typed, context), context.as_of))


def extensions(condition: Within, typed: TypedTable, context: Context) -> list[tuple[Mask, Mask]]:
    """Says for each extension of a limit where it certainly applies, and where that is unknown."""
    answers = [evaluate(when, typed, context) for _, when in condition.extra]
    return [(answer.yes, answer.unknown) for answer in answers]


def _same_span(condition: SameSpan, typed: TypedTable, context: Context) -> Truth:
    one, other = (days_of(typed, name, context.as_of) for name in (condition.column, condition.other))
    first, second = (span_start(days, condition.span, condition.year_month) for days, _ in (one, other))
    known = one[1] & other[1]
    return Truth((first == second) & known, ~known)
