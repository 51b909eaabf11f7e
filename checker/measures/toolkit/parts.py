"""What a measure says of itself: the rows it goes over, its conditions, the values it can have, idle settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from checker.tables.logic import Condition
from checker.text.bilingual import Text

Path = tuple[str | int, ...]
#: A table, and columns of it that decide the value; None is no column.
Read = tuple[str, Iterable[str | None]]


@dataclass(frozen=True)
class RowSet:
    """Rows of a table that an indicator's window picks by a date column; every row where there is none."""

    table: str
    when: str | None


@dataclass(frozen=True)
class Part:
    """A condition of a measure.

    Attributes:
        path: where it is written, below the measure's own word.
        condition: compiled against the table.
        table: whose rows it is asked of.
        besides: what holds of every row that it is asked of.
    """

    path: Path
    condition: Condition
    table: str
    besides: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Idle:
    """A setting that changes nothing: where it is written below the measure's own word, its name, and why."""

    path: Path
    found: str
    reason: Text


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included; None is without bound.

    Attributes:
        whole: only whole numbers.
        why: why it ends where it does, for people; None where the bounds say it all.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False
    why: Text | None = None


#: Of a share.
ZERO_TO_ONE = Range(Fraction(0), Fraction(1))
