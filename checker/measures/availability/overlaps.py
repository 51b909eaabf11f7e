"""How long outages last together, and how much of each lies in others too: time that overlaps counts once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import accumulate, pairwise

from checker.frozen import dataclass

#: The start and the end of an outage, in seconds of needed time.
Span = tuple[int, int]
#: How many others an outage names; that there are more is known, but not which.
_NAMED = 8


@dataclass(frozen=True)
class Taken:
    """What one outage takes.

    Attributes:
        row: its row.
        seconds: of needed time, by itself.
        shared: those of them that other outages take too.
        others: the rows of these; of many, some, and one more than are named.
    """

    row: int
    seconds: int
    shared: int
    others: tuple[int, ...]


def covered(spans: Iterable[Span]) -> int:
    """How many seconds these spans cover; where they overlap, it counts once."""
    total, reached = 0, None
    for start, end in sorted(spans):
        reached = start if reached is None else max(reached, start)
        total, reached = total + max(end - reached, 0), max(reached, end)
    return total


def find_overlaps(outages: Sequence[tuple[int, Span]]) -> tuple[Taken, ...]:
    """Finds how much of each outage others take too, given as rows with their spans; in the order of the rows."""
    moments, twice = _twice_until([span for _, span in outages])
    others = _others(outages)

    def until(moment: int) -> int:
        return twice[bisect_right(moments, moment) - 1]

    return tuple(
        Taken(row, end - start, until(end) - until(start), tuple(sorted(others[row])))
        for row, (start, end) in sorted(outages)
    )


def _twice_until(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """The moments at which spans begin or end, and how long, until each, at least two of them went on at once."""
    changes: dict[int, int] = {}
    for start, end in spans:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    moments = sorted(changes)
    depth = accumulate(changes[moment] for moment in moments)
    lengths = (after - before for before, after in pairwise(moments))
    doubled = (length if deep > 1 else 0 for length, deep in zip(lengths, depth, strict=False))
    return moments, [*accumulate(doubled, initial=0)]


def _others(outages: Sequence[tuple[int, Span]]) -> dict[int, list[int]]:
    """The rows whose outages overlap with that of each row, of each no more than one beyond those that are named."""
    found: dict[int, list[int]] = {row: [] for row, _ in outages}
    going: list[tuple[int, int]] = []
    lacking: list[tuple[int, int]] = []  # those that go on and have few others so far
    for row, (start, end) in sorted(outages, key=lambda each: each[1]):
        while going and going[0][0] <= start:
            heappop(going)
        lacking = [each for each in lacking if each[0] > start and len(found[each[1]]) <= _NAMED]
        for _, other in lacking:
            found[other].append(row)
        found[row] = [other for _, other in going[: _NAMED + 1]]
        heappush(going, (end, row))
        lacking.append((end, row))
    return found
