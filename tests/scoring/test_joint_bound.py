"""A row that may be anybody's is one member's only; where that decides, the result says so in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.model import Result, Status
from tests.measures.needed.world import END, JUNE, TRAINING, indicator, of_the_district, stand

DAY = date(2022, 5, 1)


def judged(members: int, loose: int, target: dict[str, Any], as_of: date = END) -> Result:
    """So many officers without hours of their own, and so many courses of 60 hours without a number."""
    officers = [{"id": str(number), "serves": True} for number in range(members)]
    cases = [{"no": str(number), "on": DAY, "who": None, "hours": "60"} for number in range(loose)]
    return stand(indicator(TRAINING, target), {"officers": officers, "cases": cases}, as_of)


def reason(result: Result) -> str:
    assert result.reason is not None
    assert result.reason.zh
    return result.reason.en


@pytest.mark.parametrize(
    ("members", "loose", "status", "most"),
    [(10, 1, Status.MISSED, 1), (10, 9, Status.MISSED, 9), (2, 1, Status.MISSED, 1)],
)
def test_a_target_that_all_cannot_reach_together(members: int, loose: int, status: Status, most: int) -> None:
    result = judged(members, loose, {"at_least": "100%"})
    assert result.status is status
    # By hand: each row of 60 hours lifts one officer, so so many can reach it.
    assert result.unknown == members
    assert result.upper is not None and result.upper * members == most
    assert reason(result) == (
        f"of {members} undecided members, at most {most} can reach the goal: too few rows may be theirs"
    )


def test_the_words_come_beside_the_others() -> None:
    result = judged(4, 2, {"at_least": "50%"})
    assert result.status is Status.UNDETERMINED
    assert reason(result).startswith("4 undecided rows can change the outcome; of 4 undecided members, at most 2 can")
    assert result.reason is not None
    assert result.reason.zh.endswith("；4 个无法判定的成员中，至多 2 个能达到：不知属于谁的行不够")


def test_nothing_is_said_where_all_can_reach_it_or_it_is_met_anyway() -> None:
    assert "at most" not in reason(judged(3, 3, {"at_least": "100%"}))
    assert judged(0, 1, {"at_least": "100%"}).reason is not None
    assert judged(10, 1, {"at_most": "10%"}).reason is None
    assert judged(10, 0, {"at_least": "100%"}).reason is None


def test_in_an_open_window_it_is_about_what_is_due_by_now() -> None:
    result = judged(10, 1, {"at_least": "100%"}, JUNE)
    assert result.status is Status.BEHIND
    # One course of 60 hours is worth the 30 that are due to one officer only.
    assert "of 10 undecided members, at most 1 can reach the goal by now" in reason(result)
    assert result.reason is not None and "目前至多 1 个能达到" in result.reason.zh


def test_the_district_adds_up_what_its_departments_say() -> None:
    parts = [judged(10, 1, {"at_least": "100%"}), judged(2, 1, {"at_least": "100%"})]
    result = of_the_district(indicator(TRAINING, {"at_least": "100%"}), [part.measured for part in parts])
    assert "of 12 undecided members, at most 2 can reach the goal" in reason(result)
