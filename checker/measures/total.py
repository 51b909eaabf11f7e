"""The sum of a number column."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from checker.definitions.measures import Total
from checker.definitions.tables import Column
from checker.evaluate.conditions import evaluate
from checker.measures.scope import Scope, dated_in, rows_of
from checker.model import Counts, Measured
from checker.model.workbook import VALID


def measure(asked: Total, scope: Scope) -> Measured:
    """Sums exactly over the rows that surely count.

    A row that may count, or whose number cannot be read, widens the bounds: by its number if that is known, else by
    what the column's minimum and maximum allow (no maximum: no upper bound).
    """
    typed = scope.submission.tables[asked.table]
    counted = dated_in(typed, asked.when, scope.window, scope.as_of) & evaluate(asked.where, typed, scope.as_of)
    known = typed.state[asked.column] == VALID
    amount, low, high = bounded_sum(
        typed.frame[asked.column].tolist(),
        counted.yes.tolist(),
        counted.unknown.tolist(),
        known.tolist(),
        scope.tables[asked.table].columns[asked.column],
    )
    undecided = np.where(known, counted.unknown, ~counted.no)
    return Measured(
        "amount",
        Counts(pass_or_fail=int(undecided.sum())),
        amount=amount,
        low=low,
        high=high,
        numerator_rows=rows_of(typed, counted.yes & known),
        unknown_rows=rows_of(typed, undecided),
    )


def bounded_sum(
    numbers: Iterable[Fraction | None],
    surely: Iterable[bool],
    maybe: Iterable[bool],
    known: Iterable[bool],
    column: Column,
) -> tuple[Fraction, Fraction | None, Fraction | None]:
    """The sum of what is certain, and its bounds; None where there is no bound on a side.

    A column without a minimum is taken not to hold negative numbers that nobody can see: sums of hours, money and
    cases only grow.
    """
    certain: list[Fraction] = []
    below = above = _NOUGHT
    unbounded = False
    for number, sure, may, readable in zip(numbers, surely, maybe, known, strict=True):
        if readable and number is not None:
            if sure:
                certain.append(number)
            elif may:
                below += min(number, _NOUGHT)
                above += max(number, _NOUGHT)
        elif sure or may:
            least = column.minimum or _NOUGHT
            below += least if sure else min(_NOUGHT, least)
            unbounded = unbounded or column.maximum is None
            above += column.maximum or _NOUGHT
    amount = _sum(certain)
    low, high = (amount + part if part else amount for part in (below, above))
    return amount, low, None if unbounded else high


_NOUGHT = Fraction(0)


def _sum(numbers: list[Fraction]) -> Fraction:
    """The sum; whole numbers, which most are, as such, for adding fractions is slow."""
    whole, parts = 0, _NOUGHT
    for number in numbers:
        if number.denominator == 1:
            whole += number.numerator
        else:
            parts += number
    return parts + whole if parts else Fraction(whole) if whole else _NOUGHT
