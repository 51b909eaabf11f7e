"""While a window is open, what counts is the pace: it is shown beside the figure of the whole window."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checker.definitions.cycles import CYCLES
from checker.model import Counts, IndicatorLabel, Measured, Result
from checker.periods import Cycle
from checker.text.bilingual import Text
from checker.wording.results import counted_text
from tests.reporters.drawn_reports import JUSTICE

PERCENT = Text("%", "%")


def of(whole: tuple[int, int], paced: tuple[int, int] | None, *, final: bool = False, excluded: int = 0) -> Result:
    measured = Measured("share", Counts(passed=whole[0], failed=whole[1] - whole[0]))
    if paced is not None:
        measured = replace(measured, paced=Counts(passed=paced[0], failed=paced[1] - paced[0]))
    over, under = map(Fraction, whole)
    return replace(
        JUSTICE.results[0], measured=measured, final=final, numerator=over, denominator=under, excluded=excluded
    )


@pytest.mark.parametrize(
    ("result", "cycle", "en", "zh"),
    [
        (of((0, 10), (9, 10)), "year", "on pace 9/10 · year 0/10", "按进度 9/10 · 全年 0/10"),
        (of((0, 4), (0, 4)), "year", "0/4", "0/4"),  # nothing to add
        (of((0, 10), (9, 10), final=True), "year", "0/10", "0/10"),  # the year is over
        (of((3, 8), (7, 8), excluded=2), "quarter", "on pace 7/8 · quarter 3/8, 2 excluded",
         "按进度 7/8 · 全季度 3/8，剔除 2"),
        (of((1, 5), (2, 5)), "term", "on pace 2/5 · term 1/5", "按进度 2/5 · 全期 1/5"),
        (of((1, 5), (2, 5)), "half", "on pace 2/5 · half-year 1/5", "按进度 2/5 · 全半年 1/5"),
        (of((1, 5), (0, 0)), "year", "1/5", "1/5"),  # nobody is due yet
        (of((19, 20), None), "year", "19/20", "19/20"),  # not a cohort
    ],
)  # fmt: skip
def test_members_on_pace(result: Result, cycle: Cycle, en: str, zh: str) -> None:
    label = IndicatorLabel("x", Text("某项", "One"), "1", PERCENT, window=CYCLES[cycle].whole)
    assert counted_text(result, "en", label) == en
    assert counted_text(result, "zh", label) == zh


def test_an_amount_that_is_due_by_now() -> None:
    result = replace(of((3, 1), None), numerator=None, denominator=None, expected=Fraction(2), unit="lectures")
    label = IndicatorLabel("x", Text("讲座", "Lectures"), "1", Text("次", "lectures"), window=CYCLES["year"].whole)
    assert counted_text(result, "en", label) == "2 lectures due by now"
    assert counted_text(result, "zh", label) == "目前应达 2 次"


def test_without_a_pack_it_still_says_which_figure_is_which() -> None:
    assert counted_text(of((0, 10), (9, 10)), "en") == "on pace 9/10 · in full 0/10"
