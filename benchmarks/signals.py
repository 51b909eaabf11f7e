"""Shows how often signals flag honest departments, and how often those that cheat.

    python -m benchmarks.signals [--times N]

A statistical signal that flags more than 1% of the honest departments of any size must not be a flag. Seeds are fixed,
so the same numbers come out on every machine. What honest and dishonest departments do is written beside each model;
`benchmarks/README.md` has the table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import exp
from random import Random
from typing import Any

from benchmarks.signals_recorded import repeated, restated, shared
from checker.checks.batch.fewer_rows import fewer_rows
from checker.checks.batch.more_exclusions import more_exclusions
from checker.checks.chance import RARE, at_least, at_most
from checker.checks.gathered import BatchSignal, Compared
from checker.checks.registry import Evidence
from checker.checks.signals.lifting_hours import lifting_hours
from checker.checks.signals.long_days import long_days
from checker.checks.signals.overlapping_sessions import overlapping_sessions
from checker.definitions.indicators import Indicator
from checker.measures.toolkit.scope import Scope
from checker.model import Place
from checker.periods import Window
from checker.scoring.status import judge
from checker.tables.table import Table
from checker.text.bilingual import Text
from tests.typed_rows import submitted, table

SIZES = (10, 30, 60, 200)
YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))

#: Draws one department of a size; says whether the signal flags it.
Model = Callable[[Random, int], bool]


@dataclass(frozen=True)
class _Counts:
    """As much of a batch as the signals on counts look at: one result and its predecessor."""

    before: tuple[int, int]
    now: tuple[int, int]

    def compared(self) -> Iterator[Compared]:
        half, words = Fraction(1, 2), Text("", "")
        yield Compared("d", Place(), "i", words, *self.now, *self.before, "2021", half, leaves_out=True)


def flags_counts(signal: BatchSignal, before: tuple[int, int], now: tuple[int, int]) -> bool:
    """Whether a signal flags these counts of judged and excluded rows, taken by themselves."""
    seen: Any = signal.look(_Counts(before, now))  # type: ignore[arg-type]  # all that the signals use
    return any(each.strong for each in seen)


def poisson(random: Random, mean: float) -> int:
    """A number of events that come one by one."""
    number, time = 0, random.expovariate(1)
    while time < mean:
        number, time = number + 1, time + random.expovariate(1)
    return number


def hits(random: Random, size: int, rate: float) -> int:
    """A number of successes."""
    return sum(random.random() < rate for _ in range(size))


def fewer(random: Random, size: int, kept: float, swing: float) -> bool:
    """The work of both times differs by chance, and by what makes a time busy or quiet; a part of the rows is kept."""
    before, now = (poisson(random, size * exp(random.gauss(0, swing))) for _ in range(2))
    return flags_counts(fewer_rows, (before, 0), (hits(random, now, kept), 0))


def excluded(random: Random, size: int, share: float, swing: float) -> bool:
    """A tenth of the rows is left out, a little more or less in each of both times; then `share` of them."""
    before, now = (hits(random, size, rate * exp(random.gauss(0, swing))) for rate in (0.1, share))
    return flags_counts(more_exclusions, (size - before, before), (size - now, now))


def better(random: Random, size: int, rate: float, spread: float) -> bool:
    """The district's rate is 85%, the departments' own rates differ; above the exact 99.8% limits of the funnel."""
    passed = hits(random, size, min(0.999, random.gauss(rate, spread)))
    return at_least(passed, size, Fraction(85, 100)) < RARE


def fewer_as_designed(random: Random, size: int, kept: float, swing: float) -> bool:
    """The same departments by a fall of more than 30% and p < 0.001 alone, without room for a quiet time."""
    before, now = (poisson(random, size * exp(random.gauss(0, swing))) for _ in range(2))
    now = hits(random, now, kept)
    return now * 10 < before * 7 and 2 * at_most(now, before + now, Fraction(1, 2)) < RARE


TABLES: dict[str, Table] = {
    "officers": table("officers", {"id": {"type": "text"}}, key=["id"]),
    "training": table(
        "training",
        {"who": {"type": "text"}, "title": {"type": "text"}, "on": {"type": "date"}, "hours": {"type": "decimal"}},
        key=["who", "on", "title"],
        sessions={"person": "who", "from": "on", "called": ["title"], "hours": "hours"},
    ),
    "courses": table(
        "courses",
        {"who": {"type": "text"}, "title": {"type": "text"}, "on": {"type": "date"}, "until": {"type": "date"}},
        key=["who", "on", "title"],
        sessions={"person": "who", "from": "on", "to": "until", "called": ["title"]},
    ),
}
HOURS = Indicator.model_validate(
    {
        "id": "hours",
        "name": {"zh": "学时", "en": "Hours"},
        "clause": "一",
        "basis": {"zh": "依据", "en": "basis"},
        "measure": {
            "cohort": {
                "members": "officers",
                "each": {"total": {"table": "training", "when": "on", "column": "hours", "match": {"who": "id"}}},
                "reach": {"at_least": 60, "unit": {"zh": "学时", "en": "hours"}},
            }
        },
        "target": {"at_least": "100%"},
        "period": "year",
        "weight": 1,
    },
    context={"tables": TABLES},
)
COURSES = (16, 12, 8, 12, 8, 8)


def trained(random: Random, size: int) -> list[list[int]]:
    """Six courses, each attended by 90%, of whom 6% leave early and 2% stay longer; then hours of one's own."""
    people = []
    for _ in range(size):
        hours = []
        for usual in COURSES:
            chance = random.random()
            attended = usual - 4 if chance < 0.06 else usual + random.choice((2, 4)) if chance < 0.08 else usual
            hours.append(attended if random.random() < 0.9 else 0)
        people.append([*hours, random.choice((0, 0, 4, 8, 12))])
    return people


