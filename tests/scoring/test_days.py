"""Which days a trend has, which measures have one, and what is expected on each day."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.model import Counts, Measured, Point, Rows
from checker.periods import Window
from checker.scoring.trend import days_of, trend_of, without_rows
from tests.measures.needed.test_amounts import CHANGE, COUNT, RATE, TOTAL
from tests.measures.needed.test_deliverables import COMMON
from tests.measures.needed.world import END, PROPORTION, TRAINING, YEAR, indicator, stand


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        (date(2021, 12, 31), []),
        (date(2022, 1, 1), ["2022-01-01"]),
        (date(2022, 1, 31), ["2022-01-31"]),
        (date(2022, 3, 15), ["2022-01-31", "2022-02-28", "2022-03-15"]),
        (date(2022, 3, 31), ["2022-01-31", "2022-02-28", "2022-03-31"]),
        (date(2022, 4, 1), ["2022-01-31", "2022-02-28", "2022-03-31", "2022-04-01"]),
    ],
)
def test_month_ends_and_the_day_itself(as_of: date, days: list[str]) -> None:
    assert [str(day) for day in days_of(YEAR, as_of)] == days


def test_a_window_that_is_over_ends_with_the_day_judged_on() -> None:
    quarter = Window(date(2022, 1, 1), date(2022, 3, 31))
    assert days_of(quarter, date(2022, 5, 20))[-2:] == (date(2022, 3, 31), date(2022, 5, 20))
    half_month = Window(date(2022, 1, 10), date(2022, 2, 10))
    assert days_of(half_month, date(2022, 2, 10)) == (date(2022, 1, 31), date(2022, 2, 10))


def without_day(measure: dict[str, Any]) -> dict[str, Any]:
    ((kind, asked),) = measure.items()
    return {kind: {name: value for name, value in asked.items() if name != "when"}}


COHORT: dict[str, Any] = TRAINING["cohort"]
UNDATED = {**COHORT, "each": {"total": {**COHORT["each"]["total"], "when": None}}}
IN_FORCE = {"on": {"at_most": {"column": "as_of"}}}


@pytest.mark.parametrize(
    ("measure", "dated"),
    [
        (PROPORTION, True),
        (without_day(PROPORTION), False),
        (COUNT, True),
        (without_day(COUNT), False),
        ({"count": {"table": "cases", "where": IN_FORCE}}, True),
        ({"count": {"table": "cases", "where": {"any": [{"good": True}, {"not": IN_FORCE}]}}}, True),
        ({"proportion": {"table": "cases", "numerator": {"as_of": {"within": {"days": 3, "of": "on"}}}}}, True),
        ({"proportion": {"table": "cases", "numerator": {"good": True}, "exclusion": IN_FORCE}}, True),
        (without_day(TOTAL), False),
        (TRAINING, True),
        ({"cohort": UNDATED}, False),
        ({"cohort": {**UNDATED, "during": {"from": "since", "to": "until"}}}, True),
        ({"cohort": {**UNDATED, "where": {"since": {"at_most": {"column": "as_of"}}}}}, True),
        (COMMON, True),
        (CHANGE, True),
        ({"change": {"of": COUNT}}, False),  # what it is compared with is known for one day only
    ],
)
def test_a_measure_without_dates_has_no_course(measure: dict[str, Any], dated: bool) -> None:
    assert indicator(measure, {"at_least": 1}).asked.depends_on_day() is dated


def test_what_the_packs_measure_on_any_day_alike() -> None:
    undated = {
        name: sorted(each.id for each in load_pack(name).indicators.values() if not each.asked.depends_on_day())
        for name in ("heping", "hantai", "kundulun", "jizhou", "shuanghuancun")
    }
    # Last year's rate is typed for the whole year.
    assert undated["heping"] == ["mediation-rate"]
    # Figures as a report prints them, lists of items and of staff: nothing in them says since when.
    assert len(undated["jizhou"]) == 17
    # A contract of an adviser is in force on one day and not on another, and so is an officer's certificate.
    assert undated["hantai"] == ["delegated-adjustment", "disclosure-staff"]
    assert undated["kundulun"] == ["priced-items"]


def test_what_an_amount_was_expected_to_be() -> None:
    asked = indicator({"count": COUNT["count"]}, {"at_least": 4})
    measured = stand(asked, {"cases": []}).measured
    points = trend_of(asked, YEAR, [(day, measured) for day in (date(2022, 3, 31), date(2022, 6, 30), END)])
    assert points == (
        Point(date(2022, 3, 31), Fraction(0), Fraction(1)),
        Point(date(2022, 6, 30), Fraction(0), Fraction(2)),
        Point(END, Fraction(0), Fraction(4)),
    )
    at_the_end = indicator({"count": COUNT["count"]}, {"at_least": 4}, pace="end")
    assert [each.expected for each in trend_of(at_the_end, YEAR, [(date(2022, 6, 30), measured), (END, measured)])] == [
        0,
        4,
    ]
    ceiling = indicator({"count": COUNT["count"]}, {"at_most": 4})
    assert trend_of(ceiling, YEAR, [(END, measured)]) == (Point(END, Fraction(0), None),)


def test_a_share_is_expected_to_be_nothing_but_its_target() -> None:
    asked = indicator(PROPORTION, {"at_least": "95%"})
    measured = stand(asked, {"cases": []}).measured
    assert trend_of(asked, YEAR, [(END, measured)]) == (Point(END, None, None),)


def test_only_what_the_sum_needs_travels() -> None:
    rows = Rows("cases", tuple(range(2, 5000)))
    part = Measured("amount", amount=Fraction(1), numerator_rows=rows, distinct=frozenset({"a"}))
    change = Measured("change", Counts(1, 2), settled=2, numerator_rows=rows, unknown_rows=rows, parts=(part, part))
    small = without_rows(change)
    assert small.parts[0].amount == 1
    assert small.parts[0].distinct == {"a"}
    assert small.counts == Counts(1, 2)
    assert len(pickle.dumps(small)) < 1500
    officers = [{"id": f"{number:04}", "serves": True} for number in range(500)]
    told = stand(indicator(TRAINING, {"at_least": "100%"}), {"officers": officers, "cases": []}).measured
    assert len(told.members) == 500
    assert len(pickle.dumps(without_rows(told))) < 1500
    assert without_rows(told).counts == told.counts


def test_a_rate_of_change_has_points_of_both_sides() -> None:
    asked = indicator(RATE, {"below": 0})
    measured = Measured("change", parts=(Measured("share", Counts(1, 1)), Measured("share", Counts(1, 3))))
    (point,) = trend_of(asked, YEAR, [(END, without_rows(measured))])
    assert point.value == Fraction(1, 4)
