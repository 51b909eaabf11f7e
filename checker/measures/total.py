"""The sum of a number column over the rows that satisfy a condition.

Attributes:
    column: the number column that is added up.
    where: which rows count; every row if not given.
    match: as the `each` of a cohort, the columns of the row and of the member that must be equal.
"""

from collections.abc import Collection
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from checker.measures.toolkit.amounts import Amount, Counted
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.over_table import NUMBERS, check_column, compile_own_condition
from checker.measures.toolkit.parts import Range
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.sums import add_exactly
from checker.measures.toolkit.trace import Trace
from checker.model import Counts, Measured, Rows
from checker.model.workbook import VALID
from checker.tables.columns import Column
from checker.tables.dependence import columns_of
from checker.tables.due_day import columns_of_when
from checker.tables.phrases import column_text
from checker.tables.sheets import UNDECIDED, VALUE, Telling, if_any, rows, unit_after
from checker.tables.words import Asked, Words
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.tables.rows.time_limits import Mask


class Total(Amount):
    """The sum of a number column over the rows that satisfy a condition.

    Attributes:
        column: the number column that is added up.
        where: which rows count; every row if not given.
        match: as the `each` of a cohort, the columns of the row and of the member that must be equal.
    """

    order: ClassVar[int] = 30

    column: str
    where: Asked = Field(default=None, validate_default=True)
    match: dict[str, str] = Field(default_factory=dict)

    _compile = field_validator("where", mode="plain")(compile_own_condition)

    @field_validator("column")
    @classmethod
    def _number(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, NUMBERS)

    def counted(self) -> Counted:
        """Numbers."""
        return Counted(self.table, self.where, whole=False, match=tuple(self.match))

    def possible(self, tables: Tables) -> Range:
        """An empty sum is 0, so only the sign of the column bounds it."""
        column = tables[self.table].columns[self.column]
        low = Fraction(0) if column.lowest is not None and column.lowest >= 0 else None
        high = Fraction(0) if column.maximum is not None and column.maximum <= 0 else None
        return Range(low, high, whole=column.type == "integer")

    def own_unit(self, tables: Tables) -> Text:
        """The column's."""
        unit = tables[self.table].columns[self.column].unit
        return Text("", "") if unit is None else unit.text

    def decisive_columns(self) -> tuple[str, ...]:
        """The date, the number, and the condition's columns."""
        return (*columns_of_when(self.when), self.column, *columns_of(self.where))

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The date and the number."""
        return (*super().cells_needed(), (self.column, True))

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Describes which rows are added up; `value` is the name of the sum."""
        columns, looked_at = tables[self.table].columns, rows(self.table, self.when, tables)
        column, of = column_text(self.column, columns), unit_after(columns[self.column].unit)
        return (
            Text(zh=f"看{looked_at.zh}。", en=f"It looks at {looked_at.en}."),
            *if_any(self.where, columns, "只算符合条件的：{}。", "Only rows are added for which: {}."),
            Text(zh=f"{value.zh}是{column.zh}之和{of.zh}。", en=f"{value.en} is the sum of {column.en}{of.en}."),
            UNDECIDED,
        )

    def why_not_continued(self) -> Text | None:
        """Sums of two stretches of time are the sum of both."""
        return None

    def compute(self, scope: Scope) -> Measured:
        """Sums exactly over the rows that certainly count.

        A row that may count, or whose number is unreadable, widens the bounds: by its number if that is known, or else
        by what the column's minimum and maximum allow (no maximum: no upper bound).
        """
        from checker.measures.toolkit.pending import pending_rows
        from checker.measures.toolkit.rows import dated_in, rows_of
        from checker.tables.rows.conditions import evaluate

        typed = scope.submission.tables[self.table]
        asked = evaluate(self.where, typed, scope.context)
        counted = dated_in(typed, self.when, scope.window, scope.as_of) & asked
        pending, notes = pending_rows(typed, self.when, scope, asked)
        known = typed.state[self.column] == VALID
        amount, low, high = bounded_sum(
            typed.frame[self.column].tolist(),
            counted.yes.tolist(),
            counted.unknown.tolist(),
            known.tolist(),
            scope.tables[self.table].columns[self.column],
        )
        undecided = (counted.unknown & known) | (~counted.no & ~known)
        return Measured(
            "amount",
            Counts(pass_or_fail=int(undecided.sum())),
            amount=amount,
            low=low,
            high=high,
            numerator_rows=rows_of(typed, counted.yes & known),
            unknown_rows=rows_of(typed, undecided),
            idle_rows=self._idle_rows(scope, known & ~counted.no),
            pending_rows=pending,
            notes=notes,
        )

    def _idle_rows(self, scope: Scope, mask: "Mask") -> Rows:
        """Finds the rows whose number can't raise the sum."""
        lowest = scope.tables[self.table].columns[self.column].lowest
        if lowest is not None and lowest > 0:
            return Rows(self.table)
        typed = scope.submission.tables[self.table]
        numbers = zip(typed.frame.index.tolist(), typed.frame[self.column].tolist(), mask.tolist(), strict=True)
        return Rows(self.table, tuple(row for row, number, counts in numbers if counts and number.numerator <= 0))

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the rows that were added up."""
        from checker.measures.toolkit.amount_units import summed_units

        return Trace(summed_units(self.table, self.column, scope, measured), (self.look(scope),))


def bounded_sum(
    numbers: Collection[Fraction | None],
    surely: Collection[bool],
    maybe: Collection[bool],
    known: Collection[bool],
    column: Column,
) -> tuple[Fraction, Fraction | None, Fraction | None]:
    """Sums what is certain, with bounds; None means no bound on that side.

    An unreadable number in a column without a minimum is assumed not to be negative: sums of hours, money and cases
    only grow.
    """
    certain: list[Fraction] = []
    if all(surely) and all(known):  # as mostly
        amount = add_exactly(number for number in numbers if number is not None)
        return amount, amount, amount
    below = above = _ZERO
    unbounded = False
    for number, sure, may, readable in zip(numbers, surely, maybe, known, strict=True):
        if readable and number is not None:
            if sure:
                certain.append(number)
            elif may:
                below += min(number, _ZERO)
                above += max(number, _ZERO)
        elif sure or may:
            least = column.lowest or _ZERO
            below += least if sure else min(_ZERO, least)
            unbounded = unbounded or column.maximum is None
            above += column.maximum or _ZERO
    amount = add_exactly(certain)
    low, high = (amount + part if part else amount for part in (below, above))
    return amount, low, None if unbounded else high


_ZERO = Fraction(0)
