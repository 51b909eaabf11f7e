"""Every measure leaves out what is dated after the day: the same rows without those give the same value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.measures.toolkit.scope import Roster
from checker.text.bilingual import Text
from tests.measures.needed.test_amounts import CHANGE, COUNT, DISTINCT, RATE, RATIO, TOTAL
from tests.measures.needed.test_deliverables import ADDRESSEES, COMMON, FIGURES, OWN_DAYS
from tests.measures.needed.test_members import STAYS, TERM
from tests.measures.needed.world import BAD, PROPORTION, TRAINING, Row, indicator, stand

DAYS = [date(2021, 6, 1), date(2022, 1, 31), date(2022, 3, 1), date(2022, 6, 30), date(2022, 7, 1), date(2022, 12, 31)]
COURSES = {"table": "cases", "when": "on"}
MEASURES: dict[str, dict[str, Any]] = {
    "proportion": PROPORTION,
    "count": COUNT,
    "distinct": DISTINCT,
    "total": TOTAL,
    "members": TRAINING,
    "stays": {"cohort": {**STAYS, "pro_rata": {"by": "months"}}},
    "terms": TERM,
    "department": {"cohort": {"members": "department", "each": {"count": COURSES}, "reach": {"at_least": 2}}},
    "provided": {
        "cohort": {
            "members": "department",
            "provided": {**COURSES, "where": {"inside": True}},
            "each": {"count": COURSES},
            "reach": {"at_least": 2},
        }
    },
    "quarters": {"cohort": {"members": "quarters", "each": {"count": COURSES}, "reach": {"at_least": 1}}},
    "roster": {
        "cohort": {
            "members": "roster",
            "each": {"count": {**COURSES, "match": {"who": "department"}}},
            "reach": {"at_least": 1},
        }
    },
    "change": CHANGE,
    "change in percent": RATIO,
    "ratio": {"ratio": {"numerator": TOTAL, "denominator": {"count": COURSES}}},
    "trends": {
        "trends": {"must": "fall", "each": [{"name": {"zh": "数", "en": "No."}, "of": each} for each in (COUNT, TOTAL)]}
    },
    "rate": RATE,
    "milestone": OWN_DAYS,
    "common day": COMMON,
    "addressees": ADDRESSEES,
    "dated milestone": {"milestone": {"table": "tasks", "when": "done", "done": "done", "due": "03-31"}},
    "figures": {"reported": {**FIGURES, "figures": "a"}},
}
ROSTER = Roster((("00", Text("甲", "A")), ("01", Text("乙", "B"))), {"00": "00", "01": "01"})

days = st.sampled_from([*DAYS, BAD])
worlds = st.fixed_dictionaries(
    {
        "cases": st.lists(
            st.fixed_dictionaries(
                {
                    "no": st.sampled_from(["a", "b", "c"]),
                    "on": days,
                    "inside": st.sampled_from([True, True, False]),
                    "out": st.just(False),
                    "good": st.sampled_from([True, True, False, BAD]),
                    "who": st.sampled_from(["00", "01", "02"]),
                    "hours": st.sampled_from(["10", "30", "60"]),
                }
            ),
            max_size=8,
        ),
        "officers": st.just([{"id": "00", "serves": True}, {"id": "01", "serves": True, "since": date(2022, 4, 1)}]),
        "tasks": st.lists(
            st.fixed_dictionaries(
                {
                    "due": st.sampled_from(DAYS),
                    "done": st.one_of(st.none(), days),
                    "to": st.sampled_from(["party", "congress"]),
                }
            ),
            max_size=6,
        ),
        "figures": st.just([{"figure": "a", "printed": "50%", "top": "1", "base": "2"}]),
    }
)


def known_by(rows: Mapping[str, list[Row]], day: date) -> dict[str, list[Row]]:
    """The same rows as somebody had them on a day: no later ones, nothing done that was done later."""

    def is_later(value: object) -> bool:
        return isinstance(value, date) and value > day

    return {
        **rows,
        "cases": [row for row in rows["cases"] if not is_later(row["on"])],
        "tasks": [{**row, "done": None} if is_later(row["done"]) else row for row in rows["tasks"]],
    }


@pytest.mark.parametrize("name", MEASURES)
@settings(deadline=None, max_examples=60)
@given(rows=worlds, day=st.sampled_from(DAYS[1:]))
def test_nothing_later_counts(name: str, rows: dict[str, list[Row]], day: date) -> None:
    asked = indicator(MEASURES[name], {"at_least": 1})
    # A sheet of later rows only is not declared nil, which is a figure of zero to compare with.
    assume(bool(rows["cases"]) == bool(known_by(rows, day)["cases"]))
    now, then = (stand(asked, known, day, roster=ROSTER) for known in (rows, known_by(rows, day)))
    assert (now.value, now.lower, now.upper) == (then.value, then.lower, then.upper)
    assert (now.numerator, now.denominator, now.excluded) == (then.numerator, then.denominator, then.excluded)
