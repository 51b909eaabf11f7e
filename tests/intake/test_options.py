"""An option on the command line counts before the cover sheet, and what contradicts it is named."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from checker.definitions.load import definitions_root, load_pack
from checker.engine.batch import check, run
from checker.errors import Stop
from checker.model import Flag, Report, Severity
from checker.privacy.masking import flag_message
from samples.library.cells import Cell

from .books import Rows, book, cover
from .test_stamp import findings

HOURS: Rows = [
    ["执法证号", "培训日期", "培训名称", "培训类别", "培训学时"],
    ["津01-0001", date(2022, 3, 10), "行政处罚法", "法律法规", 60],
]
OFFICERS: Rows = [
    ["执法证号", "姓名", "人员类别", "证件状态", "上岗日期", "离岗日期"],
    ["津01-0001", "甲", "执法人员", "有效", date(2020, 1, 1), None],
]


def copy_of_heping(folder: Path, *, hours: str = "60") -> Path:
    """Copies the built-in pack; gives the copy's folder, which has to bear the pack's id."""
    shutil.copytree(definitions_root() / "heping", folder / "heping")
    path = folder / "heping" / "officer-training.yaml"
    text = path.read_text(encoding="utf-8")
    assert "at_least: 60, unit" in text
    path.write_text(text.replace("at_least: 60, unit", f"at_least: {hours}, unit"), encoding="utf-8")
    return folder / "heping"


def workbook(folder: Path, **said: str) -> Path:
    return book(folder / "a.xlsx", cover(**said), {"执法人员名册": OFFICERS, "执法人员培训": HOURS})


def only(report: Report, *codes: str) -> list[Flag]:
    (department,) = (each for each in report.departments if each.file)  # not those that a run calls missing
    return [flag for flag in department.flags if flag.code.id in codes]


def training(report: Report) -> str:
    (department,) = (each for each in report.departments if each.file)  # not those that a run calls missing
    return next(result.status for result in department.results if result.indicator == "officer-training")


@pytest.mark.parametrize("name", ["heping", "天津市和平区法治政府建设指标（2021—2025年）"])
def test_an_edited_copy_of_the_pack_on_the_cover_sheet_is_used_and_named(name: str, tmp_path: Path) -> None:
    folder, path = copy_of_heping(tmp_path, hours="80"), workbook(tmp_path / "in", pack=name)
    assert training(check([path])) == "met"
    for report in (check([path], pack=folder), run(folder, "2022Q4", tmp_path / "in")):
        assert report.pack_sha256 == load_pack(folder).sha256
        assert training(report) == "missed"
        (found,) = only(report, "W260", "W241")
        assert (found.code.id, found.severity, found.place.cell) == ("W260", Severity.AMBER, "B3")
        assert f"“{name}”" in flag_message(found, "en")
        assert f"in the folder {tmp_path.name}/heping" in flag_message(found, "en")
        assert "differs from the built-in pack heping" in flag_message(found, "en")


def test_an_identical_copy_is_no_contradiction(tmp_path: Path) -> None:
    report = check([workbook(tmp_path)], pack=copy_of_heping(tmp_path))
    assert only(report, "W260", "W241") == []


def test_a_changed_table_alone_makes_a_pack_another_one(tmp_path: Path) -> None:
    folder = copy_of_heping(tmp_path)
    (folder / "tables").mkdir()
    text = (definitions_root() / "tables" / "training.yaml").read_text(encoding="utf-8")
    (folder / "tables" / "training.yaml").write_text(f"{text}# ours\n", encoding="utf-8")
    assert [found.code.id for found in only(check([workbook(tmp_path)], pack=folder), "W260", "W241")] == ["W260"]


def test_a_folder_does_not_take_the_place_of_a_pack_that_the_cover_sheet_does_not_name(tmp_path: Path) -> None:
    (found,) = only(check([workbook(tmp_path, pack="hantai")], pack=copy_of_heping(tmp_path)), "W260", "W241")
    assert (found.code.id, found.place.cell) == ("W241", "B3")


def test_a_built_in_pack_that_is_asked_for_goes_before_the_one_on_the_cover_sheet(tmp_path: Path) -> None:
    report = check([workbook(tmp_path, pack="hantai")], pack="heping")
    assert report.pack == "heping"
    (found,) = only(report, "W241")
    assert (found.place.cell, found.severity) == ("B3", Severity.ERROR)
    assert "“hantai”, but this run is for “heping”" in flag_message(found, "en")


def test_the_other_pack_is_named_though_it_knows_no_such_department(tmp_path: Path) -> None:
    report = check([workbook(tmp_path, period="2024Q4", department="区城市管理委")], pack="hantai")
    assert [found.code.id for found in only(report, "W241", "W242")] == ["W242", "W241"]


def test_a_period_that_is_asked_for_goes_before_the_one_on_the_cover_sheet(tmp_path: Path) -> None:
    report = check([workbook(tmp_path)], period="2022Q3")
    assert report.period == "2022Q3"
    (found,) = only(report, "W241")
    assert found.place.cell == "B2"
    assert "“2022Q4”, but this run is for “2022Q3”" in flag_message(found, "en")


def test_a_department_that_is_asked_for_goes_before_the_one_on_the_cover_sheet(tmp_path: Path) -> None:
    report = check([workbook(tmp_path)], department="czj")
    assert report.departments[0].code == "czj"
    (found,) = only(report, "W241")
    assert found.place.cell == "B1"
    assert "“区司法局”, but this run is for “区财政局”" in flag_message(found, "en")


def test_a_department_on_the_cover_sheet_that_nobody_knows_contradicts_the_one_asked_for(tmp_path: Path) -> None:
    report = check([workbook(tmp_path, department="区司法所")], department="区司法局")
    assert report.departments[0].code == "sfj"
    assert [found.place.cell for found in only(report, "W241", "W242")] == ["B1"]


def test_one_department_for_several_workbooks_is_refused(tmp_path: Path) -> None:
    paths = [workbook(tmp_path / name) for name in "ab"]
    with pytest.raises(Stop) as caught:
        check(paths, department="czj")
    assert (caught.value.reference, caught.value.context) == ("department-of-several", "--department")
    assert check([paths[0], paths[0]], department="czj").departments[0].code == "czj"


@pytest.mark.parametrize(
    ("stamped", "said", "asked"),
    [
        ({"pack": "hantai"}, {}, "hantai, but this run is for heping"),
        ({"department": "czj"}, {}, "czj, but this run is for sfj"),
        ({"department": "czj", "period": "2022Q3"}, {}, "czj 2022Q3, but this run is for sfj 2022Q4"),
        ({"period": "2022Q3"}, {"period": "2022Q4"}, None),
        ({}, {}, None),
    ],
)
def test_a_flags_sheet_that_contradicts_the_options_is_named(
    stamped: dict[str, str], said: dict[str, str], asked: str | None, tmp_path: Path
) -> None:
    labels: dict[str, Cell] = cover(**{"department": "", "period": "", "pack": "", **said})
    path = book(tmp_path / "a.xlsx", labels, {"核对结果": findings(**stamped)})
    found = only(check([path], pack="heping", period="2022Q4", department="sfj"), "W261")
    assert [flag_message(each, "en").partition("from ")[2] for each in found] == ([asked] if asked else [])
