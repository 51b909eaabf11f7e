"""Rows in the period that satisfy a condition, or the distinct values of some of their columns."""

from __future__ import annotations

from fractions import Fraction

from checker.definitions.measures import Count
from checker.evaluate.conditions import evaluate
from checker.measures.scope import Scope, dated_in, keys_of, rows_of
from checker.model import Counts, Measured


def measure(asked: Count, scope: Scope) -> Measured:
    """Counts the rows that surely count; those that only may raise the upper bound.

    With `distinct`, equal values count once, and a row whose value cannot be read may add one more.
    """
    typed = scope.submission.tables[asked.table]
    counted = dated_in(typed, asked.when, scope.window, scope.as_of) & evaluate(asked.where, typed, scope.as_of)
    sure, possible = counted.yes, counted.unknown
    distinct = None
    if asked.distinct:
        keys, filled = keys_of(typed, asked.distinct)
        possible = possible | (sure & ~filled)
        sure = sure & filled
        distinct = frozenset(repr(key) for key, counts in zip(keys, sure, strict=True) if counts)
        further = {
            repr(key) if known else f"row {row}"
            for row, (key, known, may) in enumerate(zip(keys, filled, possible, strict=True))
            if may
        }
        low, high = len(distinct), len(distinct | further)
    else:
        low = int(sure.sum())
        high = low + int(possible.sum())
    return Measured(
        "amount",
        Counts(pass_or_fail=int(possible.sum())),
        amount=Fraction(low),
        low=Fraction(low),
        high=Fraction(high),
        distinct=distinct,
        numerator_rows=rows_of(typed, sure),
        unknown_rows=rows_of(typed, possible),
    )
