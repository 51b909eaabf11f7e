"""One indicator judged: where it stands, and what it needs.

Knows nothing but texts and the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from checker.model.measured import Measured
from checker.text.bilingual import Text


class Status(StrEnum):
    """Where an indicator stands."""

    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


#: How a value is compared with a target, or with another value.
Operator = Literal["at_least", "at_most", "above", "below", "equals"]


@dataclass(frozen=True)
class Target:
    """The target in force for a window: an operator and an exact value."""

    op: Operator
    value: Fraction


@dataclass(frozen=True)
class Needed:
    """The least that reaches the target: how many good rows, hours or events more, and which rows if corrected.

    Attributes:
        by: the last day on which it still counts.
    """

    count: Fraction | None
    rows: tuple[int, ...]
    text: Text
    by: date | None = None


@dataclass(frozen=True)
class Point:
    """Where an indicator stood at the end of a day.

    Attributes:
        value: exact, like `Result.value`; None where there was none yet.
        expected: what was asked for by that day; None where nothing but the target is asked for.
    """

    day: date
    value: Fraction | None
    expected: Fraction | None


@dataclass(frozen=True)
class Result:
    """One indicator judged for one department, or for the district.

    Attributes:
        final: nothing still to come can change it: the window has closed, or the one day by which it was all due.
        reachable: whether the target can still be reached.
        value, lower, upper: exact; shares as fractions of 1, amounts in the unit.
        expected: what an open window asks for by now, or None.
        reason: why not applicable or undetermined, or None.
        attainment: 0 to 1, what share of the weight is earned; None where the weight drops out.
        trend: month by month, how it came to its value; empty unless it was asked for.
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
    trend: tuple[Point, ...] = ()


_NO_WORDS = Text("", "")


@dataclass(frozen=True)
class IndicatorLabel:
    """What reporters need to name an indicator.

    Attributes:
        unit: of the value; "%" for shares.
        member_unit: in which each member of a cohort is measured; empty where the pack gives none.
        member_noun: what a member's label is, as the header of its column says it (an officer's number); empty where
            the label speaks for itself (a department, a quarter).
    """

    id: str
    name: Text
    clause: str
    unit: Text
    member_unit: Text = _NO_WORDS
    member_noun: Text = _NO_WORDS
