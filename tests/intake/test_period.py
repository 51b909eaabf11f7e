"""A period that is wrong as a whole is said once, at the cover sheet, and not only row by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.model import Flag, Severity
from checker.privacy.masking import flag_message

from .books import TRAINING, Rows, book, cover


def doubts(path: Path, period: str | None = None) -> list[Flag]:
    (department,) = check([path], pack="heping", period=period).departments
    return [flag for flag in department.flags if flag.code.id == "W248"]


def trainings(inside: int, outside: int) -> Rows:
    days = [date(2022, 3, 1)] * outside + [date(2023, 2, 1)] * inside
    return [TRAINING[0], *([f"津01-{number:04}", "甲", day, 20] for number, day in enumerate(days, 1))]


def test_a_period_one_quarter_on_is_doubted_once_at_its_cell(tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover(period="2023年第一季度"), {"培训记录": TRAINING})
    (found,) = doubts(path)
    assert (found.place.sheet, found.place.cell, found.severity) == ("填报说明", "B2", Severity.AMBER)
    assert flag_message(found, "zh") == "各表 6 个日期中有 6 个不在 2023Q1 的统计期内，报送期可能填错"
    assert flag_message(found, "en") == "6 of the 6 dates in the tables are outside 2023Q1, so the period may be wrong"
    assert found.expected is not None
    assert "2022 年" in found.expected.zh


def test_the_right_period_is_not_doubted(tmp_path: Path) -> None:
    assert doubts(book(tmp_path / "区司法局.xlsx", cover(), {"培训记录": TRAINING})) == []


@pytest.mark.parametrize(
    ("inside", "outside", "doubted"), [(1, 4, True), (2, 8, True), (2, 7, False), (0, 5, True), (0, 4, False)]
)
def test_nearly_all_of_at_least_five_dates_have_to_lie_outside(
    inside: int, outside: int, doubted: bool, tmp_path: Path
) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover(period="2023Q1"), {"培训记录": trainings(inside, outside)})
    assert bool(doubts(path)) is doubted


def test_without_a_period_on_the_cover_sheet_it_points_nowhere(tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover(period=""), {"培训记录": TRAINING})
    (found,) = doubts(path, "2023Q1")
    assert found.place.cell == ""
