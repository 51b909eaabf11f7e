"""Everything that a run found, for the reporters.

Knows nothing but texts and the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from checker.model.flags import Flag
from checker.model.results import IndicatorLabel, Result, Status
from checker.text.bilingual import Text


class State(StrEnum):
    """What became of one department's submission."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_ERRORS = "accepted_with_errors"
    REJECTED = "rejected"
    MISSING = "missing"


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
        skipped: rows passed over: totals, repeated headers, notes.
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
class Standing:
    """What an earlier report says of one indicator."""

    status: Status
    value: Fraction | None


@dataclass(frozen=True)
class Previous:
    """An earlier report of the same pack, for comparison.

    Attributes:
        period: its label.
        scores: by department code; departments without a score are left out.
        standings: by (department code, indicator); the district's own under "".
        pack_version: of the pack that it was judged by.
        departments: the codes of all that it speaks of, those that had not submitted too.
    """

    period: str
    scores: Mapping[str, Fraction]
    standings: Mapping[tuple[str, str], Standing]
    pack_version: str = ""
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Selection:
    """That a report shows some of its flags only.

    Attributes:
        wanted, unwanted: the codes or their beginnings that were asked for, and those that were not.
        hidden: how many flags are left out; the counts of the report are without them.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    hidden: int


@dataclass(frozen=True)
class Report:
    """Everything a run found; reporters render it and compute nothing.

    Attributes:
        previous: the earlier report that this one is compared with, or None.
        selection: which of the flags are shown, or None where all are.
    """

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
    previous: Previous | None = None
    selection: Selection | None = None
