"""How many distinct values rows have, with bounds where a row or one of its values is in doubt."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from checker.frozen import dataclass

#: Stands for a blank or unreadable value, which may be any value.
ANY = object()
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Distinct:
    """The distinct values of rows.

    Attributes:
        certain: the complete values that certainly count.
        low, high: the fewest and the most that there can be.
    """

    certain: frozenset[Key]
    low: int
    high: int


def count_distinct(keys: Sequence[Key], sure: Sequence[bool], maybe: Sequence[bool]) -> Distinct:
    """Counts distinct values.

    A row whose value is not complete may have the value of any row that agrees with the rest of it, or one of its own.
    So rows that differ in the columns that they all fill are different, and one certain row is at least one value.

    Args:
        keys: of each row, with `ANY` for what is not known.
        sure: which rows certainly count.
        maybe: which others may count.
    """
    certain = [key for key, counts in zip(keys, sure, strict=True) if counts]
    possible = [key for key, counts in zip(keys, maybe, strict=True) if counts]
    complete = {key for key in certain if ANY not in key}
    width = len(keys[0]) if keys else 0
    chosen = (columns for size in range(width + 1) for columns in combinations(range(width), size))
    low = max((_projected(certain, columns) for columns in chosen), default=0)
    open_rows = sum(ANY in key for key in (*certain, *possible))
    high = len(complete.union(key for key in possible if ANY not in key)) + open_rows
    return Distinct(frozenset(complete), low, high)


def _projected(keys: Sequence[Key], columns: Sequence[int]) -> int:
    """Counts the different values in some columns, over the rows that fill all of these."""
    parts = {tuple(key[column] for column in columns) for key in keys}
    return sum(ANY not in part for part in parts)
