"""Flags on a screen follow the workbook: its tabs, then its rows, whatever the sheets are called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Place, SheetCount
from checker.reporters.terminal.flags import flags_of, group_flags, in_workbook_order
from tests.reporters.drawn_reports import JUSTICE

ERROR = next(flag for flag in JUSTICE.flags if flag.severity.word == "error")


def count(sheet: str) -> SheetCount:
    return SheetCount(sheet, sheet, 1, 1, 0, 0)


@pytest.mark.parametrize(
    ("tabs", "places", "expected"),
    [
        (["b", "a"], [("a", 2), ("b", 9), ("b", 3)], [("b", 3), ("b", 9), ("a", 2)]),
        (["培训", "案件"], [("案件", 4), ("培训", 5)], [("培训", 5), ("案件", 4)]),
        (["b", "a"], [("a", 2), ("", None)], [("", None), ("a", 2)]),
        (["b", "a"], [("b", 10), ("b", 9)], [("b", 9), ("b", 10)]),
        (["b"], [("b", 2), ("封面", 1)], [("封面", 1), ("b", 2)]),
        (["b", "a"], [("a", None), ("a", 3), ("b", None)], [("b", None), ("a", None), ("a", 3)]),
    ],
)
def test_flags_come_as_in_the_workbook(
    tabs: list[str], places: list[tuple[str, int | None]], expected: list[tuple[str, int | None]]
) -> None:
    flags = tuple(replace(ERROR, place=Place(sheet=sheet, row=row)) for sheet, row in places)
    department = replace(JUSTICE, sheets=tuple(map(count, tabs)), flags=flags)
    assert [(flag.place.sheet, flag.place.row) for flag in in_workbook_order(department)] == expected


def test_kinds_of_one_severity_come_by_their_first_place() -> None:
    other = next(flag for flag in JUSTICE.flags if flag.severity == ERROR.severity and flag.code != ERROR.code)
    late, early = max(ERROR, other, key=lambda flag: flag.code.id), min(ERROR, other, key=lambda flag: flag.code.id)
    flags = (replace(early, place=Place("b", 2)), replace(late, place=Place("a", 7)))
    owned = flags_of([replace(JUSTICE, sheets=(count("a"), count("b")), flags=flags)])
    assert [group.code.id for group in group_flags(owned, by_place=True)] == [late.code.id, early.code.id]
    assert [group.code.id for group in group_flags(owned)] == [early.code.id, late.code.id]
