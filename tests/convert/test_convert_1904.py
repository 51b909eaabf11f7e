"""Workbooks that count days from 1904, as old Excel for Mac wrote them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from checker.convert import convert
from checker.model.workbook import Located
from checker.sources.reader import Reader
from checker.tables.table import Table

TABLE = Table.model_validate(
    {
        "id": "drawn",
        "sheet": {"zh": "表", "en": "Sheet"},
        "columns": {"held_on": {"header": {"zh": "日期", "en": "Held on"}, "type": "date"}},
    }
)


@pytest.mark.parametrize(("epoch_1904", "serial"), [(True, 43163), (False, 44625)])
def test_a_plain_number_is_the_same_day_in_both_counts(epoch_1904: bool, serial: int, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.append([serial])  # 2022-03-05, never formatted as a date
    sheet.append([20220305])
    sheet.append([date(2022, 3, 5)])
    path = tmp_path / "book.xlsx"
    book.save(path)
    with Reader() as reader:
        workbook, flags = reader.read(path)
    assert workbook is not None and flags == ()
    assert workbook.sheets[0].date_1904 is epoch_1904
    typed, said = convert(
        Located("drawn", workbook.sheets[0], 0, {"held_on": 1}, {"held_on": "日期"}, {}, (1, 2, 3)), TABLE
    )
    assert said == ()
    assert [str(day)[:10] for day in typed.frame["held_on"]] == ["2022-03-05"] * 3
