"""Reads the numbers of the rows that a mean, a median or a percentile is taken of; loads numpy."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.toolkit.amount_units import numbers_in
from checker.measures.toolkit.pending import pending_rows
from checker.measures.toolkit.ranked import ascending
from checker.measures.toolkit.rows import dated_in, rows_of
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.spread import count_open, join_spreads, measured_of
from checker.measures.toolkit.sums import add_exactly
from checker.measures.toolkit.trace import Unit, units_of_rows
from checker.model import Counts, Measured, OpenValue, Rows, Spread
from checker.model.records import Role
from checker.model.workbook import VALID, TypedTable
from checker.tables.columns import Column
from checker.tables.due_day import When
from checker.tables.logic import Always, Condition, Not
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table

_ONE = Fraction(1)


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


@dataclass(frozen=True)
class _Row:
    """A row that may count: its number, and its weight if the figure has weights; None for what is unknown."""

    row: int
    surely: bool
    value: Fraction | None
    weight: Fraction | None

    @property
    def is_known(self) -> bool:
        return self.surely and self.value is not None and self.weight is not None


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
    found = [*_rows(figure, typed, counted)]
    known, open_ = (tuple(each.row for each in found if each.is_known is sure) for sure in (True, False))
    spread = _spread(figure, found, [table.columns[name] for name in figure.numbers])
    measured = measured_of(spread, Counts(len(known), pass_or_fail=len(open_)))
    return replace(measured, numerator_rows=Rows(typed.id, known), unknown_rows=Rows(typed.id, open_))


def _rows(figure: Taken, typed: TypedTable, counted: Truth) -> Iterator[_Row]:
    """Lists the rows that count or may count, in the order of the sheet."""
    may_count: Mask = ~counted.no
    surely = counted.yes[may_count].tolist()
    numbers = [_numbers(typed, name, may_count) for name in figure.numbers]
    weights = numbers[1] if len(numbers) > 1 else [_ONE] * len(surely)
    for row, sure, value, weight in zip(
        typed.frame.index[may_count].tolist(), surely, numbers[0], weights, strict=True
    ):
        yield _Row(row, sure, value, weight)


def _numbers(typed: TypedTable, column: str, rows: Mask) -> list[Fraction | None]:
    states = typed.state[column][rows].tolist()
    values = typed.frame[column][rows].tolist()
    return [value if state == VALID else None for value, state in zip(values, states, strict=True)]


def _spread(figure: Taken, rows: Collection[_Row], columns: list[Column]) -> Spread:
    """Counts the certain values, or adds them up, and puts the others between the bounds of their columns."""
    spread = replace(figure.spread, open=count_open(_open(each, columns) for each in rows if not each.is_known))
    known = [(each.value, each.weight, each.row) for each in rows if each.is_known]
    sure = [(value, weight, row) for value, weight, row in known if value is not None and weight is not None]
    if spread.at is None:
        total = add_exactly(value * weight if weight != 1 else value for value, weight, _ in sure)
        return replace(spread, total=total, weight=add_exactly(weight for _, weight, _ in sure))
    by_value: defaultdict[Fraction, list[int]] = defaultdict(list)
    for value, _, row in sure:
        by_value[value].append(row)
    values = ascending(by_value)
    ranked = tuple(row for value in values for row in by_value[value])
    return replace(spread, known=tuple((value, len(by_value[value])) for value in values), ranked=ranked)


def _open(row: _Row, columns: list[Column]) -> OpenValue:
    low, high = (columns[0].minimum, columns[0].maximum) if row.value is None else (row.value, row.value)
    least, most = row.weight, row.weight
    if row.weight is None:
        least, most = columns[1].minimum, columns[1].maximum
    return OpenValue(low, high, least if row.surely and least is not None else Fraction(0), most)


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
