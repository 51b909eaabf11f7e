"""What is known of an earlier report of the same pack, for a run to be compared with."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction

from checker.frozen import dataclass
from checker.model.records import RecordedFigures
from checker.model.results import Status
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Standing:
    """What an earlier report says of one indicator.

    Attributes:
        judged: how many units were in the denominator or undecided; None if it is not a share of units.
        excluded: how many were left out.
    """

    status: Status
    value: Fraction | None
    judged: int | None = None
    excluded: int = 0


@dataclass(frozen=True)
class EarlierFlag:
    """A flag of an earlier report.

    Attributes:
        department: the code of its department, the name of one without a code, or "" for the district.
        ref: its fingerprint.
    """

    department: str
    code: str
    table: str
    ref: str
    sheet: str = ""
    row: int | None = None
    message: Text = Text("", "")


@dataclass(frozen=True)
class GoneFlag:
    """A flag of an earlier report that is not there any more: "fixed", or "not_looked_at" this time."""

    flag: EarlierFlag
    state: str


@dataclass(frozen=True)
class Previous:
    """An earlier report of the same pack, for comparison.

    Attributes:
        period: its label.
        scores: by department code; departments without a score are left out.
        standings: by (department code, indicator); the code of the district is "".
        pack_version: the version of the pack that judged it.
        departments: the codes of all its departments, including those that had not submitted.
        as_of: its as-of date; None if it doesn't say it.
        flags: all its flags; None if they aren't known.
        rerun: whether it is of an earlier run of the same period, not of an earlier period.
        figures: what it recorded for later windows.
        grades: by department code, the Chinese names; departments without a grade are left out.
    """

    period: str
    scores: Mapping[str, Fraction]
    standings: Mapping[tuple[str, str], Standing]
    pack_version: str = ""
    departments: frozenset[str] = frozenset()
    as_of: date | None = None
    flags: tuple[EarlierFlag, ...] | None = None
    rerun: bool = False
    figures: RecordedFigures = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
