"""What an index must say, from what each of its parts can be: its value, or its score of 0 to 100 points.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from tests.grid.draws import Rows
from tests.grid.evidence import Evidence
from tests.grid.oracle import BOTH_WAYS, FLOORS, Asked, Verdict, earned, every_end, value_of

if TYPE_CHECKING:
    from tests.grid.cell import Cell

Parts = Mapping[str, "tuple[Cell, tuple[str, Fraction]]"]


@dataclass(frozen=True)
class Combined:
    """How parts are combined.

    Attributes:
        by: their weighted "mean", or the "sum" of weights times values.
        weights: of each part.
        leave_out: whether a part that is not applicable is left out; else the index is undetermined.
        scores: whether the scores of the parts are taken.
    """

    by: str
    weights: Mapping[str, Fraction]
    leave_out: bool
    scores: bool = False


@dataclass(frozen=True)
class Taken:
    """What is taken of a part: what is certain of it, and its least and most; it may not be there at all."""

    weight: Fraction
    value: Fraction | None
    ends: frozenset[Fraction | None]


def parts_of(parts: Parts) -> Callable[[Rows, date, Fraction], Evidence]:
    """What the rows come to for each part."""
    return lambda rows, as_of, pace: Evidence(
        parts=tuple(replace(cell.evidence(rows, as_of, pace), left_out=()) for cell, _ in parts.values())
    )


def of_parts(parts: Parts, combined: Combined) -> Callable[[Sequence[Evidence], Asked], Verdict]:
    """What the index says of some departments."""

    def says(found: Sequence[Evidence], asked: Asked) -> Verdict:
        taken = []
        for place, (name, (cell, (op, wanted))) in enumerate(parts.items()):
            own = [each.parts[place] for each in found]
            of_part = replace(asked, op=op, wanted=wanted)
            taken.append(_take(cell, own, of_part, combined.weights[name], scores=combined.scores))
        return _index(taken, combined, asked)

    return says


def _take(cell: Cell, found: Sequence[Evidence], asked: Asked, weight: Fraction, *, scores: bool) -> Taken:
    verdict = cell.verdict(found, asked)
    if verdict.lower is None:
        # A score of which nothing is known is 0 to 100 points, if there is one.
        anything = scores and verdict.status == "undetermined"
        return Taken(weight, None, frozenset({Fraction(0), Fraction(100)} if anything else {None}))
    ends: set[Fraction | None] = {verdict.lower, verdict.upper}
    value = verdict.value
    if scores:
        ends = {100 * _score(each, verdict, asked) for each in (verdict.lower, verdict.upper) if each is not None}
        points = earned(verdict, asked, "proportional", ())
        value = None if verdict.status == "undetermined" or points is None else 100 * points
        if len(ends) == 1:
            (value,) = ends
        elif verdict.lower == verdict.upper:
            ends = {value}
    units = [unit for each in found for unit in each.units]
    if units and any(value_of(sums) is None for sums in every_end(units, by_now=False)):
        ends.add(None)
    return Taken(weight, value, frozenset(ends))


def _score(value: Fraction, verdict: Verdict, asked: Asked) -> Fraction:
    """What one value earns."""
    alone = replace(verdict, status="undetermined", scored=(value,))
    return earned(alone, asked, "proportional", ()) or Fraction(0)


def _index(taken: Sequence[Taken], combined: Combined, asked: Asked) -> Verdict:
    unknown = Verdict("undetermined", None, None, None, reachable=True)
    if not combined.leave_out and any(None in each.ends for each in taken):
        return unknown
    possible = []
    for outcome in product(*(each.ends for each in taken)):
        there = [(each.weight, end) for each, end in zip(taken, outcome, strict=True) if end is not None]
        if there:
            possible.append(_combine(there, combined.by))
    if not possible:
        return unknown if asked.missing else replace(unknown, status="not_applicable")
    low, high = min(possible), max(possible)
    sure = [each for each in taken if None not in each.ends]
    known = [(each.weight, each.value) for each in sure if each.value is not None]
    value = _combine(known, combined.by) if sure and len(known) == len(sure) else None
    answer = asked.certain(low, high)
    reachable = asked.missing or not asked.closed or answer is not False
    well, badly = ("met", "missed") if asked.closed else ("on_track", "behind")
    status = {True: well, False: badly, None: "undetermined"}[answer if sure and not asked.missing else None]
    sides: tuple[Fraction, ...] = (low, high) if asked.op in BOTH_WAYS else (low,) if asked.op in FLOORS else (high,)
    if status == badly:
        sides = () if value is None else (value,)
    return Verdict(status, value, low, high, reachable, sides)


def _combine(parts: Sequence[tuple[Fraction, Fraction]], by: str) -> Fraction:
    total = sum((weight * value for weight, value in parts), Fraction(0))
    return total / sum(weight for weight, _ in parts) if by == "mean" else total
