"""Rows of a sheet that have their columns in another order than its first header."""

from collections.abc import Iterable, Mapping

from checker.frozen import dataclass


@dataclass(frozen=True)
class Turned:
    """Rows whose cells were moved under the first header.

    Attributes:
        first_row, last_row: their numbers.
        columns: by the 1-based column to which their cells were moved, the one in which the workbook has them; 0 for
            none.
    """

    first_row: int
    last_row: int
    columns: Mapping[int, int]


def column_before(turned: Iterable[Turned], row: int, column: int) -> int:
    """The column in which the workbook has a cell of a row that is in `column` now; 0 if it has none."""
    for each in turned:
        if each.first_row <= row <= each.last_row:
            return each.columns.get(column, column)
    return column
