"""What drawn rows and written sheets are made of.

Knows no table and no file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Failed:
    """A cell that shows an error, e.g. #REF!."""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula for which the file holds no result."""

    formula: str


#: What a cell of a sheet holds.
Cell = str | int | float | bool | date | Failed | Uncalculated | None


@dataclass(frozen=True)
class Unreadable:
    """Stands in a drawn row for a cell whose meaning nobody can tell; `cell` is what is written there."""

    cell: Cell


@dataclass(frozen=True)
class Typed:
    """Stands in a drawn row for a value that is to be written in just this way; it means `value` all the same."""

    value: str | int | Fraction | bool | date | None
    cell: Cell


#: What a cell means before anybody spells it: a text or the id of a choice, an exact number, yes or no, a day; None
#: is blank.
Value = str | int | Fraction | bool | date | Unreadable | Typed | None
Row = dict[str, Value]
