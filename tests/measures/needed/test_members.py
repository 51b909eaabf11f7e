"""Cohorts: raising the members that are named, by what they are said to lack, is just enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.measures.toolkit.scope import Roster
from checker.model import Member, Result, Status
from checker.wording.results import short_members
from tests.measures.needed.world import BAD, END, JUNE, OPERATORS, TRAINING, WELL, Row, indicator, sentences, stand

MARCH = date(2022, 3, 1)

people = st.lists(
    st.fixed_dictionaries(
        {
            "serves": st.sampled_from([True, True, True, False, BAD]),
            "since": st.sampled_from([None, None, date(2022, 7, 1), BAD]),
            "until": st.sampled_from([None, None, date(2022, 5, 31), BAD]),
        }
    ),
    max_size=6,
).map(lambda rows: [{**row, "id": f"0{index}"} for index, row in enumerate(rows)])
courses = st.lists(
    st.fixed_dictionaries(
        {
            "who": st.sampled_from(["00", "01", "02", "03", BAD]),
            "on": st.sampled_from([MARCH, MARCH, MARCH, date(2021, 3, 1), BAD]),
            "hours": st.sampled_from(["10", "20", "30", "60", BAD]),
        }
    ),
    max_size=8,
)
targets = (
    st.tuples(st.sampled_from(OPERATORS), st.fractions(0, 1, max_denominator=6))
    .filter(lambda pair: pair not in (("above", 1), ("below", 0)))
    .map(lambda pair: dict([pair]))
)
STAYS = {**TRAINING["cohort"], "during": {"from": "since", "to": "until"}}
MEASURES: list[dict[str, Any]] = [TRAINING, {"cohort": STAYS}, {"cohort": {**STAYS, "pro_rata": {"by": "days"}}}]


def raised(rows: Sequence[Row], members: Sequence[Member]) -> list[Row]:
    """With a course for each of them that is as long as what it lacks."""
    return [*rows, *({"who": each.key, "on": MARCH, "hours": str(each.goal - each.low)} for each in members)]


@settings(deadline=None, max_examples=100)
@given(people, courses, targets, st.sampled_from([END, JUNE]), st.sampled_from(MEASURES))
def test_what_is_said_is_just_enough(
    officers: list[Row], cases: list[Row], target: dict[str, Any], as_of: date, measure: dict[str, Any]
) -> None:
    asked = indicator(measure, target, pace="end")
    result = stand(asked, {"officers": officers, "cases": cases}, as_of)
    if result.needed is None or result.needed.count is None:
        return
    # A roster's row has a number, and so has every member here: the rows say who is meant.
    named = [member for row in result.needed.rows for member in result.measured.members if member.row == row]
    assert len(named) == result.needed.count

    def is_well(members: Sequence[Member]) -> bool:
        rows = {"officers": officers, "cases": raised(cases, members)}
        return stand(asked, rows, END).status in WELL

    if as_of == END and result.measured.counts.passed + result.measured.counts.failed:
        assert is_well(named)
        assert not is_well(named[:-1])
        # The nearest first: nobody who is left out lacks less than the last who surely belongs.
        sure = [member for member in named if member.place in ("failed", "pass_or_fail")]
        others = [each for each in short_members(result) if each not in named]
        assert not sure or all(
            other.goal - other.low >= sure[-1].goal - sure[-1].low
            for other in others
            if other.place in ("failed", "pass_or_fail")
        )


@settings(deadline=None, max_examples=100)
@given(people, courses, st.sampled_from(["1", "1/2"]))
def test_those_behind_the_pace_are_just_those_who_have_to_catch_up(
    officers: list[Row], cases: list[Row], least: str
) -> None:
    asked = indicator(TRAINING, {"at_least": least})
    result = stand(asked, {"officers": officers, "cases": cases}, JUNE)
    if result.status not in (Status.BEHIND, Status.UNDETERMINED) or result.needed is None:
        return
    said = result.needed.text.zh
    late = int(said.partition("按进度落后 ")[2].split(" ")[0]) if "按进度落后" in said else 0
    short = [each for each in result.measured.members if each.paced_place in ("failed", "pass_or_fail")]
    short += [each for each in result.measured.members if each.paced_place in ("out_or_fail", "anything")]
    short.sort(key=lambda each: (each.paced_place in ("out_or_fail", "anything"), each.paced - each.low, each.key))

    def is_well(members: Sequence[Member]) -> bool:
        more = [{"who": each.key, "on": MARCH, "hours": str(each.paced - each.low)} for each in members]
        return stand(asked, {"officers": officers, "cases": [*cases, *more]}, JUNE).status in WELL

    if late and any(each.place in ("passed", "failed", "pass_or_fail") for each in result.measured.members):
        assert is_well(short[:late])
        assert not is_well(short[: late - 1])


def officers(count: int) -> list[Row]:
    return [{"id": f"04{index:02}", "serves": True} for index in range(1, count + 1)]


def course(who: str, hours: str) -> Row:
    return {"who": who, "on": MARCH, "hours": hours}


def told(asked: dict[str, Any], rows: dict[str, list[Row]], as_of: date = END, **more: Any) -> tuple[str, str] | None:
    target = more.pop("target", {"at_least": "100%"})
    return sentences(stand(indicator(asked, target, **more), rows, as_of))


def test_one_officer() -> None:
    rows = {"officers": officers(1), "cases": [course("0401", "31")]}
    assert told(TRAINING, rows) == (
        "执法证号 0401（“officers”表第 2 行）：31/60 学时，还差 29",
        "Officer number 0401 (row 2 of “officers”): 31 of 60 hours, 29 to go",
    )


def test_one_officer_while_there_is_time() -> None:
    rows = {"officers": officers(1), "cases": [course("0401", "29")]}
    assert told(TRAINING, rows, JUNE) == (
        "按进度落后 1 个：执法证号 0401（“officers”表第 2 行）：29/30 学时，还差 1；"
        "“officers”表还须有 1 个达到要求，合计还差 31 学时（2022-12-31 前）",
        "behind the pace: Officer number 0401 (row 2 of “officers”): 29 of 30 hours, 1 to go; "
        "1 more of “officers” must reach the goal, 31 hours to go in total by 2022-12-31",
    )


def test_officers_in_the_same_position_are_told_together() -> None:
    cases = [course(f"04{index:02}", "31") for index in range(1, 5)] + [course("0405", "59.5"), course("0406", "60")]
    assert told(TRAINING, {"officers": officers(6), "cases": cases}) == (
        "“officers”表还须有 5 个达到要求，合计还差 116.5 学时：执法证号 0405（第 6 行）：59.5/60 学时，还差 0.5；"
        "0401（第 2 行）、0402（第 3 行）、0403（第 4 行）等 4 个：各 31/60 学时，各差 29",
        "5 more of “officers” had to reach the goal, 116.5 hours to go in total: "
        "Officer number 0405 (row 6): 59.5 of 60 hours, 0.5 to go; "
        "0401 (row 2), 0402 (row 3), 0403 (row 4) and 1 more: 31 of 60 hours each, 29 to go each",
    )


def test_no_more_than_five_positions_are_told() -> None:
    cases = [course(f"04{index:02}", str(index)) for index in range(1, 9)]
    zh, en = told(TRAINING, {"officers": officers(8), "cases": cases}) or ("", "")
    assert "0404（第 5 行）：4/60 学时，还差 56；另有 3 个" in zh
    assert "0404 (row 5): 4 of 60 hours, 56 to go; 3 more" in en
    assert "0403" not in zh + en


def test_no_more_are_asked_for_than_the_target_takes() -> None:
    cases = [course("0401", "60"), course("0402", "50")]
    zh, _ = told(TRAINING, {"officers": officers(3), "cases": cases}, target={"at_least": "60%"}) or ("", "")
    assert zh == "执法证号 0402（“officers”表第 3 行）：50/60 学时，还差 10"


def test_a_part_of_the_goal_is_rounded_up() -> None:
    # 5 of 12 months and 10 of 31 days: 60 * (5 + 10/31) / 12 = 26.612...
    asked = {"cohort": {**STAYS, "pro_rata": {"by": "months"}}}
    rows = {"officers": [{"id": "0401", "serves": True, "until": date(2022, 6, 10)}], "cases": [course("0401", "20")]}
    result = stand(indicator(asked, {"at_least": "100%"}), rows)
    assert result.measured.members[0].goal == Fraction(60) * (5 + Fraction(10, 30)) / 12
    rows["officers"][0]["until"] = date(2022, 5, 10)
    zh, _ = told(asked, rows) or ("", "")
    assert "20/21.62 学时，还差 1.62" in zh  # 60 * (4 + 10/31) / 12 = 21.6129...


COURSES = {"table": "cases", "when": "on"}


def test_the_department_itself() -> None:
    asked = {
        "cohort": {
            "members": "department",
            "each": {"count": {**COURSES, "where": {"good": True}}},
            "reach": {"at_least": 4, "unit": {"zh": "次", "en": "times"}},
        }
    }
    rows: dict[str, list[Row]] = {"cases": [{"on": MARCH, "good": True}]}
    assert told(asked, rows) == (
        "“cases”表已有 1 次（“是否出庭”为“是”），应有 4 次，还差 3 次",
        "“cases” has 1 of 4 times (“Appeared” is “yes”), 3 to go",
    )
    assert told(asked, rows, JUNE) == (
        "“cases”表已有 1 次（“是否出庭”为“是”），应有 4 次，还差 3 次（2022-12-31 前）；按进度目前还差 1",
        "“cases” has 1 of 4 times (“Appeared” is “yes”), 3 to go by 2022-12-31; 1 of that due by 2022-06-30",
    )
    undecided = {"cases": [{"on": MARCH, "good": True}] * 3 + [{"on": MARCH, "good": BAD}]}
    zh, en = told(asked, undecided) or ("", "")
    assert zh.endswith("还差 1 次；有单元格待补全")
    assert en.endswith("1 to go; some cells are incomplete")


def test_quarters() -> None:
    asked = {"cohort": {"members": "quarters", "each": {"count": COURSES}, "reach": {"at_least": 1}}}
    rows: dict[str, list[Row]] = {"cases": [{"on": MARCH}, {"on": date(2022, 8, 1)}, {"on": date(2022, 12, 1)}]}
    assert told(asked, rows) == ("“cases”表 2022Q2：0/1，还差 1", "“cases” 2022Q2: 0 of 1, 1 to go")
    # June is over and the quarter with it: no later row helps, though the year is open.
    open_ = stand(indicator(asked, {"at_least": "100%"}), rows, JUNE)
    assert (open_.status, open_.needed and open_.needed.by) == (Status.MISSED, None)
    assert told(asked, {"cases": rows["cases"][:1]}) == (
        "“cases”表还须有 3 个季度达到要求，合计还差 3：2022Q2、2022Q3、2022Q4：各 0/1，各差 1",
        "3 more quarters had to reach the goal, 3 to go in total: 2022Q2, 2022Q3, 2022Q4: 0 of 1 each, 1 to go each",
    )


def test_departments_of_the_roster() -> None:
    from checker.text.bilingual import Text

    asked = indicator(
        {
            "cohort": {
                "members": "roster",
                "each": {"count": {**COURSES, "match": {"who": "department"}}},
                "reach": {"at_least": 1, "unit": {"zh": "次", "en": "times"}},
            }
        },
        {"at_least": "100%"},
    )
    roster = Roster((("a", Text("甲局", "A")), ("b", Text("乙局", "B")), ("c", Text("丙局", "C"))), {"a": "a"})
    assert sentences(stand(asked, {"cases": [{"who": "a", "on": MARCH}]}, roster=roster)) == (
        "“cases”表还须有 2 个单位达到要求，合计还差 2 次：乙局、丙局：各 0/1 次，各差 1",
        "2 more departments had to reach the goal, 2 times to go in total: B, C: 0 of 1 time each, 1 to go each",
    )


TERM = {
    "cohort": {
        "members": "officers",
        "during": {"from": "since", "to": "until"},
        "within": {"from": "since", "to": "until"},
        "due": "until",
        "each": {"count": {**COURSES, "match": {"who": "id"}}},
        "reach": {"at_least": 1},
    }
}


def test_whose_own_time_is_over_has_no_day_left() -> None:
    officers = [
        {"id": "0401", "since": date(2022, 1, 1), "until": date(2022, 5, 31)},
        {"id": "0402", "since": date(2022, 1, 1)},
    ]
    rows: dict[str, list[Row]] = {"officers": officers, "cases": []}
    lost = stand(indicator(TERM, {"at_least": "100%"}, pace="end"), rows, JUNE)
    assert (lost.status, lost.needed and lost.needed.by) == (Status.MISSED, None)
    assert sentences(lost) == (
        "执法证号 0401（“officers”表第 2 行）：0/1，还差 1",
        "Officer number 0401 (row 2 of “officers”): 0 of 1, 1 to go",
    )
    # Who stays is in progress, and with that one there half of them have been.
    half = indicator(TERM, {"at_least": "50%"}, pace="end")
    behind = stand(half, rows, JUNE)
    assert (behind.status, behind.needed and behind.needed.by) == (Status.BEHIND, END)
    assert sentences(behind) == (
        "“officers”表还须有 1 个在期限内达到要求（2022-12-31 前）：执法证号 0402（第 3 行）：0/1，还差 1",
        "1 more of “officers” must reach the goal in time by 2022-12-31: Officer number 0402 (row 3): 0 of 1, 1 to go",
    )
    assert stand(half, {**rows, "cases": [{"who": "0402", "on": MARCH}]}, JUNE).status is Status.ON_TRACK


def test_the_quarter_that_still_runs_can_make_up_for_one_that_is_over() -> None:
    asked = indicator(
        {"cohort": {"members": "quarters", "each": {"count": COURSES}, "reach": {"at_least": 1}}}, {"at_least": "50%"}
    )
    rows: dict[str, list[Row]] = {"cases": []}
    (zh, en), may = sentences(stand(asked, rows, date(2022, 5, 15))) or ("", ""), date(2022, 5, 1)
    assert zh == "“cases”表还须有 1 个季度在期限内达到要求（2022-12-31 前）：2022Q2：0/1，还差 1"
    assert en == "1 more quarter must reach the goal in time by 2022-12-31: 2022Q2: 0 of 1, 1 to go"
    assert stand(asked, {"cases": [{"on": may}]}, date(2022, 5, 15)).status is Status.ON_TRACK


def result_of(rows: dict[str, list[Row]], target: dict[str, Any]) -> Result:
    return stand(indicator(TRAINING, target), rows)


def test_nobody_can_be_made_to_fall_back() -> None:
    rows = {"officers": officers(2), "cases": [course("0401", "60"), course("0402", "60")]}
    assert sentences(result_of(rows, {"at_most": "50%"})) == (
        "“officers”表达到要求的多出 1 个，只有更正登记有误的行才能改变",
        "1 too many of “officers” reached the goal; only correcting wrongly recorded rows can change that",
    )
    open_ = {"officers": officers(2), "cases": [course("0401", "60"), course("0402", BAD)]}
    needed = result_of(open_, {"at_most": "50%"}).needed
    assert needed is not None
    assert needed.text.en == "1 member has cells to complete first"
