"""The rows behind the numbers of one department's results, as its sheets show them, gathered only on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from checker.frozen import dataclass
from checker.model.flags import Shown
from checker.model.records import Role
from checker.model.results import Result
from checker.text.bilingual import Text

T = TypeVar("T")

#: Whether a test holds for a row; None if that is unknown.
Outcome = bool | None


@dataclass(frozen=True)
class Cell:
    """A cell as the sheet shows it, and as it was read if that differs.

    Attributes:
        state: "valid", "blank" or "invalid"; "" in columns that the table does not define.
    """

    shown: Shown
    read: Shown | None = None
    state: str = ""


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: its header, its letters, its id if the table defines it, and the codes that read it.

    Attributes:
        cells: its different cells, in the order in which they occur first.
        places: of each row of the sheet, the position of its cell among them.
    """

    header: Text
    column: str
    field: str = ""
    checks: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class SheetRow:
    """A row as its sheet shows it; its cells follow the columns of its sheet."""

    row: int
    key: str
    called: Text | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class EvidenceSheet:
    """The rows of one table that are behind some number, column by column: there can be a hundred thousand of them.

    Attributes:
        rows: their Excel row numbers, in order.
        keys: their keys.
        called: their keys for people, where these differ.
    """

    table: str
    sheet: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[int, ...]
    keys: tuple[str, ...]
    called: tuple[Text | None, ...]

    @cached_property
    def positions(self) -> dict[int, int]:
        """The position of each row by its number."""
        return {row: at for at, row in enumerate(self.rows)}

    @property
    def records(self) -> Iterator[SheetRow]:
        """The rows one by one."""
        return map(SheetRow, self.rows, self.keys, self.called, self.by_row([each.cells for each in self.columns]))

    def by_row(self, made: Iterable[Sequence[T]]) -> Iterator[tuple[T, ...]]:
        """Gives row by row what was made of the cells of every column."""
        if not self.columns:
            return iter([()] * len(self.rows))
        of_rows = (map(each.__getitem__, column.places) for column, each in zip(self.columns, made, strict=True))
        return zip(*of_rows, strict=True)

    def find(self, number: int) -> SheetRow | None:
        """Returns the row with that Excel row number, if there is one here."""
        at = self.positions.get(number)
        if at is None:
            return None
        cells = tuple(column.cells[column.places[at]] for column in self.columns)
        return SheetRow(number, self.keys[at], self.called[at], cells)


@dataclass(frozen=True)
class Asked:
    """One thing that a result asks of the rows of a table.

    Attributes:
        kind: what the answer decides, e.g. "counts in the numerator if".
        wanted: what is asked, in words.
        fields: the columns whose cells answer it.
        out: whether rows for which it holds are left out.
    """

    table: str
    kind: Text
    wanted: Text
    fields: tuple[str, ...] = ()
    out: bool = False


@dataclass(frozen=True)
class Line:
    """One line behind a number: a row, a unit of several rows, or something that has no row.

    Attributes:
        units: how many units of the result it is; the units of all lines with one role add up to the result's count.
        table, row: of the row; None if it is of several rows or has none.
        part: the side that it belongs to, if there are two: "now", "before", "numerator" or "denominator".
        label: the name of a unit that is not a row.
        amount, goal: what it adds to an amount; what a member has and must reach.
        reason: why it has its role; empty if the outcomes say it.
        outcomes: (number in the result's `asked`, outcome) for everything that is asked of the row.
        evidence: the column by which an exclusion is proved; empty if none is asked for.
        under: the rows of the unit, and copies of the row.
    """

    role: Role
    units: int = 0
    table: str = ""
    row: int | None = None
    part: str = ""
    label: Text | None = None
    amount: Fraction | None = None
    goal: Fraction | None = None
    reason: Text | None = None
    outcomes: tuple[tuple[int, Outcome], ...] = ()
    evidence: str = ""
    under: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Behind:
    """The lines behind one result.

    Attributes:
        result: the department's; it may be one that only the district is judged by.
        noun: what its units are, e.g. rows.
        asked: everything that it asks of rows.
        reads: by table, the columns that can change it.
        others: how many rows of its tables are in no number; their lines are there only if every row was asked for.
    """

    result: Result
    noun: Text
    asked: tuple[Asked, ...] = ()
    lines: tuple[Line, ...] = ()
    reads: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: int = 0

    @property
    def indicator(self) -> str:
        """The id of the indicator."""
        return self.result.indicator


@dataclass(frozen=True)
class Evidence:
    """The rows behind the results of one department, also of those that only the district is judged by."""

    sheets: tuple[EvidenceSheet, ...] = field(default=())
    results: tuple[Behind, ...] = field(default=())

    @property
    def length(self) -> int:
        """How many lines are behind all results, without those under others."""
        return sum(len(each.lines) for each in self.results)

    def behind(self, indicator: str) -> Behind | None:
        """Returns what is behind the result of an indicator."""
        return next((each for each in self.results if each.indicator == indicator), None)
