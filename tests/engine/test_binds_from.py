"""A duty with a first day, against a second computation that only filters rows and windows by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import example_tables
from checker.definitions.indicators import Indicator
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.definitions.worked import Example
from checker.engine.indicator import judge_indicator, measure_months
from checker.model import Result
from checker.model.workbook import Submission
from checker.scoring.score import add_attainment
from tests.definitions.small_pack import SMALL

FIRST = date(2022, 5, 17)
QUARTERS = [(date(2022, 3 * n + 1, 1), date(2022, 3 * n + 3, (31, 30, 30, 31)[n])) for n in range(4)]
ENDS = [end for _, end in QUARTERS]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(SMALL / "demo")


def bound(indicator: Indicator, **changes: Any) -> Indicator:
    return indicator.model_copy(update={"binds_from": FIRST, **changes})


def judged(pack: Pack, indicator: Indicator, period: str, as_of: date, *rows: dict[str, Any]) -> Result:
    # A sheet without any row would be silent.
    earlier = {"case_no": "B1", "category": "general", "filed_on": date(2021, 2, 1), "hearing_on": date(2021, 2, 1)}
    example = Example.model_validate({"rows": {"cases": [*rows, earlier]}, "expect": {}})
    submission = Submission(example_tables(pack, indicator, example))
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    task = task_of(pack, period, as_of)
    result = judge_indicator(indicator, submission, entry, task, {})
    months = measure_months(indicator, result.measured, submission, entry, task)
    assert bool(months) <= (as_of >= FIRST)
    return result


def drawn(chance: Random) -> list[dict[str, Any]]:
    days = [date(2022, 1, 1) + timedelta(days=chance.randrange(365)) for _ in range(chance.randrange(12))]
    days += chance.sample([FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=1)], chance.randrange(3))
    return [
        {
            "case_no": f"A{number}",
            "category": chance.choice(("major", "group", "general")),
            "filed_on": day,
            "hearing_on": day,
            "head_appeared": chance.random() < 0.6,
        }
        for number, day in enumerate(days)
    ]


@pytest.mark.parametrize("seed", range(40))
def test_quarters_are_members_from_the_one_in_which_it_begins(pack: Pack, seed: int) -> None:
    chance = Random(seed)
    as_of, rows = chance.choice(ENDS), drawn(chance)
    result = judged(pack, bound(pack.indicators["reviews"]), f"2022Q{ENDS.index(as_of) + 1}", as_of, *rows)
    if as_of < FIRST:
        assert (result.status.value, result.numerator) == ("not_applicable", None)
        assert result.reason is not None and "2022-05-17" in result.reason.en and "2022-05-17" in result.reason.zh
        return
    counting = [row["filed_on"] for row in rows if FIRST <= row["filed_on"] <= as_of]
    begun = [(start, end) for start, end in QUARTERS if end >= FIRST and end <= as_of]
    good = sum(any(start <= day <= end for day in counting) for start, end in begun)
    assert (result.numerator, result.denominator) == (good, len(begun))


@pytest.mark.parametrize("seed", range(40))
def test_rows_of_before_count_nowhere(pack: Pack, seed: int) -> None:
    chance = Random(seed)
    as_of, rows = chance.choice(ENDS[1:]), drawn(chance)
    asked = bound(pack.indicators["appearance"])
    result = judged(pack, asked, f"2022Q{ENDS.index(as_of) + 1}", as_of, *rows)
    late = [row for row in rows if FIRST <= row["hearing_on"] <= as_of]
    without = judged(pack, asked.model_copy(update={"binds_from": None}), "2022", as_of, *late)
    assert result.status is without.status
    got = (result.numerator, result.denominator, result.excluded, result.unknown)
    assert got == (without.numerator, without.denominator, without.excluded, without.unknown)


def test_a_goal_is_not_reduced(pack: Pack) -> None:
    rows = [{"case_no": f"A{n}", "category": "major", "filed_on": FIRST + timedelta(days=n)} for n in range(4)]
    whole = judged(pack, bound(pack.indicators["lectures"]), "2022", date(2022, 12, 31), *rows)
    short = judged(pack, bound(pack.indicators["lectures"]), "2022", date(2022, 12, 31), *rows[1:])
    assert (whole.status.value, short.status.value) == ("met", "missed")


@pytest.mark.parametrize(
    ("period", "as_of", "status"),
    [("2022", date(2022, 5, 16), "not_applicable"), ("2021", date(2021, 12, 31), "not_applicable")],
)
def test_what_ends_before_is_not_judged(pack: Pack, period: str, as_of: date, status: str) -> None:
    row = {
        "case_no": "A1",
        "category": "major",
        "hearing_on": as_of,
        "filed_on": date(2021, 1, 4),
        "head_appeared": False,
    }
    result = judged(pack, bound(pack.indicators["appearance"]), period, as_of, row)
    assert (result.status.value, result.needed, result.measured.failure_rows.numbers) == (status, None, ())


def test_the_following_year_is_whole(pack: Pack) -> None:
    result = judged(pack, bound(pack.indicators["reviews"]), "2023", date(2023, 12, 31))
    assert (result.numerator, result.denominator) == (0, 4)


def test_a_deadline_of_before_is_not_judged() -> None:
    hantai = load_pack("hantai")
    indicator = hantai.indicators["legality-report"]
    entry = next(entry for entry in hantai.roster.departments if entry.code == "sfj")
    task = task_of(hantai, "2024", date(2024, 12, 31))
    example = Example.model_validate({"rows": {"reports": [{"report_type": "annual", "year": 2023}]}, "expect": {}})
    submission = Submission(example_tables(hantai, indicator, example))
    assert judge_indicator(indicator, submission, entry, task, {}).status.value == "not_applicable"
    free = indicator.model_copy(update={"binds_from": None})
    assert judge_indicator(free, submission, entry, task, {}).status.value == "missed"
    later = replace(task, period=task_of(hantai, "2025", date(2025, 12, 31)).period, as_of=date(2025, 12, 31))
    assert judge_indicator(indicator, submission, entry, later, {}).status.value == "missed"


@pytest.mark.parametrize("when_empty", ["not-applicable", "zero", "full", "undetermined"])
def test_a_duty_to_come_has_no_weight(pack: Pack, when_empty: str) -> None:
    asked = bound(pack.indicators["appearance"], when_empty=when_empty)
    result = judged(pack, asked, "2022", FIRST - timedelta(days=1))
    assert add_attainment(asked, result, pack.header).attainment is None
