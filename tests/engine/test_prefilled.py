"""A template that was copied down 182 times holds no records, and that is said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Severity
from checker.model.workbook import ErrorCell, Raw, Uncalculated
from tests.engine.books import book, cells, checked

MANY = 182
Made = Mapping[str, Callable[[int], Raw]]
TYPE: Made = {"content_type": lambda at: "业务知识"}
#: What every row of the template has, though nobody has reported on it.
PREFILLED: dict[str, Made] = {
    "a default choice": TYPE,
    "two choices and no hours": {**TYPE, "mode": lambda at: "线下", "hours": lambda at: 0},
    "formulas that give a blank": {**TYPE, "title": lambda at: "", "officer_name": lambda at: ""},
    "formulas that give zero": {
        **TYPE,
        **{name: lambda at: 0 for name in ("officer_id", "officer_name", "held_on", "title", "hours")},
    },
    "formulas that find nothing": {**TYPE, "officer_name": lambda at: ErrorCell("#N/A")},
    "formulas without values": {**TYPE, "officer_name": lambda at: Uncalculated(f"VLOOKUP(A{at + 2},A:B,2)")},
    "the name of the department": {**TYPE, "title": lambda at: "区城市管理委"},
    "the date of today": {**TYPE, "held_on": lambda at: date(2022, 12, 30)},
    "a number for each row": {**TYPE, "proof": lambda at: at + 1},
    "a day for each row": {**TYPE, "held_on": lambda at: date(2022, 1, 1) + timedelta(at)},
    "one default above and one below": {"content_type": lambda at: "业务知识" if at < 90 else "公共法律知识"},
}


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def judged(pack: Pack, rows: list[list[Raw]]) -> Department:
    officers = [cells(pack, "officers", officer_id=f"A{at}", name=f"某{at}") for at in range(5)]
    return checked(pack, "2022Q4", book(pack, "区城市管理委", {"officers": officers, "training": rows})).department


def rows_of(pack: Pack, made: Made, count: int = MANY) -> list[list[Raw]]:
    return [cells(pack, "training", **{name: make(at) for name, make in made.items()}) for at in range(count)]


def records(pack: Pack) -> list[list[Raw]]:
    made: Made = {
        **TYPE,
        "officer_id": lambda at: f"A{at}",
        "held_on": lambda at: date(2022, 3, 1 + at),
        "title": lambda at: "宪法",
        "hours": lambda at: 80,
    }
    return rows_of(pack, made, 5)


def about(department: Department) -> list[tuple[str, Severity]]:
    return [(flag.code.id, flag.severity) for flag in department.flags if flag.place.table == "training"]


@pytest.mark.parametrize("kind", PREFILLED)
def test_prefilled_rows_below_records_are_said_once(heping: Pack, kind: str) -> None:
    department = judged(heping, records(heping) + rows_of(heping, PREFILLED[kind]))
    assert about(department) == [("W310", Severity.INFO)]
    (sheet,) = (each for each in department.sheets if each.table == "training")
    assert (sheet.read, sheet.skipped) == (5, MANY)
    result = next(each for each in department.results if each.indicator == "officer-training")
    assert result.measured.counts.passed == 5


@pytest.mark.parametrize("kind", PREFILLED)
def test_a_table_of_prefilled_rows_is_not_filled_in(heping: Pack, kind: str) -> None:
    department = judged(heping, rows_of(heping, PREFILLED[kind]))
    assert [code for code, _ in about(department)] == ["W310", "W262"]
    (sheet,) = (each for each in department.sheets if each.table == "training")
    assert (sheet.read, sheet.skipped, sheet.silent) == (0, MANY, True)


@pytest.mark.parametrize(
    "made",
    [
        {**TYPE, "held_on": lambda at: date(2022, 5, 1), "title": lambda at: "宪法", "hours": lambda at: 8},
        {**TYPE, "officer_id": lambda at: f"A{at % 5}", "title": lambda at: "宪法"},
        {**TYPE, "officer_name": lambda at: f"某{at}"},
        {**TYPE, "held_on": lambda at: date(2022, 5, 1) + timedelta(3 * at)},
    ],
)
def test_records_that_somebody_forgot_to_complete_stay_errors(heping: Pack, made: Made) -> None:
    department = judged(heping, records(heping) + rows_of(heping, made, 12))
    assert ("W310", Severity.INFO) not in about(department)
    assert any(severity is Severity.ERROR for _, severity in about(department))
