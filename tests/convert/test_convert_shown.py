"""Ids and texts are what the cell shows where its number format adds digits or a prefix."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from checker.convert import convert
from checker.locate import locate
from checker.model.workbook import INVALID, TypedTable
from checker.sources.reader import Reader
from checker.tables.rows.places import show_cell
from tests.typed_rows import table

PEOPLE = table("people", {"id": {"type": "id"}, "no": {"type": "text"}, "hours": {"type": "decimal"}}, key=["id"])


def converted(folder: Path, rows: list[list[tuple[object, str]]], formula: bool) -> TypedTable:
    """Rows of values with their number formats, saved, read and converted."""
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "people"
    sheet.append(["id", "no", "hours"])
    for number, row in enumerate(rows, 2):
        for column, (value, code) in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.number_format = code
    if formula:  # the file is then read cell by cell
        sheet["H30"] = "=1+1"
    book.save(folder / "people.xlsx")
    with Reader() as reader:
        workbook, _ = reader.read(folder / "people.xlsx")
    assert workbook is not None
    located, _ = locate(workbook, {"people": PEOPLE}, ("people",))
    return convert(located["people"], PEOPLE)[0]


@pytest.mark.parametrize("formula", [False, True])
def test_ids_and_texts_are_read_as_shown_and_numbers_are_not(formula: bool, tmp_path: Path) -> None:
    prefixed = '"津01-"0000'
    rows = [[(417, "00000"), (417, prefixed), (8, "000")], [(418, "General"), (12, "0"), (9, '0"小时"')]]
    typed = converted(tmp_path, rows, formula)
    assert typed.frame.loc[:3].to_numpy().tolist() == [["00417", "津01-0417", 8], ["418", "12", 9]]
    assert show_cell(typed, PEOPLE, 2, "no").text == "津01-0417"


def test_a_number_that_has_lost_digits_stays_an_error(tmp_path: Path) -> None:
    typed = converted(tmp_path, [[(120101199001011234, "000000000000000000"), ("a", "@"), (1, "0")]], formula=False)
    assert typed.state["id"].tolist() == [INVALID]
