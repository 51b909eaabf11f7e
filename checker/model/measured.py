"""What a measure yields before a result is judged."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from checker.codes import Code
from checker.frozen import dataclass
from checker.model.composed import IndexPart
from checker.model.flags import Shown
from checker.model.rows import Rows
from checker.text.bilingual import Text

#: What kind of value a measure gives, and how a reported figure is combined over departments; see `Measured`.
Shape = Literal["share", "amount", "change"]
Pools = Literal["sum", "counts", "never"]
#: A field of `Counts`, as the place of one unit; "" is no place at all.
Placing = Literal["", "passed", "failed", "excluded", "pass_or_fail", "out_or_pass", "out_or_fail", "anything"]


@dataclass(frozen=True)
class Counts:
    """Counts units (rows or members) by outcome; counts of departments can be added.

    The last four fields count units whose outcome is open because a cell is missing or invalid, by the outcomes that
    remain possible ("out" means excluded). Bounds follow from the counts alone.
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
        """How many units are undecided."""
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


_NAMELESS = Text("空白或无法识别", "blank or unreadable")


@dataclass(frozen=True)
class Member:
    """One member of a cohort and its progress.

    Attributes:
        key: identifies the member (an officer's number, "2024Q1", a department's code).
        label: its name for people.
        row: its row in the members' table; None for calendar periods and departments.
        amount: the value of the nested measure; `low` and `high` bound it if cells are unknown (high None: no bound).
        goal: what it must reach in the whole window (less if the pack chose pro rata).
        paced: what it should have reached by now.
        place: "passed", "failed", "excluded", or the name of an undecided field of `Counts`.
        paced_place: the same, compared with `paced`.
        rows: the rows counted for it.
        settled: its time is over, so no further row can change the place.
        to_come: it is in progress, and so left out only for now.
        doubts: the first rows for which it is unknown whether or how much they count.
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
    to_come: bool = False
    doubts: Rows = Rows("")

    @property
    def name(self) -> Text:
        """Its label, or words for a member whose cell with the name is blank or unreadable."""
        return self.label if self.label.zh else _NAMELESS


@dataclass(frozen=True)
class Note:
    """A remark of a measure about one row; it becomes a flag.

    Attributes:
        code: the kind of flag.
        row: the row of the measure's table, or None if the problem is that there is no row.
        field: the column that it points to, or empty.
        values: the values of the code's message.
        table: the table of the row if it is not the measure's first.
    """

    code: Code
    row: int | None
    field: str
    values: tuple[tuple[str, Shown], ...]
    table: str = ""


@dataclass(frozen=True)
class OpenValue:
    """The value of rows in doubt, and the weight that each of them has: none if it may not count.

    Attributes:
        low, high: bounds of the value, both included. None: no bound on that side.
        least, most: bounds of the weight; None: no upper bound.
        rows: how many rows these bounds hold for.
    """

    low: Fraction | None
    high: Fraction | None
    least: Fraction
    most: Fraction | None
    rows: int = 1


@dataclass(frozen=True)
class Spread:
    """The values of rows of which a mean, a median or a percentile is taken; those of departments can be joined.

    Attributes:
        at: the part of the rows at or below a percentile; None for a mean.
        linear: whether a percentile between two values is interpolated.
        total, weight: of a mean, the sum of the certain values, each times its weight, and the sum of these weights.
        known: of a percentile, each certain value with how many rows have it, in ascending order.
        open: what the other rows can come to.
        ranked: the rows with certain values, in the order of `known`; none of several departments together.
    """

    at: Fraction | None = None
    linear: bool = False
    total: Fraction = Fraction(0)
    weight: Fraction = Fraction(0)
    known: tuple[tuple[Fraction, int], ...] = ()
    open: tuple[OpenValue, ...] = ()
    ranked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Measured:
    """What a measure yields before a result is judged.

    A *share* (proportion, cohort, milestone, reported consistency) has `counts`; an *amount* (count, total, reported
    figure) has `amount`, `low` and `high` (None: no bound on that side); a *change* has two `parts`, now and before, as
    a reported rate with its counts and a ratio have two, numerator and denominator. A share of changes that go the
    right way has each of them as a part.

    Attributes:
        shape: which of the three.
        standing: the counts, of which the value is, as long as other rows may still come; None if they are `counts`.
        settled: how many failures no further row in the window can undo; of units in doubt, as many as must fail.
        spare: how many members in `pass_or_fail` can't reach their goal together with the others, as the rows that may
            be anybody's are not enough for all; `paced_spare` is the same against the goal by now.
        may_pass: how many units in `out_or_fail` may still turn good, as their time is not over.
        may_fail: how many units in `out_or_pass` may still fail, as they are out only for now.
        to_come: how many units may still be counted (not due yet, in progress); not those that an exclusion leaves out.
        grows: whether further rows can still join the denominator (events can; a roster or task list cannot grow).
        numerator_rows, failure_rows, excluded_rows, unknown_rows: the rows behind each number.
        idle_rows: those of `numerator_rows` and `unknown_rows` that raise no amount, as their number is not above 0.
        pending_rows: rows that are neither done nor due yet, which count in no number.
        missing: how many of the undecided units have no row: a declared number says that they exist.
        members: the members of a cohort.
        distinct: the values that a count of distinct values found.
        paced: the counts of a cohort against the goal by now instead of the goal of the whole window.
        notes: remarks about single rows that the counts do not show.
        composed: the parts of an index.
        spread: the values that a mean, a median or a percentile is taken of; `amount`, `low` and `high` follow from it.
        pools: how a reported figure is combined: added up, divided anew from its counts (`parts`), or not at all.
        strata: the same measured apart for each value of a column, if the indicator asks for that.
        reason: why there is no value, or None.
        silent: whether that is because nothing was submitted that it needs, so nothing at all is known.
    """

    shape: Shape
    counts: Counts = Counts()
    amount: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    settled: int = 0
    spare: int = 0
    paced_spare: int = 0
    may_pass: int = 0
    may_fail: int = 0
    to_come: int = 0
    grows: bool = True
    numerator_rows: Rows = Rows("")
    failure_rows: Rows = Rows("")
    excluded_rows: Rows = Rows("")
    unknown_rows: Rows = Rows("")
    idle_rows: Rows = Rows("")
    pending_rows: Rows = Rows("")
    missing: int = 0
    members: tuple[Member, ...] = ()
    distinct: frozenset[str] | None = None
    spread: Spread | None = None
    composed: tuple[IndexPart, ...] = ()
    paced: Counts | None = None
    parts: tuple[Measured, ...] = ()
    notes: tuple[Note, ...] = ()
    pools: Pools = "sum"
    reason: Text | None = None
    silent: bool = False
    strata: tuple[Stratum, ...] = ()
    standing: Counts | None = None

    @property
    def raising_rows(self) -> Rows:
        """The rows that raise an amount."""
        return self.numerator_rows.without(self.idle_rows)

    @property
    def deciding_rows(self) -> Rows:
        """The undecided rows that may raise an amount."""
        return self.unknown_rows.without(self.idle_rows)


@dataclass(frozen=True)
class Stratum:
    """What was measured of the rows with one value of a column.

    Attributes:
        key: the value in comparable form; "" for the rows whose value is blank or can't be read.
        label: the value for people.
        rows: how many rows certainly count.
        measured: what they came to.
        may: how many further rows may count.
    """

    key: str
    label: Text
    rows: int
    measured: Measured
    may: int = 0
