"""Numerator rows over denominator rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from checker.codes import Code
from checker.measures.proportion.needed import rows_needed
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.over_table import OverTable, compile_condition
from checker.measures.toolkit.parts import ZERO_TO_ONE, Idle, Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Needed, Note, Result, Rows, Shape, Shown, Target
from checker.periods import workday_years
from checker.tables.conditions import All, Always, AnyOf, Condition, Not
from checker.tables.contradictions import contradiction
from checker.tables.logic import columns_of
from checker.tables.sheets import UNDECIDED, VALUE, Telling, if_any, rows
from checker.tables.words import Asked, Words
from checker.text.bilingual import Text

HOLIDAYS_UNKNOWN = Code("M509")


class Proportion(OverTable):
    """Numerator rows over denominator rows.

    Attributes:
        denominator: which rows are looked at (all, if not given).
        exclusion: which of those are left out.
        numerator: which of the rest are good.
    """

    order: ClassVar[int] = 10
    adds_up: ClassVar[bool] = False

    denominator: Asked = Field(default=None, validate_default=True)
    exclusion: Asked = None
    numerator: Asked

    _compile = field_validator("denominator", "numerator", mode="plain")(compile_condition)

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Condition | None:
        return None if raw is None else compile_condition(raw, info)

    @property
    def shape(self) -> Shape:
        """A share of rows."""
        return "share"

    def possible(self, tables: Tables) -> Range:
        """Nothing but 0 where no row of the denominator can be good."""
        columns = tables[self.table].columns
        why = contradiction([self.denominator, self.numerator], columns)
        if why is None or contradiction([self.denominator], columns) is not None:
            return ZERO_TO_ONE  # without any denominator there is never a value, and that is what to look at
        return Range(Fraction(0), Fraction(0), why=why)

    def reads(self) -> Iterable[Read]:
        """What may leave a row undecided."""
        return ((self.table, self.decisive_columns()),)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows are in, which are left out, which are good."""
        found = [Part(("denominator",), self.denominator, self.table)]
        if self.exclusion is not None:
            found.append(Part(("exclusion",), self.exclusion, self.table, (self.denominator,)))
        return (*found, Part(("numerator",), self.numerator, self.table, tuple(self._looked_at())))

    def decisive_columns(self) -> tuple[str, ...]:
        """The date, then what makes a row good, what puts it in, and what leaves it out."""
        return (*([self.when] if self.when else []), *columns_of(All(self._asked())))

    def success_condition(self) -> Condition:
        """The numerator."""
        found: Condition = self.numerator
        return found

    def idle_settings(self, tables: Tables) -> Iterable[Idle]:
        """A numerator that every row of the denominator satisfies."""
        columns, looked_at = tables[self.table].columns, self._looked_at()
        if isinstance(self.numerator, Always) or (
            contradiction(looked_at, columns) is None
            and contradiction([*looked_at, Not(self.numerator)], columns) is not None
        ):
            reason = Text(zh="分母中的每一行都符合", en="every row of the denominator satisfies it")
            yield Idle(("numerator",), "numerator", reason)

    def _asked(self) -> tuple[Condition, ...]:
        return tuple(part for part in (self.numerator, self.denominator, self.exclusion) if part is not None)

    def _looked_at(self) -> Sequence[Condition]:
        """What holds of every row that counts."""
        return [self.denominator, *([] if self.exclusion is None else [Not(self.exclusion)])]

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Which rows are in the denominator, left out, and good; `value` is what the sentences call the share."""
        columns, looked_at = tables[self.table].columns, rows(self.table, self.when, tables)
        every = (Text(zh="这些行都计入分母。", en="All of them are in the denominator."),)
        good = if_any(
            self.numerator, columns, "算作符合（计入分子）的条件：{}。", "Good, and so in the numerator, if: {}."
        )
        return (
            Text(zh=f"看{looked_at.zh}。", en=f"It looks at {looked_at.en}."),
            *(if_any(self.denominator, columns, "计入分母的条件：{}。", "In the denominator if: {}.") or every),
            *if_any(self.exclusion, columns, "剔除（不计入分母）的条件：{}。", "Left out if: {}."),
            *good,
            Text(zh=f"{value.zh}是分子除以分母。", en=f"{value.en} is the numerator over the denominator."),
            UNDECIDED,
        )

    def compute(self, scope: Scope) -> Measured:
        """Counts rows that are in, left out, good, bad, and those that an unreadable cell leaves open.

        A row is in when it is dated in the window and satisfies the denominator; a row that is in and satisfies the
        exclusion is left out; of the rest, those that satisfy the numerator are good (HL7 FHIR Measure, proportion).
        """
        from checker.measures.toolkit.rows import dated_in, rows_of, sort_units, undecided_rows
        from checker.tables.rows.conditions import evaluate

        typed = scope.submission.tables[self.table]
        inside = dated_in(typed, self.when, scope.window, scope.as_of) & evaluate(self.denominator, typed, scope.as_of)
        out = evaluate(Not(Always()) if self.exclusion is None else self.exclusion, typed, scope.as_of)
        good = evaluate(self.numerator, typed, scope.as_of)
        masks = sort_units(inside, out, good)
        undecided = undecided_rows(typed, masks)
        counts = Counts(**{name: int(mask.sum()) for name, mask in masks.items()})
        return Measured(
            "share",
            counts,
            settled=counts.failed,
            numerator_rows=rows_of(typed, masks["passed"]),
            failure_rows=rows_of(typed, masks["failed"]),
            excluded_rows=rows_of(typed, masks["excluded"]),
            unknown_rows=undecided,
            notes=self._without_holidays(scope, undecided),
        )

    def _without_holidays(self, scope: Scope, undecided: Rows) -> tuple[Note, ...]:
        """What is said of undecided rows of which no cell is at fault: the holidays of their year are not known."""
        from checker.measures.toolkit.rows import rows_of
        from checker.tables.rows.conditions import beyond_calendar

        typed = scope.submission.tables[self.table]
        beyond = beyond_calendar(AnyOf(self._asked()), typed, scope.as_of)
        if not beyond.any():
            return ()
        first, last = workday_years()
        values = (("first", Shown(str(first))), ("last", Shown(str(last))))
        column = self.when or columns_of(self.numerator)[0]
        unknown = set(rows_of(typed, beyond).numbers)
        return tuple(Note(HOLIDAYS_UNKNOWN, row, column, values) for row in undecided.numbers if row in unknown)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Further good rows, or which rows if completed or corrected."""
        return self.needed_to(result.measured, result.target, basis, by, unit)

    def needed_to(self, measured: Measured, target: Target, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """What brings one share to a target, as a part of a change too."""
        return rows_needed(self.table, self.numerator, measured, target, basis, by)
