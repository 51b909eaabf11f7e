"""Runs of weeks that go on from the year before, by the dates alone: a week belongs to the year of its Thursday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from checker.model import Result, Status
from checker.periods import Window
from checker.scoring.status import judge
from checker.scoring.trend import without_rows
from tests.measures.needed.world import Row, indicator, scope_over

BACK = 3
DAY = timedelta(days=1)


def asked(before: str) -> Any:
    rate = {"proportion": {"table": "cases", "when": "on", "numerator": {"good": True}}}
    raw = {"every": "week", "of": rate, "take": "in-a-row", "that": {"below": "50%"}, "back": BACK, "before": before}
    return indicator({"cycles": raw}, {"below": 4})


def winter(number: int) -> Window:
    """The first quarter of a year."""
    return Window(date(number, 1, 1), date(number, 3, 31))


def autumn(number: int) -> Window:
    """The last one."""
    return Window(date(number, 10, 1), date(number, 12, 31))


def weeks_of(window: Window) -> list[date]:
    """The Mondays of the weeks of a quarter: those whose Thursdays lie in it."""
    first = window.start - window.start.weekday() * DAY - 7 * DAY
    mondays = (first + 7 * DAY * place for place in range(16))
    return [monday for monday in mondays if window.start <= monday + 3 * DAY <= window.end]


def rows_of(mondays: Sequence[date], bad: Sequence[date]) -> list[Row]:
    """A row in the middle of each week: bad ones in those of a run."""
    return [{"no": f"{monday}", "on": monday + 3 * DAY, "good": monday not in bad} for monday in mondays]


def longest(mondays: Sequence[date], earlier: Sequence[date], bad: set[date]) -> int:
    """The longest run that ends in these weeks and may begin in the earlier ones."""
    best = run = 0
    for place, monday in enumerate([*earlier, *mondays]):
        run = run + 1 if monday in bad else 0
        best = max(best, run if place >= len(earlier) else 0)
    return best


def stand(before: str, window: Window, rows: Sequence[Row], earlier: Any = None) -> Result:
    spec = asked(before)
    scope = replace(scope_over(spec, {"cases": rows}, window.end, window=window), earlier=earlier)
    return judge(spec, spec.asked.measure(scope), window, window.end)


#: Whether the last week of the year before was over at its end: else it reaches into this year.
YEARS = {2021: False, 2022: False, 2023: False, 2024: True, 2025: True}


@pytest.mark.parametrize("number", YEARS)
def test_a_run_of_weeks_goes_on_over_the_turn_of_the_year(number: int) -> None:
    last, window, random = autumn(number - 1), winter(number), Random(f"turn {number}")
    before, mine = weeks_of(last), weeks_of(window)
    assert (before[-1] + 6 * DAY < date(number, 1, 1)) is YEARS[number]
    for bad_before, bad_now in product(range(BACK + 1), (0, 2)):
        bad = {*before[len(before) - bad_before :], *mine[:bad_now], *random.sample(mine[5:-2], 2)}
        rows = rows_of([*before, *mine], sorted(bad))
        expected = longest(mine, before[-BACK:], bad)
        assert stand("rows", window, rows).value == expected
        spec = asked("history")
        recorded = spec.asked.recorded(stand("history", last, rows_of(before, sorted(bad))).measured)
        assert recorded is not None and spec.asked.recorded_window(window, window.end) == last
        found = stand("history", window, rows_of(mine, sorted(bad)), without_rows(recorded))
        if YEARS[number]:
            assert (found.value, found.lower, found.upper) == (expected, expected, expected), sorted(bad)
            assert found.status is (Status.MET if expected < 4 else Status.MISSED)
            continue
        # The last week wasn't over when the others were recorded: any of the earlier ones may have been bad.
        unknown = [{*mine[:bad_now], *bad, *some} - set(before) | some for some in subsets(before[-BACK:])]
        ways = {longest(mine, before[-BACK:], each) for each in unknown}
        assert (found.lower, found.upper) == (min(ways), max(ways)), sorted(bad)
        certain = max(ways) < 4 or min(ways) >= 4
        assert (found.status is Status.UNDETERMINED) is not certain


def subsets(weeks: Sequence[date]) -> list[set[date]]:
    return [
        {week for week, chosen in zip(weeks, choice, strict=True) if chosen}
        for choice in product((True, False), repeat=len(weeks))
    ]


def test_the_figures_of_a_week_over_the_turn_of_the_year_are_of_one_year_only() -> None:
    monday = date(2024, 12, 30)  # a week of 2025, although it begins in 2024
    bad = {"no": "1", "on": monday, "good": False}
    good: list[Row] = rows_of(weeks_of(autumn(2024)), ())
    assert stand("rows", autumn(2024), [*good, bad]).value == 0
    assert stand("rows", winter(2025), [*good, bad]).value == 1
    assert stand("rows", winter(2025), [*good, {**bad, "on": monday - DAY}]).value == 0
