"""What a measure gives before anything is judged.

Knows nothing but codes, texts and the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.codes import Code
from checker.model.flags import Shown
from checker.text.bilingual import Text

#: What kind of value a measure gives; see `Measured`.
Shape = Literal["share", "amount", "change"]
#: A field of `Counts`, as the place of one unit; "" is no place at all.
Placing = Literal["", "passed", "failed", "excluded", "pass_or_fail", "out_or_pass", "out_or_fail", "anything"]


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
        doubts: the first of the rows that may or may not count for it, or of which nobody knows how much.
    """

    key: str
    label: Text
    row: int | None
    amount: Fraction
    low: Fraction
    high: Fraction | None
    goal: Fraction
    paced: Fraction
    place: Placing
    paced_place: Placing
    rows: Rows
    settled: bool
    doubts: Rows = Rows("")


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

    shape: Shape
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
