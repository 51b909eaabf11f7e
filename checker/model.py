"""The frozen values that travel along the line: flags, results, reports.

Standard library only (plus `Text` of `errors`). Nothing here computes a judgement; reporters render these values
and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Literal

from checker.errors import Text

Language = Literal["zh", "en"]
Personal = Literal["name", "id", "phone", "text"]


class Severity(IntEnum):
    """How much a flag matters; ordered, so that thresholds compare."""

    INFO = 0
    AMBER = 1
    RED = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The English word of the contract, e.g. "amber"."""
        return self.name.lower()


class Status(StrEnum):
    """Where an indicator stands."""

    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


class State(StrEnum):
    """What became of one department's submission."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_ERRORS = "accepted_with_errors"
    REJECTED = "rejected"
    MISSING = "missing"


@dataclass(frozen=True)
class Code:
    """One kind of finding; its page is `checker/codes/pages/<id>.md`.

    Attributes:
        id: a letter and three digits, never renumbered or re-used.
        slug: names the fault, e.g. "date-order".
        severity: what a flag has unless its raiser says otherwise.
        title: the fault in a few words.
        message: one sentence with `{named}` places for the values.
    """

    id: str
    slug: str
    severity: Severity
    title: Text
    message: Text


@dataclass(frozen=True)
class Shown:
    """A value quoted to people, with what is personal in it (masked by default wherever it leaves a department)."""

    text: str | Text
    personal: Personal | None = None


@dataclass(frozen=True)
class Place:
    """Where a flag points. Every part may be empty: a missing sheet has no row.

    Attributes:
        sheet: the sheet's name as the workbook spells it.
        row: the row number that Excel shows, from 1.
        column: the column's letters, e.g. "D".
        table: the id of the table.
        field: the id of the column in the table's definition.
        header: the header as the workbook spells it.
        key: the row's key, its parts joined with " / ".
        key_personal: how its parts are masked, where somebody's name was found to stand in it.
    """

    sheet: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""
    field: str = ""
    header: str = ""
    key: str = ""
    key_personal: Personal | None = None

    @property
    def cell(self) -> str:
        """The address of the cell, e.g. "D7"; empty when there is none."""
        return f"{self.column}{self.row}" if self.column and self.row else ""


@dataclass(frozen=True)
class Flag:
    """One thing found.

    Attributes:
        code: what kind.
        place: where.
        values: the values of the message's named places.
        severity: the code's own unless raised or lowered for this flag.
        indicator: the indicator that it bears on, or empty.
        observed: what stands in the cell.
        expected: what would be accepted.
        difference: how far off, in the column's unit, or empty.
        record: other cells of the row, by header, so that people find their record.
        fingerprint: stable across runs, row order and file names; set by the pipeline.
    """

    code: Code
    place: Place = Place()
    values: tuple[tuple[str, Shown], ...] = ()
    severity: Severity = Severity.ERROR
    indicator: str = ""
    observed: Shown | None = None
    expected: Text | None = None
    difference: str = ""
    record: tuple[tuple[str, Shown], ...] = ()
    fingerprint: str = ""


def flag(
    code: Code,
    place: Place = Place(),
    *,
    severity: Severity | None = None,
    indicator: str = "",
    observed: Shown | None = None,
    expected: Text | None = None,
    difference: str = "",
    record: tuple[tuple[str, Shown], ...] = (),
    **values: object,
) -> Flag:
    """Makes a flag; `values` fill the message's named places (`Shown`, `Text`, or anything `str` takes)."""
    shown = tuple(
        (name, value if isinstance(value, Shown) else Shown(value if isinstance(value, Text) else str(value)))
        for name, value in sorted(values.items())
    )
    return Flag(
        code,
        place,
        shown,
        code.severity if severity is None else severity,
        indicator,
        observed,
        expected,
        difference,
        record,
    )


@dataclass(frozen=True)
class Rows:
    """Row numbers of one table, as Excel shows them."""

    table: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Counts:
    """Units (rows or members) by what they can still turn out to be; sums across departments.

    A unit whose needed cells are missing or invalid may end up in more than one place; the last four fields count
    those. Bounds follow from the counts alone.
    """

    passed: int = 0
    failed: int = 0
    excluded: int = 0
    pass_or_fail: int = 0
    out_or_pass: int = 0
    out_or_fail: int = 0
    anything: int = 0

    @property
    def unknown(self) -> int:
        """How many units are not decided."""
        return self.pass_or_fail + self.out_or_pass + self.out_or_fail + self.anything

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.passed + other.passed,
            self.failed + other.failed,
            self.excluded + other.excluded,
            self.pass_or_fail + other.pass_or_fail,
            self.out_or_pass + other.out_or_pass,
            self.out_or_fail + other.out_or_fail,
            self.anything + other.anything,
        )


@dataclass(frozen=True)
class Member:
    """One member of a cohort, and how far it has come.

    Attributes:
        key: what names the member (an officer's number, "2024Q1", a department's code).
        label: what people call it.
        row: its row in the members' table, or None for calendar members and departments.
        amount: what the nested measure gives for it; low and high where cells are unknown (high None: no bound).
        goal: what it has to reach in the whole window (less where the pack chose pro rata).
        paced: what it should have reached by now.
        place: "passed", "failed", "excluded", or the name of an undecided field of `Counts`.
        paced_place: the same against what should have been reached by now.
        rows: the rows that were counted for it.
        settled: no further row can change the place any more: its time is over.
    """

    key: str
    label: Text
    row: int | None
    amount: Fraction
    low: Fraction
    high: Fraction | None
    goal: Fraction
    paced: Fraction
    place: str
    paced_place: str
    rows: Rows
    settled: bool


