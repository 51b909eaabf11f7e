"""What is said where a workbook does not tell which pack and which period it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.errors import Stop

from .books import book, cover

INPUTS = Path(__file__).resolve().parents[2] / "inputs"


def stopped(path: Path) -> Stop:
    with pytest.raises(Stop) as caught:
        check([path])
    assert caught.value.hint is not None
    return caught.value


def test_a_period_without_its_year_is_named_with_its_cell(tmp_path: Path) -> None:
    stop = stopped(book(tmp_path / "a.xlsx", cover(period="第四季度")))
    assert stop.reference == "which-period"
    assert stop.message.zh == "看不懂“填报说明”表 B2 中的报送期“第四季度”，缺少四位数的年份"
    assert stop.message.en == (
        "cell B2 of the sheet “填报说明” does not hold a valid period: “第四季度” has no four-digit year"
    )
    assert stop.hint is not None
    assert "如“2022年第四季度”" in stop.hint.zh
    assert "--period" in stop.hint.zh


@pytest.mark.parametrize("said", ["2022年第五季度", "2022-13"])
def test_a_period_with_a_year_that_is_none_lacks_no_year(said: str, tmp_path: Path) -> None:
    stop = stopped(book(tmp_path / "a.xlsx", cover(period=said)))
    assert stop.message.zh == f"看不懂“填报说明”表 B2 中的报送期“{said}”"
    assert stop.hint is not None
    assert "2022Q4、2022H2 或 2022" in stop.hint.zh


def test_a_period_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    stop = stopped(book(tmp_path / "a.xlsx", cover(period="")))
    assert stop.message.zh == "无法确定报送期"
    assert stop.hint is not None
    assert stop.hint.zh.startswith("请在填报说明中填写报送期")


@pytest.mark.parametrize("name", ["2022-10", "2022-10_a", "2022_3月", "2022-1", "a-2022-10", "2022-10-1"])
def test_a_month_in_the_name_of_a_file_is_not_its_year(name: str, tmp_path: Path) -> None:
    assert stopped(book(tmp_path / f"{name}.xlsx", cover(period=""))).reference == "which-period"


@pytest.mark.parametrize("name", ["2022", "2022Q4", "a_2022-Q4", "2022-司法局", "2022年度_3"])
def test_a_period_in_the_name_of_a_file_is_taken(name: str, tmp_path: Path) -> None:
    path = book(tmp_path / f"{name}.xlsx", cover(period=""))
    assert check([path]).period in ("2022", "2022Q4")


@pytest.mark.parametrize(
    ("folder", "period"),
    [("2022", "2022"), ("2022Q3-final", "2022Q3"), ("project-2022", None), ("2023_old", None), ("case 1958", None)],
)
def test_a_number_in_the_name_of_a_folder_is_a_year_only_by_itself(
    folder: str, period: str | None, tmp_path: Path
) -> None:
    (tmp_path / folder).mkdir()
    path = book(tmp_path / folder / "a.xlsx", cover(period=""))
    if period is None:
        assert stopped(path).reference == "which-period"
    else:
        assert check([path]).period == period


def test_packs_are_offered_by_their_titles(tmp_path: Path) -> None:
    stop = stopped(book(tmp_path / "a.xlsx", cover(pack="法治政府")))
    assert stop.message.zh == "没有“填报说明”表 B3 中所写的指标包“法治政府”"
    assert stop.hint is not None
    assert "天津市和平区法治政府建设指标（2021—2025年）（heping）" in stop.hint.zh
    assert "Rule-of-law government indicators of Heping District, Tianjin (2021-2025) (heping)" in stop.hint.en


def test_both_are_asked_for_at_once(tmp_path: Path) -> None:
    stop = stopped(book(tmp_path / "a.xlsx", cover(period="第四季度", pack="")))
    assert stop.reference == "which-pack-and-period"
    assert "适用哪个指标包" in stop.message.zh
    assert "缺少四位数的年份" in stop.message.zh


def test_a_pack_with_a_cover_sheet_of_its_own_is_read_by_it(tmp_path: Path) -> None:
    path = tmp_path / "figures.xlsx"
    path.write_bytes((INPUTS / "facilities" / "2023Q1" / "Central Library Q1.xlsx").read_bytes())
    report = check([path])
    (department,) = report.departments
    assert (report.pack, report.period, department.code) == ("facilities", "2023Q1", "library")
    assert [flag for flag in department.flags if flag.code.id.startswith("W2")] == []
