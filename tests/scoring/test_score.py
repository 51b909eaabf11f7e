"""Weights times attainment, against the sums done by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.model import Counts, Measured, Result, Status
from checker.scoring import score
from checker.scoring.settled import Standing, settle
from checker.scoring.status import judge
from checker.text.bilingual import Text
from tests.scoring.test_judge import END, HALF, YEAR, amount, indicator, share

PACK = load_pack("heping")


def result_of(measured: Measured, target: dict[str, Any], as_of: date = END, **more: Any) -> Result:
    kind = "proportion" if measured.shape == "share" else "count"
    drawn = indicator(target, kind, **more)
    return score.add_attainment(drawn, judge(drawn, measured, YEAR, as_of), PACK.header)


def maybe_one() -> Measured:
    """One good row, of which nobody knows whether it belongs."""
    return Measured("share", Counts(out_or_pass=1))


@pytest.mark.parametrize(
    ("measured", "target", "more", "attainment"),
    [
        (share(19, 1), {"at_least": "95%"}, {}, Fraction(1)),
        (share(9, 10), {"at_least": "95%"}, {}, Fraction(9, 19) / Fraction(95, 100)),
        (share(9, 10), {"at_least": "95%"}, {"scoring": "pass-fail"}, Fraction(0)),
        (
            share(9, 1),
            {"at_least": "95%"},
            {"scoring": "bands", "bands": [{"at_least": "80%", "earns": "50%"}, {"at_least": "90%", "earns": "80%"}]},
            Fraction(8, 10),
        ),
        (
            share(7, 3),
            {"at_least": "95%"},
            {"scoring": "bands", "bands": [{"at_least": "80%", "earns": "50%"}]},
            Fraction(0),
        ),
        (amount(3), {"at_least": 4}, {}, Fraction(3, 4)),
        (amount(4), {"at_most": 2}, {}, Fraction(1, 2)),
        (amount(2), {"equals": 1}, {}, Fraction(1, 2)),
        (share(18, 0, 2), {"at_least": "95%"}, {}, Fraction(18, 20) / Fraction(95, 100)),  # the lower bound
        (
            amount(50),
            {"at_most": 3},
            {"scoring": "bands", "bands": [{"at_most": 4, "earns": "70%"}, {"at_most": 60, "earns": "10%"}]},
            Fraction(1, 10),
        ),
        (amount(61), {"below": 3}, {"scoring": "bands", "bands": [{"at_most": 60, "earns": "10%"}]}, Fraction(0)),
        # The worst bound reaches the target, and only whether there is anything to measure is open.
        (maybe_one(), {"at_least": "95%"}, {}, Fraction(1)),
        (maybe_one(), {"at_least": "95%"}, {"scoring": "pass-fail"}, Fraction(1)),
        (maybe_one(), {"at_least": "95%"}, {"scoring": "pass-fail", "when_empty": "zero"}, Fraction(0)),
        (amount(1, 2), {"equals": 2}, {}, Fraction(1, 2)),
        (amount(2, 6), {"equals": 2}, {}, Fraction(1, 4)),
        (share(0, 0), {"at_least": "95%"}, {}, None),
        (share(0, 0), {"at_least": "95%"}, {"when_empty": "zero"}, Fraction(0)),
        (share(0, 0), {"at_least": "95%"}, {"when_empty": "full"}, Fraction(1)),
    ],
)
def test_attainment(
    measured: Measured, target: dict[str, Any], more: dict[str, Any], attainment: Fraction | None
) -> None:
    assert result_of(measured, target, **more).attainment == attainment


@pytest.mark.parametrize(
    ("now", "before", "by", "target", "attainment"),
    [
        (90, 100, "ratio", {"at_most": "-20%"}, Fraction(1, 2)),  # half of the fall that was asked for
        (80, 100, "ratio", {"at_most": "-20%"}, Fraction(1)),
        (81, 100, "ratio", {"below": "-20%"}, Fraction(19, 20)),
        (110, 100, "ratio", {"at_most": "-20%"}, Fraction(0)),  # it rose
        (100, 100, "ratio", {"at_most": "-20%"}, Fraction(0)),
        (105, 100, "ratio", {"at_least": "20%"}, Fraction(1, 4)),
        (99, 100, "ratio", {"at_least": "20%"}, Fraction(0)),
        (120, 100, "ratio", {"at_most": "10%"}, Fraction(1, 2)),  # twice the rise that is allowed
        (80, 100, "ratio", {"at_least": "-10%"}, Fraction(1, 2)),  # twice the fall that is allowed
        (101, 100, "ratio", {"at_most": 0}, Fraction(0)),
        (103, 100, "ratio", {"equals": "4%"}, Fraction(3, 4)),
        (5, 10, "difference", {"at_most": -20}, Fraction(1, 4)),
        (5, 0, "ratio", {"at_least": "20%"}, Fraction(0)),  # nothing is a percentage of 0
    ],
)
def test_so_much_of_a_change_as_has_happened(
    now: int, before: int, by: str, target: dict[str, Any], attainment: Fraction
) -> None:
    drawn = indicator(target, "change", change={"by": by, "zero_base": "judge"})
    result = judge(drawn, Measured("change", parts=(amount(now), amount(before))), YEAR, END)
    assert score.add_attainment(drawn, result, PACK.header).attainment == attainment


@pytest.mark.parametrize(("before", "zh", "en"), [(0, "为 0", "is 0"), (-3, "为负数", "is negative")])
def test_no_rate_of_change_without_a_base(before: int, zh: str, en: str) -> None:
    drawn = indicator({"at_most": "-20%"}, "change", change={"by": "ratio", "zero_base": "judge"})
    result = judge(drawn, Measured("change", parts=(amount(5), amount(before))), YEAR, END)
    assert (result.status, result.value) == (Status.UNDETERMINED, None)
    assert result.reason is not None and zh in result.reason.zh and en in result.reason.en


def test_an_open_window_is_scored_by_what_is_due_by_now() -> None:
    assert result_of(amount(1), {"at_least": 4}, HALF).attainment == Fraction(1, 2)
    assert result_of(amount(2), {"at_least": 4}, HALF).attainment == 1


def test_where_nothing_is_due_yet_everything_is_earned() -> None:
    drawn = indicator({"at_least": 4}, "count", pace="end")
    waiting = judge(drawn, amount(0), YEAR, HALF, uncounted=[Text("甲局", "Bureau A")])
    assert waiting.status is Status.UNDETERMINED and waiting.expected == 0
    assert score.add_attainment(drawn, waiting, PACK.header).attainment == 1


def test_weights_that_drop_out_leave_the_rest_at_a_hundred() -> None:
    results = [
        result_of(amount(4), {"at_least": 4}, weight=30),
        result_of(amount(1), {"at_least": 4}, weight=50),
        result_of(share(0, 0), {"at_least": 1}, weight=20),
    ]
    assert score.total(results) == Fraction(30 * 100 + 50 * 25, 80)
    assert score.total(results[2:]) is None
    assert score.total([]) is None


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.999", "良好"),
        ("80", "良好"),
        ("60", "合格"),
        ("59.99", "不合格"),
        ("0", "不合格"),
    ],
)
def test_both_sides_of_every_grade(points: str, grade: str) -> None:
    drawn = indicator({"at_least": 4})
    result = replace(judge(drawn, amount(4), YEAR, END), attainment=Fraction(points) / 100)
    found = settle([result], {"drawn": drawn}.__getitem__, PACK.header)
    assert found.score == Fraction(points) and found.grade is not None and found.grade.zh == grade


def test_a_missed_veto_is_the_lowest_grade() -> None:
    for veto, grade in ((True, "不合格"), (False, "优秀")):
        drawn = indicator({"at_least": 4}, veto=veto)
        result = replace(judge(drawn, amount(3), YEAR, END), attainment=Fraction(95, 100))
        found = settle([result], {"drawn": drawn}.__getitem__, PACK.header)
        assert found.grade is not None and found.grade.zh == grade
        assert found.score == 95
    assert settle([], PACK.indicators.__getitem__, PACK.header) == Standing(None, None)
