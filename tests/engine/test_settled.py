"""The score without dismissed and waived rows: what leaves the numbers, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.engine.settled import add_settled_scores, settle_rows
from checker.flags.against import rows_against
from checker.model import Flag, Report, Tracked
from checker.text.bilingual import Text
from tests.engine.test_copies import judged, of_code, suit
from tests.measures.needed.world import END, indicator, stand


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def report(heping: Pack, holds: str) -> Report:
    """One suit where the head came and one where not; of the second, something was decided."""
    rows = [suit(heping, "（2022）津0101行初1号"), suit(heping, "（2022）津0101行初2号", head_appeared="否")]
    department = judged(heping, litigation=rows)
    missed = {each.place.row for each in of_code(department, "M501") if each.indicator == "court-appearance"}
    assert missed == {3}

    def track(flag: Flag) -> Flag:
        decided = flag.code.id == "M501" and flag.indicator == "court-appearance"
        return replace(flag, tracked=Tracked("new", "f", "2022Q4", holds if decided else "open", Text("", "")))

    tracked = replace(department, flags=tuple(map(track, department.flags)))
    return Report(
        *("x", "heping", Text("", ""), "1", "", "2022Q4", heping.plan.start.replace(year=2022, month=12, day=31), None),
        *((tracked,), (), Text("", ""), (), ()),
    )


@pytest.mark.parametrize("holds", ["dismissed", "waived"])
def test_a_settled_row_leaves_the_numbers(heping: Pack, holds: str) -> None:
    (department,) = add_settled_scores(report(heping, holds), heping).departments
    result = next(each for each in department.results if each.indicator == "court-appearance")
    assert (result.numerator, result.denominator) == (1, 2)  # the result itself stays as it is
    weights = {each.indicator: each.weight for each in department.results if each.attainment is not None}
    earned = sum(each.weight * (each.attainment or 0) for each in department.results)
    lost = result.weight * (1 - (result.attainment or 0))
    assert department.settled == 1
    assert department.score_settled == 100 * (earned + lost) / sum(weights.values(), Fraction(0))


@pytest.mark.parametrize(
    ("target", "value", "leaves"),
    [
        ({"equals": "50%"}, (3, 1), (2, 1)),  # too many passed: the rows of the numerator are flagged
        ({"equals": "90%"}, (3, 1), (3, 0)),
        ({"at_least": "20%", "at_most": "50%"}, (3, 1), (2, 1)),
        ({"at_least": "80%", "at_most": "90%"}, (3, 1), (3, 0)),
        ({"at_least": "70%", "at_most": "90%"}, (3, 1), (3, 1)),  # it is met, so no row counts against it
        ({"at_most": "50%"}, (3, 1), (2, 1)),
        ({"at_least": "80%"}, (3, 1), (3, 0)),
    ],
)
def test_a_settled_row_leaves_the_side_that_it_is_flagged_on(target, value, leaves) -> None:
    rows = [{"on": date(2022, 3, day), "good": day <= value[0], "inside": True} for day in range(1, sum(value) + 1)]
    result = stand(
        indicator({"proportion": {"table": "cases", "when": "on", "numerator": {"good": True}}}, target),
        {"cases": rows},
        END,
    )
    against = rows_against(result)[0].numbers
    measured, left = settle_rows(result, against[:1])
    assert (measured.counts.passed, measured.counts.failed) == leaves
    assert left == (1 if against else 0) == sum(value) - sum(leaves)


@pytest.mark.parametrize("holds", ["open", "confirmed", "requested", "expired", "outdated", "planned"])
def test_any_other_decision_changes_no_score(heping: Pack, holds: str) -> None:
    (department,) = add_settled_scores(report(heping, holds), heping).departments
    assert (department.settled, department.score_settled) == (0, None)
