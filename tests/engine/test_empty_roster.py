"""A roster that lists nobody is said to: its indicator is not applicable, and no row is there that could tell."""

from __future__ import annotations

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Severity, Status
from checker.model.workbook import Raw
from checker.privacy.masking import flag_message
from tests.engine.books import book, cells, checked, of_code, told

EMPTY = {"sheet": "执法人员名册", "table": "officers", "indicator": "officer-training"}


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def judged(pack: Pack, officers: list[list[Raw]]) -> Department:
    return checked(pack, "2022Q4", book(pack, "区城市管理委", {"officers": officers, "training": []})).department


@pytest.mark.parametrize("rows", [[], [["无"]], [["本期无"]], [[None, "无", None]], [[], [" "]]])
def test_an_empty_roster_is_flagged(heping: Pack, rows: list[list[Raw]]) -> None:
    department = judged(heping, rows)
    (found,) = of_code(department, "M508")
    assert told(found) == EMPTY
    assert found.severity is Severity.AMBER
    assert "执法人员名册" in flag_message(found, "zh") and "执法人员名册" in flag_message(found, "en")
    result = next(each for each in department.results if each.indicator == "officer-training")
    assert result.status is Status.NOT_APPLICABLE


def test_a_roster_with_anybody_on_it_is_not(heping: Pack) -> None:
    retired = cells(heping, "officers", officer_id="A", name="王伟", role="辅助人员")
    department = judged(heping, [retired])
    result = next(each for each in department.results if each.indicator == "officer-training")
    assert result.status is Status.NOT_APPLICABLE
    assert of_code(department, "M508") == []


def test_a_roster_that_is_not_there_is_a_missing_sheet(heping: Pack) -> None:
    department = checked(heping, "2022Q4", book(heping, "区城市管理委", {"training": []})).department
    assert of_code(department, "M508") == []
    assert {flag.place.table for flag in of_code(department, "W210")} >= {"officers"}
