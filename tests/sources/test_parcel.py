"""What crosses the pipe arrives as it was sent: every value, its kind, and its place."""

from __future__ import annotations

import pickle
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checker.model.workbook import ErrorCell, Merged, Raw, Uncalculated
from checker.sources.grid import Grid, columns_of
from checker.sources.messages import PackedSheet, load, pack, unpack

VALUES = st.one_of(
    st.sampled_from(["", "是", "否", "a\x1fb", "\x1f", "\0"]),
    st.sampled_from([0, 0.0, False, 1, 1.0, True, -0.0]),
    st.sampled_from([date(2022, 3, 5), datetime(2022, 3, 5), time(0), timedelta(0)]),  # noqa: DTZ001 - a cell has no zone
    st.sampled_from([ErrorCell("#N/A"), Uncalculated("=A1"), None]),
    st.text(max_size=3),
    st.floats(allow_nan=False, allow_infinity=False),
)


def told(value: Raw) -> tuple[str, str]:
    return type(value).__name__, repr(None if value == "" else value)


@given(
    width=st.integers(1, 4),
    lines=st.lists(st.lists(VALUES, min_size=1, max_size=4), max_size=6),
    times=st.sampled_from([1, 1, 9]),
    data=st.data(),
)
def test_cells_arrive_as_they_were(width: int, lines: list[list[Raw]], times: int, data: st.DataObject) -> None:
    rows = [(line * 4)[:width] for line in lines] * times
    marked = data.draw(st.sets(st.tuples(st.integers(1, 60), st.integers(1, 5))))
    percent: dict[int, list[int]] = {}
    for row, column in marked:
        percent.setdefault(column, []).append(row)
    grid = Grid("表", columns_of(rows), True, {3, 1}, {2}, (Merged(1, 1, 2, 2),), percent, True)
    sheet = unpack(load(pickle.dumps(pack(grid), 5), PackedSheet))
    assert [[told(value) for value in line] for line in sheet.rows] == [
        [("NoneType", "None") if value == "" else told(value) for value in line] for line in rows
    ]
    assert sheet.percent_cells == {
        (row, column)
        for row, column in marked
        if row <= len(rows) and column <= width and type(rows[row - 1][column - 1]) in (int, float)
    }
    assert (sheet.name, sheet.hidden, sheet.formats_known) == ("表", True, True)
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({1, 3}, {2}, (Merged(1, 1, 2, 2),))


@given(
    st.lists(st.sampled_from(["立案日期", "", "注"]), max_size=3),
    st.lists(st.sampled_from([date(2022, 3, 5), date.max, date.min, "", "待定"]), min_size=1, max_size=5),
    st.booleans(),
)
def test_dates_arrive_below_any_header(header: list[Raw], cells: list[Raw], ends: bool) -> None:
    column = [*header, date(1990, 1, 1), *cells * 3, *["2022.3"] * ends]
    sheet = unpack(load(pickle.dumps(pack(Grid("表", [tuple(column)])), 5), PackedSheet))
    assert sheet.rows == [[value or None] for value in column]


def test_texts_that_hold_the_separator_arrive_whole() -> None:
    rows: list[list[Raw]] = [["a\x1fb"], ["c"]]
    assert unpack(pack(Grid("表", columns_of(rows)))).rows == rows


def test_numbers_that_are_none_arrive_as_text() -> None:
    grid = Grid("表", columns_of([["比例"], [0.5], [float("nan")], [float("inf")], [float("-inf")]]))
    assert unpack(pack(grid)).rows == [["比例"], [0.5], ["nan"], ["inf"], ["-inf"]]
