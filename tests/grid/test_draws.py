"""What the grid draws: every status that a measure can have, and enough rows in the full run."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from tests.grid.cells import CELLS
from tests.grid.oracle import TESTS, Asked
from tests.grid.test_grid import GRID, MANY, can_be_asked

OPEN = {"on_track", "behind", "missed", "undetermined"}
CLOSED = {"met", "missed", "undetermined"}
#: An amount is never empty, and a change from nothing is undetermined.
CAN_BE_EMPTY = ("events", "population", "ratio", "middle", "runs", "index-value")
#: Under a ceiling or a floor of any size, a change or a ratio can still turn while there is time.
NEVER_OUT_OF_REACH = ("change", "ratio", "moves", "middle", "cycles", "sum", "index-value", "index-score")
#: So many draws of each measure and operator.
ENOUGH = 200


def statuses(name: str, time: str) -> Counter[str]:
    """How often each status is drawn on a day, by the oracle alone."""
    cell, random, found = CELLS[name], Random(name), Counter[str]()
    pace = Fraction(1) if time == "closed" else Fraction(1, 2)
    for op in TESTS:
        wanted = [each for each in cell.wanted if can_be_asked(cell, op, each)]
        for _ in range(ENOUGH):
            asked = Asked(op, random.choice(wanted), cell.is_closed(time), pace)
            found[cell.verdict([cell.evidence(cell.draw(random), cell.as_of(time), pace)], asked).status] += 1
    return found


@pytest.mark.parametrize("time", ["open", "closed"])
@pytest.mark.parametrize("name", CELLS)
def test_every_status_is_drawn(name: str, time: str) -> None:
    cell = CELLS[name]
    closed = cell.is_closed(time)
    expected = set(CLOSED if closed else OPEN)
    if cell.kind in CAN_BE_EMPTY and "expected" not in str(cell.raw):
        expected.add("not_applicable")
    if name == "trends-zero":
        expected.add("not_applicable")  # both were zero
    if cell.kind in NEVER_OUT_OF_REACH and not closed:
        expected.discard("missed")
    if name == "reported":
        expected.discard("behind")  # what is printed stays as it is, so short of the target is out of reach
    drawn = statuses(name, time)
    assert expected <= set(drawn), f"{name}: {dict(drawn)}"
    assert all(drawn[status] >= 3 for status in expected), f"{name}: {dict(drawn)}"


def test_the_full_run_draws_ten_thousand() -> None:
    assert len(GRID) * MANY >= 10_000
