"""Packs a sheet by column for the pipe from the reading process, and unpacks it into rows on the other side.

Pickling every cell would take as long as reading the file. A column of texts is sent as one string, and a column with
many repeated values sends each value once.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain, repeat

from checker.model.workbook import Raw, Sheet
from checker.sources.grid import Column, Grid, number_rows, text_for_nonfinite

#: Joins the texts of a column; a column that contains it is sent as a list.
_SEPARATOR = "\x1f"
#: Types whose equal values are interchangeable (1, 1.0 and True are not).
_SHAREABLE = {str, date, datetime, time}
_SAMPLE = 512


@dataclass(frozen=True)
class PackedSheet:
    """A packed `Grid`.

    Attributes:
        grid: the grid without its columns.
        columns: for each column, its texts joined (a blank is "") or its values (a blank is None).
    """

    grid: Grid
    columns: list[str | list[Raw]]


def pack(grid: Grid) -> PackedSheet:
    """Packs a sheet, and keeps only numbers in `percent`."""
    percent = {column: number_rows(grid.columns, column, rows) for column, rows in grid.percent.items()}
    return PackedSheet(replace(grid, columns=[], percent=percent), [_pack_column(column) for column in grid.columns])


def unpack(packed: PackedSheet) -> Sheet:
    """Unpacks a sheet for the rest of the program."""
    grid = packed.grid
    rows = list(map(list, zip(*map(_unpack_column, packed.columns), strict=True)))
    return Sheet(
        grid.name,
        rows,
        grid.hidden,
        frozenset(grid.hidden_rows),
        frozenset(grid.hidden_columns),
        grid.merged,
        frozenset(chain.from_iterable(zip(rows, repeat(column)) for column, rows in grid.percent.items())),
        grid.formats_known,
        grid.date_1904,
    )


def _pack_column(column: Column) -> str | list[Raw]:
    kinds = set(map(type, column))
    if float in kinds:
        column = text_for_nonfinite(column)
    if kinds <= _SHAREABLE and len(set(column[:_SAMPLE])) * 4 < len(column):
        shared: dict[Raw, Raw] = {"": None}
        return list(map(shared.setdefault, column, column))
    if kinds == {str}:
        joined = _SEPARATOR.join(column)  # type: ignore[arg-type]  # all values are str, as just checked
        if joined.count(_SEPARATOR) == len(column) - 1:
            return joined
    return [None if value == "" else value for value in column] if str in kinds else list(column)


def _unpack_column(packed: str | list[Raw]) -> list[Raw]:
    if isinstance(packed, list):
        return packed
    return [text or None for text in packed.split(_SEPARATOR)]
