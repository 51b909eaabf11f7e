"""A trend, for which only what changed is looked at again, has the figures of measuring anew on each of its days."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from checker.engine import pipeline
from checker.engine.batch import run
from checker.engine.indicator import measure_months, scope_of
from checker.measures.cohort import Cohort
from checker.measures.cohort.member_rows import NestedRows
from checker.scoring.trend import days_of, without_rows
from samples.drawn.heping.generator import PACK, draw, write
from tests.oracle.flaws import doubled, flawed

INPUTS = Path(__file__).parents[2] / "inputs"
#: A bureau with officers, an office with leaders.
DEPARTMENTS = ("sfj", "zfb")
#: The same without a range of each member's own, and without any range: who is due on a day then waits for it.
VARIANTS = ({}, {"within": None}, {"within": None, "during": None})


@pytest.fixture
def places(monkeypatch):
    """Counts the members by their place on all the days on which both ways were compared."""
    found: Counter[str] = Counter()

    def both_ways(indicator, last, submission, entry, task):
        given = measure_months(indicator, last, submission, entry, task)
        days = days_of(indicator.window(task.period, task.pack.plan), task.as_of)
        scopes = [scope_of(indicator, submission, entry, replace(task, as_of=day), {}) for day in days]
        for variant in VARIANTS if isinstance(indicator.asked, Cohort) else ():
            asked = indicator.asked.model_copy(update=variant)
            anew = [asked.measure(scope) for scope in scopes]
            assert list(map(without_rows, asked.over_days(scopes))) == list(map(without_rows, anew)), indicator.id
            found.update(member.place for each in anew for member in each.members)
            if not variant and given:
                assert list(given) == list(map(without_rows, anew)), indicator.id
        return given

    monkeypatch.setattr(pipeline, "measure_months", both_ways)
    return found


@pytest.mark.parametrize("inputs", ["hantai/2024Q4", "kundulun/2018Q4"])
def test_samples(inputs, places):
    assert not run(*inputs.split("/"), INPUTS / inputs, workers=1, trend=True).faults
    assert {"passed", "failed"} <= set(places)


def test_drawn_workbooks_with_open_cells(places, tmp_path):
    for seed in (1, 3):
        for code in DEPARTMENTS:
            drawn = flawed(draw(code, "2022Q4", seed=seed, rows=9), Random(seed), seed)
            folder = tmp_path / f"{code}{seed}"
            folder.mkdir()
            write(doubled(drawn, Random(seed)), folder / "a.xlsx")
            assert not run(PACK, "2022Q4", folder, workers=1, trend=True).faults
    assert {"passed", "failed", "excluded", "pass_or_fail", "out_or_pass"} <= set(places)


def test_all_rows_are_gone_over_once_a_day_and_not_once_a_member(tmp_path, monkeypatch):
    asked: Counter[int] = Counter()
    surely = NestedRows.surely
    monkeypatch.setattr(NestedRows, "surely", lambda self, counted: asked.update([members]) or surely(self, counted))
    for members in (4, 40):
        folder = tmp_path / f"{members}"
        folder.mkdir()
        write(draw("sfj", "2022Q4", seed=1, rows=members), folder / "a.xlsx")
        assert not run(PACK, "2022Q4", folder, workers=1, trend=True).faults
    assert asked[4] == asked[40] > 0
