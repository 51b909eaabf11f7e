"""The ratio of two amounts, such as training hours per officer, or injuries per million hours worked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar

from pydantic import Field, field_validator

from checker.codes.shared import BAD_FORM
from checker.measures.count import Count
from checker.measures.toolkit.base import Measure, Tables
from checker.measures.toolkit.basis import Basis, decide_rows_first, join_clauses
from checker.measures.toolkit.bounds import Bounds, bounds_of, is_zero, over_zero, quotient
from checker.measures.toolkit.choice import StandaloneChoice
from checker.measures.toolkit.parts import Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace, join_traces
from checker.measures.total import Total
from checker.model import Counts, Measured, Needed, Result, Rows, Shape, Target
from checker.tables.rows.context import Context
from checker.tables.sheets import VALUE, Telling
from checker.tables.words import Exact, Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.amounts import amount_words
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH

_NUMERATOR = Text("分子", "The numerator")
_DENOMINATOR = Text("分母", "The denominator")


class RatioPart(StandaloneChoice):
    """One of the two amounts."""

    count: Count | None = None
    total: Total | None = None

    @property
    def measure(self) -> Count | Total:
        """The given amount."""
        given = self.count or self.total
        assert given is not None, "one of the two is given, by the validator"
        return given


class Ratio(Measure):
    """One amount divided by another, times a factor.

    Attributes:
        numerator, denominator: each a `count` of rows or the `total` of a column.
        factor: what the quotient is multiplied by, e.g. 200000 for injuries per 200,000 hours.
    """

    order: ClassVar[int] = 35
    adds_up: ClassVar[bool] = False

    numerator: RatioPart
    denominator: RatioPart
    factor: Exact = Field(default="1", validate_default=True)

    @field_validator("factor")
    @classmethod
    def _positive(cls, value: Fraction) -> Fraction:
        if value <= 0:
            raise refused(refusal(BAD_FORM, needed=Text("应大于 0", "it must be above 0")))
        return value

    @property
    def shape(self) -> Shape:
        """An amount."""
        return "amount"

    @property
    def rises(self) -> bool:
        """Further rows can lower it."""
        return False

    @property
    def _parts(self) -> tuple[tuple[str, RatioPart], ...]:
        return ("numerator", self.numerator), ("denominator", self.denominator)

    @property
    def table(self) -> str:
        """The first table."""
        return self.numerator.measure.table

    def possible(self, tables: Tables) -> Range:
        """Not below 0 if neither amount is."""
        lows = (part.measure.possible(tables).low for _, part in self._parts)
        return Range(Fraction(0) if all(low is not None and low >= 0 for low in lows) else None)

    def reads(self) -> Iterable[Read]:
        """The columns of both amounts."""
        return (read for _, part in self._parts for read in part.measure.reads())

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of both amounts."""
        return tuple(rows for _, part in self._parts for rows in part.measure.row_sets())

    def conditions(self) -> tuple[Part, ...]:
        """Which rows count, above and below."""
        return tuple(
            replace(each, path=(name, part.kind, *each.path))
            for name, part in self._parts
            for each in part.measure.conditions()
        )

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """Those of each amount over the first table."""
        own = (part.measure.cells_needed() for _, part in self._parts if part.measure.table == self.table)
        return tuple(dict.fromkeys(cell for cells in own for cell in cells))

    def decisive_columns(self) -> tuple[str, ...]:
        """Those of each amount over the first table."""
        own = (part.measure.decisive_columns() for _, part in self._parts if part.measure.table == self.table)
        return tuple(dict.fromkeys(column for columns in own for column in columns))

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Describes both amounts and what is done with them; `value` is the name of the quotient."""
        factor = amount_words(self.factor)
        times = Text("", "") if self.factor == 1 else Text(f"再乘以 {factor.zh}", f", times {factor.en}")
        pooled = f"For the {EN.district}, the numerators and denominators of all {EN.departments} are added up first."
        return (
            *self.numerator.measure.describe(tables, None, value=_NUMERATOR),
            *self.denominator.measure.describe(tables, None, value=_DENOMINATOR),
            Text(
                f"{value.zh}是分子除以分母{times.zh}。",
                f"{value.en} is the numerator divided by the denominator{times.en}.",
            ),
            Text(f"{ZH.全区}的结果，先把各{ZH.单位}的分子、分母分别相加。", pooled),
        )

    def compute(self, scope: Scope) -> Measured:
        """Computes both amounts; the undecided rows that can be named are those of the first table."""
        above, below = (part.measure.compute(scope) for _, part in self._parts)
        first = self.numerator.measure.table
        undecided = {
            row for part in (above, below) if part.unknown_rows.table == first for row in part.unknown_rows.numbers
        }
        measured = self._divided(above, below)
        return replace(
            measured,
            numerator_rows=above.numerator_rows,
            idle_rows=above.idle_rows,
            unknown_rows=Rows(first, tuple(sorted(undecided))),
        )

    def why_not_continued(self) -> Text | None:
        """Whatever keeps one of the two amounts from being added up."""
        found = (part.measure.why_not_continued() for _, part in self._parts)
        return next((why for why in found if why is not None), None)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the rows of both amounts."""
        # Of an earlier figure that nobody knows, there are only rows in doubt.
        amounts = measured.parts or self.compute(scope).parts
        pairs = zip(self._parts, amounts, strict=True)
        return join_traces(part.measure.trace(scope, each).of_part(name) for (name, part), each in pairs)

    def _divided(self, above: Measured, below: Measured) -> Measured:
        value = above.amount / below.amount * self.factor if above.amount is not None and below.amount else None
        low, high = None, None
        if not is_zero(below):
            low, high = quotient((above.low, above.high), (self._least(below), below.high))
        return Measured(
            "amount",
            Counts(pass_or_fail=above.counts.unknown + below.counts.unknown),
            amount=value,
            low=None if low is None else low * self.factor,
            high=None if high is None else high * self.factor,
            parts=(above, below),
        )

    def _least(self, below: Measured) -> Fraction | None:
        """The least that anything can be divided by: a number of rows is whole."""
        return Fraction(1) if below.low == 0 and self.denominator.count is not None else below.low

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Adds up the amounts of all departments, and divides their sums."""
        above, below = (
            part.measure.combine([each.parts[side] for each in parts]) for side, (_, part) in enumerate(self._parts)
        )
        return self._divided(above, below)

    def doubts(self, measured: Measured, context: Context) -> Iterable[tuple[Measure, Rows, Context]]:
        """Those of both amounts."""
        return (
            doubt
            for (_, part), found in zip(self._parts, measured.parts, strict=False)
            for doubt in part.measure.doubts(found, context)
        )

    def bounds(self, measured: Measured) -> Bounds:
        """The quotient with its amounts; there is none to measure if the denominator is 0."""
        if len(measured.parts) < 2:
            return bounds_of(measured)  # an earlier figure that was given by itself
        above, below = measured.parts
        over, empty = self.over_nothing(measured), is_zero(below) and is_zero(above)
        doubtful = not over and (below.low is None or below.low <= 0)
        figures = measured.amount, measured.low, measured.high, above.amount, below.amount
        return Bounds(*figures, empty=empty, doubtful=doubtful, over_nothing=over)

    def over_nothing(self, measured: Measured) -> int:
        """Whether an amount that certainly isn't 0 is divided by one that is: its sign, else 0."""
        return over_zero(*measured.parts) if len(measured.parts) == 2 else 0

    def why_no_value(self, measured: Measured) -> Text | None:
        """Says that something is divided by 0."""
        above = amount_words((measured.parts[0].amount if measured.parts else None) or 0)
        told = Text(f"分子为 {above.zh}，而分母为 0", f"{above.en} over 0: there is nothing to divide by")
        return told if self.over_nothing(measured) else None

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says how much more or less the numerator has to be, if the denominator stays what it is."""
        return self.needed_to(result.measured, result.side, basis, by, unit)

    def needed_to(self, measured: Measured, target: Target, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says the same of one ratio, also as part of a change."""
        if len(measured.parts) < 2:
            return None
        above, below = measured.parts
        if self.over_nothing(measured):
            return _wrong_zero(basis.tables[self.denominator.measure.table].sheet.text, by)
        nested, base = self.numerator.measure, below.high if not target.is_ceiling else below.low
        if base is None or base <= 0 or (target.is_exact and below.low != below.high):
            open_, table = (below, self.denominator.measure.table) if below.counts.unknown else (above, nested.table)
            return decide_rows_first(open_.unknown_rows, open_.counts.unknown, basis, table)
        limit = Target(target.op, target.value * base / self.factor)
        total = self.numerator.total
        column = None if total is None else basis.tables[nested.table].columns[total.column]
        if column is not None and column.type == "integer":  # so is their sum: of 0.36 injuries, none is allowed
            whole = {"at_least": ceil, "at_most": floor}.get(target.op)
            limit = limit if whole is None else Target(target.op, Fraction(whole(limit.value)))
        own_unit = Text("", "") if column is None or column.unit is None else column.unit.text
        found = nested.needed_to(above, limit, basis, by, own_unit)
        if found is None:
            return None
        given = Text(f"分母按 {amount_words(base).zh} 计", f"with a denominator of {amount_words(base).en}")
        return Needed(found.count, found.rows, join_clauses((given, found.text)), by)


def _wrong_zero(sheet: Text, by: date | None) -> Needed:
    zh = f"分母为 0，无法相除：须补全或更正“{sheet.zh}”表，或更正计入分子的行"
    en = f"the denominator comes to 0: complete or correct “{sheet.en}”, or correct the rows of the numerator"
    return Needed(None, (), Text(zh, en), by)
