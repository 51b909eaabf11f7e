"""One cause is told once, its cells stay unknown, and what has several causes keeps a flag for each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Flag
from checker.model.fingerprints import add_fingerprints
from checker.model.workbook import Raw
from checker.privacy.masking import mask_for_digest
from tests.engine.books import book, cells, checked, of_code

ROWS = 60
#: The codes of single cells, of rows and of members that a cause is told for.
SINGLE = {"C402", "M502", "M504", *(f"V3{number:02}" for number in range(1, 43))}


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def training(pack: Pack, rows: int = ROWS, **changed: Callable[[int], Raw]) -> list[list[Raw]]:
    """Rows that are right, one for each officer, but for what is changed; eight hours each of the sixty asked for."""
    right: dict[str, Callable[[int], Raw]] = {
        "officer_id": lambda at: f"A{at:04}",
        "held_on": lambda at: date(2022, 3, 1) + timedelta(at),
        "title": lambda at: f"宪法{at % 7}",
        "content_type": lambda at: "业务知识",
        "hours": lambda at: 80,
    }
    return [
        cells(pack, "training", **{name: make(at) for name, make in (right | changed).items()}) for at in range(rows)
    ]


def judged(pack: Pack, rows: list[list[Raw]]) -> Department:
    officers = [cells(pack, "officers", officer_id=f"A{at:04}", name=f"某{at}") for at in range(len(rows))]
    return checked(pack, "2022Q4", book(pack, "区城市管理委", {"officers": officers, "training": rows})).department


def told(department: Department) -> Counter[str]:
    return Counter(
        flag.code.id for flag in department.flags if flag.code.id in SINGLE | {f"V34{at}" for at in range(3, 10)}
    )


def value(flag: Flag, name: str) -> Any:
    text = dict(flag.values)[name].text
    return text if isinstance(text, str) else text.en


def test_right_rows_have_no_flag(heping: Pack) -> None:
    assert told(judged(heping, training(heping))) == {}


@pytest.mark.parametrize(
    ("column", "make", "problem"),
    [
        ("held_on", lambda at: 202201 + at % 12, "Date that can be read in more than one way"),
        ("held_on", lambda at: f"2022年{at % 12 + 1}月", "Incomplete date"),
        ("held_on", lambda at: f"张{at}", "Not a date"),
        ("hours", lambda at: f"{at % 9 + 80},5", "Unclear comma in a number"),
        ("hours", lambda at: None, "A required cell is blank"),
        ("hours", lambda at: f"约{at + 80}", "Not one exact figure"),
        ("content_type", lambda at: f"类{at}", "Not one of the choices"),
        ("officer_id", lambda at: f"B{at:04}", "The value is not in the sheet it refers to"),
        ("officer_id", lambda at: "区城管委", "The value is not in the sheet it refers to"),
    ],
)
def test_a_whole_column_is_told_once_and_stays_unknown(
    heping: Pack, column: str, make: Callable[[int], Raw], problem: str
) -> None:
    department = judged(heping, training(heping, **{column: make}))
    (flag,) = of_code(department, "V343")
    assert told(department).keys() <= {"V343", "V344", "V347"}, told(department)
    assert flag.place.sheet == "执法人员培训" and flag.place.field == column and flag.place.row == 1
    assert (value(flag, "count"), value(flag, "problem")) == ("60", problem)
    assert "2" in value(flag, "examples")
    hours = next(result for result in department.results if result.indicator == "officer-training")
    assert hours.measured.counts.passed == 0


def test_a_few_right_cells_change_nothing_and_other_faults_keep_their_flags(heping: Pack) -> None:
    def make(at: int) -> Raw:
        return date(2022, 3, 1) if at < 3 else "2022-02-30" if at == 3 else 202203

    department = judged(heping, training(heping, held_on=make))
    (flag,) = of_code(department, "V343")
    assert value(flag, "count") == "56"
    assert [each.place.cell for each in of_code(department, "V317")] == ["C5"]


def test_half_a_column_keeps_its_flags(heping: Pack) -> None:
    department = judged(heping, training(heping, held_on=lambda at: f"待定{at}" if at % 2 else date(2022, 3, 1)))
    assert told(department)["V314"] == 30 and not of_code(department, "V343")


def test_nine_rows_keep_their_flags(heping: Pack) -> None:
    assert told(judged(heping, training(heping, rows=9, held_on=lambda at: 202203)))["V315"] == 9


def test_one_value_in_many_rows_is_told_once(heping: Pack) -> None:
    department = judged(heping, training(heping, content_type=lambda at: "岗位练兵" if at % 2 else "业务知识"))
    (flag,) = of_code(department, "V345")
    assert (value(flag, "seen"), value(flag, "count")) == ("岗位练兵", "30")
    assert told(department)["V313"] == 0
    fewer = judged(heping, training(heping, content_type=lambda at: "岗位练兵" if at < 19 else "业务知识"))
    assert told(fewer)["V313"] == 19


def test_rows_that_one_column_leaves_open_are_told_once(heping: Pack) -> None:
    rows = [
        cells(heping, "litigation", case_no=f"（2022）津0101行初{at}号", hearing_on="2022年5月", head_appeared="是")
        for at in range(1, 31)
    ]
    department = checked(heping, "2022Q4", book(heping, "区城市管理委", {"litigation": rows})).department
    assert len(of_code(department, "V343")) == 1
    by_indicator = Counter(flag.indicator for flag in of_code(department, "V344"))
    assert by_indicator and set(by_indicator.values()) == {1}
    assert not of_code(department, "M502")
    result = next(each for each in department.results if each.indicator == "court-appearance")
    assert result.measured.counts.passed == 0 and result.status.value == "undetermined"


@pytest.mark.parametrize(
    "changed",
    [
        {"held_on": lambda at: 202201 + at % 12},
        {"hours": lambda at: f"{at % 9 + 80},5"},
        {"content_type": lambda at: "岗位练兵" if at % 2 else "业务知识"},
    ],
)
def test_sorting_a_sheet_leaves_what_was_told(heping: Pack, changed: dict[str, Callable[[int], Raw]]) -> None:
    rows = training(heping, **changed)

    def prints(rows: list[list[Raw]]) -> list[str]:
        flags = [flag for flag in judged(heping, rows).flags if flag.code.id in ("V343", "V344", "V345", "V347")]
        return [flag.fingerprint for flag in add_fingerprints("heping", "cgw", tuple(flags), mask_for_digest)]

    assert prints(rows[::-1]) == prints(rows) != []


@pytest.mark.parametrize(
    "typed", ["'A{:04}", "＇A{:04}", "’A{:04} ", " A{:04}", "A {:04}", "\u3000A{:04}\u200b", "ａ{:04}"]
)
def test_marks_and_blanks_in_all_keys_are_no_fault(heping: Pack, typed: str) -> None:
    department = judged(heping, training(heping, officer_id=lambda at: typed.format(at)))
    assert told(department) == {}
    result = next(each for each in department.results if each.indicator == "officer-training")
    assert result.measured.counts.passed == ROWS
