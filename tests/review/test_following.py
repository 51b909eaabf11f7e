"""What became of each flag from run to run: both sides of every state, and what is never called fixed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checker.model.fingerprints import Fingerprint
from checker.model.flags import Known
from checker.periods import parse_period
from checker.review.following import FlagState, Looked, Run, count_states, follow

LOOKED = Looked(
    departments={"a", "b"},
    indicators={"a": {"hours"}, "b": {"hours"}},
    tables={"a": {"training"}, "b": {"training"}},
    rules={"hours": "1", "tables/training": "1"},
    codes={"M503", "V301", "W243"},
)
SURE = Fingerprint("1" * 16, "2" * 8, "3" * 8)


def flag(print: Fingerprint = SURE, **more: Any) -> dict[str, Any]:
    plain = {
        **{"code": "M503", "severity": "red", "department": "a", "table": "training", "indicator": "hours", "key": "7"},
        **{"cell": "D7", "row": 7, "message": {"zh": "甲", "en": "a"}, "keyed": "", "ref": str(print)},
    }
    return {**plain, "fingerprint": f"id1:{print.identity}", "facts": f"f1:{print.facts}", **more}


def run(
    flags: list[dict[str, Any]], before: Run | None = None, period: str = "2022Q4", looked: Looked = LOOKED, **more: Any
) -> Run:
    done = list(follow(flags, looked, parse_period(period), before, **more))
    number = 1 if before is None else int(before.id) + 1
    return Run(str(number), parse_period(period), looked.rules, done)


def states(of: Run) -> list[str]:
    return [str(each["state"]) for each in of.flags]


def test_the_first_run_has_new_flags_only():
    assert states(run([flag()])) == ["new"]


def test_a_flag_persists_and_keeps_its_finding():
    first = run([flag()])
    second = run([flag(row=99)], first, "2023Q1")
    (old,), (new,) = first.flags, second.flags
    assert (new["state"], new["finding"], new["first"], new["last"]) == (
        "persisting",
        old["finding"],
        "2022Q4",
        "2023Q1",
    )


def test_other_facts_are_a_change_of_the_same_finding():
    first = run([flag()])
    second = run([flag(replace(SURE, facts="9" * 8))], first)
    assert states(second) == ["changed"]
    assert second.flags[0]["finding"] == first.flags[0]["finding"]


def test_what_could_be_another_row_gets_a_finding_of_its_own():
    loose = replace(SURE, known=Known.NOT)
    first = run([flag(loose)])
    second = run([flag(loose)], first)
    assert states(second) == ["persisting"]
    assert second.flags[0]["finding"] != first.flags[0]["finding"]
    assert (second.flags[0]["was"], second.flags[0]["doubt"]) == (first.flags[0]["finding"], "uncertain")


def test_equal_flags_keep_their_findings_only_if_the_same_was_decided_about_all():
    twins = [flag(SURE), flag(replace(SURE, number=2))]
    first = run(twins)
    findings = {str(each["finding"]) for each in first.flags}
    assert len(findings) == 2
    apart = run(twins, first)
    assert not findings & {str(each["finding"]) for each in apart.flags}
    together = run(twins, first, agree=lambda asked: set(asked) == findings)
    assert {str(each["finding"]) for each in together.flags} == findings


def test_one_of_two_equal_flags_left_is_new_and_says_why():
    second = run([flag()], run([flag(), flag(replace(SURE, number=2))]))
    assert [(each["state"], each.get("doubt")) for each in second.flags[:1]] == [("new", "ambiguous")]
    assert [(each["state"], each["why"]) for each in second.flags[1:]] == [("withdrawn", "unclear")] * 2
    assert states(run([flag()], second)) == ["persisting", "withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("looked", "state", "why"),
    [
        (LOOKED, "fixed", ""),
        (replace(LOOKED, departments={"b"}), "not_looked_at", "no_workbook"),
        (replace(LOOKED, indicators={"a": {"other"}}), "not_looked_at", "not_judged"),
        (replace(LOOKED, tables={"a": set()}), "not_looked_at", "no_sheet"),
        (replace(LOOKED, faults=True), "not_looked_at", "fault"),
        (replace(LOOKED, records={("a", "training"): {"8"}}), "not_looked_at", "no_record"),
        (replace(LOOKED, records={("a", "training"): {"7"}}), "fixed", ""),
        (replace(LOOKED, rules={**LOOKED.rules, "hours": "2"}), "withdrawn", "rule_changed"),
        (replace(LOOKED, rules={"tables/training": "1"}), "withdrawn", "rule_gone"),
        (replace(LOOKED, codes={"V301"}), "withdrawn", "code_gone"),
    ],
)
def test_a_flag_that_is_gone_is_fixed_only_if_somebody_looked(looked, state, why):
    second = run([], run([flag()]), looked=looked)
    assert [(each["state"], each["why"]) for each in second.flags] == [(state, why)]


def test_what_nobody_looked_at_is_recognised_when_somebody_does():
    first = run([flag()])
    absent = run([], first, "2023Q1", replace(LOOKED, departments={"b"}))
    back = run([flag()], absent, "2023Q2")
    assert (states(absent), states(back)) == (["not_looked_at"], ["persisting"])
    assert back.flags[0]["finding"] == first.flags[0]["finding"]
    fixed = run([], absent, "2023Q2")
    assert states(fixed) == ["fixed"]


@pytest.mark.parametrize(("period", "state"), [("2023Q4", "reopened"), ("2024Q1", "new")])
def test_a_fixed_flag_is_reopened_within_four_quarters(period, state):
    first = run([flag()], period="2022Q3")
    fixed = run([], first, "2022Q4")
    later = run([flag()], fixed, period)
    assert states(later)[0] == state
    assert (later.flags[0]["finding"] == first.flags[0]["finding"]) == (state == "reopened")


def test_only_what_is_exactly_the_same_is_reopened():
    fixed = run([], run([flag()]), "2023Q1")
    later = run([flag(replace(SURE, facts="9" * 8))], fixed, "2023Q2")
    assert states(later) == ["new", "fixed"]


def test_gone_flags_are_handed_on_and_counted():
    fixed = run([], run([flag()]), "2023Q1")
    later = run([], fixed, "2023Q2")
    assert later.flags == fixed.flags
    assert count_states(later.flags)["fixed"] == {"red": 1}
    assert set(count_states([])) == {each.value for each in FlagState}
