"""A findings sheet that comes back tells what its workbook is for, after the cover sheet and the options."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.errors import Stop
from checker.marked_copy.flags_sheet import NAME, Stamp, stamp_text
from checker.marking import make_marked_copy

from .books import TRAINING, Rows, book, cover


def findings(pack: str = "heping", department: str = "sfj", period: str = "2022Q4") -> Rows:
    return [["核对结果"], [stamp_text(Stamp(pack, department, period), "1.0", "1.0.0", "2022-12-31")]]


def sheets(*of: Rows) -> dict[str, Rows]:
    return {"执法人员培训": TRAINING, **{f"{NAME.zh}{number or ''}": rows for number, rows in enumerate(of)}}


def test_it_tells_pack_period_and_department(tmp_path: Path) -> None:
    report = check([book(tmp_path / "培训.checked.xlsx", {}, sheets(findings()))])
    assert (report.pack, report.period, report.departments[0].code) == ("heping", "2022Q4", "sfj")


def test_it_goes_before_the_names_of_file_and_folder(tmp_path: Path) -> None:
    path = book(tmp_path / "kundulun" / "2021Q1" / "区财政局.xlsx", {}, sheets(findings()))
    report = check([path])
    assert (report.pack, report.period, report.departments[0].code) == ("heping", "2022Q4", "sfj")


def test_the_cover_sheet_goes_before_it(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", cover("区财政局", "2022Q3"), sheets(findings()))
    report = check([path])
    assert (report.period, report.departments[0].code) == ("2022Q3", "czj")


def test_the_options_go_before_it(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {}, sheets(findings()))
    report = check([path], period="2022Q3", department="czj")
    assert (report.pack, report.period, report.departments[0].code) == ("heping", "2022Q3", "czj")


@pytest.mark.parametrize(
    "of", [(findings(), findings(period="2022Q3")), (findings(pack="nowhere", period="sometime"),)]
)
def test_two_that_disagree_and_one_of_no_known_pack_tell_nothing(of: tuple[Rows, ...], tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        check([book(tmp_path / "a.xlsx", {}, sheets(*of))])
    assert caught.value.reference == "which-pack-and-period"


def test_nobodys_findings_leave_the_department_to_the_files_name(tmp_path: Path) -> None:
    report = check([book(tmp_path / "区财政局.xlsx", {}, sheets(findings(department="")))])
    assert report.departments[0].code == "czj"


def test_the_copy_of_a_text_file_is_checked_without_being_told_again(tmp_path: Path) -> None:
    path = tmp_path / "执法人员培训.csv"
    path.write_text("执法证号,姓名,培训日期,培训学时\n津01-0001,甲,2022-02-30,20\n", encoding="utf-8")
    first = check([path], pack="heping", period="2022Q4", department="区司法局")
    made = make_marked_copy(path, first, first.departments[0], "zh")
    assert made is not None
    returned = tmp_path / made.name
    returned.write_bytes(made.content)
    report = check([returned])
    assert (report.pack, report.period, report.departments[0].code) == ("heping", "2022Q4", "sfj")
