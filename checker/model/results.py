"""The result of one indicator: its status, and what it still needs."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from checker.frozen import dataclass
from checker.model.measured import Measured
from checker.model.targets import Aim, Between, Target
from checker.text.bilingual import Text


class Status(StrEnum):
    """The status of an indicator."""

    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Needed:
    """The least that reaches the target: how many more rows, hours or events, and which rows to correct.

    Attributes:
        by: the last day that counts.
    """

    count: Fraction | None
    rows: tuple[int, ...]
    text: Text
    by: date | None = None


@dataclass(frozen=True)
class Point:
    """One point of a trend: an indicator at the end of a day.

    Attributes:
        value: exact, like `Result.value`; None if there was none yet.
        expected: what was required by that day; None if only the target counts.
    """

    day: date
    value: Fraction | None
    expected: Fraction | None


@dataclass(frozen=True)
class Result:
    """The result of one indicator for a department or the district.

    Attributes:
        final: whether it can no longer change, because the window has closed or everything was due on a day past.
        reachable: whether the target can still be reached.
        value, lower, upper: exact; shares as fractions of 1, amounts in the unit.
        expected: what an open window requires by now, or None.
        reason: why the status is not applicable or undetermined, or what the values of a column came to, or None.
        attainment: the share of the weight that is earned, 0 to 1, or more by a bonus; None if it does not count.
        trend: the value month by month; empty unless requested.
        strata: the results by the values of a column, the worst first, if the indicator is measured by one.
        too_few: whether it isn't judged because it is made of too few rows or cases.
        given: where the values of parameters come from that it was judged by.
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
    target: Aim
    unit: str
    needed: Needed | None
    attainment: Fraction | None
    weight: Fraction
    expected: Fraction | None = None
    reason: Text | None = None
    measured: Measured = field(default_factory=lambda: Measured("share"))
    trend: tuple[Point, ...] = ()
    given: tuple[Text, ...] = ()
    strata: tuple[JudgedStratum, ...] = ()
    too_few: bool = False

    @property
    def side(self) -> Target:
        """The side of the target that counts: of two, the one that the value misses, or else that a bound misses."""
        target, value = self.target, self.value
        if isinstance(target, Between) and value is not None and target.is_met(value):
            open_below = self.lower is None or not target.low.is_met(self.lower)
            open_above = self.upper is None or not target.high.is_met(self.upper)
            if open_below is not open_above:
                return target.low if open_below else target.high
        return target.at(value)

    @property
    def due(self) -> Aim:
        """What counts by now: of an amount that grows, the lower side is due by and by."""
        if self.expected is None:
            return self.target
        floor = Target("at_least", self.expected)
        return replace(self.target, low=floor) if isinstance(self.target, Between) else floor


@dataclass(frozen=True)
class JudgedStratum:
    """The result of the rows with one value of a column; `rows` of them certainly count."""

    label: Text
    rows: int
    result: Result


_NO_WORDS = Text("", "")


@dataclass(frozen=True)
class IndicatorLabel:
    """What reporters need to name an indicator.

    Attributes:
        unit: the unit of the value; "%" for shares.
        member_unit: the unit of each member of a cohort; empty if the pack gives none.
        member_noun: the header of the column that labels the members (an officer's number); empty if the label needs
            no explanation (a department, a quarter).
        window: what an open result is open in: the quarter, the year, the term; empty if it is not known.
        rule: how the value is computed, in plain sentences; empty unless the rows behind it were asked for.
    """

    id: str
    name: Text
    clause: str
    unit: Text
    member_unit: Text = _NO_WORDS
    member_noun: Text = _NO_WORDS
    rule: tuple[Text, ...] = ()
    window: Text = _NO_WORDS
