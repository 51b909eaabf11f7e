"""One workbook that does not tell what it is for keeps no other from being checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.errors import Stop
from checker.model import Severity, State
from checker.privacy.masking import flag_message

from .books import book, cover


@pytest.mark.parametrize("turned", [False, True])
def test_the_good_one_is_judged_and_the_bad_one_is_shown_as_rejected(turned: bool, tmp_path: Path) -> None:
    paths = [book(tmp_path / "good.xlsx", cover()), book(tmp_path / "bad.xlsx", cover("区财政局", "第四季度"))]
    report = check(paths[::-1] if turned else paths)
    good, bad = report.departments
    assert (good.code, good.file) == ("sfj", "good.xlsx")
    assert good.state is not State.REJECTED
    assert (bad.code, bad.file, bad.state) == ("", "bad.xlsx", State.REJECTED)
    (found,) = bad.flags
    assert (found.code.id, found.severity) == ("W249", Severity.ERROR)
    assert (found.place.sheet, found.place.cell) == ("填报说明", "B2")
    assert flag_message(found, "zh") == (
        "这份工作簿没有核对：看不懂“填报说明”表 B2 中的报送期“第四季度”，缺少四位数的年份"
    )
    assert found.expected is not None
    assert "2022年第四季度" in found.expected.zh


def test_a_bad_one_of_the_same_department_does_not_throw_the_good_one_out(tmp_path: Path) -> None:
    paths = [book(tmp_path / "good.xlsx", cover()), book(tmp_path / "区司法局.xlsx", cover(period=""))]
    states = {each.file: each.state for each in check(paths).departments}
    assert states["good.xlsx"] is not State.REJECTED
    assert states["区司法局.xlsx"] is State.REJECTED


def test_an_unreadable_file_is_put_beside_the_good_one_wherever_it_stands(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"%PDF-1.7 no workbook")
    good = book(tmp_path / "good.xlsx", cover())
    for paths in ([broken, good], [good, broken]):
        report = check(paths)
        assert {each.file: each.state is State.REJECTED for each in report.departments} == {
            "broken.xlsx": True,
            "good.xlsx": False,
        }


def test_where_none_can_be_judged_it_stops(tmp_path: Path) -> None:
    paths = [book(tmp_path / f"{name}.xlsx", cover(period="")) for name in "ab"]
    with pytest.raises(Stop) as caught:
        check(paths)
    assert caught.value.reference == "which-period"
    assert caught.value.context.endswith("a.xlsx")


@pytest.mark.parametrize("name", ["说明.xlsx", "说明.docx"])
def test_text_that_is_named_like_a_workbook_is_called_what_it_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("各科室：\n请尽快报送。\n", encoding="utf-8")
    with pytest.raises(Stop) as caught:
        check([path])
    assert caught.value.reference == "unreadable"
    assert caught.value.message.zh == f"{name} 不是能读取的工作簿，内容是：纯文本"
    assert caught.value.hint is not None
    assert ".xlsx" in caught.value.hint.zh
    report = check([path, book(tmp_path / "good.xlsx", cover())])
    codes = {each.file: [flag.code.id for flag in each.flags] for each in report.departments}
    assert "W201" in codes[name]


def test_a_table_of_text_that_tells_pack_and_period_is_read_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "区司法局.xlsx"
    path.write_text("执法证号,姓名\n津01-0001,甲\n", encoding="utf-8")
    (department,) = check([path], pack="heping", period="2022Q4").departments
    codes = [flag.code.id for flag in department.flags]
    assert "W201" not in codes
    assert "W206" in codes
