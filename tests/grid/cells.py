"""The cells of the grid: each measure with drawn rows, its targets and bands, and what the oracle says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from tests.grid.oracle import Asked, Verdict, amount, change, share
from tests.grid.units import BAD, DAYS, END, START, Amounts, Unit, counted, deliverables, figures, members, proportion
from tests.grid.units import summed as hours_of

Rows = Mapping[str, Sequence[dict[str, Any]]]
YES_NO = (True, True, True, False, False, None, BAD)
FIGURES = ("甲率", "乙率", "丙率")
DUE = date(2022, 5, 1)


NONE = Amounts(Fraction(0), Fraction(0))


@dataclass(frozen=True)
class Evidence:
    """What the rows of one department come to: units of a share, or an amount (now, and before)."""

    units: Sequence[Unit] = ()
    now: Amounts = NONE
    before: Amounts | None = None
    comparable: bool = True


@dataclass(frozen=True)
class Cell:
    """A measure in the grid.

    Attributes:
        raw: as a pack writes it.
        kind: "events" or "population" (shares), "amount" or "change".
        draw: rows of one department.
        evidence: what they come to on a day, with the part of an amount that is due by then.
        wanted: the values that targets ask for.
        deadline: a day after which nothing changes.
    """

    raw: Mapping[str, Any]
    kind: str
    draw: Callable[[Random], Rows]
    evidence: Callable[[Rows, date, Fraction], Evidence]
    wanted: Sequence[Fraction]
    deadline: date | None = None

    def verdict(self, found: Sequence[Evidence], asked: Asked, district: bool) -> Verdict:
        """What a result over some departments must say."""
        if self.kind in ("events", "population"):
            return share([unit for each in found for unit in each.units], asked, self.kind == "events")
        now = sum((each.now for each in found), NONE)
        if self.kind == "amount":
            return amount(found[0].now if len(found) == 1 else now, asked)
        before = sum((each.before or now for each in found), NONE)
        return change(now, before, district or found[0].comparable, asked)


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


def some_officers(random: Random) -> Rows:
    officers = [{"id": f"{n}", "serves": random.choice(YES_NO)} for n in range(random.randint(1, 4))]
    cases = [{**a_case(random, random.random() < 0.6), "who": random.choice(officers)["id"]} for _ in range(5)]
    return {"officers": officers, "cases": cases}


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


def _now(as_of: date) -> date:
    return min(END, as_of)


def _a_year_before(as_of: date) -> date:
    return _now(as_of).replace(year=2021)


def _compared(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    last = _a_year_before(as_of)
    first = START.replace(year=2021)
    there = any(isinstance(row["on"], date) and first <= row["on"] <= last for row in rows["cases"])
    before = counted(rows["cases"], first, last)
    return Evidence(now=counted(rows["cases"], START, _now(as_of)), before=before, comparable=there)


SHARES = tuple(Fraction(part) for part in ("0", "1/3", "1/2", "2/3", "1"))
COUNT = {"count": {"table": "cases", "when": "on", "where": {"good": True}}}
NAMES = {"table": "figures", "figure": "figure", "printed": "printed", "numerator": "top", "denominator": "base"}
CELLS: dict[str, Cell] = {
    "proportion": Cell(
        {
            "proportion": {
                "table": "cases",
                "when": "on",
                "denominator": {"inside": True},
                "exclusion": {"out": True},
                "numerator": {"good": True},
            }
        },
        "events",
        some_cases,
        lambda rows, as_of, pace: Evidence(proportion(rows["cases"], as_of)),
        SHARES,
    ),
    "count": Cell(
        COUNT,
        "amount",
        some_cases,
        lambda rows, as_of, pace: Evidence(now=counted(rows["cases"], START, _now(as_of))),
        tuple(map(Fraction, (1, 2, 3, 4))),
    ),
    "total": Cell(
        {"total": {"table": "cases", "when": "on", "column": "hours"}},
        "amount",
        some_cases,
        lambda rows, as_of, pace: Evidence(now=hours_of(rows["cases"], START, _now(as_of))),
        tuple(map(Fraction, (20, 60, 90, 120))),
    ),
    "cohort": Cell(
        {
            "cohort": {
                "members": "officers",
                "where": {"serves": True},
                "each": {"total": {"table": "cases", "when": "on", "column": "hours", "match": {"who": "id"}}},
                "reach": {"at_least": 60},
            }
        },
        "population",
        some_officers,
        lambda rows, as_of, pace: Evidence(members(rows["officers"], rows["cases"], as_of, pace)),
        SHARES,
    ),
    "change": Cell(
        {"change": {"of": COUNT, "against": "last-year", "before": "rows"}},
        "change",
        some_years,
        _compared,
        tuple(map(Fraction, (-1, 0, 1))),
    ),
    "milestone": Cell(
        {"milestone": {"table": "tasks", "done": "done", "due": DUE, "expected": 3}},
        "population",
        some_tasks,
        lambda rows, as_of, pace: Evidence(deliverables(rows["tasks"], as_of, DUE, 3)),
        SHARES,
        DUE,
    ),
    "milestone-own": Cell(
        {"milestone": {"table": "tasks", "done": "done", "due": {"column": "due"}, "expected": 2}},
        "population",
        some_tasks,
        lambda rows, as_of, pace: Evidence(deliverables(rows["tasks"], as_of, None, 2)),
        SHARES,
    ),
    "reported": Cell(
        {"reported": {**NAMES, "figures": list(FIGURES)}},
        "population",
        some_figures,
        lambda rows, as_of, pace: Evidence(figures(rows["figures"], FIGURES)),
        SHARES,
    ),
}
