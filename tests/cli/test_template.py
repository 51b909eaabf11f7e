"""`checker template`: what it writes where, what it says, and what it will not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from checker.definitions.load import load_pack
from tests.definitions.small_pack import write_small


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_department_that_submits_gets_one(here: Path, called) -> None:
    done = called("template", "jizhou", "2021Q4")
    assert done.code == 0
    assert done.err == ""
    (written,) = (here / "templates" / "jizhou" / "2021Q4").iterdir()
    name = load_pack("jizhou").roster.departments[0].name.en
    assert written.name == f"{name}.xlsx"
    assert done.out.splitlines() == [
        "1 blank workbook in templates/jizhou/2021Q4:",
        f"  {name}.xlsx",
        "Next: send them to the departments, which fill them in and run checker check FILE; "
        "collect them in inputs/jizhou/2021Q4 and run checker run jizhou 2021Q4",
    ]


def test_only_those_that_are_named_in_the_language_and_folder_that_is_said(here: Path, called) -> None:
    done = called("template", "heping", "2022年第四季度", "司法局", "scjgj", "--out", "给各单位", "--lang", "zh")
    assert done.code == 0
    assert sorted(path.name for path in (here / "给各单位").iterdir()) == ["区司法局.xlsx", "区市场监管局.xlsx"]
    assert done.out.splitlines() == [
        "已生成 2 份空白模板，在文件夹 给各单位：",
        "  区司法局.xlsx",
        "  区市场监管局.xlsx",
        "下一步：发给各单位填写，填好后用 checker check 文件 检查；收齐后放入 inputs/heping/2022Q4，"
        "用 checker run heping 2022Q4 汇总",
    ]
    book = load_workbook(here / "给各单位" / "区司法局.xlsx")
    assert book.sheetnames[:3] == ["填报说明", "填写说明", "行政应诉案件"]


def test_what_somebody_filled_in_is_never_written_over(here: Path, called) -> None:
    asked = ("template", "heping", "2022Q4", "sfj", "scjgj", "--out", "out")
    assert called(*asked).code == 0
    again = called(*asked)  # the same bytes: nothing can be lost
    assert again.code == 0
    file = here / "out" / "Justice Bureau.xlsx"
    file.write_bytes(file.read_bytes() + b"filled in")
    (here / "out" / "Market Regulation Bureau.xlsx").unlink()
    refused = called(*asked)
    assert refused.code == 2
    assert refused.out == ""
    assert refused.err.splitlines() == [
        "Cannot go on: these files exist already and may have been filled in: Justice Bureau.xlsx",
        "  Where: out",
        "  What to do: move them away first, or choose another folder with --out; nothing was written",
    ]
    assert [path.name for path in (here / "out").iterdir()] == ["Justice Bureau.xlsx"]
    assert file.read_bytes().endswith(b"filled in")


def test_a_folder_of_the_same_name_is_in_the_way(here: Path, called) -> None:
    (here / "out" / "Justice Bureau.xlsx").mkdir(parents=True)
    assert called("template", "heping", "2022Q4", "sfj", "--out", "out").code == 2


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("hepin", "2022Q4"), "没有指标包“hepin”", "是不是“heping”？"),
        (("heping", "2022Q9"), "“2022Q9”不是有效的报送期", "请写成 2022Q4、2022H2 或 2022，月份写成 2022-10"),
        (("heping", "2019Q4"), "报送期 2019Q4 不在指标包的期限内", "可用的报送期：2022 至 2025 年"),
        (("heping", "2022Q4", "区司发局"), "名册上没有“区司发局”", "是不是：区司法局（sfj）"),
        (("heping", "2022Q4", "区残联"), "“区残联”不需要报送，没有模板", "需要报送的单位："),
    ],
)
def test_what_cannot_be_done_is_answered(arguments: tuple[str, ...], said: str, hint: str, here: Path, called) -> None:
    done = called("template", *arguments, language="zh")
    assert done.code == 2
    assert done.out == ""
    assert done.err.splitlines()[0] == f"无法继续：{said}"
    assert f"怎么办：{hint}" in done.err
    assert list(here.iterdir()) == []


def test_a_pack_of_ones_own(here: Path, called) -> None:
    write_small(here / "small")
    done = called("template", "small/demo", "2022Q4", "east")
    assert done.code == 0
    assert [path.name for path in (here / "templates" / "demo" / "2022Q4").iterdir()] == ["East Street Office.xlsx"]
    assert done.out.splitlines()[-1].endswith(
        "run checker check FILE --pack small/demo; "
        "collect them in inputs/demo/2022Q4 and run checker run small/demo 2022Q4"
    )
