"""Finds rows whose numbers don't add up, or exceed what they are part of."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from checker.checks.registry import Quote, TableVerdicts, row_check
from checker.codes import Code
from checker.model import Operator
from checker.model.targets import TESTS
from checker.model.workbook import VALID, Submission, TypedTable
from checker.tables.balances import Balance, Term, side_text
from checker.tables.rows.places import header_of
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.amounts import amount_words, short_text
from checker.text.bilingual import Text
from checker.text.normalize import number_text

NUMBERS_DISAGREE = Code("V348")


@row_check(NUMBERS_DISAGREE)
def numbers_agree(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges what a table says must hold between numbers; a blank or invalid number makes the row unknown."""
    for name, typed in submission.tables.items():
        table = tables[name]
        if not table.numbers:
            continue
        invalid, unknown = np.zeros(len(typed.frame), dtype=bool), np.zeros(len(typed.frame), dtype=bool)
        quotes: list[Quote] = []
        for balance in table.numbers:
            known = np.all([typed.state[column] == VALID for column in balance.columns], axis=0)
            left, op, right = balance.sides
            known &= _divisible(typed, (*left, *right), known)
            one, other = _sums(typed, left, known), _sums(typed, right, known)
            wrong = known & ~_holds(op, one, other, balance.tolerance)
            invalid |= wrong
            unknown |= ~known
            quotes += [_quote(balance, typed, table, at, one[at], other[at]) for at in np.flatnonzero(wrong).tolist()]
        yield TableVerdicts(name, invalid, unknown & ~invalid, tuple(sorted(quotes, key=lambda quote: quote.row)))


def _sums(typed: TypedTable, terms: tuple[Term, ...], known: Mask) -> Any:
    """The sum of each row; 0 where not all numbers are known."""
    total = np.array([Fraction(0)] * len(typed.frame), dtype=object)
    for sign, factors in terms:
        product: Any = np.array([Fraction(sign)] * len(typed.frame), dtype=object)
        for power, each in factors:
            values = _values(typed, each, known)
            product = product * values if power > 0 else product / values
        total = total + np.where(known, product, 0)
    return total


def _values(typed: TypedTable, each: str | Fraction, known: Mask) -> Any:
    """A number for each row; 1 where not all numbers are known."""
    if not isinstance(each, str):
        return each
    values = typed.frame[each].to_numpy(dtype=object).copy()
    values[~known] = Fraction(1)
    return values


def _divisible(typed: TypedTable, terms: tuple[Term, ...], known: Mask) -> Mask:
    """Where no number is divided by 0; a row in which one is has nothing to compare."""
    divided = [each for _, factors in terms for power, each in factors if power < 0 and isinstance(each, str)]
    zero = [np.asarray(_values(typed, each, known) == 0).astype(np.bool_) for each in divided]
    return ~np.any(zero, axis=0) if zero else np.ones(len(typed.frame), dtype=np.bool_)


def _holds(op: Operator, one: Any, other: Any, tolerance: Fraction) -> Mask:
    if op == "equals":
        return np.asarray(abs(one - other) <= tolerance).astype(np.bool_)
    more = tolerance if op in ("at_most", "below") else -tolerance
    return np.asarray(TESTS[op](one, other + more)).astype(np.bool_)


def _quote(balance: Balance, typed: TypedTable, table: Table, at: int, one: Fraction, other: Fraction) -> Quote:
    left, _, right = balance.sides
    headers = {column: header_of(typed, table, column) for column in balance.columns}
    found = [
        Text(f"{text.zh}为 {amount_words(value).zh}", f"{text.en} is {amount_words(value).en}")
        for text, value in ((side_text(left, headers), one), (side_text(right, headers), other))
    ]
    if not any(isinstance(each, str) for _, factors in right for _, each in factors):
        found[1] = Text(f"应 {balance.sign} {number_text(other)}", f"it must be {balance.sign} {number_text(other)}")
    return Quote(
        int(typed.frame.index[at]),
        balance.columns[0],
        {"one": found[0], "other": found[1]},
        expected=balance.phrase(headers),
        difference=short_text(one - other),
    )
