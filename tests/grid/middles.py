"""What a mean, a median or a percentile of hours must say: every way in which the open rows can turn out.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from statistics import median

from tests.grid.oracle import BOTH_WAYS, CEILINGS, FLOORS, Asked, Verdict
from tests.grid.units import MOST, START, Row, answers, dated

Figure = Callable[[Sequence[Fraction]], Fraction]


@dataclass(frozen=True)
class Number:
    """The hours of one row: everything that they can be; None stands for not counting."""

    row: int
    ends: frozenset[Fraction | None]


def mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def nearest_rank(at: Fraction) -> Figure:
    """The least of the numbers that so large a part of them does not exceed."""

    def figure(numbers: Sequence[Fraction]) -> Fraction:
        return min(each for each in numbers if sum(other <= each for other in numbers) >= at * len(numbers))

    return figure


FIGURES: dict[str, Figure] = {"mean": mean, "median": median, "percentile": nearest_rank(Fraction(4, 5))}


def hours_of_rows(rows: Sequence[Row], last: date) -> tuple[list[Number], tuple[int, ...]]:
    """The hours of every row that is in the window and not out, and the rows that are out by their own word."""
    found, left_out = [], []
    for number, row in enumerate(rows, start=2):
        hours = row.get("hours")
        known = isinstance(hours, int)
        values = (Fraction(hours),) if known else (Fraction(0), MOST)
        outside = (not there or out for there, out in product(dated(row, START, last), answers(row.get("out"))))
        ends = {None if gone else value for gone in set(outside) for value in values}
        found.append(Number(number, frozenset(ends)))
        if dated(row, START, last) == (True,) and row.get("out") is True:
            left_out.append(number)
    return found, tuple(left_out)


def sure(numbers: Iterable[Number]) -> list[tuple[Fraction, int]]:
    """The rows whose hours can be one number only."""
    certain = ((each.row, *each.ends) for each in numbers if len(each.ends) == 1)
    return [(value, row) for row, value in certain if value is not None]


def doubtful(numbers: Iterable[Number]) -> tuple[int, ...]:
    return tuple(each.row for each in numbers if len(each.ends) > 1)


def outcomes(numbers: Iterable[Number]) -> set[tuple[Fraction, ...]]:
    """Every list of hours that is possible, in ascending order."""
    found: set[tuple[Fraction, ...]] = {()}
    for each in numbers:
        found = {tuple(sorted((*one, *(() if end is None else (end,))))) for one in found for end in each.ends}
    return found


def middle(numbers: Sequence[Number], figure: Figure, asked: Asked) -> Verdict:
    """A figure of all rows; of no rows there is none."""
    possible = outcomes(numbers)
    values = [figure(each) for each in possible if each]
    if not values:
        return Verdict("undetermined" if asked.missing else "not_applicable", None, None, None, True)
    low, high = min(values), max(values)
    answer = asked.certain(low, high)
    reachable = asked.missing or not asked.closed or answer is not False
    certain = [value for value, _ in sure(numbers)]
    value = figure(certain) if certain else None
    well, badly = ("met", "missed") if asked.closed else ("on_track", "behind")
    status = {True: well, False: badly, None: "undetermined"}[None if () in possible or asked.missing else answer]
    sides = (low, high) if asked.op in BOTH_WAYS else (low,) if asked.op in FLOORS else (high,)
    if status == badly:
        sides = () if value is None else (value,)
    return Verdict(status, value, low, high, reachable, sides)


def beyond(numbers: Sequence[Number], asked: Asked) -> set[int | None]:
    """The rows whose hours certainly are beyond a floor or a ceiling."""
    if asked.op not in (*FLOORS, *CEILINGS):
        return set()
    return {row for value, row in sure(numbers) if not asked.holds(value)}


def decides(numbers: Sequence[Number], rows: Sequence[Row], out: Sequence[int], figure: Figure, asked: Asked) -> bool:
    """Whether the answer would be a worse one if the rows that are out counted with their hours."""
    kept = hours_of_rows([{**row, "out": False} for row in rows], date.max)[0]
    counted = [kept[each.row - 2] if each.row in out else each for each in numbers]
    before, after = (
        asked.certain(min(values), max(values)) if values else None
        for values in ([figure(each) for each in outcomes(some) if each] for some in (numbers, counted))
    )
    return bool(out) and (before, after) in ((True, None), (True, False), (None, False))
