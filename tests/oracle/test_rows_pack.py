"""A small pack of conditions that look at several rows: drawn workbooks are judged a second time, pair by pair."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.engine.checked import CheckedWorkbook
from checker.model import Result
from checker.privacy.masking import flag_message
from tests.engine.books import book, cells, checked, of_code

Row = dict[str, Any]
LAST = date(2022, 12, 31)
#: A row from before every window shows that the sheet reaches back.
BEFORE: Row = {"fault_no": "F-99", "asset": "水泵", "kind": "检查", "reported_on": date(2021, 11, 30), "fixed_on": None}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("rows-pack"))


def drawn(random: Random, *, blanks: bool) -> list[Row]:
    """Faults from the month before the year on; with blanks, some cells are empty."""
    rows: list[Row] = [dict(BEFORE)]
    for number in range(random.randint(3, 14)):
        reported = date(2021, 12, 1) + timedelta(random.choice((0, 20, 40, 45, 48, 60, 61, 62, 90, 380)))
        fixed = reported + timedelta(random.randint(0, 12))
        row = {
            "fault_no": f"F-{number}",
            "asset": random.choice(("电梯", "电梯", "锅炉")),
            "kind": random.choice(("故障", "故障", "检查")),
            "reported_on": reported,
            "fixed_on": min(fixed, LAST) if random.random() < 0.9 else None,
        }
        if blanks and random.random() < 0.2:
            row[random.choice(("asset", "kind"))] = None
        rows.append(row)
    return rows


def judged(pack: Pack, rows: list[Row], period: str = "2022Q1", as_of: date | None = None) -> CheckedWorkbook:
    return checked(pack, period, book(pack, "甲院", {"faults": [cells(pack, "faults", **row) for row in rows]}), as_of)


def result_of(done: CheckedWorkbook, name: str) -> Result:
    return next(each for each in done.department.results if each.indicator == name)


def before(one: Row, other: Row, day: date | None) -> bool:
    """Whether one row comes before another, of whose day of the report `day` is the day of the first."""
    if day is None or one is other:
        return False
    if day != other["reported_on"]:
        return bool(day < other["reported_on"])
    return (one["reported_on"], int(one["fault_no"][2:])) < (other["reported_on"], int(other["fault_no"][2:]))


def alike(one: Row, other: Row) -> bool:
    return bool(one["asset"] == other["asset"]) and one["kind"] == "故障"


def counted(rows: list[Row], name: str) -> tuple[int, int]:
    """The numerator and the denominator of rows without blanks."""
    if name == "lasting-repairs":
        mine = [row for row in rows if row["kind"] == "故障" and row["fixed_on"] and row["fixed_on"].year == 2022]
        again = [
            any(
                alike(other, row)
                and before({**row, "fixed_on": None}, other, row["fixed_on"])
                and (other["reported_on"] - row["fixed_on"]).days <= 14
                for other in rows
                if other is not row
            )
            for row in mine
        ]
        sure = [each or row["fixed_on"] <= LAST - timedelta(14) for row, each in zip(mine, again, strict=True)]
        return sum(known and not each for known, each in zip(sure, again, strict=True)), len(mine)
    column, days, least = {"third-faults": ("reported_on", 30, 2), "repeated-repairs": ("fixed_on", 7, 1)}[name]
    mine = [
        row for row in rows if row["kind"] == "故障" and date(2022, 1, 1) <= row["reported_on"] <= date(2022, 3, 31)
    ]
    found = [
        sum(
            alike(other, row)
            and before(other, row, other[column])
            and (row["reported_on"] - other[column]).days <= days
            for other in rows
        )
        for row in mine
    ]
    return sum(each >= least for each in found), len(mine)


@pytest.mark.parametrize("seed", range(12))
def test_rows_are_counted_as_pairs_say(pack: Pack, seed: int) -> None:
    rows = drawn(Random(f"rows {seed}"), blanks=False)
    for name, period in (("third-faults", "2022Q1"), ("repeated-repairs", "2022Q1"), ("lasting-repairs", "2022")):
        result = result_of(judged(pack, rows, period, LAST if period == "2022" else None), name)
        assert (result.measured.counts.passed, result.denominator or 0) == counted(rows, name), name
        turned = result_of(judged(pack, rows[::-1], period, LAST if period == "2022" else None), name)
        assert (turned.measured.counts, turned.status) == (result.measured.counts, result.status)


@pytest.mark.parametrize("seed", range(6))
def test_what_blanks_leave_decided_holds_however_they_are_filled_in(pack: Pack, seed: int) -> None:
    random = Random(f"blanks {seed}")
    rows = drawn(random, blanks=True)
    bounds = result_of(judged(pack, rows), "third-faults").measured.counts
    for _ in range(8):
        full = [
            {
                **row,
                "asset": row["asset"] or random.choice(("电梯", "锅炉", "水泵")),
                "kind": row["kind"] or random.choice(("故障", "检查")),
            }
            for row in rows
        ]
        passed, whole = counted(full, "third-faults")
        least = bounds.passed
        most = bounds.passed + bounds.pass_or_fail + bounds.out_or_pass + bounds.anything
        assert least <= passed <= most
        assert bounds.failed <= whole - passed


WEEKEND = (5, 6)


def working_days(day: date, number: int) -> date:
    """So many working days later in 2022, without the days off that the cases below avoid."""
    while number:
        day += timedelta(1)
        number -= day.weekday() not in WEEKEND
    return day


@pytest.mark.parametrize("seed", range(8))
def test_each_fault_is_judged_by_the_limit_of_its_priority(pack: Pack, seed: int) -> None:
    random, rows, good, whole = Random(f"limits {seed}"), [], 0, 0
    for number in range(12):
        reported = date(2022, 3, 1) + timedelta(random.randint(0, 10))  # a month without days off
        priority, held, extra = (
            random.choice(("紧急", "加急", "一般")),
            random.random() < 0.3,
            random.choice((0, 0, 1, 4)),
        )
        fixed = reported + timedelta(random.randint(0, 14))
        add = extra + 2 * held
        due = (
            working_days(reported, 5 + add)
            if priority == "一般"
            else reported + timedelta({"紧急": 1, "加急": 3}[priority] + add)
        )
        if due <= date(2022, 3, 31):
            whole, good = whole + 1, good + (fixed <= due)
            rows.append(
                {
                    "fault_no": f"F-{number}",
                    "kind": "故障",
                    "priority": priority,
                    "held": "是" if held else "否",
                    "extra_days": extra,
                    "reported_on": reported,
                    "fixed_on": fixed,
                }
            )
    result = result_of(judged(pack, rows), "fixed-by-priority")
    assert (result.numerator, result.denominator) == (good, whole)


@pytest.mark.parametrize("seed", range(5))
def test_patients_count_by_their_share_and_their_numbers_agree(pack: Pack, seed: int) -> None:
    random, rows, wrong = Random(f"shares {seed}"), [], []
    for number in range(8):
        waited, treated, slip = random.randint(0, 30), random.randint(0, 30), random.choice((0, 0, 1, -1, 2, -3))
        rows.append(
            {
                "patient_no": f"P-{number}",
                "seen_on": date(2022, 2, 3),
                "in_time": random.choice(("是", "否")),
                "share": random.choice((0.5, 1, 0.25)),
                "days": waited + treated + slip,
                "waited": waited,
                "treated": treated,
            }
        )
        wrong += [number + 2] if abs(slip) > 1 else []
    sheets = {"patients": [cells(pack, "patients", **row) for row in rows]}
    done = checked(pack, "2022Q1", book(pack, "甲院", sheets))
    assert [flag.place.row for flag in of_code(done.department, "V348")] == wrong
    shares = [(Fraction(row["share"]), row["in_time"] == "是") for row in rows]
    whole = sum(share for share, _ in shares)
    assert result_of(done, "patients-in-time").value == sum(share for share, good in shares if good) / whole


def test_its_examples_and_its_lint(pack: Pack) -> None:
    assert [each for each in run_examples(pack) if not each.passed] == []
    assert {each.code.id for each in lint(pack)} <= {"D153", "D205"}


def test_the_flag_names_both_rows_and_sorting_changes_nothing(pack: Pack) -> None:
    days = (date(2022, 1, 3), date(2022, 1, 9), date(2022, 1, 20))
    rows = [
        {"fault_no": f"F-{number}", "asset": "电梯", "kind": "故障", "reported_on": day, "fixed_on": day}
        for number, day in enumerate(days)
    ]
    first = judged(pack, rows)
    again = judged(pack, rows[::-1])
    (third,) = [flag for flag in of_code(first.department, "M501") if flag.indicator == "third-faults"]
    assert "更早的行：第 3 行（报修日期：2022-01-09，F-1）、第 2 行（报修日期：2022-01-03，F-0）" in flag_message(
        third, "zh"
    )
    assert "earlier: row 3 (报修日期: 2022-01-09, F-1), row 2" in flag_message(third, "en")
    prints = [sorted(flag.fingerprint for flag in each.department.flags) for each in (first, again)]
    assert prints[0] == prints[1]


def test_rows_before_the_window_are_no_fault_as_far_as_conditions_look_back(pack: Pack) -> None:
    rows = [
        {"fault_no": f"F-{number}", "asset": "电梯", "kind": "故障", "reported_on": day}
        for number, day in enumerate((date(2021, 12, 2), date(2021, 11, 1), date(2022, 1, 1)))
    ]
    outside = of_code(judged(pack, rows).department, "C411")
    assert [flag.place.row for flag in outside] == [3]


def test_an_open_limit_is_said_and_blamed_on_nothing(pack: Pack) -> None:
    row = {"fault_no": "F-1", "asset": "电梯", "kind": "故障", "reported_on": LAST, "fixed_on": LAST}
    flags = judged(pack, [row], "2022", LAST).department.flags
    assert [flag.code.id for flag in flags if flag.indicator == "lasting-repairs" and flag.place.row == 2] == ["M552"]


def test_a_row_whose_asset_is_unknown_is_named_where_it_matters(pack: Pack) -> None:
    rows = [
        {"fault_no": "F-1", "asset": "电梯", "kind": "故障", "reported_on": date(2022, 1, 3)},
        {"fault_no": "F-2", "kind": "故障", "reported_on": date(2022, 1, 4)},
        {"fault_no": "F-3", "asset": "电梯", "kind": "故障", "reported_on": date(2022, 1, 5)},
        BEFORE,
    ]
    open_rows = [flag for flag in of_code(judged(pack, rows).department, "M502") if flag.indicator == "third-faults"]
    assert {(flag.place.row, flag.place.field) for flag in open_rows} == {(3, "asset"), (4, "")}
    assert "第 3 行" in flag_message(next(flag for flag in open_rows if flag.place.row == 4), "zh")


def test_a_late_answer_is_flagged_with_its_deadline(pack: Pack) -> None:
    late = {"letter_no": "L-1", "received_at": "2022-03-04 10:00", "answered_at": "2022-03-07 17:01"}
    done = checked(pack, "2022Q1", book(pack, "甲院", {"letters": [cells(pack, "letters", **late)]}))
    assert result_of(done, "answered-by-the-next-working-day").status == "missed"
    told = [flag_message(flag, "en") for flag in done.department.flags if flag.place.key == "L-1"]
    assert any("due by 2022-03-07 17:00, 1 minute late" in each for each in told), told
