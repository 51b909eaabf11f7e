"""The mean of a number column, weighted by another if the pack says so."""

from datetime import date
from fractions import Fraction
from typing import ClassVar

from pydantic import ValidationInfo, field_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis, agree, decide_rows_first, join_clauses
from checker.measures.toolkit.bounds import certainly
from checker.measures.toolkit.over_table import NUMBERS, check_column, columns_of
from checker.measures.toolkit.row_figure import RowFigure
from checker.model import Measured, Needed, Operator, Result, Spread, Target
from checker.tables.phrases import column_text
from checker.tables.words import Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.amounts import amount_words, enough_text
from checker.text.bilingual import Text

#: How many of the rows that are farthest from the target are named.
_FARTHEST = 3
_MUST_BE: dict[Operator, Text] = {
    "at_least": Text("不低于", "at least"),
    "above": Text("高于", "more than"),
    "at_most": Text("不高于", "at most"),
    "below": Text("低于", "less than"),
    "equals": Text("等于", "exactly"),
}


class Mean(RowFigure):
    """The sum of a number column divided by the number of rows.

    Attributes:
        weight: a column of numbers, not negative, with which each row counts; without it, all rows count alike.
    """

    order: ClassVar[int] = 36

    weight: str | None = None

    @field_validator("weight")
    @classmethod
    def _weight(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        column = columns_of(info).get(check_column(value, info, NUMBERS))
        if column is not None and (column.lowest is None or column.lowest < 0):
            reason = Text(
                zh="权重不能是负数：请在该列写 minimum: 0 或更大",
                en="a weight can't be negative: give this column a `minimum` of 0 or more",
            )
            raise refused(refusal(BAD_COMBINATION, found=value, reason=reason))
        return value

    @property
    def spread(self) -> Spread:
        """A mean."""
        return Spread()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers and the weights."""
        return (self.column,) if self.weight is None else (self.column, self.weight)

    def value_sentence(self, tables: Tables, unit: Words | None, value: Text) -> Text:
        """Says what is divided by what."""
        column = self.column_with_unit(tables)
        if self.weight is None:
            return Text(
                f"{value.zh}是{column.zh}的平均数：合计除以行数。",
                f"{value.en} is the mean of {column.en}: the sum divided by the number of rows.",
            )
        weight = column_text(self.weight, tables[self.table].columns)
        return Text(
            f"{value.zh}是{column.zh}的加权平均数：每行乘以{weight.zh}后相加，再除以{weight.zh}之和。",
            f"{value.en} is the weighted mean of {column.en}: the sum of each row's value times {weight.en}, divided "
            f"by the sum of {weight.en}.",
        )

    def why_not_continued(self) -> Text | None:
        """Its sums are enough."""
        return None

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says what the rows add up to, and what they must add up to; which of them is not for the program to say."""
        return self.needed_to(result.measured, result.side, basis, by, unit)

    def needed_to(self, measured: Measured, target: Target, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says the same of one mean, also as part of a change."""
        spread = measured.spread
        if spread is None:
            return None
        limit = target.value * spread.weight
        off = limit - spread.total
        rises = off > 0 if target.is_exact else target.is_floor
        bounds = self.bounds(measured)
        if bounds.doubtful or certainly(bounds, target) is None or (off < 0) is rises or not spread.weight:
            undecided = measured.counts.unknown
            return decide_rows_first(measured.unknown_rows, undecided, basis, self.table) if undecided else None
        parts = [self._sums(spread, measured, Target(target.op, limit), basis)]
        rows = self._farthest(measured, target.value, basis, rises=rises)
        if rows:
            named = basis.name_rows(self.table, rows)
            parts.append(Text(f"离目标最远的是{named.zh}", f"the farthest from the target: {named.en}"))
        if measured.unknown_rows.numbers:
            named = basis.name_rows(self.table, measured.unknown_rows.numbers)
            parts.append(Text(f"{named.zh}待定，不在其内", f"without {named.en}, undecided"))
        return Needed(abs(off) if rises else None, rows, join_clauses(parts), by)

    def _sums(self, spread: Spread, measured: Measured, limit: Target, basis: Basis) -> Text:
        sheet, must_be, off = basis.name_sheet(self.table), _MUST_BE[limit.op], abs(limit.value - spread.total)
        count, sum_, wanted = measured.counts.passed, amount_words(spread.total), amount_words(limit.value)
        weighted = Text("", "") if self.weight is None else Text("加权", "weighted ")
        more = Text("增加", "more") if limit.value > spread.total else Text("减少", "less")
        change = Text(f"，即{more.zh} {enough_text(off)}", f", {enough_text(off)} {more.en}") if off else Text("", "")
        rows = agree(count, "row", "rows")
        return Text(
            zh=f"{sheet.zh}计入的 {count} 行{weighted.zh}合计 {sum_.zh}，"
            f"要达到目标，须{must_be.zh} {wanted.zh}{change.zh}",
            en=f"the {weighted.en}sum of the {count} counted {rows} of {sheet.en} is {sum_.en} and has to be "
            f"{must_be.en} {wanted.en}{change.en}",
        )

    def _farthest(self, measured: Measured, limit: Fraction, basis: Basis, *, rises: bool) -> tuple[int, ...]:
        typed = basis.typed(self.table)
        if typed is None or self.weight is not None:
            return ()
        found = [(typed.at(row, self.column), row) for row in measured.numerator_rows.numbers]
        beyond = [(limit - value if rises else value - limit, row) for value, row in found]
        ranked = sorted((each for each in beyond if each[0] > 0), key=lambda each: (-each[0], each[1]))
        return tuple(row for _, row in ranked[:_FARTHEST])
