"""Real workbooks, written as other programs write them and read as users' files are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from checker.locate import locate, read_cover
from checker.model.workbook import letters
from checker.sources.reader import Reader
from tests.locate.workbooks import TABLES, said

HEADER = ["序号", "案号", "被诉单位", "开庭日期", "负责人"]
BELOW = [None, None, None, None, "姓名", "是否出庭"]
ROWS = [
    [1, "（2022）津0101行初1号", "区住建委", "2022-03-01", "张三", "是"],
    [2, "（2022）津0101行初2号", "区财政局", "2022-04-01", "李四", "否"],
]


def by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "封面"
    cover["B2"], cover["C2"] = "报送单位：", "区司法局"
    cover["B3"], cover["D3"] = "报送期间：", "2022Q4"
    cover.merge_cells("B3:C3")
    cases = book.create_sheet("1.行政应诉案件")
    cases["A1"] = "和平区行政应诉案件统计表"
    cases.merge_cells("A1:F1")
    for row in (HEADER, BELOW, ROWS[0], [], ROWS[1], ["合计", None, None, None, 2]):
        cases.append(row)
    for area in ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"):
        cases.merge_cells(area)
    cases.row_dimensions[6].hidden = True
    book.save(path)


def by_xlsxwriter(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        cover = book.add_worksheet("封面")
        cover.write_row("B2", ["报送单位：", "区司法局"])
        cover.merge_range("B3:C3", "报送期间：")
        cover.write("D3", "2022Q4")
        cases = book.add_worksheet("1.行政应诉案件")
        cases.merge_range("A1:F1", "和平区行政应诉案件统计表")
        for column, text in zip("ABCD", HEADER, strict=False):
            cases.merge_range(f"{column}2:{column}3", text)
        cases.merge_range("E2:F2", "负责人")
        cases.write_row("E3", ["姓名", "是否出庭"])
        cases.write_row("A4", ROWS[0])
        cases.write_row("A6", ROWS[1])
        cases.write_row("A7", ["合计", "", "", "", 2])
        cases.set_row(5, None, None, {"hidden": True})


@pytest.fixture(scope="module")
def reader() -> Reader:
    with Reader() as reader:
        yield reader


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
def test_a_workbook_as_people_send_it(write: object, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "区司法局.xlsx"
    write(path)
    book, flags = reader.read(path)
    assert book is not None
    assert flags == ()
    found, flags = locate(book, TABLES, ["litigation"])

    located = found["litigation"]
    assert located.header_row == 3
    assert {field: letters(column) for field, column in located.columns.items()} == {
        "case_no": "B",
        "agency": "C",
        "hearing_on": "D",
        "head_appeared": "F",
        "head_name": "E",
    }
    assert located.rows == (4, 6)
    assert [(flag.code.id, said(flag)) for flag in flags] == [
        ("W217", "工作表“1.行政应诉案件”第 3 行的表头中没有选填列：涉案金额"),
        ("W310", "工作表“1.行政应诉案件”第 7 行未计为数据行：合计、平均或计数行"),
        ("W226", "工作表“1.行政应诉案件”有隐藏的内容，已照常读取：1 行（第 6 行）"),
    ]
    assert said(flags[1], "en").startswith("Not read as data in sheet “1.行政应诉案件”: row 7 (")
    cover, flags = read_cover(book, TABLES["cover"])
    assert cover.values == {"department": "区司法局", "period": "2022Q4"}
    assert (cover.places["department"].cell, cover.places["period"].cell) == ("C2", "D3")
    assert flags == ()


def test_csv_is_found_by_its_headers(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "区司法局2022Q4.csv"
    path.write_text("\ufeff案号,被诉单位,开庭日期,是否出庭\nA1,区住建委,2022-03-01,是\n\n合计,,,\n", encoding="utf-8")
    book, _ = reader.read(path)
    assert book is not None
    found, _ = locate(book, TABLES, ["litigation"])
    assert found["litigation"].rows == (2,)
    assert found["litigation"].header_row == 1
