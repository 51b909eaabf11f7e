"""What the most hours of a person in any seven days must be: every stretch, and every way in which open rows turn out.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

from tests.grid.draws import Rows
from tests.grid.oracle import CEILINGS, FLOORS, Asked, Verdict
from tests.grid.units import BAD, END, MOST, START, Amounts, Row

_DAYS = [date(2022, 3, 1) + timedelta(days=number) for number in (0, 0, 2, 5, 6, 7, 9, 250)]


def some_shifts(random: Random) -> Rows:
    tidy = random.random() < 0.6
    return {
        "cases": [
            {
                "no": f"N{random.randrange(10**6)}",
                "on": BAD if not tidy and random.random() < 0.15 else random.choice(_DAYS),
                "hours": random.choice((10, 30, 60) if tidy else (10, 30, 60, None, BAD)),
                "who": random.choice("AB"),
            }
            for _ in range(random.randint(1, 5))
        ]
    }


def most_in_seven_days(rows: Sequence[Row], as_of: date) -> Amounts:
    """The least and the most that the fullest seven days of anybody can hold."""
    last = min(END, as_of)
    days = {row["on"] for row in rows if row["on"] != BAD} | {START}
    choices = [
        [
            (on, hours, row["who"])
            for on in ([*days, None] if row["on"] == BAD else [row["on"]])
            for hours in ([Fraction(row["hours"])] if row["hours"] not in (None, BAD) else [Fraction(0), MOST])
        ]
        for row in rows
    ]
    found = set()
    for outcome in product(*choices):
        here = [(on, hours, who) for on, hours, who in outcome if on is not None and START <= on <= last]
        sums = (
            sum(
                (hours for on, hours, who in here if who == name and first <= on < first + timedelta(days=7)),
                Fraction(0),
            )
            for first, _, name in here
        )
        found.add(max(sums, default=Fraction(0)))
    undecided = tuple(
        number
        for number, row in enumerate(rows, start=2)
        if row["on"] == BAD or (row["hours"] in (None, BAD) and row["on"] <= last)
    )
    return Amounts(min(found), max(found), (), undecided)


def most(found: Sequence[Amounts], asked: Asked) -> Verdict:
    """The most of all departments; what exceeds a ceiling stays."""
    low, high = max(each.low for each in found), max(Fraction(each.high) for each in found)
    answer = asked.certain(low, high)
    final = asked.closed or asked.op in CEILINGS
    reachable = asked.missing or not final or answer is not False
    badly = "missed" if final else "behind"
    well = "met" if asked.closed else "on_track"
    status = {True: well, False: badly, None: "undetermined"}[None if asked.missing else answer]
    sides = (low, high) if asked.op == "equals" else (low,) if asked.op in FLOORS else (high,)
    if status == badly:
        sides = (low,)
    return Verdict(status, low, low, high, reachable, sides)
