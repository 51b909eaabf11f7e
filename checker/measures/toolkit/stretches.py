"""Answers questions about any stretch of a list without going through it, by what is known of its blocks.

Thousands of stretches can be asked for, each of thousands of rows: every member of a cohort can have a date range of
its own. The blocks are those of 1, 2, 4, 8, ... items, of which few make up a stretch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence


class Stretches:
    """The items of each block of a list, sorted.

    Args:
        items: the list.
        most: how many of each block are kept, the smallest; all if not given.
    """

    def __init__(self, items: Sequence[int], most: int | None = None) -> None:
        self._most = most
        self._levels = [[[item] for item in items]]
        while len(below := self._levels[-1]) > 1:
            pairs = zip(below[::2], [*below[1::2], []], strict=False)
            self._levels.append([sorted(one + other)[:most] for one, other in pairs])

    def count_below(self, limit: int, start: int, end: int) -> int:
        """Counts the items of a stretch that are smaller; every item must be kept."""
        return sum(bisect_left(block, limit) for block in self._blocks(start, end))

    def smallest(self, start: int, end: int) -> list[int]:
        """Gives the smallest items of a stretch, as many as are kept of a block."""
        return sorted(item for block in self._blocks(start, end) for item in block)[: self._most]

    def _blocks(self, start: int, end: int) -> Iterator[list[int]]:
        """Gives the blocks that make up a stretch."""
        for level in self._levels:
            if start >= end:
                return
            if start % 2:
                yield level[start]
                start += 1
            if end % 2:
                end -= 1
                yield level[end]
            start, end = start // 2, end // 2
