"""A day in a cell whose format shows a time is midnight of that day; in any other cell it is a day without a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlwt

from checker.convert import convert
from checker.model.workbook import Located
from checker.sources.reader import Reader
from checker.tables.table import Table

TABLE = Table.model_validate(
    {
        "id": "drawn",
        "sheet": {"zh": "数据", "en": "Data"},
        "columns": {
            "at": {"header": {"zh": "时刻", "en": "At"}, "type": "datetime"},
            "on": {"header": {"zh": "日期", "en": "On"}, "type": "date"},
            "note": {"header": {"zh": "备注", "en": "Note"}, "type": "text"},
        },
    }
)
MIDNIGHT = datetime.combine(date(2022, 3, 5), datetime.min.time())
#: Formats with a time, in the order of the rows; then formats without one.
TIMED = (
    "yyyy-mm-dd hh:mm",
    "m/d/yy h:mm",
    'yyyy"年"m"月"d"日" h"时"mm"分"',
    "[$-804]yyyy/m/d hh:mm:ss;@",
    "d/m/yyyy h:mm AM/PM",
)
DAYS = ("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', '"h"yyyy-mm-dd', "General")


def in_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, code in enumerate((*TIMED, *DAYS), 1):
        for column in (1, 2, 3):
            sheet.cell(row, column, MIDNIGHT).number_format = code
    sheet.cell(len(TIMED) + len(DAYS) + 1, 1, MIDNIGHT + timedelta(minutes=5)).number_format = TIMED[0]
    book.save(path)


def in_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    for row, code in enumerate((*TIMED, *DAYS)):
        for column in (0, 1, 2):
            sheet.write(row, column, MIDNIGHT, xlwt.easyxf(num_format_str=code))
    sheet.write(len(TIMED) + len(DAYS), 0, MIDNIGHT + timedelta(minutes=5), xlwt.easyxf(num_format_str=TIMED[0]))
    book.save(str(path))


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", in_xlsx), ("a.xls", in_xls)])
def test_the_format_says_whether_a_day_has_a_time(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    with Reader() as reader:
        workbook, _ = reader.read(tmp_path / name)
    assert workbook is not None
    sheet = workbook.sheets[0]
    numbers = tuple(range(1, len(TIMED) + len(DAYS) + 2))
    located = Located(
        "drawn", sheet, 0, {"at": 1, "on": 2, "note": 3}, {"at": "At", "on": "On", "note": "Note"}, {}, numbers
    )
    typed, flags = convert(located, TABLE)
    values = typed.frame["at"].tolist()
    assert values[: len(TIMED)] == [MIDNIGHT] * len(TIMED)
    assert values[-1] == MIDNIGHT + timedelta(minutes=5)
    refused = {flag.place.row for flag in flags if flag.code.id == "V350"}
    assert refused == set(range(len(TIMED) + 1, len(TIMED) + len(DAYS) + 1))
    assert {value.date() for value in typed.frame["on"].tolist()[:-1]} == {MIDNIGHT.date()}
    assert {flag.code.id for flag in flags} == {"V350"}  # a midnight in a column of days is no time of day
    assert set(typed.frame["note"].tolist()[:-1]) <= {"2022-03-05", "2022-03-05 00:00:00", "44625"}
