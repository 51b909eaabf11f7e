"""What the members of the two rosters of heping have in common: where each ends up, and which rows are its own."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from samples.library.meanings import Row, Unreadable, Value
from tests.oracle.rules import Outcome


@dataclass(frozen=True)
class Place:
    """Where a unit ends up.

    Attributes:
        outcome: under what is asked in the whole year or term.
        paced: under what is asked by now.
        settled: that it can do nothing more about it.
        lent, lent_by_now: that it passes only with rows that may be anybody's.
        lent_late: the same of one that can get no others any more.
    """

    outcome: Outcome
    paced: Outcome
    settled: bool = True
    lent: bool = False
    lent_by_now: bool = False
    lent_late: bool = False


@dataclass(frozen=True)
class Members:
    """Every member of a roster, and how many can be helped by what may be anybody's.

    Attributes:
        most, most_by_now: by the end and by now.
        most_late: by the end, of those that can get nothing else any more.
    """

    units: list[set[Place]]
    most: int
    most_by_now: int
    most_late: int


@cache
def months(first: date, last: date) -> Fraction:
    """The months from one day to another, both included: the days of each month, counted, over the days it has."""
    counted = Counter((first + timedelta(days=number)).replace(day=1) for number in range((last - first).days + 1))
    parts = (Fraction(number, calendar.monthrange(key.year, key.month)[1]) for key, number in counted.items())
    return sum(parts, Fraction(0))


def same(one: object, other: object) -> bool:
    """Whether two keys are the same."""
    return isinstance(one, str) and isinstance(other, str) and one.strip() == other.strip()


def around(*cells: Value) -> tuple[date, ...]:
    """The days that cells hold, and those before and after them: on them an outcome can turn."""
    held = [cell for cell in cells if isinstance(cell, date)]
    return tuple(day + timedelta(days=step) for day in held for step in (-1, 0, 1))


def is_open(cell: object) -> bool:
    """Whether a key cell may be anybody's."""
    return cell is None or isinstance(cell, Unreadable)


def named(key: object, known: Sequence[object]) -> object:
    """A key that is one of the known ones; None for any other."""
    return key if any(same(key, other) for other in known) else None


def without_reversed(row: Row, start: str, end: str) -> Row:
    """Where the end precedes the start, one of them is wrong, and nobody knows which."""
    first, last = row.get(start), row.get(end)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        return {**row, start: Unreadable(None), end: Unreadable(None)}
    return row
