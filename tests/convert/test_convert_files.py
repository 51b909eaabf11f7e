"""The same rows written by three programs read as the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
import xlwt

from checker.convert import convert
from checker.model.workbook import INVALID, VALID, Located
from checker.sources.reader import Reader
from checker.tables.table import Table

FIELDS = ["case", "officer", "hours", "rate", "done", "held_on", "note"]
TABLE = Table.model_validate(
    {
        "id": "drawn",
        "sheet": {"zh": "数据", "en": "Data"},
        "columns": {
            name: {"header": {"zh": name, "en": name}, "type": kind}
            for name, kind in zip(FIELDS, ["text", "id", "decimal", "percent", "boolean", "date", "text"], strict=True)
        },
    }
)
#: A value, and the number format of its cell.
GENERAL, PERCENT, DAY, CHINESE_DAY = "General", "0%", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"'
MIDNIGHT = datetime.combine(date(2022, 3, 5), datetime.min.time())
ROWS: list[list[tuple[Any, str]]] = [
    [
        *(("0001", GENERAL), ("110101199003070011", GENERAL), (0.1 + 0.2, GENERAL), (1, PERCENT)),
        *((True, GENERAL), (date(2022, 3, 5), DAY), (1000110, GENERAL)),
    ],
    [
        *((1000110, GENERAL), (417, GENERAL), ("１，２３４", GENERAL), (0.98, PERCENT)),
        *((1, GENERAL), (MIDNIGHT, CHINESE_DAY), ("NA", GENERAL)),
    ],
    [
        *(("甲", GENERAL), (110101199003070011, GENERAL), (date(1900, 3, 5), DAY), (1, GENERAL)),
        *(("是（副职）", GENERAL), (44625, GENERAL), (date(2022, 3, 5), DAY)),
    ],
]
VALUES = [
    ["0001", "110101199003070011", Fraction(3, 10), Fraction(1), True, date(2022, 3, 5), "1000110"],
    ["1000110", "417", Fraction(1234), Fraction(49, 50), True, date(2022, 3, 5), "NA"],
    ["甲", None, None, None, None, date(2022, 3, 5), "2022-03-05"],
]
FLAGS = [("B3", "V303"), ("C3", "V309"), ("D3", "V311"), ("E3", "V312")]


def with_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, cells in enumerate(ROWS, 1):
        for column, (value, shown_as) in enumerate(cells, 1):
            sheet.cell(row, column, value).number_format = shown_as
    book.save(path)


def with_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, cells in enumerate(ROWS):
        for column, (value, shown_as) in enumerate(cells):
            sheet.write(row, column, value, book.add_format({"num_format": shown_as}))
    book.close()


def with_xlwt(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    for row, cells in enumerate(ROWS):
        for column, (value, shown_as) in enumerate(cells):
            sheet.write(row, column, value, xlwt.easyxf(num_format_str=shown_as))
    book.save(str(path))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as started:
        yield started


@pytest.mark.parametrize(
    ("write", "name"), [(with_openpyxl, "a.xlsx"), (with_xlsxwriter, "b.xlsx"), (with_xlwt, "c.xls")]
)
def test_what_three_programs_write_reads_alike(
    tmp_path: Path, reader: Reader, write: Callable[[Path], None], name: str
) -> None:
    write(tmp_path / name)
    workbook, troubles = reader.read(tmp_path / name)
    assert workbook is not None and troubles == ()
    columns = {field: number for number, field in enumerate(FIELDS, 1)}
    located = Located("drawn", workbook.sheets[0], 0, columns, {field: field for field in FIELDS}, {}, (1, 2, 3))
    typed, flags = convert(located, TABLE)
    assert [(flag.place.cell, flag.code.id) for flag in flags] == FLAGS
    for number, values in zip((1, 2, 3), VALUES, strict=True):
        found = typed.frame.loc[number].tolist()
        found[5] = found[5].date()
        assert found == values


def test_a_formula_that_was_never_calculated_is_refused(tmp_path: Path, reader: Reader) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "formula.xlsx")
    workbook, _ = reader.read(tmp_path / "formula.xlsx")
    assert workbook is not None
    _, flags = convert(Located("drawn", workbook.sheets[0], 0, {"hours": 1}, {"hours": "h"}, {}, (1,)), TABLE)
    assert [(flag.code.id, flag.observed.text) for flag in flags if flag.observed] == [("V302", "=1+1")]


TIMES = ["come", "gone", "took"]
TIMED = Table.model_validate(
    {
        "id": "drawn",
        "sheet": {"zh": "数据", "en": "Data"},
        "columns": {
            **{name: {"header": {"zh": name, "en": name}, "type": "datetime"} for name in TIMES[:2]},
            "took": {"header": {"zh": "took", "en": "took"}, "type": "duration", "unit": "minutes"},
            "waited": {"type": "duration", "unit": "minutes", "from": "come", "to": "gone"},
        },
    }
)
MINUTE, CLOCK, LENGTH = "yyyy-mm-dd hh:mm", "h:mm", "[h]:mm"
#: 15:54:57.
LATER = Fraction(57297, 60)
#: Moments and lengths of time as Excel stores them, with their formats, and what is read.
MOMENTS: list[tuple[list[tuple[Any, str]], list[Any]]] = [
    ([(44621.25, MINUTE), (44621.3125, GENERAL), (0.25, LENGTH)], ["2022-03-01 06:00", "2022-03-01 07:30", 360, 90]),
    (
        [(44621.5868402777, MINUTE), (44622.25, DAY), (1.5, LENGTH)],
        ["2022-03-01 14:05:03", "2022-03-02 06:00", 2160, LATER],
    ),
    (
        [(44621.25, MINUTE), ("2022-03-01 24:00", "@"), (1.5, CLOCK)],
        ["2022-03-01 06:00", "2022-03-02 00:00", 2160, 1080],
    ),
    ([(44621.25, MINUTE), (44622, MINUTE), (0.0625, CLOCK)], ["2022-03-01 06:00", "2022-03-02 00:00", 90, 1080]),
    ([(44621.25, MINUTE), (44622, DAY), (0.0625, CLOCK)], ["2022-03-01 06:00", None, 90, None]),
    ([(44621.25, MINUTE), (44621.2, MINUTE), (90, GENERAL)], ["2022-03-01 06:00", "2022-03-01 04:48", 90, None]),
]


@pytest.mark.parametrize("name", ["a.xlsx", "b.xls"])
def test_times_of_day_as_spreadsheets_store_them(tmp_path: Path, reader: Reader, name: str) -> None:
    excel = xlsxwriter.Workbook(tmp_path / name)
    old = xlwt.Workbook()
    sheet, old_sheet = excel.add_worksheet(), old.add_sheet("Sheet")
    for row, (cells, _) in enumerate(MOMENTS):
        for column, (value, shown_as) in enumerate(cells):
            sheet.write(row, column, value, excel.add_format({"num_format": shown_as}))
            old_sheet.write(row, column, value, xlwt.easyxf(num_format_str=shown_as))
    excel.close() if name.endswith("x") else old.save(str(tmp_path / name))
    workbook, _ = reader.read(tmp_path / name)
    assert workbook is not None
    columns = {field: number for number, field in enumerate(TIMES, 1)}
    rows = tuple(range(1, len(MOMENTS) + 1))
    located = Located("drawn", workbook.sheets[0], 0, columns, {field: field for field in TIMES}, {}, rows)
    typed, flags = convert(located, TIMED)
    assert [(flag.place.cell, flag.code.id) for flag in flags] == [("B5", "V350")]
    for row, (_, expected) in zip(rows, MOMENTS, strict=True):
        come, gone, took, waited = (typed.at(row, field) for field in TIMED.columns)
        assert [come, took] == [pd.Timestamp(expected[0]), expected[2]]
        assert (None if gone is pd.NaT else gone) == (None if expected[1] is None else pd.Timestamp(expected[1]))
        assert waited == expected[3]
    assert [typed.state_at(row, "waited") for row in rows] == [VALID, VALID, VALID, VALID, INVALID, INVALID]