@dataclass(frozen=True)
class Note:
    """What a measure has to say of one row, besides its counts; becomes a flag.

    Attributes:
        code: what kind of finding.
        row: the row of the measure's table, or None where the trouble is that there is none.
        field: the column that it points to, or empty.
        values: the values of the code's message.
    """

    code: Code
    row: int | None
    field: str
    values: tuple[tuple[str, Shown], ...]


@dataclass(frozen=True)
class Measured:
    """What a measure gives before anything is judged.

    A *share* (proportion, cohort, milestone, reported consistency) is told by `counts`; an *amount* (count, total,
    reported figure) by `amount`, `low` and `high` (None: no bound on that side); a *change* by its two `parts`, now
    and before.

    Attributes:
        shape: which of the three.
        settled: how many of the failures no further row can undo, whatever else happens in the window.
        grows: further rows can still join the denominator (a rate of events), or not (a roster, a task list).
        numerator_rows, failure_rows, excluded_rows, unknown_rows: the rows behind each number.
        members: of a cohort, one each.
        distinct: the values counted once, for counts of distinct values.
        paced: of a cohort, the counts under the goal by now instead of the goal of the whole window.
        notes: findings of single rows that the counts do not tell.
        reason: why there is no value, when there is none.
    """

    shape: Literal["share", "amount", "change"]
    counts: Counts = Counts()
    amount: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    settled: int = 0
    grows: bool = True
    numerator_rows: Rows = Rows("")
    failure_rows: Rows = Rows("")
    excluded_rows: Rows = Rows("")
    unknown_rows: Rows = Rows("")
    members: tuple[Member, ...] = ()
    distinct: frozenset[str] | None = None
    paced: Counts | None = None
    parts: tuple[Measured, ...] = ()
    notes: tuple[Note, ...] = ()
    reason: Text | None = None


@dataclass(frozen=True)
class Target:
    """The target in force for a window: an operator and an exact value."""

    op: Literal["at_least", "at_most", "above", "below", "equals"]
    value: Fraction


@dataclass(frozen=True)
class Needed:
    """The least that reaches the target: how many good rows, hours or events more, and which rows if corrected."""

    count: Fraction | None
    rows: tuple[int, ...]
    text: Text


@dataclass(frozen=True)
class Result:
    """One indicator judged for one department, or for the district.

    Attributes:
        final: the window has closed.
        reachable: whether the target can still be reached.
        value, lower, upper: exact; shares as fractions of 1, amounts in the unit.
        expected: what an open window asks for by now, or None.
        reason: why not applicable or undetermined, or None.
        attainment: 0 to 1, what share of the weight is earned; None where the weight drops out.
    """

    indicator: str
    clause: str
    status: Status
    final: bool
    reachable: bool
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    excluded: int
    unknown: int
    target: Target
    unit: str
    needed: Needed | None
    attainment: Fraction | None
    weight: Fraction
    expected: Fraction | None = None
    reason: Text | None = None
    measured: Measured = field(default_factory=lambda: Measured("share"))


@dataclass(frozen=True)
class Tally:
    """How many rows a check judged, and how."""

    code: str
    table: str
    valid: int
    invalid: int
    unknown: int


@dataclass(frozen=True)
class SheetCount:
    """That nothing was lost on one sheet: rows read = judged + refused, and what was passed over, by reason.

    Attributes:
        read: data rows between the header and the table's end, blank rows left out.
        judged: rows with no refused cell in them.
        refused: rows with at least one cell that could not be accepted.
        skipped: subtotal rows passed over.
    """

    sheet: str
    table: str
    read: int
    judged: int
    refused: int
    skipped: int


@dataclass(frozen=True)
class Department:
    """One department's part of a report."""

    code: str
    name: Text
    file: str
    sha256: str
    state: State
    score: Fraction | None
    grade: Text | None
    results: tuple[Result, ...]
    flags: tuple[Flag, ...]
    tallies: tuple[Tally, ...]
    sheets: tuple[SheetCount, ...]


@dataclass(frozen=True)
class Fault:
    """The tool itself failed. Never mixed with flags; always exit 2."""

    where: str
    error: str


@dataclass(frozen=True)
class IndicatorLabel:
    """What reporters need to name an indicator."""

    id: str
    name: Text
    clause: str
    unit: Text


@dataclass(frozen=True)
class Report:
    """Everything a run found; reporters render it and compute nothing."""

    tool: str
    pack: str
    pack_title: Text
    pack_version: str
    pack_sha256: str
    period: str
    as_of: date
    run: str | None
    departments: tuple[Department, ...]
    indicators: tuple[IndicatorLabel, ...]
    district_name: Text
    district_results: tuple[Result, ...]
    missing: tuple[Text, ...]
    faults: tuple[Fault, ...] = ()
    district_flags: tuple[Flag, ...] = ()
