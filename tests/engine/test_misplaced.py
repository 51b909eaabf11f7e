"""Content under the wrong header is one flag, and nothing is read under that header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department
from checker.model.workbook import Raw, Sheet
from tests.engine.books import book, checked, of_code

HEADERS = ["执法证号", "姓名", "培训日期", "培训名称", "培训类别", "学时"]
Grid = list[list[Raw]]


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def right(rows: int = 12) -> Grid:
    """Courses as they should be: 80 hours for each officer, of the 60 asked for."""
    return [
        [f"A{at:03}", f"某{at}", date(2022, 3, 1) + timedelta(at), f"宪法{at}", "业务知识", 80] for at in range(rows)
    ]


def judged(pack: Pack, header: list[Raw], rows: Grid) -> Department:
    made = book(pack, "区城市管理委", {})
    officers = Sheet("执法人员名册", [["执法证号", "姓名"], *([f"A{at:03}", f"某{at}"] for at in range(len(rows)))])
    training = Sheet("执法人员培训", [header, *rows])
    return checked(pack, "2022Q4", replace(made, sheets=(*made.sheets, officers, training))).department


def cell_flags(department: Department) -> list[str]:
    """The flags on cells and rows of the sheet."""
    return [flag.code.id for flag in department.flags if flag.place.table == "training" and flag.code.id[0] in "VCM"]


def passed(department: Department) -> int:
    result = next(each for each in department.results if each.indicator == "officer-training")
    return result.measured.counts.passed


def moved(step: int) -> Callable[[Grid], Grid]:
    """All rows a few columns to the right, or to the left."""
    return lambda rows: [[f"{at}"] * step + row if step > 0 else row[-step:] for at, row in enumerate(rows, 1)]


def test_right_rows_are_read(heping: Pack) -> None:
    department = judged(heping, list(HEADERS), right())
    assert passed(department) == 12
    assert not of_code(department, "W313") and not of_code(department, "V346")


@pytest.mark.parametrize(
    ("spoil", "cell"),
    [
        (moved(1), "C1"),  # a serial number before the data
        (moved(2), "C1"),
        (moved(-1), "C1"),  # the first column was deleted
        (lambda rows: [[*row[:2], None, *row[2:]] for row in rows], "E1"),  # a blank column in the middle
        (lambda rows: [[*row[:1], "女", *row[1:]] for row in rows], "C1"),  # a column of one's own without a header
        (lambda rows: [[row[0], *row[2:]] for row in rows], "C1"),  # the names were deleted with their column
    ],
)
def test_a_shifted_sheet_is_one_flag_and_is_not_read(heping: Pack, spoil: Callable[[Grid], Grid], cell: str) -> None:
    department = judged(heping, list(HEADERS), spoil(right()))
    (flag,) = of_code(department, "W313")
    assert (flag.place.sheet, flag.place.cell) == ("执法人员培训", cell)
    assert cell_flags(department) == []
    assert passed(department) == 0
    result = next(each for each in department.results if each.indicator == "officer-training")
    assert result.status.value == "undetermined"


def test_fewer_rows_never_make_a_shifted_sheet_clean(heping: Pack) -> None:
    for rows in (1, 2, 3, 6):
        department = judged(heping, list(HEADERS), moved(1)(right(rows)))
        assert any(flag.severity.word == "error" for flag in department.flags if flag.place.table == "training")
        assert passed(department) == 0


def test_a_header_moved_with_its_data_is_no_fault(heping: Pack) -> None:
    department = judged(heping, ["序号", *HEADERS], moved(1)(right()))
    assert passed(department) == 12


def swapped(one: int, other: int) -> Callable[[Grid], Grid]:
    def swap(rows: Grid) -> Grid:
        for row in rows:
            row[one], row[other] = row[other], row[one]
        return rows

    return swap


@pytest.mark.parametrize(
    ("spoil", "cell", "column"),
    [
        (swapped(2, 3), "C1", "D"),  # dates and courses
        (swapped(1, 2), "C1", "B"),  # names in the column of dates
        (swapped(2, 4), "C1", "E"),  # dates and choices
        (swapped(4, 3), "E1", "D"),  # choices and courses
        (swapped(5, 4), "E1", "F"),  # hours and choices
    ],
)
def test_two_swapped_columns_are_one_flag_and_both_unknown(
    heping: Pack, spoil: Callable[[Grid], Grid], cell: str, column: str
) -> None:
    department = judged(heping, list(HEADERS), spoil(right()))
    (flag,) = of_code(department, "V346")
    assert flag.place.cell == cell and str(dict(flag.values)["column"].text) == column
    assert [code for code in cell_flags(department) if code[0] == "V"] == ["V346"]
    assert passed(department) == 0


def test_dates_in_an_unusual_form_are_not_taken_for_swapped(heping: Pack) -> None:
    rows: Grid = [[*row[:2], 202203, *row[3:], date(2022, 12, 31)] for row in right()]
    department = judged(heping, [*HEADERS, "填表日期"], rows)
    assert not of_code(department, "V346") and len(of_code(department, "V343")) == 1
