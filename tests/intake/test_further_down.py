"""What is further down a sheet: the report is that of a tidy workbook, and cells are named where they are."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from checker.marking import make_marked_copy
from checker.model import Department, Report, Result
from checker.privacy.masking import flag_message
from samples.library.cells import book_of
from samples.library.xlsx import by_openpyxl

from .books import cover
from .test_merged import HEAD, TURNED, application
from .test_several_files import run

ONE = [application(f"工{number}") for number in range(1, 5)]
OTHER = [application("质1"), application("质2", "随后"), application("质3", "2022-12-30")]


def rows_of(head: list[str], rows: list[dict[str, Any]]) -> list[list[Any]]:
    return [[row.get(name, "") for name in head] for row in rows]


TIDY = [HEAD, *rows_of(HEAD, [*ONE, *OTHER])]
AGAIN = [HEAD, *rows_of(HEAD, ONE), TURNED, *rows_of(TURNED, OTHER)]
UNKNOWN = [[], ["车辆情况"], ["车牌", "驾驶人", "年检", "保险", "状态"], ["津A", "丙", "已检", "已投", "在用"]]


def counted(result: Result) -> list[Any]:
    """What a result says, without the numbers of its rows."""
    return [result.indicator, result.status, result.numerator, result.denominator, result.unknown, result.reason]


def report_of(folder: Path, rows: list[list[Any]]) -> tuple[Report, Department]:
    sheets = {"填报说明": list(cover("区司法局").items()), "政府信息公开申请": rows}
    content = by_openpyxl(book_of(sheets))
    book = load_workbook(BytesIO(content))
    for row in book["政府信息公开申请"].iter_rows():
        for cell in row:
            if isinstance(cell.value, float):
                cell.number_format = "0%"
    folder.mkdir(exist_ok=True)
    book.save(folder / "a.xlsx")
    report = run("heping", "2022Q4", folder, workers=1)
    return report, next(each for each in report.departments if each.file)


@pytest.fixture(scope="module")
def tidy(tmp_path_factory: pytest.TempPathFactory) -> Department:
    return report_of(tmp_path_factory.mktemp("tidy"), TIDY)[1]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (AGAIN, "W315"),
        ([*TIDY, *UNKNOWN], "W316"),
        ([*TIDY, ["执法证号", "姓名", "培训日期", "培训学时"], ["津01-0001", "甲", "2022-02-01", 20]], "W316"),
        ([*TIDY, ["按时答复率", 0.83]], "W310"),
        ([*TIDY, ["满意率：95%"]], "W310"),
    ],
)
def test_the_rest_is_as_in_a_tidy_workbook(tmp_path: Path, tidy: Department, rows: list[list[Any]], code: str) -> None:
    _, found = report_of(tmp_path, rows)
    assert list(map(counted, found.results)) == list(map(counted, tidy.results))
    assert (found.score, found.state) == (tidy.score, tidy.state)
    codes = sorted(each.code.id for each in found.flags)
    assert codes == sorted([*(each.code.id for each in tidy.flags), code])


def test_cells_are_named_and_marked_where_the_workbook_has_them(tmp_path: Path) -> None:
    report, found = report_of(tmp_path / "in", AGAIN)
    (told,) = [each for each in found.flags if each.code.id == "W315"]
    assert "第 6 行又是表头" in flag_message(told, "zh")
    copy = make_marked_copy(tmp_path / "in" / "a.xlsx", report, found, "zh", tmp_path, frozenset())
    assert copy is not None
    sheet = load_workbook(BytesIO(copy.content))["政府信息公开申请"]
    marked = {(cell.coordinate, cell.value) for row in sheet.iter_rows(min_row=7) for cell in row if cell.comment}
    assert marked == {("A8", "随后"), ("A9", "2022-12-30")}
