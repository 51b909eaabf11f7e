"""Lines, deductions and bonuses, against points counted by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.definitions.load import load_pack
from checker.describe.sections import describe
from checker.errors import Stop
from checker.scoring import score
from tests.definitions.small_pack import write_small
from tests.scoring.test_judge import HALF, amount, share
from tests.scoring.test_score import result_of

TIERS: list[dict[str, Any]] = [
    {"at_most": 10, "earns": 1},
    {"above": 10, "at_most": 20, "earns": "80%"},
    {"above": 20, "at_most": 30, "earns": "50%"},
    {"above": 30, "earns": 0},
]
TIERS_FROM_9 = [{"above": 9, "at_most": 20, "earns": "80%"}, {"above": 20, "earns": 0}]
SHARES: list[dict[str, Any]] = [{"below": "60%", "earns": "10%"}, {"at_least": "60%", "below": "90%", "earns": "70%"}]
DIP: list[dict[str, Any]] = [
    {"below": "60%", "earns": "50%"},
    {"at_least": "60%", "below": "80%", "earns": "20%"},
    {"at_least": "80%", "below": "100%", "earns": "90%"},
]
FOUR_TO_6: dict[str, Any] = {"at_least": 4, "at_most": 6}
AROUND: list[dict[str, Any]] = [
    {"below": 4, "earns": "30%"},
    {"above": 6, "at_most": 8, "earns": "80%"},
    {"above": 8, "earns": 0},
]
#: Each with the points of the 10 that the indicator weighs.
POINTS: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    # A line from the worst value to the target.
    (share(8, 2), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%"}}}, "20/3"),
    (share(6, 4), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%"}}}, "0"),
    (share(59, 41), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%"}}}, "0"),
    (share(9, 1), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%"}}}, "10"),
    (share(10, 0), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%"}}}, "10"),
    # Beyond the target, the best value.
    (share(9, 1), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%", "best": "100%"}}}, "30/4"),
    (share(10, 0), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%", "best": "100%"}}}, "10"),
    (share(7, 3), {"at_least": "90%"}, {"scoring": {"line": {"worst": "60%", "best": "100%"}}}, "10/4"),
    # Lower is better: 4 hours at best, 8 at worst.
    (amount(5), {"at_most": 4}, {"scoring": {"line": {"worst": 8}}}, "30/4"),
    (amount(8), {"at_most": 4}, {"scoring": {"line": {"worst": 8}}}, "0"),
    (amount(9), {"below": 4}, {"scoring": {"line": {"worst": 8}}}, "0"),
    (amount(3), {"at_most": 4}, {"scoring": {"line": {"worst": 8, "best": 2}}}, "50/6"),
    # Points a case, and points a percentage point.
    (amount(3), {"at_most": 0}, {"scoring": {"deduct": {"points": 2}}}, "4"),
    (amount(0), {"at_most": 0}, {"scoring": {"deduct": {"points": 2}}}, "10"),
    (amount(6), {"at_most": 0}, {"scoring": {"deduct": {"points": 2}}}, "0"),
    (amount(6), {"at_most": 0}, {"scoring": {"deduct": {"points": 2, "most": 5}}}, "5"),
    (share(90, 10), {"at_least": "95%"}, {"scoring": {"deduct": {"points": "0.5", "per": "1%"}}}, "15/2"),
    (share(899, 101), {"at_least": "95%"}, {"scoring": {"deduct": {"points": 1, "per": "1%"}}}, "49/10"),
    (share(899, 101), {"at_least": "95%"}, {"scoring": {"deduct": {"points": 1, "per": "1%", "steps": "whole"}}}, "5"),
    (share(899, 101), {"at_least": "95%"}, {"scoring": {"deduct": {"points": 1, "per": "1%", "steps": "begun"}}}, "4"),
    (share(90, 10), {"at_least": "95%"}, {"scoring": {"deduct": {"points": 1, "per": "1%", "steps": "begun"}}}, "5"),
    (amount(7), {"equals": 4}, {"scoring": {"deduct": {"points": 1}}}, "7"),
    (amount(1), {"equals": 4}, {"scoring": {"deduct": {"points": 1}}}, "7"),
    # Tiers where lower is better, the one of the target included, and where higher is.
    *(
        (amount(value), {"at_most": 10}, {"scoring": {"tiers": TIERS}}, points)
        for value, points in ((10, "10"), (11, "8"), (20, "8"), (21, "5"), (30, "5"), (31, "0"), (9, "10"))
    ),
    *(
        (share(good, 100 - good), {"at_least": "90%"}, {"scoring": {"tiers": SHARES}}, points)
        for good, points in ((90, "10"), (89, "7"), (60, "7"), (59, "1"), (0, "1"))
    ),
    (amount(3), {"equals": 4}, {"scoring": {"tiers": [{"below": 4, "earns": "30%"}, {"above": 4, "earns": 0}]}}, "3"),
    (amount(5), {"equals": 4}, {"scoring": {"tiers": [{"below": 4, "earns": "30%"}, {"above": 4, "earns": 0}]}}, "0"),
    # What is open may fall into a tier that earns less than both its ends.
    (share(50, 0, 50), {"at_least": "100%"}, {"scoring": {"tiers": DIP}}, "2"),
    (amount(9, 1), {"at_most": 9}, {"scoring": {"tiers": TIERS_FROM_9}}, "8"),
    # More for a value better than the target.
    (amount(6), {"at_least": 4}, {"bonus": {"points": 1, "most": 3}}, "12"),
    (amount(9), {"at_least": 4}, {"bonus": {"points": 1, "most": 3}}, "13"),
    (amount(4), {"at_least": 4}, {"bonus": {"points": 1, "most": 3}}, "10"),
    (amount(2), {"at_least": 4}, {"bonus": {"points": 1, "most": 3}}, "5"),
    (amount(1), {"at_most": 4}, {"bonus": {"points": "0.5", "per": 2, "steps": "whole", "most": 3}}, "21/2"),
    (share(97, 3), {"at_least": "95%"}, {"bonus": {"points": 1, "per": "1%", "most": 3}}, "12"),
    # The worst that unknown rows leave possible.
    (share(90, 0, 10), {"at_least": "95%"}, {"scoring": {"deduct": {"points": 1, "per": "1%"}}}, "5"),
    (amount(0, 2), {"at_most": 0}, {"scoring": {"deduct": {"points": 2}}}, "6"),
    # Two sides: below, the part of the lower limit; above, the upper limit as a part of the value.
    (amount(3), FOUR_TO_6, {}, "30/4"),
    (amount(9), FOUR_TO_6, {}, "60/9"),
    *((amount(value), FOUR_TO_6, {}, "10") for value in (4, 5, 6)),
    (amount(4), {"above": 4, "below": 6}, {}, "10"),
    (amount(4), {"above": 4, "below": 6}, {"scoring": "pass-fail"}, "0"),
    (amount(6), {"above": 4, "below": 6}, {"scoring": "pass-fail"}, "0"),
    (amount(5), {"above": 4, "below": 6}, {"scoring": "pass-fail"}, "10"),
    (amount(1), FOUR_TO_6, {"scoring": {"deduct": {"points": 1}}}, "7"),
    (amount(8), FOUR_TO_6, {"scoring": {"deduct": {"points": 1}}}, "8"),
    *(
        (amount(value), FOUR_TO_6, {"scoring": {"tiers": AROUND}}, points)
        for value, points in ((3, "3"), (4, "10"), (6, "10"), (7, "8"), (8, "8"), (9, "0"))
    ),
    # What is open may end below, between and above: the worst counts.
    (amount(5, 1), FOUR_TO_6, {}, "10"),
    (amount(5, 3), FOUR_TO_6, {}, "60/8"),
    (amount(3, 2), FOUR_TO_6, {}, "30/4"),
    (amount(1, 9), FOUR_TO_6, {}, "10/4"),
    (amount(3, 9), FOUR_TO_6, {}, "60/12"),
    (amount(5, 3), FOUR_TO_6, {"scoring": {"tiers": AROUND}}, "8"),
    (amount(3, 4), FOUR_TO_6, {"scoring": {"tiers": AROUND}}, "3"),
    (amount(5, 2), FOUR_TO_6, {"scoring": {"deduct": {"points": 3}}}, "7"),
]


@pytest.mark.parametrize(("measured", "target", "more", "points"), POINTS)
def test_points(measured: Any, target: dict[str, Any], more: dict[str, Any], points: str) -> None:
    attainment = result_of(measured, target, **more).attainment
    assert attainment is not None and attainment * 10 == Fraction(points)


def test_an_amount_that_grows_is_projected_while_the_window_is_open() -> None:
    line = {"scoring": {"line": {"worst": 0}}}
    assert result_of(amount(1), {"at_least": 4}, HALF, **line).attainment == Fraction(1, 2)
    assert result_of(amount(2), {"at_least": 4}, HALF, **line).attainment == 1
    deduct = {"scoring": {"deduct": {"points": 1}}}
    # 1 of the 2 that are due by now is 2 of the 4 at the end: 2 too few.
    assert result_of(amount(1), {"at_least": 4}, HALF, **deduct).attainment == Fraction(8, 10)


def test_of_two_sides_only_the_lower_one_is_due_by_and_by() -> None:
    # Half of the 4 are due by now. 1 of 2 is half of them; and what is too much at the end is too much now.
    for scoring, points in (("proportional", ("1/2", "6/7")), ({"tiers": AROUND}, ("3/10", "8/10"))):
        earned = [result_of(amount(value), FOUR_TO_6, HALF, scoring=scoring) for value in (1, 2, 6, 7)]
        assert [each.status for each in earned] == ["behind", "on_track", "on_track", "missed"]
        assert [each.attainment for each in earned] == [Fraction(points[0]), 1, 1, Fraction(points[1])]
        assert [each.expected for each in earned] == [2, 2, 2, None]
    deduct = {"scoring": {"deduct": {"points": 1}}}
    assert result_of(amount(1), FOUR_TO_6, HALF, **deduct).attainment == Fraction(8, 10)
    assert result_of(amount(9), FOUR_TO_6, HALF, **deduct).attainment == Fraction(7, 10)


def test_a_bonus_waits_for_the_end_and_never_exceeds_a_hundred() -> None:
    bonus = {"bonus": {"points": 1, "most": 5}}
    assert result_of(amount(9), {"at_least": 4}, HALF, **bonus).attainment == 1
    better = result_of(amount(9), {"at_least": 4}, **bonus)
    assert score.total([better]) == 100
    # 15 of 10, and 5 of 10.
    assert score.total([better, result_of(amount(2), {"at_least": 4})]) == 100
    assert score.total([better, result_of(amount(0), {"at_least": 4})]) == 75


@given(value=st.integers(0, 400), target=st.integers(1, 400), worst=st.integers(0, 400), best=st.integers(0, 400))
def test_a_line_rises_from_nothing_to_everything(value: int, target: int, worst: int, best: int) -> None:
    if not worst < target <= best:
        return
    scoring = {"line": {"worst": worst, "best": best}}
    earned = result_of(amount(value), {"at_least": target}, scoring=scoring).attainment
    # The same by counting: of the whole numbers above the worst value up to the best one, those that were reached.
    reached = sum(worst < number <= value for number in range(best + 1))
    assert earned == Fraction(reached, best - worst)


REFUSED = {
    "worst beyond the target": ("scoring: {line: {worst: 96%}}", "must be worse than the target"),
    "best short of the target": ("scoring: {line: {worst: 60%, best: 50%}}", "must be worse than the target"),
    "no length": ("scoring: {line: {worst: 60%, best: 60%}}", "are the same"),
    "both": ("scoring: {line: {worst: 60%}, deduct: {points: 1}}", "write exactly one of these"),
    "neither": ("scoring: {}", "write exactly one of these"),
    "no points": ("scoring: {deduct: {points: 0}}", "it must be above 0"),
    "no step": ("scoring: {deduct: {points: 1, per: 0}}", "it must be above 0"),
    "no word": ("scoring: shares", "proportional, pass-fail, bands"),
    "a bonus without a limit": ("bonus: {points: 1}", "most"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, tmp_path: Path) -> None:
    written, said = REFUSED[name]
    with pytest.raises(Stop) as stop:
        load_pack(write_small(tmp_path, change={"demo/appearance.yaml": {"near: 2%": f"near: 2%\n{written}"}}))
    assert stop.value.hint is not None
    assert said in stop.value.hint.en


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weight: 30": "weight: 0\nscoring: {deduct: {points: 1}}"}, "the weight is 0"),
        ({"weight: 30": "weight: 0\nbonus: {points: 1, most: 2}"}, "the weight is 0"),
        (
            {"at_least: 90%": "at_least: 100%", "weight: 30": "weight: 30\nbonus: {points: 1, most: 2}"},
            "is better than",
        ),
        (
            {"{at_least: 90%}": "{equals: 90%}", "weight: 30": "weight: 30\nscoring: {line: {worst: 50%}}"},
            "deviate in both directions",
        ),
    ],
)
def test_points_that_nobody_can_lose_or_earn(change: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        load_pack(write_small(tmp_path, change={"demo/appearance.yaml": change}))
    assert stop.value.hint is not None
    assert said in stop.value.hint.en


def test_it_is_told_in_words(tmp_path: Path) -> None:
    lines = {}
    for number, written in enumerate(
        (
            "scoring: {line: {worst: 60%}}",
            "scoring: {line: {worst: 60%, best: 100%}}",
            "scoring: {deduct: {points: 1, per: 1%, steps: whole, most: 5}}",
            "bonus: {points: 0.5, per: 1%, most: 2}",
        )
    ):
        folder = write_small(
            tmp_path / str(number), change={"demo/appearance.yaml": {"near: 2%": f"near: 2%\n{written}"}}
        )
        pack = load_pack(folder)
        lines[number] = {each: " ".join(describe(pack, pack.indicators["appearance"], each)) for each in ("zh", "en")}
    assert "short of the target, it earns evenly more from 60% (nothing) to the target (everything)" in lines[0]["en"]
    assert "从 60%（不得分）到 100%（得满分）按直线计分" in lines[1]["zh"]
    assert "it loses 1 point for every whole percentage point between it and the target, 5 at most" in lines[2]["en"]
    assert "与目标每相差 1 个百分点（不足的不计）扣 1 分，最多扣 5 分" in lines[2]["zh"]
    assert "For every percentage point better than the target, it earns 0.5 points more, 2 at most" in lines[3]["en"]
    assert "每优于目标 1 个百分点加 0.5 分，最多加 2 分；总分不超过 100 分" in lines[3]["zh"]
