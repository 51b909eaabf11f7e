"""Whole tables: the frame, the states, the flags' places and order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from checker.convert import convert
from checker.model import Severity, Shown
from checker.model.workbook import BLANK, INVALID, VALID, Located
from checker.privacy.masking import flag_message
from checker.tables.rows.places import place_of

EVERY_TYPE = {
    "name": {"type": "text"},
    "number": {"type": "id"},
    "people": {"type": "integer"},
    "hours": {"type": "decimal"},
    "rate": {"type": "percent"},
    "done": {"type": "boolean"},
    "held_on": {"type": "date"},
    "outcome": {"type": "choice", "choices": {"won": {"zh": "胜诉", "en": "Won"}}},
}
FILLED = ["甲", "0417", 3.0, 2.5, "98%", "是", date(2022, 3, 5), "胜诉"]


def test_the_frame_has_the_promised_types_and_index(draw: Any) -> None:
    located, table = draw(EVERY_TYPE, [FILLED, [], FILLED], located_rows=(4, 6))
    typed, flags = convert(located, table)
    assert flags == ()
    assert typed.id == "drawn" and typed.located is located
    assert typed.frame.index.tolist() == [4, 6]
    assert typed.frame.index.dtype == "int64"
    assert typed.frame.columns.tolist() == list(EVERY_TYPE)
    assert {name: str(dtype) for name, dtype in typed.frame.dtypes.items()} == {
        **dict.fromkeys(EVERY_TYPE, "object"),
        "held_on": "datetime64[s]",
    }
    for row in (4, 6):
        assert typed.frame.loc[row].tolist() == [
            *("甲", "0417", Fraction(3), Fraction(5, 2), Fraction(49, 50), True),
            *(pd.Timestamp(2022, 3, 5), "won"),
        ]
    for name in EVERY_TYPE:
        assert typed.state[name].dtype == np.int8
        assert typed.state[name].tolist() == [VALID, VALID]


def test_missing_values_are_none_and_nat(draw: Any) -> None:
    located, table = draw(EVERY_TYPE, [FILLED, [None] * 8])
    typed, flags = convert(located, table)
    assert flags == ()
    for name in EVERY_TYPE:
        missing = typed.frame.at[5, name]
        assert missing is (pd.NaT if name == "held_on" else None)
        assert typed.state[name].tolist() == [VALID, BLANK]


@pytest.mark.parametrize("rows", [[], [[]]])
def test_types_hold_for_tables_without_rows_or_values(draw: Any, rows: list[Any]) -> None:
    located, table = draw(EVERY_TYPE, rows)
    typed, flags = convert(located, table)
    assert flags == () and len(typed.frame) == len(rows)
    assert typed.frame.index.dtype == "int64"
    assert {str(dtype) for name, dtype in typed.frame.dtypes.items() if name != "held_on"} == {"object"}
    assert str(typed.frame["held_on"].dtype) == "datetime64[s]"


def test_rows_beyond_the_sheet_and_short_rows_are_blank(draw: Any) -> None:
    located, table = draw({"a": {"type": "text"}, "b": {"type": "integer"}}, [["x", 1], ["y"]], located_rows=(4, 5, 9))
    typed, flags = convert(located, table)
    assert flags == ()
    assert typed.frame["a"].tolist() == ["x", "y", None]
    assert typed.frame["b"].tolist() == [1, None, None]
    assert typed.state["b"].tolist() == [VALID, BLANK, BLANK]


def test_a_column_that_the_sheet_lacks_is_blank_and_says_what_a_blank_means(draw: Any) -> None:
    columns = {"a": {"type": "text"}, "b": {"type": "integer", "blank_means": 0}, "c": {"type": "date"}}
    typed, flags = convert(*draw(columns, [["x"], ["y"]], absent=("b", "c")))
    assert flags == ()
    assert typed.frame["b"].tolist() == [0, 0] and typed.frame["b"].dtype == object
    assert typed.frame["c"].isna().all() and str(typed.frame["c"].dtype) == "datetime64[s]"
    assert typed.state["b"].tolist() == [VALID, VALID]
    assert typed.state["c"].tolist() == [BLANK, BLANK]


def test_of_a_column_that_the_sheet_should_have_nothing_is_known(draw: Any) -> None:
    columns = {"a": {"type": "text"}, "b": {"type": "integer", "blank_means": 0}}
    located, table = draw(columns, [["x"], ["y"]], absent=("b",))
    typed, flags = convert(replace(located, unread=frozenset({"b"})), table)
    assert flags == ()
    assert typed.frame["b"].tolist() == [None, None]
    assert typed.state["b"].tolist() == [INVALID, INVALID]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ({"type": "integer", "blank_means": 0}, Fraction(0)),
        ({"type": "percent", "blank_means": "95%"}, Fraction(19, 20)),
        ({"type": "boolean", "blank_means": False}, False),
        ({"type": "text", "blank_means": "其他"}, "其他"),
        ({"type": "date", "blank_means": date(2022, 1, 1)}, pd.Timestamp(2022, 1, 1)),
        ({"type": "choice", "choices": {"won": {"zh": "胜诉", "en": "Won"}}, "blank_means": "won"}, "won"),
    ],
)
def test_blanks_are_filled_where_the_table_says_what_they_mean(draw: Any, column: dict[str, Any], value: Any) -> None:
    typed, flags = convert(
        *draw({"a": column}, [[None], [" "], ["／"], [10**300 if column["type"] != "text" else "x"]])
    )
    assert typed.frame["a"].tolist()[:3] == [value] * 3
    assert typed.state["a"].tolist()[:3] == [VALID] * 3
    assert [flag.place.row for flag in flags] == ([] if column["type"] == "text" else [7])


def test_an_invalid_cell_is_not_filled(draw: Any) -> None:
    typed, flags = convert(*draw({"a": {"type": "integer", "blank_means": 0}}, [["abc"]]))
    assert typed.frame["a"].tolist() == [None]
    assert typed.state["a"].tolist() == [INVALID]
    assert len(flags) == 1


def test_one_one_point_zero_and_true_are_told_apart_in_one_column(draw: Any) -> None:
    cells: list[Any] = [True, 1, 1.0, "1", False, 0, 0.0]
    rows = [[cell] for cell in cells]
    typed, flags = convert(*draw({"a": {"type": "integer"}}, rows))
    assert typed.frame["a"].tolist() == [None, 1, 1, 1, None, 0, 0]
    assert [flag.place.row for flag in flags] == [4, 8]
    typed, flags = convert(*draw({"a": {"type": "text"}}, rows))
    assert typed.frame["a"].tolist() == ["TRUE", "1", "1", "1", "FALSE", "0", "0"]


def test_percent_formats_belong_to_cells(draw: Any) -> None:
    rows = [[1.0, 1.0], [1.0, 1.0]]
    columns = {"a": {"type": "percent"}, "b": {"type": "percent"}}
    typed, flags = convert(*draw(columns, rows, formats_known=True, percent_cells=frozenset({(4, 2), (5, 3)})))
    assert typed.frame["a"].tolist() == [1, None]
    assert typed.frame["b"].tolist() == [None, 1]
    assert [flag.place.cell for flag in flags] == ["C4", "B5"]


def test_flags_stand_by_row_then_column_one_a_cell(draw: Any) -> None:
    located, table = draw(
        {"a": {"type": "date"}, "b": {"type": "integer"}, "c": {"type": "boolean"}},
        [["x", "x", "?"], [None, 1, "是"], ["x", 1, "?"]],
    )
    swapped = Located(
        "drawn", located.sheet, 3, {"a": 4, "b": 3, "c": 2}, located.headers, {}, located.rows
    )  # the sheet has them the other way round
    for place, order in ((located, ["B4", "C4", "D4", "B6", "D6"]), (swapped, ["C4", "D4", "D5", "D6"])):
        _, flags = convert(place, table)
        assert [flag.place.cell for flag in flags] == order


def test_a_flag_tells_everything_about_its_cell(draw: Any) -> None:
    located, table = draw(
        {"case": {"type": "text"}, "held_on": {"type": "date", "personal": "text"}},
        [["津初1号", "2024-02-30", None, "张三"]],
        key=("case",),
        headers={"held_on": "开庭*日期"},
        extra={"承办人": 5, "备注": 4},
    )
    typed, (found,) = convert(located, table)
    assert (found.code.id, found.code.slug, found.severity) == ("V317", "impossible-date", Severity.ERROR)
    assert found.place == place_of(typed, table, 4, "held_on")
    assert (found.place.sheet, found.place.cell, found.place.key) == ("数据", "C4", "津初1号")
    assert (found.place.table, found.place.field, found.place.header) == ("drawn", "held_on", "开庭*日期")
    assert found.observed == Shown("2024-02-30", "text")
    assert found.record == (("承办人", Shown("张三", "text")),)
    assert flag_message(found, "zh") == "没有“2024-02-30”这一天：2024 年 2 月是 1 日至 29 日"
    assert flag_message(found, "en") == "“2024-02-30” isn't a real date: 2024-02 has days 1 to 29"


def test_keys_are_those_that_places_give(draw: Any) -> None:
    columns = {**EVERY_TYPE, "broken": {"type": "integer"}}
    rows = [[*FILLED, "x"], [None, *FILLED[1:], "x"], [None] * 8 + ["x"], [*FILLED[:6], "待定", "胜诉", "x"]]
    located, table = draw(columns, rows, key=("name", "people", "rate", "done", "held_on"))
    typed, flags = convert(located, table)
    assert [flag.place for flag in flags if flag.place.field == "broken"] == [
        place_of(typed, table, row, "broken") for row in located.rows
    ]
    assert flags[0].place.key == "甲 / 3 / 0.98 / yes / 2022-03-05"
    assert next(flag for flag in flags if flag.place.row == 6).place.key == ""


def test_personal_values_are_masked_in_messages(draw: Any) -> None:
    column = {"type": "id", "personal": "id"}
    _, (found,) = convert(*draw({"a": column}, [[110101199003070011]]))
    assert found.observed == Shown("110101199003070011", "id")
    assert "110101199003070011" not in flag_message(found, "zh")
    assert "110101199003070011" in flag_message(found, "zh", reveal=True)


def test_percent_cells_are_observed_as_excel_shows_them(draw: Any) -> None:
    located, table = draw({"a": {"type": "percent"}}, [[1e15]], formats_known=True, percent_cells=frozenset({(4, 2)}))
    _, (found,) = convert(located, table)
    assert found.observed == Shown("100000000000000000%")


def test_the_sheet_is_left_as_it_was(draw: Any) -> None:
    located, table = draw(EVERY_TYPE, [FILLED, ["x"] * 8])
    before = [list(row) for row in located.sheet.rows]
    first, second = convert(located, table), convert(located, table)
    assert located.sheet.rows == before
    assert first[1] == second[1]
    pd.testing.assert_frame_equal(first[0].frame, second[0].frame)


def test_an_answer_formatted_as_a_percentage_is_observed_as_an_answer(draw: Any) -> None:
    located, table = draw({"a": {"type": "percent"}}, [[True]], formats_known=True, percent_cells=frozenset({(4, 2)}))
    _, (found,) = convert(located, table)
    assert found.observed == Shown("TRUE")


@pytest.mark.parametrize(
    "raw",
    [
        "津01-0417、津01-0418",
        "津01-0417\n津01-0418",
        "0417；0418",
        "0417,0418",
        "（2022）津1号、（2022）津12号",
        "A-1 and A-2",
    ],
)
@pytest.mark.parametrize("kind", ["id", "text"])
def test_several_keys_in_one_cell_are_no_key(raw: str, kind: str, draw: Any) -> None:
    typed, flags = convert(*draw({"number": {"type": kind}}, [[raw]], key=["number"]))
    assert [found.code.id for found in flags] == ["W312"]
    assert typed.state["number"].tolist() == [INVALID]


@pytest.mark.parametrize(
    "raw", ["津01-0417", "沪（2022）1号、补", "1,234", "第1、2号楼", "6222 0210 0111", "王、李", "A,B-1"]
)
def test_one_key_with_a_divider_in_it_stays(raw: str, draw: Any) -> None:
    _, flags = convert(*draw({"number": {"type": "text"}}, [[raw]], key=["number"]))
    assert flags == ()
