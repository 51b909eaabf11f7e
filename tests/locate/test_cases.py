"""Grids as people send them in, and what is found in them."""

from __future__ import annotations

from typing import Any

import pytest

from checker.locate import locate
from checker.model import Flag
from checker.model.workbook import Located, letters
from tests.locate.workbooks import TABLES, read, said, workbook_of

CASES = read("cases.yaml")


def of_table(located: Located) -> dict[str, Any]:
    return {
        "header": located.header_row,
        "columns": {field: letters(column) for field, column in located.columns.items()},
        "rows": list(located.rows),
        "skipped": list(located.skipped),
        "extra": {header: letters(column) for header, column in located.extra.items()},
    }


def agrees(flag: Flag, expected: dict[str, Any]) -> bool:
    found = {
        "code": flag.code.id,
        "cell": flag.place.cell,
        "row": flag.place.row,
        "field": flag.place.field,
        "sheet": flag.place.sheet,
        "table": flag.place.table,
        "severity": flag.severity.word,
    }
    exact = {name: value for name, value in expected.items() if name != "says"}
    return all(found[name] == value for name, value in exact.items()) and expected["says"] in said(flag)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    located, flags = locate(workbook_of(case), TABLES, case.get("wanted", ["litigation"]))
    expected = {name: dict(table) for name, table in case["expect"].items() if name != "flags"}

    assert set(located) == set(expected)
    for name, table in expected.items():
        headers = table.pop("headers", {})
        assert {field: located[name].headers[field] for field in headers} == headers
        assert located[name].sheet.name == table.pop("sheet", located[name].sheet.name)
        assert of_table(located[name]) == {"skipped": [], "extra": {}} | table

    for row, cells in case.get("cells", {}).items():
        for one in located.values():
            assert [one.sheet.at(row, column) for column in range(1, len(cells) + 1)] == cells
    for row, columns in case.get("addresses", {}).items():
        for one in located.values():
            assert [letters(one.column_at(row, field)) for field in one.columns] == columns

    shown = [flag for flag in flags if not (case.get("minor") and flag.code.id == "W217")]
    wanted = case["expect"].get("flags", [])
    for flag in shown:
        assert any(agrees(flag, each) for each in wanted), said(flag)
    for each in wanted:
        assert any(agrees(flag, each) for flag in shown), each
    assert len(shown) == len(wanted)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


def test_messages_say_the_same_in_both_languages() -> None:
    for case in CASES:
        _, flags = locate(workbook_of(case), TABLES, case.get("wanted", ["litigation"]))
        for flag in flags:
            assert said(flag, "en")
            assert said(flag, "zh")
