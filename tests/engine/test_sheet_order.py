"""The sheets of a workbook are told in the order of its tabs, whatever order the pack has them in."""

from __future__ import annotations

import pytest

from checker.definitions.load import load_pack
from tests.engine.books import book, checked


@pytest.mark.parametrize("tables", [("officers", "training"), ("training", "officers")])
def test_sheets_are_counted_in_the_order_of_the_tabs(tables: tuple[str, str]) -> None:
    pack = load_pack("heping")
    department = checked(pack, "2022Q4", book(pack, "区城市管理委", {name: [] for name in tables})).department
    assert tuple(each.table for each in department.sheets) == tables
