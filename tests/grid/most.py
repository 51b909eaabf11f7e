"""The most in any stretch of time, such as seven days: every stretch, and every way in which open rows turn out.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from tests.grid.draws import Rows
from tests.grid.oracle import CEILINGS, FLOORS, Asked, Verdict
from tests.grid.units import BAD, END, MOST, START, Amounts, Row, answers, moment_of, slot_at, slot_of

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
                "good": random.choice((True, True, False) if tidy else (True, True, False, None)),
            }
            for _ in range(random.randint(1, 5))
        ]
    }


def some_spans(random: Random) -> Rows:
    """Spans of half days in spring and in autumn, so that none goes on at the end of June."""
    tidy = random.random() < 0.6
    rows = []
    for number in range(random.randint(1, 4)):
        start = random.choice((120, 121, 122, 124, 127, 130, 500)) + random.randint(0, 1)
        to: Any = moment_of(start + random.randint(0, 6))
        rows.append(
            {
                "no": f"{number}",
                "of": random.choice("AB"),
                "from": moment_of(start),
                "to": to if tidy or random.random() < 0.7 else random.choice((None, BAD)),
                "planned": random.choice((False, False, False, True) if tidy else (False, False, True, None)),
            }
        )
    return {"outages": rows}


#: What a row adds: on which day, how much, and to whom; None if it doesn't count.
Added = tuple[date, Fraction, str] | None
#: Everything that a row can add, on the days that it may have.
Options = Callable[[Row, set[date]], Sequence[Added]]


def _days_of(row: Row, days: set[date]) -> Sequence[date | None]:
    return [*sorted(days), None] if row["on"] == BAD else [row["on"]]


def hours_of_people(row: Row, days: set[date]) -> Sequence[Added]:
    hours = [Fraction(row["hours"])] if row["hours"] not in (None, BAD) else [Fraction(0), MOST]
    return [None if on is None else (on, each, row["who"]) for on in _days_of(row, days) for each in hours]


def good_rows(row: Row, days: set[date]) -> Sequence[Added]:
    return [
        (on, Fraction(1), "") if on is not None and good else None
        for on in _days_of(row, days)
        for good in answers(row.get("good"))
    ]


@dataclass(frozen=True)
class Fullest:
    """The fullest stretch.

    Attributes:
        amount: the least and the most of it, with the rows in doubt.
        sure: of each group, what its rows come to that are not in doubt.
    """

    amount: Amounts
    sure: Mapping[str, Fraction]


def most_in(rows: Sequence[Row], as_of: date, options: Options, days: int = 7, part: int = 1) -> Fullest:
    """The least and the most that the fullest stretch of so many days of anybody can hold, or a part of it."""
    last = min(END, as_of)
    possible = {row["on"] for row in rows if row["on"] != BAD} | {START}
    choices = [
        list({each if each is not None and START <= each[0] <= last else None for each in options(row, possible)})
        for row in rows
    ]
    found = {max(_stretches(outcome, days, part).values(), default=Fraction(0)) for outcome in product(*choices)}
    undecided = tuple(
        number
        for number, (row, each) in enumerate(zip(rows, choices, strict=True), start=2)
        if len(each) > 1 or (row["on"] == BAD and each != [None])
    )
    sure = [each[0] for number, each in enumerate(choices, start=2) if number not in undecided]
    return Fullest(Amounts(min(found), max(found), (), undecided), _stretches(sure, days, part))


def _stretches(added: Sequence[Added], days: int, part: int) -> dict[str, Fraction]:
    """The fullest stretch of each group."""
    found: dict[str, Fraction] = {}
    here = [each for each in added if each is not None]
    for first, _, name in here:
        inside = (hours for on, hours, who in here if who == name and first <= on < first + timedelta(days=days))
        found[name] = max(found.get(name, Fraction(0)), sum(inside, Fraction(0)) / part)
    return found


def most_at_once(rows: Sequence[Row], as_of: date, days: int) -> Fullest:
    """The least and the most hours that the spans of one thing add up to in any stretch of so many days."""
    over = slot_of(min(END, as_of)) + 2
    choices = []
    for row in rows:
        start = slot_at(row["from"])
        if start >= over or row["planned"] is True:
            choices.append([frozenset[int]()])
            continue
        ends = [slot_at(row["to"])] if row["to"] not in (None, BAD) else [start, over]
        spans = {frozenset(range(start, end)) for end in ends}
        choices.append([*spans, *([] if row["planned"] is False else [frozenset[int]()])])
    names = [str(row["of"]) for row in rows]
    found = {max(_at_once(outcome, names, days).values(), default=Fraction(0)) for outcome in product(*choices)}
    undecided = tuple(number for number, each in enumerate(choices, start=2) if len(each) > 1)
    sure = [each[0] if len(each) == 1 else frozenset[int]() for each in choices]
    return Fullest(Amounts(min(found), max(found), (), undecided), _at_once(sure, names, days))


def _at_once(spans: Sequence[frozenset[int]], names: Sequence[str], days: int) -> dict[str, Fraction]:
    """The most hours of each thing: a fullest stretch begins with a span or ends with one."""
    ends = {min(slots) for slots in spans if slots} | {max(slots) + 1 - 2 * days for slots in spans if slots}
    return {
        name: Fraction(
            12
            * max(
                sum(
                    len(slots & frozenset(range(first, first + 2 * days)))
                    for slots, own in zip(spans, names, strict=True)
                    if own == name
                )
                for first in ends
            )
        )
        for name in set(names)
        if ends
    }


def most(found: Sequence[Amounts], asked: Asked) -> Verdict:
    """The most of all departments; what exceeds a ceiling stays, whatever the other departments bring."""
    low, high = max(each.low for each in found), max(Fraction(each.high) for each in found)
    answer = asked.certain(low, high)
    stays = answer is False and (asked.op in CEILINGS or (asked.op == "equals" and asked.closed and low > asked.wanted))
    reachable = not stays and (asked.missing or not asked.closed or answer is not False)
    badly = "missed" if asked.closed or stays else "behind"
    well = "met" if asked.closed else "on_track"
    status = {True: well, False: badly, None: "undetermined"}[None if asked.missing and not stays else answer]
    sides = (low, high) if asked.op == "equals" else (low,) if asked.op in FLOORS else (high,)
    if status == badly:
        sides = (low,)
    return Verdict(status, low, low, high, reachable, sides)
