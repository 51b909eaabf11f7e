"""Copied blocks, against a second computation that compares every row with every other."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.batch.copied_blocks import copied_blocks
from checker.checks.gathered import Batch
from checker.checks.prints import RowPrints
from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.model import Department, State
from checker.text.bilingual import Text

TASK = task_of(load_pack("heping"), "2022", None)
#: A date, another date, a text and two other columns; 0 is a blank. Few values, so that rows are often equal.
ROW = st.tuples(*[st.sampled_from([1] * 8 + [0, 2])] * 5)
#: Each row: its key (0 is incomplete) and its cells.
ROWS = st.lists(st.tuples(st.integers(0, 9), ROW), max_size=5)
DATES, TEXTS = (0, 1), (2,)
Rows = list[tuple[int, tuple[int, ...]]]


def equal(one: tuple[int, tuple[int, ...]], other: tuple[int, tuple[int, ...]]) -> bool:
    if one[0] and one[0] == other[0]:
        return False
    both = [(mine, theirs) for mine, theirs in zip(one[1], other[1], strict=True) if mine and theirs]
    same = {column for column in range(5) if one[1][column] == other[1][column] != 0}
    return len(same) >= 4 and len(same) * 4 >= len(both) * 3 and bool(same & {*DATES}) and bool(same & {*TEXTS})


def plain(departments: dict[str, Rows]) -> set[tuple[str, tuple[int, ...]]]:
    """By department, the numbers of rows that form a block."""
    spots = [(code, row) for code, rows in departments.items() for row in range(len(rows))]
    pairs = {
        (one, other)
        for one, other in product(spots, spots)
        if one[0] != other[0] and equal(departments[one[0]][one[1]], departments[other[0]][other[1]])
    }
    common = {spot for spot in spots if len({other[0] for one, other in pairs if one == spot}) > 2}
    pairs = {(one, other) for one, other in pairs if one not in common and other not in common}
    found = set()
    for (code, row), (other, theirs) in pairs:
        if ((code, row - 1), (other, theirs - 1)) in pairs:
            continue
        length = next(n for n in range(1, 9) if ((code, row + n), (other, theirs + n)) not in pairs)
        if length >= 3:
            found.add((code, tuple(range(row + 2, row + 2 + length))))
    return found


def prints(rows: Rows) -> RowPrints:
    numbers = tuple(range(2, len(rows) + 2))
    keys = np.array([key for key, _ in rows], dtype=np.uint64)
    cells = np.array([cells for _, cells in rows], dtype=np.uint64).reshape(len(rows), 5)
    return RowPrints(numbers, keys, DATES, TEXTS, cells)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), ROWS, min_size=1))
def test_agrees_with_comparing_every_row_with_every_other(departments: dict[str, Rows]) -> None:
    made: dict[str, Any] = {code: Department(code, Text(code, code), "", "", State.ACCEPTED) for code in departments}
    seen = list(
        copied_blocks.look(Batch(made, {code: {"t": prints(rows)} for code, rows in departments.items()}, TASK))
    )
    assert all(each.p is None and each.strong for each in seen)
    found = [(each.department, _numbers(str(each.values["rows"].text.en))) for each in seen]
    assert sorted(found) == sorted(plain(departments))


def _numbers(listed: str) -> tuple[int, ...]:
    first, last = map(int, listed.split("-"))
    return tuple(range(first, last + 1))
