"""A change that the district makes out of departments' rows: a figure that one of them lacks is not zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.authoring.examples import example_submission
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack, Roster
from checker.definitions.task import Task
from checker.definitions.worked import Example
from checker.engine.checked import CheckedWorkbook
from checker.engine.indicator import judge_indicator
from checker.engine.report import build_report
from checker.model import Department, Measured, Result, State, Status
from checker.periods import parse_period
from checker.text.bilingual import Text
from tests.measures.needed.world import indicator as asked_for
from tests.measures.needed.world import of_the_district, stand

NAMES = ("slj", "wjj")


@pytest.fixture(scope="module")
def hantai() -> Pack:
    pack = load_pack("hantai")
    entries = tuple(entry for entry in pack.roster.departments if entry.code in NAMES)
    chosen = {name: pack.indicators[name] for name in ("case-volume", "loss-rate")}
    return replace(pack, roster=Roster(groups=pack.roster.groups, departments=entries), indicators=chosen)


def suit(number: int, year: int, outcome: str = "won") -> dict[str, Any]:
    return {
        "case_no": f"（{year}）陕0702行初{number}号",
        "instance_level": "first",
        "accepted_on": date(year, 3, 1),
        "outcome": outcome,
        "judgment_effective_on": date(year, 9, 1),
    }


def district(pack: Pack, *litigation: list[dict[str, Any]]) -> dict[str, Result]:
    """The district's results over the litigation sheets of its departments."""
    task = Task(pack, parse_period("2025"), date(2025, 12, 31))
    checked = []
    for code, rows in zip(NAMES, litigation, strict=False):
        entry = next(each for each in pack.roster.departments if each.code == code)
        results = []
        for indicator in pack.indicators.values():
            example = Example.model_validate({"rows": {"litigation": rows}, "expect": {}})
            submission = example_submission(pack, indicator, example)
            results.append(judge_indicator(indicator, submission, entry, task, {}))
        name = Text(entry.name.zh, entry.name.en)
        checked.append(
            CheckedWorkbook(Department(code, name, code, "", State.ACCEPTED, None, None, tuple(results), (), (), ()))
        )
    return {result.indicator: result for result in build_report(checked, task, whole=True).district_results}


def test_a_department_without_an_earlier_figure_leaves_the_total_open(hantai: Pack) -> None:
    """The other one had 3 suits in 2024; now both have 2. However many the second had then, 2 is at least 1 less."""
    told = district(hantai, [suit(1, 2024, "lost"), suit(2, 2024), suit(3, 2024)], [suit(1, 2025), suit(2, 2025)])
    volume, rate = told["case-volume"], told["loss-rate"]
    assert (volume.status, volume.value, volume.lower, volume.upper) == (Status.MET, None, None, Fraction(-1))
    assert (volume.numerator, volume.denominator) == (Fraction(2), None)
    # One of its cases then may have been lost or not: the rate was anything, and is 0 now.
    assert (rate.status, rate.value) == (Status.UNDETERMINED, None)
    for result in (volume, rate):
        assert result.reason is not None and result.needed is None
        assert "卫生健康局" in result.reason.zh and "水利" not in result.reason.zh, result.reason
        assert "earlier total is unknown" in result.reason.en


def test_a_partial_earlier_total_is_never_shown_as_the_whole(hantai: Pack) -> None:
    """2 suits in one of the two, 3 now in both: the rise of 1 would be that of a total that nobody knows."""
    told = district(hantai, [suit(1, 2024), suit(2, 2024)], [suit(1, 2025), suit(2, 2025), suit(3, 2025)])[
        "case-volume"
    ]
    assert (told.status, told.value, told.lower, told.upper) == (Status.UNDETERMINED, None, None, Fraction(1))


def test_a_zero_beside_an_unknown_figure_may_be_the_total(hantai: Pack) -> None:
    """One has suits of a higher court in 2024 only, so none of the kind counted; the other has none of that year."""
    appeal = {**suit(9, 2024), "instance_level": "second"}
    told = district(hantai, [appeal], [suit(1, 2025)])["case-volume"]
    assert (told.status, told.value, told.lower, told.upper) == (Status.UNDETERMINED, None, None, Fraction(1))


def test_a_department_with_no_suits_at_all_is_counted_in(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2024), suit(1, 2025)], [])
    assert (told["case-volume"].status, told["case-volume"].value) == (Status.MISSED, Fraction(0))
    assert told["case-volume"].reason is None


def test_nothing_last_year_anywhere_is_never_a_pass(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2025)], [])
    assert {result.status for result in told.values()} == {Status.UNDETERMINED}
    assert {result.value for result in told.values()} == {None}


def test_nobody_has_an_earlier_figure(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2025)], [suit(1, 2025)])["case-volume"]
    assert (told.status, told.value, told.lower, told.upper) == (Status.UNDETERMINED, None, None, None)
    assert told.reason is not None and "no earlier figure" in told.reason.en


def test_a_department_that_is_not_in_yet_leaves_it_open(hantai: Pack) -> None:
    told = district(hantai, [suit(1, 2024), suit(2, 2024), suit(1, 2025)])
    assert told["case-volume"].status is Status.UNDETERMINED


OF = {
    "count": {"count": {"table": "cases", "when": "on"}},
    "hours": {"total": {"table": "cases", "when": "on", "column": "hours"}},
}
ONE = {"cases": [{"on": date(2022, 3, 1), "hours": 2}]}


@pytest.mark.parametrize(
    ("of", "by", "before", "expected"),
    [
        # 2 now in both; 3 a year ago in one, unknown in the other.
        ("count", "difference", 3, (Status.MET, None, Fraction(-1))),
        ("count", "ratio", 3, (Status.MET, Fraction(-1), Fraction(-1, 3))),
        ("count", "difference", 1, (Status.UNDETERMINED, None, Fraction(1))),
        ("count", "difference", 0, (Status.UNDETERMINED, None, Fraction(2))),
        # 4 hours now; the table says that hours are at least 0.
        ("hours", "difference", 9, (Status.MET, None, Fraction(-5))),
    ],
)
def test_what_no_run_has_recorded_leaves_the_total_open(
    of: str, by: str, before: int, expected: tuple[Status, Fraction | None, Fraction | None]
) -> None:
    asked = asked_for({"change": {"of": OF[of], "by": by, "before": "history"}}, {"below": 0})
    lacking = stand(asked, ONE).measured
    assert lacking.reason is not None
    earlier = Measured("amount", amount=Fraction(before), low=Fraction(before), high=Fraction(before))
    recorded = replace(lacking, parts=(lacking.parts[0], earlier), reason=None)
    for parts in ([lacking, recorded], [recorded, lacking]):
        told = of_the_district(asked, parts)
        assert (told.status, told.lower, told.upper) == expected
        assert told.value is None and told.denominator is None and told.needed is None
