"""The order of a document's clauses, whatever numerals it counts them in. Knows nothing of the project."""

from __future__ import annotations

import unicodedata
from itertools import groupby


def clause_order(clause: str) -> tuple[list[int], str]:
    """What to sort a clause by: the numbers in it, one after the other, and then its text.

    Digits of any script count by their place ("38", "３８"); numerals that have a value of their own multiply what
    stands before them, as in 三十八.
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
