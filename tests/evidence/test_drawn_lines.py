"""The lines of measures whose units have several rows or none, over drawn rows: they always add up."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from checker.evidence import JudgedIndicator, gather_evidence
from checker.model.evidence import Behind, Evidence
from checker.model.records import Role
from checker.scoring.status import judge
from tests.evidence.adding import miscounted, rows, units, untraced
from tests.grid.draws import a_case
from tests.grid.units import DAYS, END
from tests.measures.needed.world import TABLES, TRAINING, YEAR, indicator, scope_over
from tests.typed_rows import BAD

JUNE, DUE = date(2022, 6, 30), date(2022, 5, 1)
PROPORTION = {"table": "cases", "when": "on", "denominator": {"inside": True}, "numerator": {"good": True}}
TASKS = {"table": "tasks", "done": "done", "due": DUE}
COUNT = {"table": "cases", "when": "on", "where": {"good": True}}
MEASURES: dict[str, dict[str, Any]] = {
    "units": {"proportion": {**PROPORTION, "exclusion": {"out": True}, "distinct": "who"}},
    "values": {"count": {**COUNT, "distinct": ["who", "hours"]}},
    "rate": {"change": {"of": {"proportion": PROPORTION}, "before": "rows"}},
    "each": {"milestone": {**TASKS, "each": {"to": ["party", "congress"]}, "rows": "any"}},
    "each, all rows": {"milestone": {**TASKS, "each": {"to": ["party", "congress"]}, "rows": "all"}},
    "several rows": {"milestone": {**TASKS, "distinct": "to", "expected": 2}},
    "expected": {"milestone": {**TASKS, "when": "due", "where": {"to": "party"}, "expected": 3}},
    "quarters": {"cohort": {"members": "quarters", "each": {"count": COUNT}, "reach": {"at_least": 1}}},
    "department": {
        "cohort": {"members": "department", "each": {"total": {**COUNT, "column": "hours"}}, "reach": {"at_least": 60}}
    },
    "members": TRAINING,
    "members due": {
        "cohort": {
            **TRAINING["cohort"],
            "exclusion": {"name": "乙"},
            "during": {"from": "since", "to": "until"},
            "due": "until",
        }
    },
}


def some_rows(random: Random) -> dict[str, list[dict[str, Any]]]:
    def day() -> Any:
        return random.choice((*DAYS, DAYS[2], None, BAD))

    whose = ("1", "2", None, BAD)
    cases = [
        {**a_case(random, random.random() < 0.5), "who": random.choice(whose)} for _ in range(random.randint(1, 7))
    ]
    officers = [
        {
            "id": f"{n}",
            "name": random.choice("甲乙"),
            "serves": random.choice((True, None)),
            "since": day(),
            "until": day(),
        }
        for n in range(random.randint(1, 4))
    ]
    to = ("party", "congress", None, BAD)
    tasks = [
        {"task": f"T{n}", "to": random.choice(to), "due": day(), "done": day()} for n in range(random.randint(1, 5))
    ]
    return {"cases": cases, "officers": officers, "tasks": tasks}


def gathered(measure: dict[str, Any], given: dict[str, list[dict[str, Any]]], as_of: date) -> tuple[Evidence, Behind]:
    asked = indicator(measure, {"at_least": "1"})
    scope = scope_over(asked, given, as_of)
    result = judge(asked, asked.asked.measure(scope), YEAR, as_of)
    evidence = gather_evidence([JudgedIndicator(asked, result, scope)], scope.submission, TABLES, every_row=True)
    return evidence, evidence.results[0]


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.drawn)], ids=["few", "many"])
@pytest.mark.parametrize("as_of", [END, JUNE, date(2022, 3, 15)])
@pytest.mark.parametrize("name", MEASURES)
def test_lines_add_up(name: str, as_of: date, many: bool) -> None:
    random = Random(f"{name} {as_of}")
    for _ in range(300 if many else 25):
        given = some_rows(random)
        evidence, behind = gathered(MEASURES[name], given, as_of)
        assert [*miscounted(behind), *untraced(evidence)] == [], given


def a_task(to: str | None, done: date | None) -> dict[str, Any]:
    return {"task": f"{to} {done}", "to": to, "due": DUE, "done": done}


IN_TIME, LATE = date(2022, 3, 1), date(2022, 11, 1)


def test_a_deliverable_without_a_row_is_a_line_of_its_own() -> None:
    _, behind = gathered(MEASURES["each"], {"tasks": [a_task("party", IN_TIME)]}, END)
    done, missing = behind.lines
    assert (done.role, [line.row for line in done.under]) == (Role.NUMERATOR, [2])
    assert (missing.role, missing.under, missing.row) == (Role.FAILURE, (), None)
    assert missing.label is not None and missing.label.en == "“Addressee” is “Congress”"


def test_a_row_that_may_be_any_of_the_deliverables_leaves_open_which_fails() -> None:
    given = {"tasks": [a_task("party", LATE), a_task("congress", LATE), a_task(None, IN_TIME)]}
    _, behind = gathered(MEASURES["each"], given, END)
    assert (units(behind.lines, Role.FAILURE), units(behind.lines, Role.UNKNOWN)) == (1, 1)
    assert rows(behind.lines, Role.FAILURE) == []
    strays = next(line for line in behind.lines if line.units == 1 and line.role is Role.UNKNOWN)
    assert [line.row for line in strays.under] == [4]


def test_deliverables_that_must_be_there_are_counted_without_rows() -> None:
    _, behind = gathered(MEASURES["expected"], {"tasks": [a_task("party", IN_TIME)]}, END)
    assert [(line.role, line.units, line.row) for line in behind.lines if line.units] == [
        (Role.NUMERATOR, 1, 2),
        (Role.FAILURE, 2, None),
    ]


def test_equal_values_are_one_line_with_all_their_rows() -> None:
    cases = [{"no": f"{n}", "on": DUE, "good": True, "who": who, "hours": 5} for n, who in enumerate("112")]
    _, behind = gathered(MEASURES["values"], {"cases": cases}, END)
    assert [[line.row for line in each.under] for each in behind.lines] == [[2, 3], [4]]
    assert [each.label.zh if each.label else "" for each in behind.lines] == ["1 / 5", "2 / 5"]


def test_both_windows_of_a_change_are_listed_apart() -> None:
    cases = [{"no": f"{day}", "on": day, "good": True, "inside": True} for day in (date(2021, 4, 1), DUE)]
    _, behind = gathered(MEASURES["rate"], {"cases": cases}, END)
    assert [(line.part, line.row) for line in behind.lines] == [("now", 3), ("before", 2)]
    wanted = [behind.asked[line.outcomes[0][0]].wanted.en for line in behind.lines]
    assert wanted == ["“Date” is from 2022-01-01 to 2022-12-31", "“Date” is from 2021-01-01 to 2021-12-31"]


def test_members_carry_the_rows_that_count_for_them() -> None:
    officers = [{"id": "7", "serves": True}]
    cases = [
        {"no": "a", "on": DUE, "who": "7", "hours": 20},
        {"no": "b", "on": DUE, "who": "7", "hours": 30},
        {"no": "c", "on": date(2021, 1, 1), "who": "7", "hours": 30},
    ]
    _, behind = gathered(MEASURES["members"], {"officers": officers, "cases": cases}, END)
    member, outside = behind.lines
    assert (member.role, member.row, member.amount, member.goal) == (Role.FAILURE, 2, 50, 60)
    assert [(line.row, line.amount) for line in member.under] == [(2, 20), (3, 30)]
    assert (outside.role, outside.table, outside.row) == (Role.NOT_COUNTED, "cases", 4)
