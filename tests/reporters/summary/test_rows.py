"""The sheet of the rows behind the numbers."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from checker.engine.batch import run
from checker.model import Report
from checker.reporters.rows.table import all_lines
from checker.reporters.selection import without_rows
from checker.reporters.summary import render, rows
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book

WORKBOOK = Path(__file__).parents[3] / "inputs" / "heping" / "2022Q4" / "区城市管理委.xls"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("heping") / "2022Q4"
    folder.mkdir()
    (folder / WORKBOOK.name).write_bytes(WORKBOOK.read_bytes())
    return run("heping", "2022Q4", folder, workers=1, rows="counted")


def cells(content: bytes, name: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("language", "sheet", "expected"),
    [
        (
            "en",
            "Rows",
            (
                *("Urban Management Commission", "Every enforcement officer has 60 hours of training a year", "fails"),
                *(None, "59.5 of 60 hours, 0.5 to go", "执法人员名册", 4, "津01-0703", None, None),
            ),
        ),
        (
            "zh",
            "行",
            (
                *("区城市管理委", "执法人员年度培训达到60学时", "不符合"),
                *(None, "59.5/60 学时，还差 0.5", "执法人员名册", 4, "津01-0703", None, None),
            ),
        ),
    ],
)
def test_every_row_behind_a_number_is_listed(
    report: Report, language, sheet: str, expected: tuple[object, ...]
) -> None:
    listed = cells(render(report, language), sheet)
    assert expected in [tuple(value or None for value in row) for row in listed]
    lines = sum(len(behind.lines) for _, behind in all_lines(report))
    assert len(listed) == lines + 3


def test_without_rows_there_is_no_sheet(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(without_rows(report), "en")))
    assert "Rows" not in book.sheetnames


def test_a_longer_list_is_cut_and_says_so(report: Report) -> None:
    reader, book = Reader(report, "en"), Book("en", "Title", ("", ""))
    rows.write(book, reader, most=5)
    listed = cells(book.bytes(report.as_of), "Rows")
    assert len(listed) == 5 + 4
    assert "Only the first 5 are listed; rows.csv has all of them" in [row[0] for row in listed]
