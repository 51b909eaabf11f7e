"""Worked examples as they are written in an indicator's file: rows, and the outcome that they must have."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.model import Counts, Measured, Spread, Status
from checker.tables.words import Day, Exact, Strict, TrueFalse, Whole, Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Expectation(Strict):
    """The expected outcome of a worked example; only the keys that are written are compared.

    `flagged`, `undecided` and `pending` list rows that fail, are undecided, or are neither done nor due yet, counted
    from 1 in the example's (first) table.

    Attributes:
        numerator, denominator: the counts of a share; of a cohort, the members.
        value: the value; a share may be written as a percentage.
        lower, upper: the bounds of the value if some rows are undecided.
        excluded: how many rows are left out.
        unknown: how many rows are undecided.
        status: what the result is: met, missed, undetermined ...
        needed: the least that is still needed to reach the target.
        reachable: whether the target can still be reached.
        flagged: the numbers of the rows that count against the target.
        undecided: the numbers of the rows that can't be decided.
        pending: the numbers of the rows that are neither done nor due.
    """

    numerator: Exact | None = None
    denominator: Exact | None = None
    value: Exact | None = None
    lower: Exact | None = None
    upper: Exact | None = None
    excluded: Whole | None = None
    unknown: Whole | None = None
    status: Status | None = None
    needed: Exact | None = None
    reachable: TrueFalse | None = None
    flagged: tuple[Whole, ...] | None = None
    undecided: tuple[Whole, ...] | None = None
    pending: tuple[Whole, ...] | None = None


class RecordedCounts(Strict):
    """The counts of a share in an earlier window; of a ratio, its two amounts; of a mean, the sum and the number.

    Attributes:
        numerator, denominator: how many rows were in each; of a ratio or mean, the amounts.
    """

    numerator: Exact
    denominator: Exact

    @model_validator(mode="after")
    def _divides(self) -> RecordedCounts:
        if self.denominator < 0:
            reason = Text(zh="分母不能是负数", en="the denominator can't be negative")
            raise refused(refusal(BAD_COMBINATION, "denominator", reason=reason))
        return self

    @property
    def is_share(self) -> bool:
        """Whether both are whole, and the first is part of the second."""
        whole = self.numerator.denominator == self.denominator.denominator == 1
        return whole and 0 <= self.numerator <= self.denominator

    def measured(self, kind: str) -> Measured:
        """The figure, as a measure of this kind."""
        above, below = self.numerator, self.denominator
        if kind == "ratio":
            return Measured("amount", parts=(_amount(above), _amount(below)))
        if kind == "mean":
            return Measured("amount", Counts(int(below)), spread=Spread(total=above, weight=below))
        return Measured("share", Counts(int(above), int(below - above)))


def _number_or_counts(value: object) -> str:
    return "counts" if isinstance(value, (dict, RecordedCounts)) else "number"


#: A figure of an earlier window.
Recorded = Annotated[
    Annotated[Exact, Tag("number")] | Annotated[RecordedCounts, Tag("counts")], Discriminator(_number_or_counts)
]


class Example(Strict):
    """A few rows, and the outcome that the indicator must give for them.

    Attributes:
        name: what the example shows.
        rows: rows as {column: value}, by table; a missing column is a blank cell, `invalid` an unreadable one. No rows
            mean that nothing is declared to report, if the table allows that; `silent` means that nothing is declared.
        department: whose values of parameters it is judged by, if they differ.
        period: the last quarter of the pack's second year if not given.
        as_of: the period's last day if not given.
        history: the figure of the earlier window that was recorded, for a change with `before: history` and for
            `earlier_periods: history`: a number, or the numerator and denominator of a share, ratio or mean; nothing
            was recorded if it is not given.
    """

    name: Words | None = None
    rows: dict[str, Literal["silent"] | tuple[dict[str, Any], ...]]
    department: str | None = None
    period: str | None = None
    as_of: Day | None = None
    history: Recorded | None = None
    expect: Expectation

    def rows_of(self, table: str) -> tuple[dict[str, Any], ...]:
        """The rows of a table; none if it is silent or not mentioned."""
        rows = self.rows.get(table, ())
        return () if rows == "silent" else rows

    def earlier(self, kind: str) -> Measured | None:
        """The recorded figure, for an indicator whose measure is of this kind."""
        found = self.history
        if isinstance(found, RecordedCounts):
            return found.measured(kind)
        return None if found is None else _amount(found)


def _amount(value: Fraction) -> Measured:
    return Measured("amount", amount=value, low=value, high=value)
