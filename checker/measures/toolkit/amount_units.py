"""Lists the rows behind an amount, each with what it adds; loads numpy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from checker.measures.toolkit.rows import keys_of
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Unit, pending_units, rows_under, units_of_rows, without_row
from checker.model import Measured
from checker.model.records import Role
from checker.model.workbook import VALID, TypedTable
from checker.tables.rows.places import cell_text
from checker.text.bilingual import Text, join_texts


def counted_units(table: str, distinct: Sequence[str], scope: Scope, measured: Measured) -> tuple[Unit, ...]:
    """Lists the rows that were counted, or the distinct values with their rows."""
    found = units_of_rows(measured)
    if not distinct:
        return tuple(replace(unit, amount=Fraction(1)) if unit.role is Role.NUMERATOR else unit for unit in found)
    typed = scope.submission.tables[table]
    rows = dict(zip(typed.frame.index.tolist(), keys_of(typed, distinct)[0], strict=True))
    by_value: defaultdict[Any, list[int]] = defaultdict(list)
    for row in measured.numerator_rows.numbers:
        by_value[rows[row]].append(row)
    values = [_value(typed, distinct, numbers) for numbers in by_value.values()]
    # Rows with a blank in one of these columns may repeat a value; together they are at least so many more.
    more = int(measured.amount or 0) - len(values)
    reason = Text(
        "下面待定的行至少还有这么多个不同的值", "the rows listed as unknown have at least so many more values"
    )
    unlisted = [replace(unit, amount=Fraction(more)) for unit in without_row(Role.NUMERATOR, more, reason)]
    unknown = [unit for unit in found if unit.role is Role.UNKNOWN]
    return (*values, *unlisted, *unknown, *pending_units(measured))


def _value(typed: TypedTable, distinct: Sequence[str], rows: list[int]) -> Unit:
    names = [cell_text(typed.at(rows[0], name)) for name in distinct]
    label = join_texts((name if isinstance(name, Text) else Text(name, name) for name in names), " / ", " / ")
    return Unit(Role.NUMERATOR, typed.id, None, label=label, amount=Fraction(1), under=rows_under(typed.id, rows))


def summed_units(table: str, column: str, scope: Scope, measured: Measured) -> tuple[Unit, ...]:
    """Lists the rows that were added up, each with its number."""
    numbers = numbers_in(scope.submission.tables[table], column)
    return tuple(
        replace(unit, amount=numbers.get(unit.row)) if unit.row is not None else unit
        for unit in units_of_rows(measured)
    )


def numbers_in(typed: TypedTable, column: str) -> Mapping[int, Fraction]:
    """Returns the number of each row that has one."""

    def read() -> Iterator[tuple[int, Fraction]]:
        states = typed.state[column].tolist()
        for row, number, state in zip(typed.frame.index.tolist(), typed.frame[column].tolist(), states, strict=True):
            if state == VALID and number is not None:
                yield row, number

    return dict(read())
