"""One department's part of a report: the state of its submission, its rows by sheet, and whom to ask."""

from enum import StrEnum
from fractions import Fraction

from checker.frozen import dataclass
from checker.model.attestations import Attestation
from checker.model.consequences import Consequence
from checker.model.evidence import Evidence
from checker.model.flags import Flag, Shown
from checker.model.ranks import Rank
from checker.model.records import RecordedFigure, TableRecord
from checker.model.results import Result
from checker.text.bilingual import Text


class State(StrEnum):
    """The state of one department's submission."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_ERRORS = "accepted_with_errors"
    REJECTED = "rejected"
    MISSING = "missing"


@dataclass(frozen=True)
class Tally:
    """How many rows a check judged valid, invalid and unknown."""

    code: str
    table: str
    valid: int
    invalid: int
    unknown: int


@dataclass(frozen=True)
class SheetCount:
    """Accounts for every row of a sheet: read = judged + refused + duplicates.

    Attributes:
        read: data rows between the header and the end of the table, without blank rows.
        judged: rows without a refused cell.
        refused: rows with at least one refused cell.
        skipped: rows that are not data: totals, repeated headers, notes.
        duplicates: rows that are copies of a row above; their record counts once.
        nil: whether the department declares that there is nothing to report.
        silent: whether it has no rows and nobody declares anything, though the department has to submit it.
        may_be_nil: whether a department may declare that there is nothing to report; a roster can't be empty.
    """

    sheet: str
    table: str
    read: int
    judged: int
    refused: int
    skipped: int
    duplicates: int = 0
    nil: bool = False
    silent: bool = False
    may_be_nil: bool = True


@dataclass(frozen=True)
class Contact:
    """Whom to ask in a department: the person and the telephone; at least one is known."""

    name: Shown | None = None
    phone: Shown | None = None


@dataclass(frozen=True)
class PartSheet:
    """A sheet of a submission of several files, as it is in one of them.

    Attributes:
        name: what the submission calls the sheet.
        own: what the file calls it.
        first: the submission's number of the first row from this file, if rows of several files are on the sheet.
        rows: the file's own numbers of these rows; empty if all rows of the sheet are from this file.
        columns: the letters of the columns in the submission and in the file, if they may differ.
    """

    name: str
    own: str
    first: int = 1
    rows: tuple[int, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FilePart:
    """One of the files that a submission consists of."""

    file: str
    sha256: str
    sheets: tuple[PartSheet, ...]


@dataclass(frozen=True)
class Department:
    """One department's part of a report.

    Attributes:
        records: every row of its tables, for a ledger; empty unless asked for.
        figures: what later windows may be compared with, for a ledger.
        settled: how many units are left out of `score_settled`.
        rank: its rank by score; None without a score, with few units or few indicators judged, or in a report that is
            not of a whole period.
        after: how many departments with the same score come before it by what breaks ties, if the pack says so.
        judged, asked: how many of the indicators that carry weight are judged, and how many it has.
        adjusted: what limits on points and one-vote vetoes have changed of its score and grade, in sentences.
        consequences: what follows in money from its score, grade or missed targets.
        group: the departments among which it is ranked; None if all are ranked together.
        score_settled: the score if dismissed and waived rows did not count; None if there are none.
        contact: whom to ask, from the cover sheet or the roster; None if neither says it.
        evidence: the rows behind its results; None unless they were asked for.
        parts: the files, if it consists of several; `file` then has all their names and `sha256` is that of the hashes.
    """

    code: str
    name: Text
    file: str
    sha256: str
    state: State
    score: Fraction | None = None
    grade: Text | None = None
    results: tuple[Result, ...] = ()
    flags: tuple[Flag, ...] = ()
    tallies: tuple[Tally, ...] = ()
    sheets: tuple[SheetCount, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    records: tuple[TableRecord, ...] = ()
    figures: tuple[RecordedFigure, ...] = ()
    settled: int = 0
    after: int = 0
    score_settled: Fraction | None = None
    evidence: Evidence | None = None
    rank: Rank | None = None
    judged: int = 0
    asked: int = 0
    adjusted: tuple[Text, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    group: Text | None = None
    contact: Contact | None = None
    parts: tuple[FilePart, ...] = ()

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What is said beside its score and grade: what has changed them, and what follows from them."""
        return (*self.adjusted, *(each.text for each in self.consequences))
