"""What is asked for on the command line and cannot be: refused, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.errors import Stop

from .books import book, cover


@pytest.mark.parametrize("said", ["2022Q5", "下个季度", ""])
def test_a_period_that_is_none_is_refused_though_the_cover_sheet_names_one(said: str, tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover())
    with pytest.raises(Stop) as caught:
        check([path], period=said)
    assert (caught.value.reference, caught.value.context) == ("bad-period", "--period")
    assert caught.value.hint is not None
    assert "2022Q4、2022H2 或 2022" in caught.value.hint.zh


def test_a_period_that_is_one_is_taken_however_it_is_written(tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover())
    report = check([path], period="2022年第四季度")
    assert [flag.code.id for each in report.departments for flag in each.flags if flag.code.id == "W241"] == []


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        *[
            (said, False)
            for said in ("四季度", "第四季度", "10-12月", "2022年10-12月", "二〇二二年第四季度", "2022.Q4")
        ],
        *[(said, True) for said in ("三季度", "7-9月", "2022年7-9月", "二〇二一年第四季度", "10月")],
    ],
)
def test_the_cover_may_write_the_period_as_people_do(said: str, differs: bool, tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover(period=said))
    report = check([path], period="2022Q4")
    found = [flag.code.id for each in report.departments for flag in each.flags if flag.code.id == "W241"]
    assert found == ["W241"] * differs


@pytest.mark.parametrize("seal", ["（盖章）", "(公章)", "（单位盖章）", " （章）", "（签章）："])
def test_a_seal_does_not_empty_the_cell(seal: str, tmp_path: Path) -> None:
    path = book(tmp_path / "工作簿1.xlsx", cover(f"区司法局{seal}"))
    (department,) = check([path], period="2022Q4").departments
    assert department.code == "sfj"
    assert {"W230", "W241", "W242"}.isdisjoint(flag.code.id for flag in department.flags)


def test_a_department_that_is_not_on_the_roster_is_refused_and_the_cover_sheet_is_not_blamed(tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover())
    with pytest.raises(Stop) as caught:
        check([path], department="区司法所")
    assert (caught.value.reference, caught.value.context) == ("unknown-department", "--department")
    assert caught.value.message.zh == "名册上没有“区司法所”"
    assert caught.value.hint is not None
    assert "区司法局" in caught.value.hint.zh
    assert "Justice Bureau (区司法局)" in caught.value.hint.en
    assert "checker template heping 2022Q4" in caught.value.hint.en


def test_another_department_of_the_roster_is_a_finding_at_the_cover_sheet(tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover())
    (department,) = check([path], department="财政局").departments
    (found,) = [flag for flag in department.flags if flag.code.id == "W241"]
    assert (found.place.sheet, found.place.cell) == ("填报说明", "B1")
