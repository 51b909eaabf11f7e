"""Raw cells by sheet, typed frames by table, and the address of every row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from checker.frozen import dataclass
from checker.model.turned import Turned, column_before
from checker.text.key_forms import FORMS, KeyForm

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class ErrorCell:
    """A cell whose formula failed, e.g. "#REF!"."""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula that no program has calculated: the file has no value for it."""

    formula: str


Raw = str | float | int | bool | date | datetime | time | timedelta | ErrorCell | Uncalculated | None


@dataclass(frozen=True)
class Merged:
    """A merged range, 1-based and inclusive. Only its first cell has the value."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet as read.

    Attributes:
        name: as the workbook spells it.
        rows: `rows[0]` is Excel's row 1, and `rows[0][0]` its cell A1; None if blank. Those at the end can lack.
        hidden: whether the sheet is hidden.
        hidden_rows, hidden_columns: their 1-based numbers.
        merged: merged ranges.
        percent_cells: 1-based (row, column) of number cells with a percentage format.
        formats_known: whether the file has number formats; only the `percent_cells` show percentages then.
        date_1904: whether plain numbers count days from 1904.
        shown: by 1-based (row, column), what a number cell shows whose number format adds digits or words.
        delimited: whether its rows were lines of text, in which a stray delimiter moves all cells behind it.
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
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    delimited: bool = False

    def at(self, row: int, column: int) -> Raw:
        """The value at a 1-based row and column; None outside the sheet."""
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else None

    def column(self, rows: Sequence[int], column: int) -> list[Raw]:
        """The values of a 1-based column in some rows, which ascend; None outside the sheet."""
        cells: tuple[Raw, ...] = self._columns[column - 1] if column <= len(self._columns) else ()
        if rows and rows[-1] - rows[0] + 1 == len(rows) and rows[-1] <= len(cells):  # as in most tables
            return list(cells[rows[0] - 1 : rows[-1]])
        return [cells[row - 1] if row <= len(cells) else None for row in rows]

    @cached_property
    def _columns(self) -> list[tuple[Raw, ...]]:
        return list(zip_longest(*self.rows))


@dataclass(frozen=True)
class Workbook:
    """One file as read.

    Attributes:
        sha256: the hash of exactly the bytes that were read.
        saved_on: the latest day that it can have been where the file was last saved; None if it doesn't say.
        refused: the names of the sheets that could not be read; flags say why.
    """

    name: str
    format: str
    sha256: str
    sheets: tuple[Sheet, ...]
    saved_on: date | None = None
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Located:
    """Where one table is on one sheet.

    Attributes:
        table: the table's id.
        sheet: the sheet, without other tables further down, and with `turned` rows in the first header's columns.
        header_row: the last row of the header, 1-based.
        columns: 1-based column number by field id.
        headers: the header without required marks (*, （必填）), by field id.
        extra: 1-based column number by header, for columns that the table does not define.
        rows: Excel row numbers of the data rows, in order, without blank and skipped rows.
        skipped: numbers of rows that are not data: totals, repeated headers, bands, notes, "nothing to report".
        nil_rows: those of them that say in words that there is nothing to report.
        unread: required fields whose column is missing or ambiguous, and what is computed from them; one flag says so.
        turned: the rows that have their columns in another order.
    """

    table: str
    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    headers: dict[str, str]
    extra: dict[str, int]
    rows: tuple[int, ...]
    skipped: tuple[int, ...] = ()
    nil_rows: tuple[int, ...] = ()
    unread: frozenset[str] = frozenset()
    turned: tuple[Turned, ...] = ()

    def column_at(self, row: int, field: str) -> int:
        """The 1-based column in which the workbook has a cell of a row; 0 if it has none."""
        return column_before(self.turned, row, self.columns.get(field, 0))


#: The states of a cell after conversion. A blank is a definite answer; an invalid cell makes every check unknown.
VALID, BLANK, INVALID = 0, 1, 2


@dataclass(frozen=True)
class Copies:
    """Rows that are one record.

    Attributes:
        rows: their Excel row numbers, in ascending order; the first one counts.
        differing: the columns in which they disagree.
    """

    rows: tuple[int, ...]
    differing: tuple[str, ...] = ()


@dataclass(frozen=True)
class TypedTable:
    """The typed rows of one table.

    Attributes:
        id: the table's id.
        frame: one row per data row, indexed by Excel row number; one column per field (all missing if the sheet lacks
            it). dtypes: `object` of str for text, id and choice, of `fractions.Fraction` for numbers (98% is 49/50), of
            bool for boolean, or None; date `datetime64[s]` with NaT.
        state: by field, an int8 array along the frame's rows: VALID, BLANK or INVALID.
        located: where it came from; None for rows that were never in a sheet (worked examples).
        copies: the records that had several rows before these became one, by the number of that row.
        every_row: the rows before that; None if no record had several.
        key_form: the form in which numbers of records are compared, by field; "plain" for others.
        references: by field, the `table.column` that must contain its value.
        whole: the table of which these are some rows; None if they are all.
    """

    id: str
    frame: pd.DataFrame
    state: dict[str, np.ndarray]
    located: Located | None = None
    copies: Mapping[int, Copies] = field(default_factory=dict)
    every_row: TypedTable | None = None
    key_form: Mapping[str, KeyForm] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    whole: TypedTable | None = None

    def form(self, field: str) -> Callable[[str], str]:
        """The comparing form of a field's texts."""
        return FORMS[self.key_form.get(field, "plain")]

    def at(self, row: int, field: str) -> Any:
        """The typed value of a cell, by the number that Excel shows for its row; pandas takes far longer to find it."""
        if field not in self._values:
            self._values[field] = self.frame[field].array
        return self._values[field][self.positions[row]]

    def state_at(self, row: int, field: str) -> int:
        """The state of a cell: VALID, BLANK or INVALID."""
        return int(self.state[field][self.positions[row]])

    @cached_property
    def positions(self) -> dict[int, int]:
        """The position of each row by its number."""
        return {row: position for position, row in enumerate(self.frame.index.tolist())}

    @cached_property
    def worked_out(self) -> dict[Any, Any]:
        """What has been worked out for all rows, by whatever asked for it, so that it need not be done again."""
        return {}

    @cached_property
    def _values(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True)
class Submission:
    """One department's typed tables.

    A table has rows, or is declared nil, or is silent: nobody knows whether there is something to report.

    Attributes:
        absent: the tables without a sheet; not those that are declared nil.
        nil: those without rows of which the department declares that there is nothing to report.
        complete_from: the day from which, as the cover sheet says, the sheets have every row.
    """

    tables: dict[str, TypedTable] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    nil: frozenset[str] = frozenset()
    complete_from: date | None = None

    def is_silent(self, table: str) -> bool:
        """Whether a table has no rows and isn't declared nil either."""
        typed = self.tables.get(table)
        return table not in self.nil and (typed is None or typed.frame.empty)


def letters(column: int) -> str:
    """The letters of a 1-based column number: 1 is "A", 28 is "AB"."""
    name = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        name = chr(65 + remainder) + name
    return name
