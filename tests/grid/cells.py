"""The cells of the grid: each measure with drawn rows, its targets and bands, and what the oracle says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from tests.grid.amounts import amount, change, ratio
from tests.grid.cycles import TAKEN, over_quarters, some_dated_cases
from tests.grid.draws import (
    FIGURES,
    Rows,
    some_cases,
    some_figures,
    some_officers,
    some_requests,
    some_tasks,
    some_years,
)
from tests.grid.evidence import (
    ANY,
    NONE,
    Evidence,
    compared,
    fullest,
    hours_per_head,
    last_day,
    numbers_of_rows,
    on_their_day,
    quarterly,
    several,
)
from tests.grid.middles import FIGURES as FIGURES_OF
from tests.grid.middles import middle
from tests.grid.most import most, some_shifts
from tests.grid.oracle import Asked, Verdict, share
from tests.grid.units import (
    END,
    START,
    Amounts,
    Unit,
    counted,
    deliverables,
    figures,
    left_out,
    members,
    moved,
    proportion,
)
from tests.grid.units import summed as hours_of

DUE = date(2022, 5, 1)


@dataclass(frozen=True)
class Cell:
    """A measure in the grid.

    Attributes:
        raw: as a pack writes it.
        kind: "events", "population" or "moves" (shares), "amount", "ratio", "middle", "change", "cycles",
            "runs" or "most".
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

    @property
    def word(self) -> str:
        """The measure's key."""
        return next(iter(self.raw))

    def verdict(self, found: Sequence[Evidence], asked: Asked) -> Verdict:
        """What a result over some departments must say."""
        if self.kind in ("events", "population"):
            return share([unit for each in found for unit in each.units], asked, self.kind)
        if self.kind == "middle":
            return middle([number for each in found for number in each.numbers], FIGURES_OF[self.word], asked)
        if self.kind == "most":
            return most([each.now for each in found], asked)
        if self.kind in ("cycles", "runs"):
            quarters = [[each for units in several for each in units] for several in _by_place(found)]
            taken, leave_out = TAKEN[self.raw["cycles"]["take"]]
            return over_quarters(quarters, taken, asked, leave_out=leave_out)
        if self.kind in ("moves", "ratio"):
            sums = [tuple(sum(amounts, NONE) for amounts in zip(*side, strict=True)) for side in _by_quantity(found)]
            if self.kind == "ratio":
                return ratio(*sums[0], PER_MONTH, asked)
            there, zero_is_out = _any_before(found), self.raw["trends"]["zero_base"] == "not-applicable"
            well = MOVES[self.raw["trends"]["must"]]
            return share([moved(now, before, there, well, zero_is_out) for now, before in sums], asked, self.kind)
        now = sum((each.now for each in found), NONE)
        if self.kind == "amount":
            return amount(found[0].now if len(found) == 1 else now, asked)
        before = sum(((each.before or now) if each.comparable else ANY for each in found), NONE)
        return change(now, before, _any_before(found), asked)


def _any_before(found: Sequence[Evidence]) -> bool:
    return any(each.comparable for each in found)


def _by_place(found: Sequence[Evidence]) -> list[tuple[Sequence[Unit], ...]]:
    return list(zip(*(each.quarters for each in found), strict=True))


def _by_quantity(found: Sequence[Evidence]) -> list[tuple[tuple[Amounts, Amounts], ...]]:
    """Of each quantity, both sides by department; an earlier one that nobody knows is anything."""
    sides = [[(now, then if each.comparable else ANY) for now, then in each.sides] for each in found]
    return list(zip(*sides, strict=True))


SHARES = tuple(Fraction(part) for part in ("0", "1/3", "1/2", "2/3", "1"))
COUNT = {"count": {"table": "cases", "when": "on", "where": {"good": True}}}
HOURS = {"total": {"table": "cases", "when": "on", "column": "hours"}}
INSIDE = {"count": {"table": "cases", "when": "on", "where": {"inside": True}}}
PER_MONTH = Fraction(1, 30)
MOVES: dict[str, Callable[[Fraction], bool]] = {"fall": lambda by: by < 0, "not-rise": lambda by: by <= 0}


