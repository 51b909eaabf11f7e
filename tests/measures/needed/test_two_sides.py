"""What a value outside two sides needs: the side that it misses, and the one that it must not pass."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.measures.needed.world import BAD, END, JUNE, Row, indicator, sentences, stand

COUNT: dict[str, Any] = {"count": {"table": "cases", "when": "on", "where": {"good": True}}}
SHARE: dict[str, Any] = {"proportion": {"table": "cases", "when": "on", "numerator": {"good": True}}}
FOUR_TO_6 = {"at_least": 4, "at_most": 6}


def cases(*good: Any) -> dict[str, list[Row]]:
    return {"cases": [{"on": date(2022, 2, 1), "good": each} for each in good]}


@pytest.mark.parametrize(
    ("measure", "target", "good", "as_of", "said"),
    [
        (COUNT, FOUR_TO_6, [True], JUNE, "3 more rows in “cases” (“Appeared” is “yes”) reach the target by 2022-12-31; "
         "1 of that due by 2022-06-30; the value must stay ≤ 6"),
        (COUNT, FOUR_TO_6, [True] * 7, END, "1 row too many for the target; rows 2, 3, 4, 5, 6, 7, 8 of “cases” can be "
         "corrected if recorded wrongly; the value must stay ≥ 4"),
        (COUNT, FOUR_TO_6, [True] * 6 + [BAD], END, "row 8 of “cases” has to be completed before it can be decided"),
        (COUNT, FOUR_TO_6, [True] * 3 + [BAD], END, "row 5 of “cases” has to be completed before it can be decided"),
        (SHARE, {"at_least": "50%", "at_most": "90%"}, [False], JUNE, "1 more good row of “cases” (“Appeared” is "
         "“yes”) reaches the target by 2022-12-31; the value must stay ≤ 90%"),
        # One good row of two is too few, two are too many: no number of them lies between.
        (SHARE, {"at_least": "60%", "at_most": "90%"}, [True, False], END,
         "the value is 50% and must be ≥ 60% and ≤ 90%"),
        # All three are good: one would have to be none, and two of three lie between.
        (SHARE, {"at_least": "60%", "below": "90%"}, [True] * 3, END, "correcting row 2 of “cases” reaches the target "
         "if it was recorded wrongly; the value must stay ≥ 60%"),
    ],
)  # fmt: skip
def test_it_names_both_sides(
    measure: dict[str, Any], target: dict[str, Any], good: list[Any], as_of: date, said: str
) -> None:
    found = sentences(stand(indicator(measure, target), cases(*good), as_of))
    assert found is not None
    assert found[1] == said
    assert ("同时结果仍须" in found[0]) is ("must stay" in said)
