"""Finds the parts of a condition that decide a row: those that failed, and those that leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.dependence import columns_of
from checker.tables.logic import AS_OF, All, Always, AnyOf, Condition, Not, OtherRows, Within, WithinBy
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.context import Context


class Reasons:
    """The reasons why a condition holds, fails or stays open for single rows of a table."""

    def __init__(self, condition: Condition, typed: TypedTable, context: Context) -> None:
        self._condition, self._typed, self._context = condition, typed, context
        self._positions = typed.positions
        self._answers: dict[int, Truth] = {}  # of each part, by its `id`, for all rows at once
        self._asked: dict[tuple[bytes, bool], Condition | None] = {}
        self._holding: dict[bytes, Condition | None] = {}

    def asked(self, row: int, *, holds: bool) -> Condition | None:
        """Gives what would have to be true of a row for the condition to hold, or not to hold.

        It names only parts that are not so now. Of several ways to get there, it gives the shortest, all of them if
        they are equally long. None if the answer already is as wanted, is open, or is the same for every row.
        """
        at = self._positions[row]
        alike = self._signs[at].tobytes(), holds
        if alike not in self._asked:
            found = self._turned(self._condition, at, holds)
            self._asked[alike] = None if found is None else found[1]
        return self._asked[alike]

    def holding(self, row: int) -> Condition | None:
        """Gives the tests that make the condition hold for a row; None if it does not certainly hold."""
        at = self._positions[row]
        alike = self._signs[at].tobytes()
        if alike not in self._holding:
            found = self._met(self._condition, at, True)
            self._holding[alike] = None if found is None else _join(All, found)
        return self._holding[alike]

    @cached_property
    def _signs(self) -> np.ndarray:
        """By row, the answers of all single tests. Rows with the same answers have the same reasons."""
        answers = [self._answer(leaf) for leaf in _leaves(self._condition)]
        return np.array([each for answer in answers for each in (answer.yes, answer.unknown)]).T.copy()

    def open_columns(self, row: int) -> tuple[str, ...]:
        """Lists the columns whose cells leave the condition open; none if it is decided."""
        at = self._positions[row]
        found = (column for leaf in self._open(self._condition, at) for column in self._unknown_cells(leaf, at))
        return tuple(dict.fromkeys(found))

    def open_tests(self, row: int) -> list[Condition]:
        """Lists the single tests that leave the condition open."""
        return self._open(self._condition, self._positions[row])

    def _turned(self, part: Condition, at: int, wanted: bool) -> tuple[int, Condition] | None:
        """Gives the fewest tests that must turn out otherwise, and what they ask."""
        if isinstance(part, Not):
            return self._turned(part.part, at, not wanted)
        answer = self._answer(part)
        if isinstance(part, Always) or not (answer.no if wanted else answer.yes)[at]:
            return None
        if not isinstance(part, (All, AnyOf)):
            return 1, part if wanted else Not(part)
        ways = [found for each in part.parts if (found := self._turned(each, at, wanted)) is not None]
        if not ways:
            return None
        if isinstance(part, All) == wanted:  # every one of them has to turn
            return sum(cost for cost, _ in ways), _join(All, (asked for _, asked in ways))
        least = min(cost for cost, _ in ways)
        return least, _join(AnyOf, (asked for cost, asked in ways if cost == least))

    def _met(self, part: Condition, at: int, wanted: bool) -> list[Condition] | None:
        """Lists the tests that make the answer as wanted; None if it is not."""
        if isinstance(part, Not):
            return self._met(part.part, at, not wanted)
        answer = self._answer(part)
        if not (answer.yes if wanted else answer.no)[at]:
            return None
        if not isinstance(part, (All, AnyOf)):
            return [part if wanted else Not(part)]
        return [leaf for each in part.parts for leaf in self._met(each, at, wanted) or ()]

    def _open(self, part: Condition, at: int) -> list[Condition]:
        """Lists the tests on which it depends; in an open condition, each open part can tip the answer."""
        if not self._answer(part).unknown[at]:
            return []
        match part:
            case Not(inner):
                return self._open(inner, at)
            case All(parts) | AnyOf(parts):
                return [leaf for each in parts for leaf in self._open(each, at)]
            case _:
                return [part]

    def _unknown_cells(self, leaf: Condition, at: int) -> list[str]:
        """Lists the cells for want of which a test has no answer."""
        if isinstance(leaf, OtherRows):
            return [column for column in leaf.own if self._state(column, at) != VALID]
        if isinstance(leaf, WithinBy):
            choice = [leaf.by] if self._state(leaf.by, at) != VALID else []
            return [*choice, *(column for _, limit in leaf.cases for column in self._unknown_cells(limit, at))]
        if not isinstance(leaf, Within):
            return [column for column in columns_of(leaf) if self._state(column, at) != VALID]
        found = [column for column in (leaf.column,) if column != AS_OF and self._state(column, at) != VALID]
        start = next((column for column in leaf.of if self._state(column, at) in (VALID, INVALID)), leaf.of[0])
        ends = [end for span in leaf.paused for end in span]
        found += [start] * (self._state(start, at) != VALID)
        found += [end for end in ends if self._state(end, at) == INVALID]
        numbers = [number for number, _ in leaf.extra if isinstance(number, str)]
        found += [number for number in numbers if self._state(number, at) != VALID]
        further = [part for _, when in leaf.extra for part in self._open(when, at)]
        return found + [column for part in further for column in self._unknown_cells(part, at)]

    def _state(self, column: str, at: int) -> int:
        return int(self._typed.state[column][at])

    def _answer(self, part: Condition) -> Truth:
        if id(part) not in self._answers:
            self._answers[id(part)] = evaluate(part, self._typed, self._context)
        return self._answers[id(part)]


def _leaves(condition: Condition) -> Iterator[Condition]:
    """The single tests that a condition is made of."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case _:
            yield condition


def _join(kind: type[All] | type[AnyOf], parts: Iterable[Condition]) -> Condition:
    """Joins parts, each once; one part by itself needs no joining."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else kind(distinct)
