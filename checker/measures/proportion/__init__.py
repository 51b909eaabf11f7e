"""The proportion: numerator rows divided by denominator rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from checker.measures.proportion.base import Base, base_parts, base_reads, check_base, describe_base
from checker.measures.proportion.needed import rows_needed
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.exclusion import Exclusion, read_exclusion
from checker.measures.toolkit.over_table import OverTable, check_column, compile_own_condition, tables_of
from checker.measures.toolkit.over_table import columns_of as columns_of_table
from checker.measures.toolkit.over_time import CONTINUED_ONCE
from checker.measures.toolkit.parts import ZERO_TO_ONE, Idle, Part, Range, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import ROWS, Look, Trace, tests
from checker.model import Aim, Measured, Needed, Result, Shape
from checker.tables.contradictions import find_contradiction
from checker.tables.dependence import columns_of
from checker.tables.due_day import columns_of_when
from checker.tables.logic import All, Always, Condition, Not
from checker.tables.phrases import Columns, column_text
from checker.tables.sheets import UNDECIDED, VALUE, Telling, if_any, rows
from checker.tables.words import Asked, AskedExclusion, OneOrSeveral, Words
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.measures.proportion.counting import Sorting


class Proportion(OverTable):
    """Numerator rows divided by denominator rows.

    Attributes:
        denominator: which rows count (all by default).
        exclusion: which of those are left out; `{condition, evidence, flag_above}` names the column with the evidence
            and the share above which it is flagged.
        numerator: which of the rest are good.
        distinct: the columns whose equal values make rows one unit: in the denominator if one of its rows is, good
            if one of these is. Without it, each row is a unit.
        base: the column that says how many units the denominator must hold.
    """

    order: ClassVar[int] = 10
    adds_up: ClassVar[bool] = False

    denominator: Asked = Field(default=None, validate_default=True)
    exclusion: AskedExclusion = None
    numerator: Asked
    distinct: OneOrSeveral = ()
    base: Base | None = None

    _compile = field_validator("denominator", "numerator", mode="plain")(compile_own_condition)

    @field_validator("exclusion", mode="plain")
    @classmethod
    def _exclusion(cls, raw: object, info: ValidationInfo) -> Exclusion | None:
        return read_exclusion(raw, columns_of_table(info), tables_of(info))

    @field_validator("distinct")
    @classmethod
    def _distinct(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for index, name in enumerate(value):
            check_column(name, info, at=(index,))
        return value

    @field_validator("base")
    @classmethod
    def _base(cls, value: Base | None, info: ValidationInfo) -> Base | None:
        return None if value is None else check_base(value, info.data.get("table"), info)

    @property
    def shape(self) -> Shape:
        """A share of rows."""
        return "share"

    def possible(self, tables: Tables) -> Range:
        """Only 0 if no row of the denominator can be good."""
        columns = tables[self.table].columns
        why = find_contradiction([self.denominator, self.numerator], columns)
        if why is None or find_contradiction([self.denominator], columns) is not None:
            return ZERO_TO_ONE  # an impossible denominator is the actual fault
        return Range(Fraction(0), Fraction(0), why=why)

    def reads(self) -> Iterable[Read]:
        """The columns that may leave a row undecided."""
        evidence = None if self.exclusion is None else self.exclusion.evidence
        return ((self.table, (*self.decisive_columns(), evidence)), *base_reads(self.base, self.table))

    def conditions(self) -> tuple[Part, ...]:
        """Which rows are in, which are left out, which are good."""
        found = [Part(("denominator",), self.denominator, self.table)]
        if self.exclusion is not None:
            path = ("exclusion", *self.exclusion.path)
            found.append(Part(path, self.exclusion.condition, self.table, (self.denominator,)))
        found.append(Part(("numerator",), self.numerator, self.table, tuple(self._looked_at())))
        return (*found, *base_parts(self.base, self.table), *self.day_parts())

    def decisive_columns(self) -> tuple[str, ...]:
        """The date, then the columns that make a row good, put it in, and leave it out."""
        return tuple(dict.fromkeys((*columns_of_when(self.when), *columns_of(All(self._asked())), *self.distinct)))

    def success_condition(self) -> Condition:
        """The numerator."""
        found: Condition = self.numerator
        return found

    def idle_settings(self, tables: Tables) -> Iterable[Idle]:
        """A numerator that every row of the denominator satisfies."""
        columns, looked_at = tables[self.table].columns, self._looked_at()
        if isinstance(self.numerator, Always) or (
            find_contradiction(looked_at, columns) is None
            and find_contradiction([*looked_at, Not(self.numerator)], columns) is not None
        ):
            reason = Text(zh="分母中的每一行都符合", en="every row of the denominator satisfies it")
            yield Idle(("numerator",), "numerator", reason)
        if self.distinct and set(tables[self.table].key) <= set(self.distinct):
            reason = Text(zh="每一行的键本来就不同", en="every row has a key of its own")
            yield Idle(("distinct",), "distinct", reason)

    @property
    def _out(self) -> Condition | None:
        return None if self.exclusion is None else self.exclusion.condition

    def leaves_out(self) -> tuple[str, Exclusion] | None:
        """The exclusion, of its own rows."""
        return None if self.exclusion is None else (self.table, self.exclusion)

    def _asked(self) -> tuple[Condition, ...]:
        return tuple(part for part in (self.numerator, self.denominator, self._out) if part is not None)

    def _looked_at(self) -> Sequence[Condition]:
        """Gives the conditions that every counted row satisfies."""
        return [self.denominator, *([] if self._out is None else [Not(self._out)])]

    def describe(self, tables: Tables, unit: Words | None, *, value: Text = VALUE) -> Telling:
        """Describes which rows are in the denominator, left out, and good; `value` is the name of the share."""
        columns, looked_at = tables[self.table].columns, rows(self.table, self.when, tables)
        every = (Text(zh="这些行都计入分母。", en="All of them are in the denominator."),)
        leave_out = "剔除（不计入分母）的条件：{}。", "Left out if: {}."
        out = self.exclusion.describe(columns, *leave_out) if self.exclusion else ()
        good = if_any(self.numerator, columns, "计入分子的条件：{}。", "In the numerator if: {}.")
        return (
            Text(zh=f"看{looked_at.zh}。", en=f"It looks at {looked_at.en}."),
            *(if_any(self.denominator, columns, "计入分母的条件：{}。", "In the denominator if: {}.") or every),
            *out,
            *good,
            *([self._once(columns)] if self.distinct else []),
            *([describe_base(self.base, self.table, tables)] if self.base else []),
            Text(zh=f"{value.zh}是分子除以分母。", en=f"{value.en} is the numerator divided by the denominator."),
            UNDECIDED,
        )

    def _once(self, columns: Columns) -> Text:
        named = [column_text(name, columns) for name in self.distinct]
        zh, en = "和".join(each.zh for each in named), " and ".join(each.en for each in named)
        return Text(
            zh=f"同一份报送中{zh}相同的行算作一个：有一行计入分母即计入分母，这些行中有一行计入分子即计入分子。",
            en=f"Rows of one workbook with the same {en} are one unit: in the denominator if one of them is, "
            "and in the numerator if one of those is.",
        )

    def why_not_continued(self) -> Text | None:
        """Units may come again in the next period, and a base is of all of them."""
        if self.base is not None:
            return Text("有 base 的，不能与以前各期的数相加", "with `base`, figures of earlier periods can't be added")
        return CONTINUED_ONCE if self.distinct else None

    def compute(self, scope: Scope) -> Measured:
        """Counts rows that are in, left out, good, bad or left open by an unreadable cell.

        A row is in if its date is in the window and it satisfies the denominator. Of these, a row that satisfies the
        exclusion is left out, and any other that satisfies the numerator is good (HL7 FHIR Measure, proportion).
        """
        from checker.measures.proportion.compute import with_base
        from checker.measures.proportion.counting import count

        found, inside = count(self._sorting, scope)
        return found if self.base is None else with_base(self.base, self.table, inside, scope, found)

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists its rows, or its units with their rows."""
        from checker.measures.proportion.counting import list_units

        asked = tests(("in", self.denominator), ("out", self._out), ("good", self.numerator))
        evidence = "" if self.exclusion is None else self.exclusion.evidence or ""
        look = Look(self.table, self.when, scope.window, asked, self.cells_needed(), evidence=evidence)
        noun = Text("件", "units") if self.distinct else ROWS
        return Trace(list_units(self._sorting, scope, measured), (look,), noun)

    @property
    def _sorting(self) -> Sorting:
        from checker.measures.proportion.counting import Sorting

        return Sorting(self.table, self.when, self.denominator, self._out, self.numerator, self.distinct)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says how many further good rows are needed, or which rows to complete or correct."""
        return self.needed_to(result.measured, result.target, basis, by, unit)

    def needed_to(self, measured: Measured, target: Aim, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says what brings one share to a target, also as part of a change."""
        return rows_needed(self.table, self.numerator, measured, target, basis, by, self.distinct)
