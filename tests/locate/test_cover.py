"""Cover sheets as people fill them in."""

from __future__ import annotations

from typing import Any

import pytest

from checker.locate import Cover, locate, read_cover
from checker.model.workbook import ErrorCell, Raw
from tests.locate.workbooks import TABLES, read, said, sheet, workbook

COVERS = read("covers.yaml")


def cell(raw: Raw) -> Raw:
    """YAML has no failed formulas: they are written with an exclamation mark before them."""
    return ErrorCell(raw[1:]) if isinstance(raw, str) and raw.startswith("!") else raw


@pytest.mark.parametrize("case", COVERS, ids=[case["name"] for case in COVERS])
def test_cover(case: dict[str, Any]) -> None:
    name = case.get("sheet", "封面")
    rows = [[cell(raw) for raw in row] for row in case["rows"]]
    cover, flags = read_cover(workbook(sheet(name, rows, case.get("merged", ()))), TABLES["cover"])

    assert cover.values == case["values"]
    assert {field: place.cell for field, place in cover.places.items()} == case["cells"]
    assert cover.sheet == (None if case.get("absent") else name)
    expected = case.get("flags", [])
    assert [[flag.code.id, flag.place.cell, flag.place.field] for flag in flags] == [each[:3] for each in expected]
    assert all(each[3] in said(flag) and said(flag, "en") for flag, each in zip(flags, expected, strict=True))
    severities = case.get("severities", ["error"] * len(flags))
    assert [flag.severity.word for flag in flags] == severities


def test_two_covers_are_not_chosen_between() -> None:
    filled = [["报送单位", "区司法局"], ["报送期间", "2022Q4"]]
    cover, flags = read_cover(workbook(sheet("封面", filled), sheet("Cover", filled)), TABLES["cover"])
    assert cover == Cover()
    assert [(flag.code.id, said(flag)) for flag in flags] == [
        ("W211", "工作表“封面”、“Cover”都对应报送表“封面”且都有内容，无法判断以哪张为准，均未读取")
    ]


def test_exact_name_goes_before_a_part_of_it_and_blank_ones_do_not_count() -> None:
    filled = [["报送单位", "区司法局"], ["报送期间", "2022Q4"]]
    other = [["报送单位", "区财政局"]]
    sheets = sheet("封面（旧）", other), sheet("封面", filled), sheet("Cover", [])
    cover, flags = read_cover(workbook(*sheets), TABLES["cover"])
    assert (cover.sheet, cover.values["department"], flags) == ("封面", "区司法局", ())


def test_a_contact_is_quoted_as_personal() -> None:
    rows = [["报送单位", "甲", "联系人", "张三"], ["报送期间", "2022Q4", "联系人", "李四"]]
    _, flags = read_cover(workbook(sheet("封面", rows)), TABLES["cover"])
    assert {name: shown.personal for name, shown in flags[0].values if name in ("first", "second")} == {
        "first": "name",
        "second": "name",
    }


def test_the_cover_is_no_table_of_rows() -> None:
    cover = sheet("封面", [["案号", "被诉单位", "是否出庭"], ["A1", "甲", "是"]])
    located, flags = locate(workbook(cover), TABLES, ["cover", "litigation"])
    assert located == {}
    assert [flag.code.id for flag in flags] == ["W210"]
