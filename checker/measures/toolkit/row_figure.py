"""Figures taken of the numbers in one column, one per row: what a mean, a median and a percentile share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.bounds import Bounds, bounds_of
from checker.measures.toolkit.exclusion import Exclusion, read_exclusion
from checker.measures.toolkit.over_table import NUMBERS, OverTable, check_column, compile_own_condition, tables_of
from checker.measures.toolkit.over_table import columns_of as columns_of_table
from checker.measures.toolkit.parts import Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.spread import bounds_of_spread, join_spreads
from checker.measures.toolkit.trace import Look, Trace, tests
from checker.model import Measured, Shape, Spread
from checker.model.workbook import Submission
from checker.tables.dependence import columns_of
from checker.tables.due_day import columns_of_when
from checker.tables.logic import All, Condition
from checker.tables.phrases import column_text
from checker.tables.sheets import UNDECIDED, VALUE, Telling, if_any, rows, unit_after
from checker.tables.words import Asked, AskedExclusion, Words
from checker.text.bilingual import Text
from checker.text.levels import PackText

if TYPE_CHECKING:
    from checker.measures.toolkit.row_values import Taken


_POOLED = PackText(
    "⟨全区⟩的结果，把各⟨单位⟩的行合在一起计算，不是各⟨单位⟩结果的平均。",
    "For the ⟨district⟩, it is taken of the rows of all ⟨departments⟩ together, not of the ⟨departments⟩' values.",
)


class RowFigure(OverTable):
    """A figure taken of the numbers in one column.

    Attributes:
        where: which rows count.
        exclusion: which of these are left out; see `Proportion`.
        column: the numbers.
    """

    adds_up: ClassVar[bool] = False

    column: str
    where: Asked = Field(default=None, validate_default=True)
    exclusion: AskedExclusion = None

    _compile = field_validator("where", mode="plain")(compile_own_condition)

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Exclusion | None:
        return read_exclusion(raw, columns_of_table(info), tables_of(info))

    @field_validator("column")
    @classmethod
    def _number(cls, value: str, info: ValidationInfo) -> str:
        return check_column(value, info, NUMBERS)

    @property
    @abstractmethod
    def spread(self) -> Spread:
        """The figure, of no rows yet."""

    @abstractmethod
    def value_sentence(self, tables: Tables, unit: Words | None, value: Text) -> Text:
        """Says what the value is."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns whose numbers decide the value."""
        return (self.column,)

    @property
    def left_out(self) -> Condition | None:
        """What leaves a row out."""
        return None if self.exclusion is None else self.exclusion.condition

    @property
    def shape(self) -> Shape:
        """An amount."""
        return "amount"

    @property
    def rises(self) -> bool:
        """Further rows can lower it."""
        return False

    def possible(self, tables: Tables) -> Range:
        """No figure of this kind is outside the numbers that it is taken of."""
        column = tables[self.table].columns[self.column]
        return Range(column.lowest, column.maximum)

    def reads(self) -> Iterable[Read]:
        """The columns that may leave a row undecided."""
        evidence = None if self.exclusion is None else self.exclusion.evidence
        return ((self.table, (*self.decisive_columns(), evidence)),)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows count, and which are left out."""
        found = [Part(("where",), self.where, self.table)]
        if self.exclusion is not None:
            path = ("exclusion", *self.exclusion.path)
            found.append(Part(path, self.exclusion.condition, self.table, (self.where,)))
        return (*found, *self.day_parts())

    def decisive_columns(self) -> tuple[str, ...]:
        """The date, the numbers, and the columns of the conditions."""
        asked = All(tuple(part for part in (self.where, self.left_out) if part is not None))
        return tuple(dict.fromkeys((*columns_of_when(self.when), *self.numbers, *columns_of(asked))))

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """The date and the numbers."""
        return (*super().cells_needed(), *((column, True) for column in self.numbers))

    def leaves_out(self) -> tuple[str, Exclusion] | None:
        """The exclusion, of its own rows."""
        return None if self.exclusion is None else (self.table, self.exclusion)

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Describes which rows count, and what is taken of their numbers; `value` is the name of the figure."""
        columns, looked_at = tables[self.table].columns, rows(self.table, self.when, tables)
        out = ("剔除（不计入）的条件：{}。", "Left out if: {}.")
        return (
            Text(zh=f"看{looked_at.zh}。", en=f"It looks at {looked_at.en}."),
            *if_any(self.where, columns, "只算符合条件的：{}。", "Only rows that meet this condition count: {}."),
            *(self.exclusion.describe(columns, *out) if self.exclusion else ()),
            self.value_sentence(tables, unit, value),
            _POOLED,
            UNDECIDED,
        )

    def own_unit(self, tables: Tables) -> Text:
        """Gives the unit of the numbers."""
        unit = tables[self.table].columns[self.column].unit
        return Text("", "") if unit is None else unit.text

    def column_with_unit(self, tables: Tables) -> Text:
        """Names the column and its unit."""
        columns = tables[self.table].columns
        column, unit = column_text(self.column, columns), unit_after(columns[self.column].unit)
        return Text(f"{column.zh}{unit.zh}", f"{column.en}{unit.en}")

    def compute(self, scope: Scope) -> Measured:
        """Takes the figure of the rows that certainly count and have their numbers.

        A row that may count, or whose number is unreadable, widens the bounds, as far as its column's minimum and
        maximum allow.
        """
        from checker.measures.toolkit.row_values import measure_rows

        return measure_rows(self._taken, scope)

    def with_excluded(
        self, measured: Measured, rows: Collection[int], submission: Submission, tables: Tables
    ) -> Measured | None:
        """Takes the figure with the numbers of rows that were left out."""
        from checker.measures.toolkit.row_values import measure_with

        return measure_with(self._taken, measured, submission.tables[self.table], rows, tables[self.table])

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the rows with their numbers."""
        from checker.measures.toolkit.row_values import valued_units

        asked = tests(("counts", self.where), ("out", self.left_out))
        evidence = "" if self.exclusion is None else self.exclusion.evidence or ""
        look = Look(self.table, self.when, scope.window, asked, self.cells_needed(), evidence=evidence)
        return Trace(valued_units(self._taken, scope, measured), (look,))

    @property
    def _taken(self) -> Taken:
        from checker.measures.toolkit.row_values import Taken

        return Taken(self.table, self.when, self.where, self.left_out, self.numbers, self.spread)

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Takes the figure of the rows of all departments."""
        return join_spreads(parts)

    def bounds(self, measured: Measured) -> Bounds:
        """The figure of the certain rows; without rows there is none to measure."""
        return bounds_of(measured) if measured.spread is None else bounds_of_spread(measured.spread)
