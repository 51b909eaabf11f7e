"""The rows that the grid draws: good, bad, blank and unreadable cells, on every side of a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.grid.units import BAD, DAYS

Rows = Mapping[str, Sequence[dict[str, Any]]]
YES_NO = (True, True, True, False, False, None, BAD)
FIGURES = ("甲率", "乙率", "丙率")


def nil_or_not(random: Random, rows: Rows) -> Rows:
    """Now and then, the department declares that there is nothing to report in one of its sheets."""
    return {**rows, random.choice(list(rows)): ()} if random.random() < 0.1 else rows


def a_case(random: Random, tidy: bool = False) -> dict[str, Any]:
    """One row of the sheet of cases."""
    day = random.choice((*DAYS, DAYS[2], DAYS[2], DAYS[2], None, BAD))
    return {
        "no": f"N{random.randrange(10**6)}",
        "on": random.choice((DAYS[2], DAYS[2], DAYS[0], DAYS[3])) if tidy else day,
        "inside": random.choice(YES_NO),
        "out": random.choice((False, False, False, True, None, BAD)),
        "good": random.choice((True, True, False) if tidy else YES_NO),
        "hours": random.choice((10, 30, 60, 90) if tidy else (10, 30, 60, 90, None, BAD)),
    }


def some_cases(random: Random) -> Rows:
    tidy = random.random() < 0.5
    return {"cases": [a_case(random, tidy) for _ in range(random.randint(1, 6))]}


def some_years(random: Random) -> Rows:
    """Rows of two years, most of them dated."""
    rows = [a_case(random, tidy=random.random() < 0.8) for _ in range(random.randint(1, 5))]
    earlier = [{**a_case(random, tidy=True), "on": DAYS[0]} for _ in range(random.randint(0, 4))]
    return {"cases": [*rows, *earlier]}


def some_totals(random: Random) -> Rows:
    """Running totals: one of the first half of the year, and one of the second, on some day of theirs."""
    days = ((date(2022, 2, 10), date(2022, 6, 30)), (date(2022, 8, 1), date(2022, 9, 30), date(2022, 12, 31)))
    rows = [{**a_case(random, random.random() < 0.7), "on": random.choice(half)} for half in days]
    return {"cases": random.choice((rows, rows, rows, rows[1:], [*rows, a_case(random)]))}


def some_officers(random: Random) -> Rows:
    officers = [{"id": f"{n}", "serves": random.choice(YES_NO)} for n in range(random.randint(1, 4))]
    count = random.choice((5, 5, 5, 5, 0))  # without any, a ratio may be 0/0
    cases = [{**a_case(random, random.random() < 0.6), "who": random.choice(officers)["id"]} for _ in range(count)]
    return {"officers": officers, "cases": cases}


def some_requests(random: Random) -> Rows:
    """Requests that came in, and perhaps were answered."""
    came = (
        date(2021, 10, 2),
        date(2021, 11, 1),
        date(2022, 3, 1),
        date(2022, 4, 1),
        date(2022, 5, 1),
        date(2022, 11, 1),
    )
    rows = []
    for n in range(random.randint(1, 5)):
        since = random.choice((*came, *came, None, BAD))
        later = since + timedelta(days=random.choice((0, 30, 90, 91, 120))) if isinstance(since, date) else DAYS[2]
        until = random.choice((later, later, None, None, BAD))
        rows.append({"id": f"{n}", "since": since, "until": until, "serves": random.choice(YES_NO)})
    return {"officers": rows}


def some_tasks(random: Random) -> Rows:
    dones = (None, None, BAD, *DAYS)
    return {
        "tasks": [
            {"task": f"{n}", "due": random.choice((*DAYS[2:4], *DAYS[2:4], BAD)), "done": random.choice(dones)}
            for n in range(random.randint(1, 4))
        ]
    }


def some_figures(random: Random) -> Rows:
    names = FIGURES[: random.randint(1, 3)]
    printed = [random.choice(("50%", "40%", "不详", "50%")) for _ in names]
    counts = [random.choice((("1", "2"), ("1", "2"), (None, None))) for _ in names]
    rows = zip(names, printed, counts, strict=True)
    return {
        "figures": [{"figure": name, "printed": text, "top": top, "base": base} for name, text, (top, base) in rows]
    }
