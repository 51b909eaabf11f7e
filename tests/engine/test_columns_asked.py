"""A pack asks only for the columns that its indicators read: of others, one flag says if something can't be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Flag, Severity
from checker.model.workbook import Sheet
from checker.privacy.masking import flag_message
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

TABLES = "tables: [cases, officers, training, tasks, figures]\n"
#: The small pack's indicator of these tests reads when a case was filed and heard, its kind, and whether a head came.
READ = ["case_no", "filed_on", "hearing_on", "head_appeared", "category"]


def asking(folder: Path, columns: str) -> Pack:
    return load_pack(write_small(folder, change={"demo/pack.yaml": {TABLES: f"{TABLES}columns: {columns}\n"}}))


def test_every_column_is_asked_for_unless_the_pack_says_otherwise(tmp_path: Path) -> None:
    cases = load_pack(write_small(tmp_path)).tables["cases"]
    assert list(cases.asked) == list(cases.columns)
    assert cases.unasked == set()


def test_what_indicators_read_is_asked_for_and_what_the_pack_names(tmp_path: Path) -> None:
    assert list(asking(tmp_path / "read", "{}").tables["cases"].asked) == READ
    assert list(asking(tmp_path / "more", "{cases: [won]}").tables["cases"].asked) == [*READ, "won"]


def test_a_column_that_is_asked_for_anyway_is_pointed_out(tmp_path: Path) -> None:
    pack = asking(tmp_path, "{cases: [won, category, case_no]}")
    idle = [each for each in lint(pack) if each.code.id == "D157" and "asked for" in each.message.en]
    assert [each.found for each in idle] == ["category", "case_no"]


def judged(pack: Pack, sheet: Sheet) -> tuple[list[str], list[tuple[int, int, int]]]:
    workbook = book(pack, "区司法局", {"cases": []})
    one = checked(pack, "2022Q4", type(workbook)(workbook.name, "xlsx", workbook.sha256, (workbook.sheets[0], sheet)))
    rows = [(each.read, each.judged, each.refused) for each in one.department.sheets]
    return [each.code.id for each in one.department.flags if each.place.table == "cases"], rows


@pytest.mark.parametrize(("columns", "codes", "refused"), [("{}", [], 0), ("{cases: [sum, won]}", ["V3", "V3"], 1)])
def test_the_cells_of_an_unread_column_are_never_flagged(
    tmp_path: Path, columns: str, codes: list[str], refused: int
) -> None:
    pack = asking(tmp_path, columns)
    good = {"case_no": "A1", "hearing_on": date(2022, 3, 1), "head_appeared": "是", "category": "重大案件"}
    row = cells(pack, "cases", filed_on=date(2022, 1, 4), sum="很多", won="也许", **good)
    table = pack.tables["cases"]
    sheet = Sheet(table.sheet.zh, [[column.header.zh for column in table.columns.values()], row])
    found, rows = judged(pack, sheet)
    assert [code[:2] for code in found if code.startswith("V3")] == codes
    assert rows == [(1, 1 - refused, refused)]


@pytest.mark.parametrize(("columns", "codes"), [("{}", []), ("{cases: [sum]}", ["W217"])])
def test_an_unread_column_may_be_left_out(tmp_path: Path, columns: str, codes: list[str]) -> None:
    pack = asking(tmp_path, columns)
    headers = [pack.tables["cases"].columns[name].header.zh for name in READ]
    found, _ = judged(pack, Sheet("案件", [headers, ["A1", date(2022, 1, 4), date(2022, 3, 1), "是", "重大案件"]]))
    assert [code for code in found if code in ("W216", "W217")] == codes


def column_flags(folder: Path, rows: list[dict[str, object]]) -> list[Flag]:
    pack = asking(folder, "{}")
    table, workbook = pack.tables["cases"], book(pack, "区司法局", {"cases": []})
    good = {"hearing_on": date(2022, 3, 1), "head_appeared": "是", "category": "重大案件"}
    lines = [cells(pack, "cases", filed_on=date(2022, 1, 4), **{**good, **row}) for row in rows]
    sheet = Sheet(table.sheet.zh, [[column.header.zh for column in table.columns.values()], *lines])
    one = checked(pack, "2022Q4", replace(workbook, sheets=(workbook.sheets[0], sheet)))
    return [each for each in one.department.flags if each.code.id == "W276"]


def test_one_flag_says_that_an_unread_column_was_not_checked(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"case_no": "A1", "sum": "很多", "won": "也许"},
        {"case_no": "A2", "sum": "三四千", "won": "是"},
        {"case_no": "A3", "sum": 5},
    ]
    flags = column_flags(tmp_path, rows)
    assert {each.place.field: dict(each.values)["count"].text for each in flags} == {"sum": "2", "won": "1"}
    assert {each.place.row for each in flags} == {1}
    assert {each.severity for each in flags} == {Severity.INFO}
    for each in flags:
        message = flag_message(each, "en")
        assert f"Column {each.place.column} “{each.place.header}” of sheet “案件” is read by no indicator" in message
        assert "没有指标使用" in flag_message(each, "zh")


def test_an_unread_column_without_anything_wrong_comes_in_without_a_word(tmp_path: Path) -> None:
    assert column_flags(tmp_path, [{"case_no": "A1", "sum": 5, "won": "是"}, {"case_no": "A2"}]) == []
