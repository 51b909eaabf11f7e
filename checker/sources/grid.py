"""The grid of a sheet: its cells by column and its layout, with the limits on its size. Independent of file formats."""

import math
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import field
from datetime import date, datetime, time
from itertools import islice, zip_longest
from operator import ne

from checker.codes import Code
from checker.frozen import dataclass
from checker.model.workbook import Merged, Raw, letters
from checker.sources.census import Address, Census, Coded, reconcile
from checker.sources.limits import Limits
from checker.sources.refusals import RawFlag, unsafe
from checker.text.bilingual import Text

CELLS_NOT_READ = Code("W207")

#: How many differing cells a flag names; the count is always exact.
_NAMED = 20

_NO_STRAY = Text(
    zh="按 Ctrl+End 找到最后一个单元格，删去表格以外的零星内容和多余的行、列，保存后重新报送",
    en="Press Ctrl+End to find the last cell, delete stray content and extra rows and columns outside the table, save "
    "the file and submit it again",
)

Column = tuple[Raw, ...]
_LAST_ODD = date(1900, 2, 28)


@dataclass(frozen=True)
class Grid:
    """One sheet as a format's module returns it; what has no note here is as in `model.workbook.Sheet`."""

    name: str
    columns: list[Column]  # `columns[0][0]` is A1; a blank is "" or None; all columns have the same length
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: tuple[Merged, ...] = ()
    percent: dict[int, list[int]] = field(default_factory=dict)  # rows by column of cells with a percentage format
    formats_known: bool = False
    date_1904: bool = False
    coded: Coded = field(default_factory=dict)
    delimited: bool = False


def columns_of(rows: Iterable[Iterable[Raw]]) -> list[Column]:
    """The cells by column; short rows are filled up with blanks."""
    return list(zip_longest(*rows, fillvalue=""))


def has_odd_dates(columns: list[Column]) -> tuple[bool, bool]:
    """Whether a date may come from a number that cannot be a date.

    Calamine returns day 60 as 28 February 1900, a number that isn't finite as a day of 1899, and a negative number as
    a time of day. The second answer holds only if the sheet contains a negative number.
    """
    odd = timed = False
    for column in columns:
        kinds = set(map(type, column))
        timed = timed or time in kinds
        if date in kinds or datetime in kinds:
            odd = odd or not _are_real(column)
    return odd, timed


def _are_real(column: Column) -> bool:
    """Whether no date of a column is one that calamine may return for a number that can't be a date."""
    with suppress(TypeError):  # there are texts among them, or times of day
        if min(filter(None, islice(column, first_date(column), None))) > _LAST_ODD:  # type: ignore[type-var, operator]
            return True
    days = [value for value in set(column) if isinstance(value, date)]
    return all(day.year >= 1900 and day != _LAST_ODD for day in map(_day_of, days))


def first_date(column: Column) -> int:
    """The position of the first date of a column that has one; what is above is its header."""
    return next(position for position, value in enumerate(column) if isinstance(value, date))


def _day_of(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


def number_rows(columns: list[Column], column: int, rows: list[int]) -> list[int]:
    """Which of the 1-based `rows` have a number in the 1-based `column`."""
    if column > len(columns):
        return []
    cells = columns[column - 1]
    return [row for row in rows if row <= len(cells) and type(cells[row - 1]) in (int, float)]


def text_for_nonfinite(column: Column) -> Column:
    """The column with NaN and infinities as text, so that nothing computes with them."""
    if not any(map(ne, column, column)) and math.inf not in column and -math.inf not in column:
        return column
    return tuple(str(value) if type(value) is float and not math.isfinite(value) else value for value in column)


def check_cells(count: int, limits: Limits) -> None:
    """Refuses a sheet with too many filled cells (W205)."""
    if count > limits.cells:
        raise unsafe(
            zh=f"有 {count:,} 个非空单元格，每张工作表最多 {limits.cells:,} 个",
            en=f"it has {count:,} filled cells, at most {limits.cells:,} per sheet are read",
            advice=Text(
                zh="把数据分成几张工作表或几个文件，删去与报送无关的内容",
                en="Split the data into several sheets or files, and delete content that you don't have to submit",
            ),
        )


def check_total_area(farthest: list[Address], limits: Limits) -> None:
    """Refuses a workbook (W205) of which the reader reads all sheets at once, if they take too much memory together."""
    for each in farthest:
        check_area(each, limits)
    total = sum(row * column for row, column in farthest)
    if total > limits.area:
        raise unsafe(
            zh=f"各工作表的内容延伸得很远，连同空白共 {total:,} 格，最多 {limits.area:,} 格",
            en=f"the content of its sheets reaches so far that they have {total:,} cells, blank ones included; at most "
            f"{limits.area:,} are read",
            advice=_NO_STRAY,
        )


def check_area(farthest: Address, limits: Limits) -> None:
    """Refuses a sheet (W205) whose last filled row and column are so far away that blanks take too much memory."""
    row, column = farthest
    if row * column > limits.area:
        cell = f"{letters(column)}{row}"
        raise unsafe(
            zh=f"内容一直延伸到 {cell}，连同空白共 {row * column:,} 格，最多 {limits.area:,} 格",
            en=f"its content reaches to {cell}, {row * column:,} cells including blank ones, at most "
            f"{limits.area:,} are read",
            advice=_NO_STRAY,
        )


def reconcile_sheet(
    name: str, hidden: bool, rows: list[list[Raw]], merged: tuple[Merged, ...], census: Census
) -> Iterator[Grid | RawFlag]:
    """Yields the grid of a sheet, whose `rows` are changed in place, and a flag for cells that still differ."""
    cells = reconcile(rows, census)
    known = (hidden, census.hidden_rows, census.hidden_columns, merged, census.percent)
    yield Grid(name, columns_of(rows), *known, formats_known=True, coded=census.coded)
    if cells:
        named = ", ".join(f"{letters(column)}{row}" for row, column in cells[:_NAMED])
        yield RawFlag(
            CELLS_NOT_READ,
            {"sheet": name, "count": str(len(cells)), "cells": named + (" ..." if len(cells) > _NAMED else "")},
            Text(
                zh="用 Excel 或 WPS 打开，核对这些单元格，另存为新的 .xlsx 后重新报送",
                en="Open the file in Excel or WPS, check these cells, save it as a new .xlsx and submit it again",
            ),
            name,
            cells[0],
            "cells",
        )
