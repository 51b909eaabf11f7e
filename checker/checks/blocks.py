"""Finds blocks of consecutive rows that are equal on two sides: in two departments, or in two periods."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import numpy as np

from checker.checks.prints import FEWEST_COLUMNS, Hashes, RowPrints
from checker.model.fingerprints import digest_texts

#: Fewer consecutive rows can be chance.
FEWEST_ROWS = 3
#: Rows are equal if they are so in this part of the columns that both have filled in.
MOSTLY = Fraction(3, 4)
#: What more sides have is common to them: a review of the whole district, a form that all were sent.
MOST_SIDES = 3
#: A day and a text that more rows have single no row out.
_MOST_ALIKE = 20

#: Mixes two hashes into one.
_ODD = np.uint64(0x9E3779B97F4A7C15)

#: A row of a side: the side's name, and the row's position.
Spot = tuple[str, int]
#: Consecutive rows: the first position, and how many.
Block = tuple[int, int]


def find_blocks(prints: Mapping[str, RowPrints]) -> Iterator[tuple[Spot, Spot, int]]:
    """Yields the blocks of consecutive equal rows: where they begin on both sides, and how many rows they have."""
    return _join(_equal_rows(prints))


def digest_block(prints: RowPrints, block: Block) -> str:
    """The digest of the days of a block's rows, wherever it is: nobody can work out anything personal from it."""
    start, length = block
    days = prints.cells[start : start + length, list(prints.dates)]
    return digest_texts(row.tobytes().hex() for row in days)


def numbers(prints: RowPrints, block: Block) -> list[int]:
    """The row numbers of a block."""
    start, length = block
    return list(prints.rows[start : start + length])


def _equal_rows(prints: Mapping[str, RowPrints]) -> set[tuple[Spot, Spot]]:
    """The pairs of equal rows of two sides, without rows that many sides have."""
    spots = [(code, position) for code, theirs in prints.items() for position in range(len(theirs.rows))]
    cells = np.concatenate([theirs.cells for theirs in prints.values()])
    any_one = next(iter(prints.values()))
    equal: set[tuple[Spot, Spot]] = set()
    for day, words in product(any_one.dates, any_one.texts):
        for group in _alike(cells[:, day], cells[:, words]):
            pairs = combinations([spots[index] for index in group], 2)
            equal |= {pair for pair in pairs if pair[0][0] != pair[1][0] and _are_equal(prints, *pair)}
    having: defaultdict[Spot, set[str]] = defaultdict(set)
    for one, other in equal:
        having[one].add(other[0])
        having[other].add(one[0])
    return {pair for pair in equal if all(len(having[spot]) < MOST_SIDES for spot in pair)}


def _alike(days: Hashes, words: Hashes) -> Iterator[list[int]]:
    """The rows, in groups of a few, whose day and text are filled in and equal."""
    filled = np.flatnonzero((days != 0) & (words != 0))
    mixed = days[filled] * _ODD ^ words[filled]
    order = np.argsort(mixed, kind="stable")
    starts = np.flatnonzero(np.diff(mixed[order], prepend=mixed[order[:1]] + _ODD) != 0)
    lengths = np.diff(starts, append=len(order))
    for each in np.flatnonzero((lengths > 1) & (lengths <= _MOST_ALIKE)):
        group: list[int] = filled[order[starts[each] : starts[each] + lengths[each]]].tolist()
        yield sorted(group)


def _are_equal(prints: Mapping[str, RowPrints], one: Spot, other: Spot) -> bool:
    left, right = prints[one[0]], prints[other[0]]
    if left.keys[one[1]] and left.keys[one[1]] == right.keys[other[1]]:
        return False  # one record on two sides, which is another matter (C405)
    mine, theirs = left.cells[one[1]], right.cells[other[1]]
    filled, same = (
        int(np.count_nonzero((mine != 0) & (theirs != 0))),
        int(np.count_nonzero((mine == theirs) & (mine != 0))),
    )
    return same >= FEWEST_COLUMNS and same >= MOSTLY * filled


def _join(equal: set[tuple[Spot, Spot]]) -> Iterator[tuple[Spot, Spot, int]]:
    """The blocks of consecutive equal rows: where they begin on both sides, and how many rows they have."""
    for (one, start), (other, begin) in sorted(equal):
        if ((one, start - 1), (other, begin - 1)) in equal:
            continue
        length = 1
        while ((one, start + length), (other, begin + length)) in equal:
            length += 1
        if length >= FEWEST_ROWS:
            yield (one, start), (other, begin), length
