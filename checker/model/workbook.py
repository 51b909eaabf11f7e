"""Raw cells by sheet as a reader found them, and typed frames by table, with the address of any row and column.

Knows only what a workbook is: no table definitions, no rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class ErrorCell:
    """A cell whose formula failed, e.g. "#REF!"."""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula that no program has calculated: the file holds no value for it."""

    formula: str


Raw = str | float | int | bool | date | datetime | time | timedelta | ErrorCell | Uncalculated | None


@dataclass(frozen=True)
class Merged:
    """A merged range, 1-based and inclusive. The value stands in its first cell only."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet as read.

    Attributes:
        name: as the workbook spells it.
        rows: `rows[0]` is Excel's row 1, `rows[0][0]` its cell A1, always; a blank cell is None. Rows may be short
            or missing at the end, never at the beginning.
        hidden: whether the sheet is hidden.
        hidden_rows, hidden_columns: 1-based numbers of those that Excel does not show.
        merged: merged ranges.
        percent_cells: (row, column), 1-based, of number cells that are formatted as a percentage.
        formats_known: whether the file told number formats at all, so that an address missing from
            `percent_cells` means "not formatted as a percentage".
        date_1904: days that are plain numbers are counted from 1904 in this file.
    """

    name: str
    rows: list[list[Raw]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    percent_cells: frozenset[tuple[int, int]] = frozenset()
    formats_known: bool = False
    date_1904: bool = False

    def at(self, row: int, column: int) -> Raw:
        """The value at a 1-based row and column; None beyond the edge."""
        if row - 1 < len(self.rows):
            cells = self.rows[row - 1]
            if column - 1 < len(cells):
                return cells[column - 1]
        return None


@dataclass(frozen=True)
class Workbook:
    """One file as read: its bytes were read once, hashed, and these are those bytes."""

    name: str
    format: str
    sha256: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Located:
    """Where one table lies on one sheet.

    Attributes:
        table: the table's id.
        sheet: the sheet.
        header_row: the last row of the header, 1-based.
        columns: 1-based column number by field id.
        headers: the header as spelled but for required marks (*, （必填）), by field id.
        extra: 1-based column number by header, for columns that the table does not define.
        rows: Excel row numbers of the data rows, in order, blank and skipped rows left out.
        skipped: row numbers of the rows passed over: totals, repeated headers, bands, notes, "nothing to report".
        unread: fields that the sheet should have and whose column is missing or cannot be told; nothing is known of
            their cells, and that is said once for the sheet.
    """

    table: str
    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    headers: dict[str, str]
    extra: dict[str, int]
    rows: tuple[int, ...]
    skipped: tuple[int, ...] = ()
    unread: frozenset[str] = frozenset()


#: Of one cell after conversion. Blank is definite ("absent"); invalid answers unknown to everything.
VALID, BLANK, INVALID = 0, 1, 2


@dataclass(frozen=True)
class TypedTable:
    """One table's rows, typed.

    Attributes:
        id: the table's id.
        frame: one row a data row, indexed by the Excel row number; one column a field that the table defines
            (a column the sheet lacks is all missing). dtypes: text, id and choice `object` of str or None;
            integer, decimal and percent `object` of `fractions.Fraction` or None (98% is 49/50); boolean
            `object` of bool or None; date `datetime64[s]` with NaT.
        state: by field, an int8 array along the frame's rows: VALID, BLANK or INVALID.
        located: where it came from; None for rows that never were in a sheet (worked examples).
    """

    id: str
    frame: pd.DataFrame
    state: dict[str, np.ndarray]
    located: Located | None = None


@dataclass(frozen=True)
class Submission:
    """One department's typed tables; `absent` names the tables whose sheet was not found."""

    tables: dict[str, TypedTable] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


def letters(column: int) -> str:
    """The letters of a 1-based column number: 1 is "A", 28 is "AB"."""
    name = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        name = chr(65 + remainder) + name
    return name
