"""The change: a nested measure now, compared with the same measure in an earlier window."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from checker.measures.change.figures import both_figures
from checker.measures.change.nested import ChangeOf
from checker.measures.toolkit.base import Measure, Tables, ZeroBase
from checker.measures.toolkit.basis import Basis, decide_rows_first, join_clauses
from checker.measures.toolkit.bounds import Bounds, bounds_of, change_bounds, may_be_zero
from checker.measures.toolkit.parts import Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.values import PERCENT, amount_or_percent
from checker.model import Measured, Needed, Operator, Result, Shape, Target
from checker.periods import Window, a_year_before
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.text.bilingual import Text
from checker.text.normalize import number_text

_NOW = Text(zh="本期数", en="The figure now")
#: The names of the earlier window.
_BEFORE = {
    "last-year": Text(zh="上年同期", en="the same time last year"),
    "last-period": Text(zh="上一期", en="the period before"),
}
#: The words for a target of 0.
_DIRECTIONS: dict[Operator, Text] = {
    "at_least": Text(zh="比{}不下降", en="no fall against {}"),
    "at_most": Text(zh="比{}不上升", en="no rise against {}"),
    "above": Text(zh="比{}上升", en="a rise against {}"),
    "below": Text(zh="比{}下降", en="a fall against {}"),
    "equals": Text(zh="与{}持平", en="no change against {}"),
}


class Change(Measure):
    """A nested measure now, minus the same measure before.

    Attributes:
        of: the nested measure.
        against: the same window a year ago, or the window just before.
        by: difference (now - before) or ratio ((now - before) / before).
        before: where the earlier figure is: `rows` of the same sheet dated in the earlier window, or `history`.
        zero_base: the verdict if the earlier figure is zero and so can't fall.
    """

    order: ClassVar[int] = 50
    adds_up: ClassVar[bool] = False

    of: ChangeOf
    against: Literal["last-year", "last-period"] = "last-year"
    by: Literal["difference", "ratio"] = "difference"
    before: Literal["rows", "history"] = "history"
    zero_base: ZeroBase = "undetermined"

    @property
    def shape(self) -> Shape:
        """A change."""
        return "change"

    @property
    def _points(self) -> Text | None:
        """What the value is given in: a percentage of the earlier figure, percentage points, or a unit (None)."""
        if self.by == "ratio":
            return PERCENT
        return None if self.of.proportion is None else Text("个百分点", "percentage points")

    def possible(self, tables: Tables) -> Range:
        """No figure falls by more than 100%."""
        if self.by == "ratio":
            return Range(-Fraction(1))
        return Range() if self.of.proportion is None else Range(-Fraction(1), Fraction(1))

    def reads(self) -> Iterable[Read]:
        """The columns of the nested measure."""
        return self.of.measure.reads()

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of the nested measure."""
        return self.of.measure.row_sets()

    def conditions(self) -> tuple[Part, ...]:
        """The conditions of the nested measure."""
        above = ("of", self.of.kind)
        return tuple(replace(part, path=(*above, *part.path)) for part in self.of.measure.conditions())

    def cells_needed(self) -> tuple[tuple[str, bool], ...]:
        """Those of the nested measure."""
        return self.of.measure.cells_needed()

    def decisive_columns(self) -> tuple[str, ...]:
        """No single cell: a row may be undecided in one window or in the other."""
        return ()

    def depends_on_day(self) -> bool:
        """Only with rows: the history is known for the last day only."""
        return self.before == "rows"

    def earlier(self, so_far: Window) -> Window:
        """Gives the earlier window of the same length and at the same point of its year.

        Args:
            so_far: the window now, up to the as-of date.
        """
        return a_year_before(so_far) if self.against == "last-year" else so_far.just_before()

    def earlier_rows(self, so_far: Window) -> Window | None:
        """Gives the earlier window if the rows themselves are compared."""
        return self.earlier(so_far) if self.before == "rows" else None

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes what is compared and how, and what happens without an earlier figure."""
        before = _BEFORE[self.against]
        by = Text(zh=f"本期数减{before.zh}数", en=f"the figure now minus that of {before.en}")
        if self.by == "ratio":
            by = Text(f"本期数比{before.zh}数增减的比例", f"{by.en}, divided by the latter")
        source = Text(zh=f"{before.zh}数取自以前存档的批次。", en="The earlier figure comes from a recorded run.")
        if self.before == "rows":
            en = "The earlier figure comes from earlier rows of the same sheet."
            source = Text(zh=f"{before.zh}数按日期从同一张表中取得。", en=en)
        never = "Without an earlier figure, the indicator is undetermined and never passes."
        zero_zh, zero_en = {
            "undetermined": ("无法判定", "the indicator is undetermined"),
            "not-applicable": ("该指标不适用", "the indicator does not apply"),
            "met-if-zero": ("本期仍为 0 即达标", "the target is met if the figure is still 0"),
            "judge": ("照常评判", "the indicator is judged as usual"),
        }[self.zero_base]
        return (
            *self.of.measure.describe(tables, unit, value=_NOW),
            Text(zh=f"结果是{by.zh}。", en=f"The value is {by.en}."),
            source,
            Text(zh="没有以前的数就无法判定，不算达标。", en=never),
            Text(zh=f"{before.zh}数为 0 的，{zero_zh}。", en=f"If the earlier figure is 0, {zero_en}."),
            *self._doubts(),
        )

    def _doubts(self) -> Telling:
        """Describes what follows while the earlier figure may be 0, and when rows give one at all."""
        told = [
            Text(
                zh="以前的数可能为 0 的，按待定处理。" if self.zero_base != "judge" else "",
                en="While the earlier figure may or may not be 0, the indicator is undetermined.",
            )
        ]
        if self.before == "rows":
            zh = "上期有行、但没有一行属于所数的，以前的数为 0。"
            en = "If the sheet has rows of the earlier period but none of the kind counted, the earlier figure is 0."
            told.append(Text(zh, en))
        return tuple(text for text in told if text.zh)

    @property
    def default_unit(self) -> Text:
        """Percentages or points, if any; what the nested measure counts has no unit of its own."""
        return self._points or Text("", "")

    def value_text(self, value: Fraction, unit: Words | None) -> Text:
        """Formats a value as a percentage or points, whatever unit the indicator names."""
        points = self._points
        if points is None or points == PERCENT:
            percent = points is not None or (unit is not None and unit.en == PERCENT.en)
            return amount_or_percent(value, unit, percent=percent)
        number = number_text(value * 100)
        return Text(zh=f"{number} {points.zh}", en=f"{number} {points.en}")

    def target_text(self, target: Target, unit: Words | None) -> Text:
        """Phrases a target; a target of 0 becomes a direction."""
        if target.value != 0:
            return super().target_text(target, unit)
        direction, before = _DIRECTIONS[target.op], _BEFORE[self.against]
        return Text(zh=direction.zh.format(before.zh), en=direction.en.format(before.en))

    def compute(self, scope: Scope) -> Measured:
        """Computes the nested measure twice; `bounds` compares the two.

        The earlier window ends at the same point as the present one, so an open year is compared with the same part of
        the year before. Without an earlier figure there is no value.
        """
        nested = self.of.measure
        now, before = nested.compute(scope), scope.earlier
        reason = Text(zh="没有可比的上一期数据", en="there is no earlier figure to compare with")
        if self.before == "rows" and scope.previous is not None:
            before = nested.compute(scope.over(scope.previous))
            if not self._has_rows(scope, scope.previous):
                # Nothing to compare with here; in the district's sum it counts as zero.
                return Measured("change", parts=(now, before), reason=reason)
        if before is None:
            return Measured("change", parts=(now,), reason=reason)
        return Measured(
            "change",
            parts=(now, before),
            numerator_rows=now.numerator_rows,
            failure_rows=now.failure_rows,
            excluded_rows=now.excluded_rows,
            unknown_rows=now.unknown_rows,
        )

    def _has_rows(self, scope: Scope, window: Window) -> bool:
        """Whether the sheet has rows of a window, of whatever kind: then it says how many of the counted kind."""
        from checker.measures.toolkit.rows import dated_in

        nested = self.of.measure
        typed = scope.submission.tables[nested.table]
        return bool(dated_in(typed, nested.when, window, scope.as_of).yes.any())

    def bounds(self, measured: Measured) -> Bounds:
        """Computes the bounds of the comparison; they decide nothing while the earlier figure may be zero."""
        now, before = (bounds_of(part) for part in measured.parts)
        found = change_bounds(now, before, self.by)
        unsettled = self.zero_base != "judge" and may_be_zero(before)
        return replace(found, doubtful=True) if unsettled and not found.empty else found

    def at_zero_base(self, measured: Measured) -> ZeroBase | None:
        """Gives `zero_base` if the earlier figure is certainly zero."""
        if len(measured.parts) != 2:
            return None
        before = bounds_of(measured.parts[1])
        return self.zero_base if before.lower == before.upper == 0 else None

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says both figures, what the present one has to be, and what brings it there."""
        if len(result.measured.parts) < 2 or result.numerator is None:
            return None
        now, before = result.measured.parts
        earlier, nested = bounds_of(before), self.of.measure
        unsettled = self.zero_base != "judge" and may_be_zero(earlier)
        if earlier.lower != earlier.upper and (unsettled or result.target.op == "equals" or not self._is_base(earlier)):
            return decide_rows_first(before.unknown_rows, before.counts.unknown, basis, nested.table)
        limit = self._limit(result.target, earlier)
        if limit is None:
            return None
        unit = unit if self.of.proportion is None else PERCENT
        found = nested.needed_to(now, limit, basis, by, unit)
        if found is None:
            return None
        figures = both_figures(self.against, result, limit, unit)
        return Needed(found.count, found.rows, join_clauses((figures, found.text)), by)

    def _is_base(self, earlier: Bounds) -> bool:
        """Whether every possible earlier figure allows a comparison; a ratio needs it above zero."""
        return self.by == "difference" or (earlier.lower is not None and earlier.lower > 0 and bool(earlier.value))

    def _limit(self, target: Target, earlier: Bounds) -> Target | None:
        """Gives the target for the present figure that holds for every possible earlier one; None if there is none."""
        base = earlier.lower if target.op in ("at_most", "below") else earlier.upper
        if base is None:
            return None
        if self.by == "difference":
            return Target(target.op, base + target.value)
        return Target(target.op, base * (1 + target.value)) if self._is_base(earlier) else None
