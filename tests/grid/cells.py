"""The cells of the grid: each measure with drawn rows, its targets and bands, and what the oracle says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from checker.periods import Window
from tests.grid.available import some_outages
from tests.grid.cell import Cell
from tests.grid.cycles import HIGHEST, LOWEST, MEAN, MEDIAN, RUN, SUM, Take, some_dated_cases
from tests.grid.draws import (
    FIGURES,
    some_cases,
    some_figures,
    some_officers,
    some_requests,
    some_tasks,
    some_totals,
    some_years,
)
from tests.grid.evidence import (
    HALF,
    Evidence,
    compared,
    counted_quarterly,
    fullest,
    fullest_of_spans,
    hours_per_case,
    hours_per_head,
    last_day,
    lost_time,
    numbers_of_rows,
    on_their_day,
    quarterly,
    running,
    several,
)
from tests.grid.indexes import Combined, of_parts, parts_of
from tests.grid.middles import FIGURES as FIGURES_OF
from tests.grid.most import good_rows, hours_of_people, some_shifts, some_spans
from tests.grid.units import END, START, counted, deliverables, figures, left_out, members, proportion
from tests.grid.units import summed as hours_of
from tests.grid.verdicts import (
    of_amounts,
    of_availability,
    of_changed_ratios,
    of_changes,
    of_moves,
    of_numbers,
    of_quarters,
    of_ratio,
    of_sums,
    of_the_most,
    of_units,
)

DUE = date(2022, 5, 1)
SHARES = tuple(Fraction(part) for part in ("0", "1/3", "1/2", "2/3", "1"))
COUNT = {"count": {"table": "cases", "when": "on", "where": {"good": True}}}
HOURS = {"total": {"table": "cases", "when": "on", "column": "hours"}}
INSIDE = {"count": {"table": "cases", "when": "on", "where": {"inside": True}}}
HOURS_EACH = {"ratio": {"numerator": HOURS, "denominator": INSIDE}}
PER_MONTH = Fraction(1, 30)
MOVES: dict[str, Callable[[Fraction], bool]] = {"fall": lambda by: by < 0, "not-rise": lambda by: by <= 0}


HOURS_LEFT = {"table": "cases", "when": "on", "column": "hours", "exclusion": {"out": True}}


def of_hours(word: str, **more: str) -> Cell:
    """A figure of the hours of all rows that are not out."""
    wanted = tuple(map(Fraction, (10, 30, 45, 60, 90)))
    raw = {word: {**HOURS_LEFT, **more}}
    return Cell(raw, "middle", some_cases, numbers_of_rows, wanted, of_numbers(FIGURES_OF[word]))


def by_quarter(word: str, take: Take, **more: Any) -> Cell:
    """A value of the rates by quarter."""
    rate = {"table": "cases", "when": "on", "denominator": {"inside": True}, "numerator": {"good": True}}
    silent = {"silent": "leave-out"} if take.leave_out else {}
    raw = {"cycles": {"every": "quarter", "of": {"proportion": rate}, "take": word, **silent, **more}}
    run = take is RUN
    wanted = tuple(map(Fraction, (1, 2, 3))) if run else SHARES[1:]
    return Cell(raw, "runs" if run else "cycles", some_dated_cases, quarterly, wanted, of_quarters(take))


def moving(must: str, zero_base: str, **of: Mapping[str, Any]) -> Cell:
    """The share of quantities, by their columns, that move as they must."""
    named = [{"name": {"zh": f"数量{n}", "en": f"Quantity {n}"}, "of": each} for n, each in enumerate(of.values())]
    raw = {"trends": {"each": named, "must": must, "zero_base": zero_base}}
    return Cell(raw, "moves", some_years, several(*of), SHARES, of_moves(raw, MOVES[must]))


def sliding(wanted: Sequence[int], evidence: Any, **more: Any) -> Cell:
    """The most in any stretch of time."""
    raw = {"sliding": {"table": "cases", "when": "on", **more}}
    draw = some_spans if "to" in more else some_shifts
    return Cell(raw, "most", draw, evidence, tuple(map(Fraction, wanted)), of_the_most)


def changed(evidence: Any, says: Any, wanted: Sequence[str], of: Mapping[str, Any] = COUNT, **more: Any) -> Cell:
    """A figure against that of the year before."""
    raw = {"change": {"of": of, "against": "last-year", "before": "rows", **more}}
    return Cell(raw, "change", some_years, evidence, tuple(map(Fraction, wanted)), says)


def available(*, by: bool) -> Cell:
    """The share of the time without an outage."""
    raw = {"table": "outages", "when": "from", "to": "to", "where": {"planned": False}, **({"by": "of"} if by else {})}
    wanted = tuple(map(Fraction, ("1/2", "4/5", "9/10", "1")))
    return Cell({"availability": raw}, "available", some_outages, lost_time(by=by), wanted, of_availability)


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
        of_units("events"),
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
        of_units("events"),
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
        of_units("events"),
    ),
    "count": Cell(
        COUNT,
        "amount",
        some_cases,
        lambda rows, as_of, pace: Evidence(now=counted(rows["cases"], START, last_day(as_of))),
        tuple(map(Fraction, (1, 2, 3, 4))),
        of_amounts,
    ),
    "total": Cell(
        HOURS,
        "amount",
        some_cases,
        lambda rows, as_of, pace: Evidence(now=hours_of(rows["cases"], START, last_day(as_of))),
        tuple(map(Fraction, (20, 60, 90, 120))),
        of_amounts,
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
        of_units("population"),
    ),
    "change": changed(compared, of_changes(), ("-1", "0", "1")),
    "change-by-ratio": changed(compared, of_changes(by_ratio=True), ("-1/2", "0", "1/3", "1"), by="ratio"),
    "change-of-ratio": changed(hours_per_case, of_changed_ratios, ("-30", "0", "15", "60"), of=HOURS_EACH),
    "change-running": Cell(
        {"change": {"of": HOURS, "against": "last-period", "before": "rows", "cumulative": "year"}},
        "change",
        some_totals,
        running,
        tuple(map(Fraction, (-30, 0, 30, 60))),
        of_changes(running=True),
        window=Window(*HALF),
        early=date(2022, 9, 30),
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
        of_ratio(PER_MONTH),
    ),
    "mean": of_hours("mean"),
    "median": of_hours("median"),
    "percentile": of_hours("percentile", at="80%"),
    "cycles": by_quarter("mean", MEAN),
    "cycles-median": by_quarter("median", MEDIAN),
    "cycles-lowest": by_quarter("lowest", LOWEST),
    "cycles-highest": by_quarter("highest", HIGHEST),
    "cycles-sum": Cell(
        {"cycles": {"every": "quarter", "of": COUNT, "take": "sum"}},
        "sum",
        some_cases,
        counted_quarterly,
        tuple(map(Fraction, (1, 2, 3, 4))),
        of_sums(SUM),
    ),
    "cycles-run": by_quarter("in-a-row", RUN, that={"below": "50%"}),
    "sliding": sliding((30, 40, 60, 100), fullest(hours_of_people), column="hours", by="who", length={"days": 7}),
    "sliding-count": sliding((1, 2, 3, 4), fullest(good_rows), where={"good": True}, length={"days": 7}),
    "sliding-average": sliding(
        (15, 30, 50, 60),
        fullest(hours_of_people, days=14, part=2),
        column="hours",
        by="who",
        length={"weeks": 2},
        averaged={"weeks": 1},
    ),
    "sliding-spans": sliding(
        (24, 36, 48, 72),
        fullest_of_spans,
        table="outages",
        when="from",
        to="to",
        by="of",
        where={"planned": False},
        length={"days": 3},
    ),
    "availability": available(by=False),
    "availability-by": available(by=True),
    "trends": moving("fall", "undetermined", good=COUNT, hours=HOURS),
    "trends-zero": moving("not-rise", "not-applicable", good=COUNT, inside=INSIDE),
    "milestone": Cell(
        {"milestone": {"table": "tasks", "done": "done", "due": DUE, "expected": 3}},
        "population",
        some_tasks,
        lambda rows, as_of, pace: Evidence(deliverables(rows["tasks"], as_of, DUE, 3)),
        SHARES,
        of_units("population"),
        deadline=DUE,
    ),
    "milestone-own": Cell(
        {"milestone": {"table": "tasks", "done": "done", "due": {"column": "due"}, "expected": 2}},
        "population",
        some_tasks,
        lambda rows, as_of, pace: Evidence(deliverables(rows["tasks"], as_of, None, 2)),
        SHARES,
        of_units("population"),
    ),
    "reported": Cell(
        {"reported": {**NAMES, "figures": list(FIGURES)}},
        "population",
        some_figures,
        lambda rows, as_of, pace: Evidence(figures(rows["figures"], FIGURES)),
        SHARES,
        of_units("population"),
    ),
}


def index(take: str, combined: Combined, wanted: Sequence[Fraction], **more: str) -> Cell:
    """An index of two cells over the same rows."""
    parts = {"share": (CELLS["proportion"], ("at_least", Fraction(2, 3))), **OTHER_PART[take]}
    of = [{"indicator": name, "weight": str(weight), "take": take} for name, weight in combined.weights.items()]
    raw = {"index": {"of": of, "by": combined.by, **more}}
    return Cell(raw, f"index-{take}", some_cases, parts_of(parts), wanted, of_parts(parts, combined), parts=parts)


OTHER_PART = {
    "value": {"other": (CELLS["proportion-unlimited"], ("at_least", Fraction(1, 2)))},
    "score": {"other": (CELLS["count"], ("at_least", Fraction(3)))},
}
CELLS["index"] = index(
    "value", Combined("mean", {"share": Fraction(1), "other": Fraction(2)}, leave_out=True), SHARES, missing="leave-out"
)
CELLS["index-of-all"] = index(
    "score",
    Combined("sum", {"share": Fraction(1, 2), "other": Fraction(1, 4)}, leave_out=False, scores=True),
    tuple(map(Fraction, (20, 40, 60, 75))),
)
