"""One-vote vetoes and limits on points: when they apply, and what they leave of the score and the grade."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.definitions.indicators import Indicator
from checker.definitions.limits import Limit
from checker.definitions.load import load_pack
from checker.model import Measured, Result
from checker.scoring import score
from checker.scoring.settled import settle
from checker.scoring.status import judge
from checker.scoring.vetoes import is_vetoed
from checker.text.bilingual import Text
from tests.scoring.test_judge import END, HALF, YEAR, amount, indicator, share

HEADER = load_pack("heping").header
SILENT = Measured("amount", reason=Text("没有填写", "the sheet is silent"))


def judged(measured: Measured, target: dict[str, Any], as_of: date = END, **more: Any) -> tuple[Indicator, Result]:
    drawn = indicator(target, "proportion" if measured.shape == "share" else "count", **more)
    return drawn, score.add_attainment(drawn, judge(drawn, measured, YEAR, as_of), HEADER)


NONE, MANY = {"at_most": 0}, {"above": 2}


@pytest.mark.parametrize(
    ("measured", "target", "veto", "day", "applies"),
    [
        # Of a miss.
        (amount(1), NONE, True, END, True),
        (amount(1), NONE, True, HALF, True),  # what happened stays
        (amount(0), NONE, True, END, False),
        (amount(0, 1), NONE, True, END, None),
        (SILENT, NONE, True, END, None),
        (amount(1), NONE, False, END, False),
        (share(9, 1), {"at_least": "95%"}, {"score": 0}, END, True),
        (share(9, 1), {"at_least": "95%"}, {"score": 0}, HALF, False),  # it is behind, and can still turn
        (share(0, 0), {"at_least": "95%"}, {"score": 0}, END, False),
        # Of some values.
        (amount(2), NONE, {"when": MANY}, END, False),
        (amount(3), NONE, {"when": MANY}, END, True),
        (amount(3), NONE, {"when": MANY}, HALF, True),
        (amount(2, 1), NONE, {"when": MANY}, END, None),
        (amount(2, 1), NONE, {"when": MANY}, HALF, False),  # not yet
        (SILENT, NONE, {"when": MANY}, END, None),
        (share(6, 4), {"at_least": "95%"}, {"when": {"below": "60%"}}, END, False),
        (share(5, 5), {"at_least": "95%"}, {"when": {"below": "60%"}}, END, True),
        (share(5, 5), {"at_least": "95%"}, {"when": {"below": "60%"}}, HALF, False),
        (share(5, 4, 1), {"at_least": "95%"}, {"when": {"below": "60%"}}, END, None),
        (share(0, 0), {"at_least": "95%"}, {"when": {"below": "60%"}}, END, False),
    ],
)
def test_when_it_applies(
    measured: Measured, target: dict[str, Any], veto: Any, day: date, applies: bool | None
) -> None:
    assert is_vetoed(*judged(measured, target, day, veto=veto)) is applies


@pytest.mark.parametrize(
    ("veto", "points", "grade"),
    [
        (True, 100, "不合格"),
        ({"score": 0}, 0, "不合格"),
        ({"score": 85}, 85, "良好"),
        ({"grade": "合格"}, 100, "合格"),
        ({"grade": "Excellent"}, 100, "优秀"),
        ({"score": 85, "grade": "合格"}, 85, "合格"),
        ({"score": 50, "grade": "良好"}, 50, "不合格"),
    ],
)
def test_what_it_does(veto: Any, points: int, grade: str) -> None:
    drawn, result = judged(amount(1), NONE, veto=veto)
    found = settle([replace(result, attainment=Fraction(1))], {"drawn": drawn}.__getitem__, HEADER)
    assert found.score == points
    assert found.grade is not None and found.grade.zh == grade
    (said,) = found.changes
    assert f"（{drawn.clause}）" in said.zh and f"({drawn.clause})" in said.en
    assert ("原为 100 分" in said.zh) is (points < 100)


def limited(**limit: Any) -> Limit:
    return Limit(name={"en": "Safety"}, indicators=("i0", "i1"), **limit)


@pytest.mark.parametrize(
    ("earned", "limit", "points"),
    [
        # Of 10 points each: 6 and 8 are lost.
        (("4/10", "2/10", "1"), {}, 16),
        (("4/10", "2/10", "1"), {"loses_at_most": 10}, 20),
        (("4/10", "2/10", "1"), {"loses_at_most": 14}, 16),
        (("4/10", "2/10", "0"), {"loses_at_most": 10}, 10),
        # A bonus of one is not set off against the loss of the other before the limit.
        (("4/10", "13/10", "1"), {"loses_at_most": 5}, 28),
        (("13/10", "12/10", "0"), {"gains_at_most": 2}, 22),
        (("13/10", "12/10", "0"), {"gains_at_most": 5}, 25),
        (("13/10", "2/10", "0"), {"loses_at_most": 7, "gains_at_most": 1}, 14),
        # What isn't judged loses nothing.
        ((None, "2/10", "1"), {"loses_at_most": 5}, 15),
    ],
)
def test_limits_on_points_of_several(earned: tuple[str | None, ...], limit: dict[str, Any], points: int) -> None:
    _, result = judged(amount(4), {"at_least": 4}, weight=10)
    results = [
        replace(result, indicator=f"i{at}", attainment=None if share is None else Fraction(share))
        for at, share in enumerate(earned)
    ]
    weights = sum(10 for share in earned if share is not None)
    limits = (limited(**limit),) if limit else ()
    assert score.total(results, limits) == Fraction(100 * points, weights)
    drawn = {f"i{at}": indicator({"at_least": 4}) for at in range(3)}
    found = settle(results, drawn.__getitem__, HEADER.model_copy(update={"limits": limits}))
    assert bool(found.changes) is (score.total(results) != found.score)
    assert all("Safety" in said.en for said in found.changes)


@pytest.mark.parametrize(("most", "points", "told"), [(100, 100, False), (105, 105, True), (110, 110, False)])
def test_the_pack_says_how_high_bonuses_raise_the_score(most: int, points: int, told: bool) -> None:
    _, result = judged(amount(4), {"at_least": 4}, weight=10)
    header = HEADER.model_copy(update={"score_at_most": Fraction(most)})
    found = settle([replace(result, attainment=Fraction(11, 10))], lambda _: indicator({"at_least": 4}), header)
    assert (found.score, bool(found.changes)) == (points, told)
    assert all("105" in said.en and "110" in said.en for said in found.changes)
