"""The rows of a submission as a ledger keeps them: masked, recognisable, and with how each was counted."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from checker.frozen import dataclass
from checker.model.flags import Known
from checker.model.measured import Measured
from checker.text.bilingual import Text


class Role(StrEnum):
    """How a row counts in an indicator.

    COUNTED rows count for a unit that consists of several rows. COPY rows repeat another row, and NOT_COUNTED rows are
    in no number; a ledger has neither.
    """

    NUMERATOR = "numerator"
    FAILURE = "failure"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"
    PENDING = "pending"
    COUNTED = "counted"
    COPY = "copy"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class TableRecord:
    """The rows of one table. All sequences follow `rows`, whose order is that of the sheet.

    Attributes:
        table: the table's id.
        key: the columns that identify a row.
        rows: Excel row numbers.
        shown: each row's key as reports show it.
        forms: the same in the form in which keys are compared; "" for a blank key.
        known: how each row can be told from the others.
        digests: of each row's cells that are not personal.
        hidden: each row's key in plain if it shows personal data, else ""; never stored.
        secrets: each row's hidden key and personal cells in plain; never stored.
        personal: the columns whose cells are only recognised by a keyed hash.
        cells: by column, each row's cell, masked; None if it is blank.
        refused: by column, the rows whose cell could not be accepted.
        counted: by indicator and role, the rows.
        flagged: by code, the rows with a flag.
    """

    table: str
    key: tuple[str, ...]
    rows: tuple[int, ...]
    shown: tuple[str, ...]
    forms: tuple[str, ...]
    known: tuple[Known, ...]
    digests: tuple[str, ...]
    hidden: tuple[str, ...] = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    personal: tuple[str, ...]
    cells: Mapping[str, tuple[str | bool | None, ...]]
    refused: Mapping[str, tuple[int, ...]]
    counted: Mapping[str, Mapping[str, tuple[int, ...]]]
    flagged: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class TableLabel:
    """What people call a table, its columns, and the choices of a column; by id."""

    table: str
    name: Text
    headers: Mapping[str, Text]
    choices: Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True)
class RecordedFigure:
    """What a later window may be compared with: an indicator's figure, without rows, and the days that it covers."""

    indicator: str
    start: date
    end: date
    measured: Measured


#: Recorded figures by department, indicator, first day and last day.
RecordedFigures = Mapping[tuple[str, str, date, date], Measured]


@dataclass(frozen=True)
class OpenRow:
    """A row that an indicator had still to judge at the end of a period, by its masked key, shown and to compare."""

    table: str
    form: str
    shown: str
    period: str


#: Open rows by department.
OpenRows = Mapping[str, tuple[OpenRow, ...]]
