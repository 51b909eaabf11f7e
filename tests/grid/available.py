"""What an availability must say: half a day at a time, over every way in which open cells turn out.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from tests.grid.draws import Rows
from tests.grid.oracle import FLOORS, Asked, Verdict
from tests.grid.units import BAD, END, Row, moment_of, slot_at, slot_of

Slots = frozenset[int]
YEAR = slot_of(END) + 2
_NOTHING: Slots = frozenset()


@dataclass(frozen=True)
class Down:
    """How long a department's things are down so far, in half days.

    Attributes:
        least, most: of the one that is down for longest.
        so_far: how long the window has gone on.
        things: of each, the rows that certainly count, with their half days.
        undecided: the rows in doubt.
        by: whether things are measured apart.
    """

    least: int
    most: int
    so_far: int
    things: Mapping[str, Mapping[int, Slots]]
    undecided: tuple[int, ...]
    by: bool


def some_outages(random: Random) -> Rows:
    tidy, rows = random.random() < 0.6, []
    for number in range(random.randint(1, 4)):
        start = random.randint(-60, 500)
        row: dict[str, Any] = {
            "no": f"{number}",
            "of": random.choice("AAB"),
            "from": moment_of(start),
            "to": moment_of(start + random.choice((0, 1, 20, 60, 150))),
            "planned": random.choice((False, False, False, True)),
        }
        if not tidy:
            row |= random.choice(({}, {"to": None}, {"to": BAD}, {"from": BAD}, {"planned": None}, {"of": None}))
            row |= random.choice(({}, {}, {}, {"to": moment_of(start - 1)}))
        rows.append(row)
    return {"outages": rows}


def down(rows: Sequence[Row], last: date, *, by: bool) -> Down:
    """How long something is down until the end of a day."""
    so_far = slot_of(last) + 2
    ways = [set(_ways(row, number, so_far, by)) for number, row in enumerate(rows, start=2)]
    longest = []
    for outcome in product(*ways):
        of: dict[str, Slots] = {}
        for name, slots in outcome:
            of[name] = of.get(name, _NOTHING) | slots
        longest.append(max(map(len, of.values()), default=0))
    things: dict[str, dict[int, Slots]] = {}
    for number, each in enumerate(ways, start=2):
        ((name, slots), *others) = each
        if not others and slots:
            things.setdefault(name, {})[number] = slots
    undecided = tuple(number for number, each in enumerate(ways, start=2) if len(each) > 1)
    return Down(min(longest), max(longest), so_far, things, undecided, by)


def _ways(row: Row, number: int, so_far: int, by: bool) -> Iterator[tuple[str, Slots]]:
    """What is down, and when, for the extremes of how a row can turn out; what takes no time is down nowhere."""
    start = None if row["from"] == BAD else slot_at(row["from"])
    end = None if row["to"] in (None, BAD) else slot_at(row["to"])
    certain = start is not None and row["to"] != BAD
    if start is not None and end is not None and end < start:
        start, end, certain = None, None, False
    whole = frozenset(range(max(start or 0, 0), so_far if end is None else min(end, so_far)))
    spans = [] if row["planned"] is True else [whole]
    if not certain or row["planned"] is not False:
        spans.append(_NOTHING)
    names = [""] if not by else [row["of"]] if row["of"] else ["A", "B", f"other {number}"]
    for name, slots in product(names, spans):
        yield (name, slots) if slots else ("", _NOTHING)


def availability(found: Sequence[Down], asked: Asked) -> Verdict:
    """The share of the time that is left; with things measured apart, the least available one decides."""
    apart = found[0].by
    take = max if apart else sum
    so_far = found[0].so_far if apart else sum(each.so_far for each in found)
    least, most = take(each.least for each in found), take(each.most for each in found)
    low, high = (1 - Fraction(each, so_far) for each in (most, least))
    whole = YEAR if apart else YEAR * len(found)
    at_the_end = 1 - Fraction(most + whole - so_far, whole), 1 - Fraction(least, whole)
    answer, last = asked.certain(low, high), asked.certain(*at_the_end)
    lost = answer is False if asked.closed else last is False
    if asked.missing:
        # Other departments bring further hours; but nothing of theirs makes up for a thing that is down too long.
        lost = lost and apart and (asked.op in FLOORS or (asked.op == "equals" and _too_low(at_the_end, asked)))
    well, badly = ("met", "missed") if asked.closed else ("on_track", "behind")
    status = {True: well, False: badly, None: "undetermined"}[answer]
    if asked.missing:
        status = "undetermined"
    if lost:
        status = "missed"
    sides = (low, high) if asked.op == "equals" else (low,) if asked.op in FLOORS else (high,)
    if status in ("missed", "behind"):
        sides = (high,)
    return Verdict(status, high, low, high, not lost, sides)


def _too_low(bounds: tuple[Fraction, Fraction], asked: Asked) -> bool:
    return bounds[1] < asked.wanted


def against(found: Down, asked: Asked) -> set[int]:
    """The outages of the things that certainly are less available than is asked."""
    rows: set[int] = set()
    for outages in found.things.values():
        available = 1 - Fraction(len(frozenset().union(*outages.values())), found.so_far)
        if not asked.holds(available):
            rows |= set(outages)
    return rows
