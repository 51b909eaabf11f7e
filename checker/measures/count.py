"""The number of rows in the period that satisfy a condition, or of distinct values in some columns."""

from fractions import Fraction
from math import prod
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from checker.measures.toolkit.amounts import Amount, Counted
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.over_table import check_column, compile_own_condition
from checker.measures.toolkit.over_time import CONTINUED_ONCE
from checker.measures.toolkit.parts import Range
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace
from checker.model import Counts, Measured
from checker.tables.dependence import columns_of
from checker.tables.due_day import columns_of_when
from checker.tables.phrases import Columns, column_text
from checker.tables.sheets import UNDECIDED, VALUE, Telling, if_any, rows, unit_after
from checker.tables.words import Asked, OneOrSeveral, Words
from checker.text.bilingual import Text


class Count(Amount):
    """The number of rows in the period that satisfy a condition, or of distinct values in some of their columns.

    Attributes:
        where: which rows count; every row if not given.
        distinct: the columns whose equal values count once.
        match: as the `each` of a cohort, the columns of the row and of the member that must be equal.
    """

    order: ClassVar[int] = 20

    where: Asked = Field(default=None, validate_default=True)
    distinct: OneOrSeveral = ()
    match: dict[str, str] = Field(default_factory=dict)

    _compile = field_validator("where", mode="plain")(compile_own_condition)

    @field_validator("distinct")
    @classmethod
    def _distinct(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for index, name in enumerate(value):
            check_column(name, info, at=(index,))
        return value

    def counted(self) -> Counted:
        """Rows."""
        return Counted(self.table, self.where, whole=True, match=tuple(self.match), distinct=self.distinct)

    def possible(self, tables: Tables) -> Range:
        """Whole numbers from 0, of different values at most as many as there can be."""
        kinds = [tables[self.table].columns[name] for name in self.distinct]
        known = [2 if column.kind == "boolean" else len(column.choices) for column in kinds]
        return Range(Fraction(0), Fraction(prod(known)) if known and all(known) else None, whole=True)

    def decisive_columns(self) -> tuple[str, ...]:
        """The date, the condition's columns, and the columns whose values count once."""
        return (*columns_of_when(self.when), *columns_of(self.where), *self.distinct)

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The date, and what counts once."""
        return (*super().cells_needed(), *((column, True) for column in self.distinct))

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Describes which rows count, and which only once; `value` is the name of the count."""
        columns, looked_at = tables[self.table].columns, rows(self.table, self.when, tables)
        of = unit_after(unit)
        return (
            Text(zh=f"数{looked_at.zh}。", en=f"It counts {looked_at.en}."),
            *if_any(self.where, columns, "只数符合条件的：{}。", "Only rows that meet this condition count: {}."),
            *([self._once(columns)] if self.distinct else []),
            Text(zh=f"{value.zh}是数得的个数{of.zh}。", en=f"{value.en} is their number{of.en}."),
            UNDECIDED,
        )

    def _once(self, columns: Columns) -> Text:
        named = [column_text(name, columns) for name in self.distinct]
        zh, en = "和".join(each.zh for each in named), " and ".join(each.en for each in named)
        blank = Text(
            zh="这些格空白的，可能与别的行相同，也可能另是一个。",
            en="A row in which it is blank may have the value of another row, or one of its own.",
        )
        return Text(zh=f"{zh}相同的行只数一次；{blank.zh}", en=f"Rows with the same {en} count once. {blank.en}")

    def why_not_continued(self) -> Text | None:
        """Values that were counted once in one period may come again in the next."""
        return CONTINUED_ONCE if self.distinct else None

    def compute(self, scope: Scope) -> Measured:
        """Counts the rows that certainly count; rows that may count raise the upper bound.

        With `distinct`, equal values count once; a row with a blank or unreadable value may have the value of another
        row, or add one more.
        """
        from checker.measures.toolkit.distinct import count_distinct
        from checker.measures.toolkit.pending import pending_rows
        from checker.measures.toolkit.rows import dated_in, keys_of, open_keys_of, rows_of
        from checker.tables.rows.conditions import evaluate

        typed = scope.submission.tables[self.table]
        asked = evaluate(self.where, typed, scope.context)
        counted = dated_in(typed, self.when, scope.window, scope.as_of) & asked
        pending, notes = pending_rows(typed, self.when, scope, asked)
        sure, possible = counted.yes, counted.unknown
        distinct = None
        if self.distinct:
            keys, filled = open_keys_of(typed, self.distinct), keys_of(typed, self.distinct)[1]
            found = count_distinct(keys, sure.tolist(), possible.tolist())
            distinct = frozenset(map(repr, found.certain))
            low, high = found.low, found.high
            possible = possible | (sure & ~filled)
            sure = sure & filled
        else:
            low = int(sure.sum())
            high = low + int(possible.sum())
        return Measured(
            "amount",
            Counts(pass_or_fail=int(possible.sum())),
            amount=Fraction(low),
            low=Fraction(low),
            high=Fraction(high),
            distinct=distinct,
            numerator_rows=rows_of(typed, sure),
            unknown_rows=rows_of(typed, possible),
            pending_rows=pending,
            notes=notes,
        )

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the rows that count, or the values with their rows."""
        from checker.measures.toolkit.amount_units import counted_units

        return Trace(counted_units(self.table, self.distinct, scope, measured), (self.look(scope),))
