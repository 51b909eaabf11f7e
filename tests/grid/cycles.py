"""What a value of the figures by quarter must say: every way in which the open rows of each quarter can turn out.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, product
from random import Random
from statistics import median

from tests.grid.draws import Rows, a_case
from tests.grid.middles import mean
from tests.grid.oracle import CEILINGS, FLOORS, Asked, Verdict, decided_value, every_end, value_of
from tests.grid.units import Amounts, Row, Unit, answers, counted, unit

QUARTERS = [(date(2022, 3 * n + 1, 1), date(2022, 3 * n + 3, 31 if n in (0, 3) else 30)) for n in range(4)]
#: Most rows are in the first half of the year.
_DAYS = [date(2022, month, 10) for month in (1, 1, 2, 4, 5, 5, 6, 8, 12)]
Taken = Callable[[Sequence[Fraction]], Fraction]


def some_dated_cases(random: Random) -> Rows:
    """Rows with a day each: one without may be in any quarter, which no single outcome shows."""
    tidy = random.random() < 0.6
    return {"cases": [{**a_case(random, tidy), "on": random.choice(_DAYS)} for _ in range(random.randint(1, 7))]}


def by_quarter(rows: Sequence[Row], as_of: date) -> list[list[Unit]]:
    """The rows of each quarter that is over: inside or not, and good or not."""
    found = []
    for first, last in QUARTERS:
        if last > as_of:
            break
        units = []
        for number, row in enumerate(rows, start=2):
            if first <= row["on"] <= last:
                pairs = product(answers(row.get("inside")), answers(row.get("good")))
                units.append(
                    unit(number, {"out" if not inside else "pass" if good else "fail" for inside, good in pairs})
                )
        found.append(units)
    return found


def open_rows(quarters: Iterable[Sequence[Unit]]) -> tuple[int, ...]:
    return tuple(each.row for units in quarters for each in units if len(each.ends) > 1 and each.row is not None)


def amounts_by_quarter(rows: Sequence[Row], as_of: date) -> list[Amounts]:
    """How many rows of each quarter that is over say yes."""
    return [counted(rows, first, last) for first, last in QUARTERS if last <= as_of]


def longest_run(values: Sequence[Fraction]) -> Fraction:
    """So many quarters in a row are below a half; those without data are not in the list."""
    runs = [len(list(each)) for below, each in groupby(values, key=lambda value: value < Fraction(1, 2)) if below]
    return Fraction(max(runs, default=0))


@dataclass(frozen=True)
class Take:
    """What is made of the figures.

    Attributes:
        of: their value.
        leave_out: whether a quarter without data is left out; else its figure may be anything.
        stays: the targets of which a miss can't be made good by further quarters.
    """

    of: Taken
    leave_out: bool = False
    stays: Sequence[str] = ()


#: Everything that the figure of a cycle can be (None: it is left out), and what it is of what is certain.
Figures = Sequence[tuple[set[Fraction | None], Fraction | None]]


def figures_of_units(quarters: Sequence[Sequence[Unit]], take: Take) -> Figures:
    """The shares of some quarters."""
    found: list[tuple[set[Fraction | None], Fraction | None]] = []
    for units in quarters:
        figures = {value_of(sums) for sums in every_end(units, by_now=False)}
        if None in figures and not take.leave_out:
            figures = figures - {None} | {Fraction(0), Fraction(1)}
        found.append((figures, decided_value(units, by_now=False)))
    return found


def over_cycles(figures: Figures, take: Take, asked: Asked) -> Verdict:
    """A value of the figures of all quarters that are over; of several departments, of both together."""
    is_run = take.of is longest_run
    every = list(product(*(possible for possible, _ in figures)))
    there = [[value for value in values if value is not None] for values in every]
    results = {take.of(values) for values in there if values}
    if not results:
        return Verdict("undetermined" if asked.missing else "not_applicable", None, None, None, True)
    if is_run and [] in there:
        results.add(Fraction(0))  # nothing is in a row if there is nothing
    low, high = min(results), max(results)
    decided = [value for _, value in figures if value is not None]
    value = low if is_run else take.of(decided) if decided else None
    doubtful = [] in there
    answer = asked.certain(low, high)
    reachable = asked.missing or not (asked.closed or asked.op in take.stays) or answer is not False
    well, badly = ("met", "missed") if asked.closed else ("on_track", "behind" if reachable else "missed")
    status = {True: well, False: badly, None: "undetermined"}[None if doubtful or asked.missing else answer]
    if not reachable and not asked.closed:
        status = "missed"
    sides = (low, high) if asked.op == "equals" else (low,) if asked.op in FLOORS else (high,)
    if status == badly:
        sides = () if value is None else (value,)
    return Verdict(status, value, low, high, reachable, sides)


def total(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


MEAN, MEDIAN, SUM = Take(mean), Take(median), Take(total)
LOWEST, HIGHEST = Take(min, stays=FLOORS), Take(max, leave_out=True, stays=CEILINGS)
RUN = Take(longest_run, leave_out=True, stays=CEILINGS)
