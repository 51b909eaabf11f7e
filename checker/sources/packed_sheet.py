"""How one sheet crosses the pipe from the reading process: packed by column there, unpacked into rows here.

Pickling every cell by itself would cost as much as reading the file. A column of texts crosses as one string, and
where values repeat each crosses once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, repeat

from checker.model.workbook import Merged, Raw, Sheet
from checker.sources.grid import Column, Grid, finite, number_rows

#: Joins the texts of a column; a column that holds it crosses as a list.
_SEPARATOR = "\x1f"
#: Kinds of which equal values are the same value (1, 1.0 and True are not).
_SHAREABLE = {str, date, datetime, time}
_SAMPLE = 512


@dataclass(frozen=True)
class PackedSheet:
    """A `Grid`, packed.

    Attributes:
        name, hidden, hidden_rows, hidden_columns, merged, percent, formats_known, date_1904: as in `Grid`.
        columns: of each column its texts joined (a blank is ""), or its values (a blank is None).
    """

    name: str
    columns: list[str | list[Raw]]
    hidden: bool
    hidden_rows: list[int]
    hidden_columns: list[int]
    merged: tuple[Merged, ...]
    percent: dict[int, list[int]]
    formats_known: bool
    date_1904: bool


def pack(grid: Grid) -> PackedSheet:
    """Packs a sheet, and drops from `percent` what is no number."""
    return PackedSheet(
        grid.name,
        [_pack_column(column) for column in grid.columns],
        grid.hidden,
        sorted(grid.hidden_rows),
        sorted(grid.hidden_columns),
        grid.merged,
        {column: number_rows(grid.columns, column, rows) for column, rows in grid.percent.items()},
        grid.formats_known,
        grid.date_1904,
    )


def unpack(parcel: PackedSheet) -> Sheet:
    """The sheet as the rest of the program knows it."""
    rows = list(map(list, zip(*map(_unpack_column, parcel.columns), strict=True)))
    return Sheet(
        parcel.name,
        rows,
        parcel.hidden,
        frozenset(parcel.hidden_rows),
        frozenset(parcel.hidden_columns),
        parcel.merged,
        frozenset(chain.from_iterable(zip(rows, repeat(column)) for column, rows in parcel.percent.items())),
        parcel.formats_known,
        parcel.date_1904,
    )


def _pack_column(column: Column) -> str | list[Raw]:
    kinds = set(map(type, column))
    if float in kinds:
        column = finite(column)
    if kinds <= _SHAREABLE and len(set(column[:_SAMPLE])) * 4 < len(column):
        shared: dict[Raw, Raw] = {"": None}
        return list(map(shared.setdefault, column, column))
    if kinds == {str}:
        joined = _SEPARATOR.join(column)  # type: ignore[arg-type]  # all of them are str, as was just seen
        if joined.count(_SEPARATOR) == len(column) - 1:
            return joined
    return [None if value == "" else value for value in column] if str in kinds else list(column)


def _unpack_column(packed: str | list[Raw]) -> list[Raw]:
    if isinstance(packed, list):
        return packed
    return [text or None for text in packed.split(_SEPARATOR)]
