"""What drawn rows are made of: what cells mean, before anybody spells it.

Knows no table and no file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samples.library.cells import Cell


@dataclass(frozen=True)
class Unreadable:
    """A cell whose meaning nobody can say; `cell` is what the sheet shows."""

    cell: Cell


@dataclass(frozen=True)
class Typed:
    """A value that is written in just one way; it means `value` all the same."""

    value: str | int | Fraction | bool | date | None
    cell: Cell


#: A text or the id of a choice, an exact number, yes or no, a day; None is blank.
Value = str | int | Fraction | bool | date | Unreadable | Typed | None
Row = dict[str, Value]
