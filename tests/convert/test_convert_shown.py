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
from checker.tables.table import Table
from tests.typed_rows import table

PEOPLE = table("people", {"id": {"type": "id"}, "no": {"type": "text"}, "hours": {"type": "decimal"}}, key=["id"])


def converted(
    folder: Path, rows: list[list[tuple[object, str]]], formula: bool, definition: Table = PEOPLE
) -> TypedTable:
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
    located, _ = locate(workbook, {"people": definition}, ("people",))
    return convert(located["people"], definition)[0]


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


#: The value of a cell, its number format, and what Excel shows.
SHOWN: list[tuple[object, str, str]] = [
    (417, '"津01-"0000', "津01-0417"),
    (5, "0000", "0005"),
    (12, '"第"0"号"', "第12号"),
    (1234567, "000-0000", "123-4567"),
    (1234, "00\\-00", "12-34"),
    (417, '[$-804]"津"0000', "津0417"),
    (417, "[$津-804]0000", "津0417"),
    (9, 'General"号"', "9号"),
    (9, 'G/通用格式"号"', "9号"),
    (7, "津0000", "津0007"),
    (7, "[Red]0000", "0007"),
    (7, "0000;[红色]-0000", "0007"),
    (12345, '[<=9999]"津"0000;"京"0000', "京12345"),
    (123, '[<=9999]"津"0000;"京"0000', "津0123"),
    (7, '"津"@', "津7"),
    ("A7", '"津01-"@', "津01-A7"),
    ("A7", '0;-0;0;@"号"', "A7号"),
    ("A7", "@", "A7"),
    (417, "@", "417"),
    (2022000012, '"["0000"]津"000000', "[2022]津000012"),
]


@pytest.mark.parametrize("formula", [False, True])
@pytest.mark.parametrize("kind", ["id", "no"])
def test_every_format_counts_for_ids_and_texts(formula: bool, kind: str, tmp_path: Path) -> None:
    rows = [[(value, code) if kind == name else ("x", "@") for name in ("id", "no")] for value, code, _ in SHOWN]
    typed = converted(tmp_path, [[*row, (1, "0")] for row in rows], formula)
    assert typed.frame[kind].tolist() == [shown for *_, shown in SHOWN]


def test_formats_of_amounts_change_no_number(tmp_path: Path) -> None:
    codes = ('0"小时"', "#,##0.00", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', '"¥"0', "000")
    rows: list[list[tuple[object, str]]] = [[(f"a{at}", "@"), ("x", "@"), (8, code)] for at, code in enumerate(codes)]
    assert converted(tmp_path, rows, formula=False).frame["hours"].tolist() == [8] * len(codes)


@pytest.mark.parametrize("formula", [False, True])
def test_words_of_a_format_count_for_choices(formula: bool, tmp_path: Path) -> None:
    choices = table(
        "people",
        {
            "id": {"type": "id"},
            "no": {"type": "choice", "choices": {"m": {"zh": "男", "en": "m"}, "f": {"zh": "女", "en": "f"}}},
            "hours": {"type": "boolean"},
        },
        key=["id"],
    )
    sex, said = '[=1]"男";[=2]"女"', '[=1]"否";[=2]"是";0'
    rows: list[list[tuple[object, str]]] = [[("a", "@"), (1, sex), (1, said)], [("b", "@"), (2, sex), (2, said)]]
    typed = converted(tmp_path, [*rows, [("c", "@"), ("男", sex), (1, '0"次"')]], formula, choices)
    assert typed.frame[["no", "hours"]].to_numpy().tolist() == [["m", False], ["f", True], ["m", True]]