def lifting(random: Random, size: int, *, raised: bool) -> bool:
    """Whoever lacks at most 8 of 60 hours gets them in one of the courses, if the department cheats."""
    people = trained(random, size)
    for hours in people if raised else ():
        attended = [index for index, each in enumerate(hours[:-1]) if each]
        if 0 < 60 - sum(hours) <= 8 and attended:
            hours[random.choice(attended)] += 60 - sum(hours)
    training = [
        {"who": f"o{number}", "title": f"c{course}", "on": date(2022, course + 1, 9), "hours": each}
        for number, hours in enumerate(people)
        for course, each in enumerate(hours)
        if each
    ]
    for row in training:
        if row["title"] == "c6":
            row["title"] = f"own of {row['who']}"
    submission = submitted(TABLES, {"officers": [{"id": f"o{number}"} for number in range(size)], "training": training})
    measured = HOURS.asked.measure(Scope(submission, TABLES, ("d", Text("d", "d")), YEAR, YEAR.end))
    return any(lifting_hours.look(Evidence(submission, TABLES, ((HOURS, judge(HOURS, measured, YEAR, YEAR.end)),))))


def long_day(random: Random, size: int, *, invented: bool) -> bool:
    """Ten courses of 4 to 8 hours on days of their own; who cheats adds, for 5%, a course on a day that is taken."""
    days = [date(2022, 1, 10) + timedelta(30 * course) for course in range(10)]
    rows: list[dict[str, Any]] = [
        {"who": f"o{number}", "title": f"c{course}", "on": days[course], "hours": random.choice((4, 6, 8))}
        for number in range(size)
        for course in range(10)
        if random.random() < 0.8
    ]
    if invented:
        rows += [
            {**row, "title": "invented", "hours": 8} for row in random.sample(rows, max(1, round(len(rows) * 0.05)))
        ]
    return any(long_days.look(Evidence(submitted(TABLES, {"training": rows}), TABLES)))


def overlap(random: Random, size: int, *, invented: bool) -> bool:
    """Everyone goes from one course straight to the next; who cheats adds, for 5%, a course of five days anywhere."""
    rows: list[dict[str, Any]] = []
    for number in range(size):
        first = date(2022, 1, 3) + timedelta(random.randrange(200))
        for course in range(3):
            last = first + timedelta(random.randrange(1, 5))
            rows.append({"who": f"o{number}", "title": f"c{course}", "on": first, "until": last})
            first = last + timedelta(random.choice((0, 0, 1, 30)))
    if invented:
        for row in random.sample(rows, max(1, round(len(rows) * 0.05))):
            first = row["on"] + timedelta(random.randrange(-3, 3))
            rows.append({**row, "title": "invented", "on": first, "until": first + timedelta(4)})
    return any(overlapping_sessions.look(Evidence(submitted(TABLES, {"courses": rows}), TABLES)))


#: Each signal with its model of honest and of dishonest departments, and the number of departments in thousands.
MODELS: dict[str, tuple[Model, Model, int]] = {
    "A720, overlapping sessions": (
        lambda random, size: overlap(random, size, invented=False),
        lambda random, size: overlap(random, size, invented=True),
        200,
    ),
    "A721, more hours than a day has": (
        lambda random, size: long_day(random, size, invented=False),
        lambda random, size: long_day(random, size, invented=True),
        200,
    ),
    "A722, hours raised up to the goal": (
        lambda random, size: lifting(random, size, raised=False),
        lambda random, size: lifting(random, size, raised=True),
        500,
    ),
    "A730, rows taken over from another department": (
        lambda random, size: shared(random, size, copied=False),
        lambda random, size: shared(random, size, copied=True),
        1000,
    ),
    "A740, a tenth of the failed rows restated": (
        lambda random, size: restated(random, size, changed=False),
        lambda random, size: restated(random, size, changed=True),
        1000,
    ),
    "A741, rows of the year before entered again": (
        lambda random, size: repeated(random, size, copied=False),
        lambda random, size: repeated(random, size, copied=True),
        100,
    ),
    "A731, half of the rows are kept": (
        lambda random, size: fewer(random, size, 1, 0.1),
        lambda random, size: fewer(random, size, 0.5, 0.1),
        4000,
    ),
    "  the same without room for a quiet time": (
        lambda random, size: fewer_as_designed(random, size, 1, 0.1),
        lambda random, size: fewer_as_designed(random, size, 0.5, 0.1),
        4000,
    ),
    "A732, 30% left out instead of 10%": (
        lambda random, size: excluded(random, size, 0.1, 0.2),
        lambda random, size: excluded(random, size, 0.3, 0.2),
        4000,
    ),
    "better than the others, rates differ by 5 points": (
        lambda random, size: better(random, size, 0.85, 0.05),
        lambda random, size: better(random, size, 0.99, 0),
        4000,
    ),
}


def main() -> None:
    """Prints the share of departments flagged, by size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=float, default=1, help="draw so many times the usual number of departments")
    times = parser.parse_args().times
    print(f"{'flagged, at n =':<52}" + "".join(f"{size:>8}" for size in SIZES))
    for name, (honest, dishonest, number) in MODELS.items():
        for label, model in (("honest", honest), ("dishonest", dishonest)):
            shares = []
            for size in SIZES:
                random, count = Random(f"{name} {label} {size}"), max(1, round(number * times))
                shares.append(sum(model(random, size) for _ in range(count)) / count)
            print(f"{name + ', ' + label:<52}" + "".join(f"{share:>8.2%}" for share in shares), flush=True)


if __name__ == "__main__":
    main()
