"""Reads the numbers of the rows that a mean, a median or a percentile is taken of; loads numpy."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np

from checker.frozen import dataclass
from checker.measures.toolkit.amount_units import numbers_in
from checker.measures.toolkit.bounds import Interval
from checker.measures.toolkit.pending import pending_rows
from checker.measures.toolkit.ranked import ascending
from checker.measures.toolkit.rows import dated_in, rows_of
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.spread import count_open, join_spreads, measured_of
from checker.measures.toolkit.sums import add_exactly
from checker.measures.toolkit.trace import Unit, units_of_rows
from checker.model import Counts, Measured, Spread
from checker.model.records import Role
from checker.model.workbook import VALID, TypedTable
from checker.tables.columns import Column
from checker.tables.due_day import When
from checker.tables.logic import Always, Condition, Not
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Taken:
    """What a figure is taken of.

    Attributes:
        table: whose rows.
        when: the day that puts a row into the window.
        where: which of these count.
        out: which of those are left out; None if none are.
        numbers: the columns of the numbers and, if the figure has weights, of the weights.
        spread: the figure, of no rows yet.
    """

    table: str
    when: When | None
    where: Condition
    out: Condition | None
    numbers: tuple[str, ...]
    spread: Spread


def measure_rows(figure: Taken, scope: Scope) -> Measured:
    """Takes a figure of the rows of one department; see `RowFigure`."""
    typed = scope.submission.tables[figure.table]
    asked = evaluate(figure.where, typed, scope.context)
    out = evaluate(Not(Always()) if figure.out is None else figure.out, typed, scope.context)
    inside = dated_in(typed, figure.when, scope.window, scope.as_of) & asked
    pending, notes = pending_rows(typed, figure.when, scope, asked & ~out)
    excluded = rows_of(typed, inside.yes & out.yes)
    found = _measure(figure, typed, inside & ~out, scope.tables[figure.table])
    counts = replace(found.counts, excluded=len(excluded.numbers))
    return replace(found, counts=counts, excluded_rows=excluded, pending_rows=pending, notes=notes)


def measure_with(figure: Taken, measured: Measured, typed: TypedTable, rows: Collection[int], table: Table) -> Measured:
    """Takes a figure as if some of the rows that were left out counted too."""
    chosen = certain(typed.frame.index.isin(list(rows)))
    return join_spreads([measured, _measure(figure, typed, chosen, table)])


def _measure(figure: Taken, typed: TypedTable, counted: Truth, table: Table) -> Measured:
    readable = np.ones(len(typed.frame), dtype=bool)
    for name in figure.numbers:
        readable &= typed.state[name] == VALID
    known, open_ = counted.yes & readable, ~counted.no & ~(counted.yes & readable)
    bounds = _open_values(figure, typed, counted.yes[open_].tolist(), open_, table)
    spread = _of_known(replace(figure.spread, open=count_open(bounds)), figure, typed, known)
    measured = measured_of(spread, Counts(int(known.sum()), pass_or_fail=int(open_.sum())))
    return replace(measured, numerator_rows=rows_of(typed, known), unknown_rows=rows_of(typed, open_))


def _of_known(spread: Spread, figure: Taken, typed: TypedTable, known: Mask) -> Spread:
    """Adds the certain values up, or ranks them."""
    values, *weights = (typed.frame[name][known].tolist() for name in figure.numbers)
    if spread.at is None:
        if not weights:
            return replace(spread, total=add_exactly(values), weight=Fraction(len(values)))
        products = (value * weight for value, weight in zip(values, weights[0], strict=True))
        return replace(spread, total=add_exactly(products), weight=add_exactly(weights[0]))
    by_value: defaultdict[Fraction, list[int]] = defaultdict(list)
    for value, row in zip(values, rows_of(typed, known).numbers, strict=True):
        by_value[value].append(row)
    ranked = [(value, by_value[value]) for value in ascending(by_value)]
    rows = tuple(row for _, rows in ranked for row in rows)
    return replace(spread, known=tuple((value, len(rows)) for value, rows in ranked), ranked=rows)


def _open_values(
    figure: Taken, typed: TypedTable, surely: list[bool], rows: Mask, table: Table
) -> Iterator[tuple[Interval, Interval, int]]:
    """Puts the number and the weight of each row in doubt between bounds: a row that may not count may have no weight.

    What can't be read is between the minimum and the maximum of its column.
    """
    numbers = [_bounded(typed, name, rows, table.columns[name]) for name in figure.numbers]
    weights = numbers[1] if len(numbers) > 1 else [(_ONE, _ONE)] * len(surely)
    for value, (least, most), sure in zip(numbers[0], weights, surely, strict=True):
        yield value, (least if sure else _ZERO, most), 1


def _bounded(typed: TypedTable, name: str, rows: Mask, column: Column) -> list[Interval]:
    states, values = typed.state[name][rows].tolist(), typed.frame[name][rows].tolist()
    return [
        (value, value) if state == VALID else (column.lowest, column.maximum)
        for value, state in zip(values, states, strict=True)
    ]


def valued_units(figure: Taken, scope: Scope, measured: Measured) -> tuple[Unit, ...]:
    """Lists the rows, each with its number, or with what it adds to a weighted sum."""
    typed = scope.submission.tables[figure.table]
    values, *weights = (numbers_in(typed, name) for name in figure.numbers)

    def amount(row: int) -> Fraction:
        return values[row] * weights[0][row] if weights else values[row]

    return tuple(
        replace(unit, amount=amount(unit.row)) if unit.row is not None and unit.role is Role.NUMERATOR else unit
        for unit in units_of_rows(measured)
    )