HOURS_LEFT = {"table": "cases", "when": "on", "column": "hours", "exclusion": {"out": True}}


def of_hours(word: str, **more: str) -> Cell:
    """A figure of the hours of all rows that are not out."""
    wanted = tuple(map(Fraction, (10, 30, 45, 60, 90)))
    return Cell({word: {**HOURS_LEFT, **more}}, "middle", some_cases, numbers_of_rows, wanted)


def by_quarter(take: str, **more: Any) -> Mapping[str, Any]:
    rate = {"table": "cases", "when": "on", "denominator": {"inside": True}, "numerator": {"good": True}}
    return {"cycles": {"every": "quarter", "of": {"proportion": rate}, "take": take, **more}}


RUN = by_quarter("in-a-row", that={"below": "50%"}, silent="leave-out")


ANY_WEEK = {"sliding": {"table": "cases", "when": "on", "column": "hours", "by": "who", "length": {"days": 7}}}


def moving(must: str, zero_base: str, *each: Mapping[str, Any]) -> Mapping[str, Any]:
    named = [{"name": {"zh": f"数量{n}", "en": f"Quantity {n}"}, "of": of} for n, of in enumerate(each)]
    return {"trends": {"each": named, "must": must, "zero_base": zero_base}}


NAMES = {"table": "figures", "figure": "figure", "printed": "printed", "numerator": "top", "denominator": "base"}
CELLS: dict[str, Cell] = {
    "proportion": Cell(
        {
            "proportion": {
                "table": "cases",
                "when": "on",
                "denominator": {"inside": True},
                "exclusion": {"condition": {"out": True}, "flag_above": "20%"},
                "numerator": {"good": True},
            }
        },
        "events",
        some_cases,
        lambda rows, as_of, pace: Evidence(
            proportion(rows["cases"], as_of), left_out=left_out(rows["cases"], min(END, as_of))
        ),
        SHARES,
    ),
    "proportion-unlimited": Cell(
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
        lambda rows, as_of, pace: Evidence(
            proportion(rows["cases"], as_of), left_out=left_out(rows["cases"], min(END, as_of))
        ),
        SHARES,
    ),
    "proportion-due": Cell(
        {
            "proportion": {
                "table": "officers",
                "when": {"within": {"days": 90, "of": "since"}, "done": "until"},
                "numerator": {"serves": True},
            }
        },
        "events",
        some_requests,
        on_their_day,
        SHARES,
    ),
    "count": Cell(
        COUNT,
        "amount",
        some_cases,
        lambda rows, as_of, pace: Evidence(now=counted(rows["cases"], START, last_day(as_of))),
        tuple(map(Fraction, (1, 2, 3, 4))),
    ),
    "total": Cell(
        HOURS,
        "amount",
        some_cases,
        lambda rows, as_of, pace: Evidence(now=hours_of(rows["cases"], START, last_day(as_of))),
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
        compared,
        tuple(map(Fraction, (-1, 0, 1))),
    ),
    "ratio": Cell(
        {
            "ratio": {
                "numerator": HOURS,
                "denominator": {"count": {"table": "officers", "where": {"serves": True}}},
                "factor": str(PER_MONTH),
            }
        },
        "ratio",
        some_officers,
        hours_per_head,
        tuple(map(Fraction, (1, 2, 3, 4))),
    ),
    "mean": of_hours("mean"),
    "median": of_hours("median"),
    "percentile": of_hours("percentile", at="80%"),
    "cycles": Cell(by_quarter("mean"), "cycles", some_dated_cases, quarterly, SHARES[1:]),
    "cycles-run": Cell(RUN, "runs", some_dated_cases, quarterly, tuple(map(Fraction, (1, 2, 3)))),
    "sliding": Cell(ANY_WEEK, "most", some_shifts, fullest, tuple(map(Fraction, (30, 40, 60, 100)))),
    "trends": Cell(moving("fall", "undetermined", COUNT, HOURS), "moves", some_years, several("good", "hours"), SHARES),
    "trends-zero": Cell(
        moving("not-rise", "not-applicable", COUNT, INSIDE), "moves", some_years, several("good", "inside"), SHARES
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
