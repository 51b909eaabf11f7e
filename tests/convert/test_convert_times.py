"""Times of day in date columns: said once per column, and at rows where they contradict the order of the dates."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from checker.convert import convert
from checker.convert.times import times_of
from checker.model.workbook import Located
from checker.sources.reader import Reader
from checker.text.locales import USUAL

DATES = {"sent_on": {"type": "date"}, "signed_on": {"type": "date"}}
NINE, EIGHT = datetime(2024, 3, 5, 9), datetime(2024, 3, 5, 8)  # noqa: DTZ001 - cells have no time zone


def found(draw: Any, rows: list[list[Any]], order: str = "sent_on <= signed_on") -> list[tuple[str, int | None, str]]:
    located, table = draw(DATES, rows, order=[order])
    return [(each.code.id, each.place.row, each.place.field) for each in convert(located, table)[1]]


def test_dates_without_a_time_are_not_flagged(draw: Any) -> None:
    midnight = datetime(2024, 3, 5)  # noqa: DTZ001
    assert found(draw, [[date(2024, 3, 5), midnight], ["2024-3-5", "2024-03-05 00:00:00"], [None, 45356]]) == []


def test_each_column_is_flagged_once(draw: Any) -> None:
    flags = found(draw, [[NINE, date(2024, 3, 6)], ["2024-3-5 09:00", date(2024, 3, 6)], [NINE, None]])
    assert [(code, field) for code, _, field in flags] == [("V341", "sent_on")]


@pytest.mark.parametrize(
    ("sent", "signed", "wrong"),
    [
        (NINE, EIGHT, True),
        (EIGHT, NINE, False),
        (NINE, NINE, False),
        ("2024年3月5日 下午1点", "2024-03-05 12:59", True),
        (NINE, date(2024, 3, 5), False),  # only one of them has a time
        (NINE, datetime(2024, 3, 6, 8), False),  # noqa: DTZ001 - another day
    ],
)
def test_times_of_one_day_are_compared(draw: Any, sent: Any, signed: Any, wrong: bool) -> None:
    flags = found(draw, [[sent, signed]])
    assert [field for code, _, field in flags if code == "V342"] == ["signed_on"] * wrong


def test_a_strict_order_is_wrong_by_the_dates(draw: Any) -> None:
    assert {code for code, _, _ in found(draw, [[NINE, EIGHT]], "sent_on < signed_on")} == {"V341"}


def test_a_cell_that_cannot_be_read_has_no_time(draw: Any) -> None:
    assert {code for code, _, _ in found(draw, [["3月5日 09:00", None]])}.isdisjoint({"V341", "V342"})


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("2024-3-5 09:00", time(9)),
        ("2024年3月5日9时30分", time(9, 30)),
        ("2024年3月5日 下午3点半", time(15, 30)),
        ("3/13/2024 12:05 AM", time(0, 5)),
        ("2024-03-05T21:04:05.5", time(21, 4, 5)),
        (45356.375, time(9)),
        ("2024-03-05", None),
        (45356, None),
        (True, None),
    ],
)
def test_clocks_are_read(cell: Any, asked: time | None) -> None:
    assert times_of([cell], USUAL).get(0) == asked


def test_times_in_a_real_workbook(draw: Any, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([None, "sent", "signed"], [None, NINE, EIGHT], [None, NINE, datetime(2024, 3, 6)]):  # noqa: DTZ001
        sheet.append(row)
    book.save(tmp_path / "times.xlsx")
    with Reader() as reader:
        workbook, _ = reader.read(tmp_path / "times.xlsx")
    assert workbook is not None
    _, table = draw(DATES, [], order=["sent_on <= signed_on"])
    located = Located("drawn", workbook.sheets[0], 1, {"sent_on": 2, "signed_on": 3}, {"sent_on": "sent"}, {}, (2, 3))
    flags = convert(located, table)[1]
    assert [(each.code.id, each.place.cell) for each in flags] == [("V341", "B1"), ("V341", "C1"), ("V342", "C2")]
