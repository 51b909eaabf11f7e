"""Sorts the clauses of a document by their numbers, in Arabic or Chinese numerals."""

import unicodedata
from itertools import groupby


def clause_order(clause: str) -> tuple[list[int], str]:
    """Returns a sort key: the numbers in the clause, then its text.

    Digits of any script are positional ("38", "３８"). Numerals from ten up multiply the digits before them (三十八).
    """
    values = [unicodedata.numeric(character, None) for character in clause]
    numerals = groupby(values, lambda value: value is not None)
    return [_number([int(value or 0) for value in run]) for is_number, run in numerals if is_number], clause


def _number(values: list[int]) -> int:
    total = digits = 0
    for value in values:
        if value < 10:
            digits = digits * 10 + value
        else:
            total += (digits or 1) * value
            digits = 0
    return total + digits
