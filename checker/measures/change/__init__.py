"""The change: a nested measure now, compared with the same measure in an earlier window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.measures.change.figures import Against
from checker.measures.change.given import GivenBefore
from checker.measures.change.lacking import no_rate, nothing_found, pool_sides, say_bare, unknown_figure
from checker.measures.change.needed import Comparison, change_needed
from checker.measures.change.nested import ChangeOf
from checker.measures.change.refusals import why_not_compared
from checker.measures.change.running import NOTHING_YET, RUNNING, fall_notes, starts_year, why_not_running
from checker.measures.change.sentences import BEFORE, DIRECTIONS, NO_FIGURE, NOW, describe_comparison, not_recorded
from checker.measures.change.sides import trace_sides
from checker.measures.change.typed import Before, TypedBefore
from checker.measures.toolkit.base import Measure, Tables, ZeroBase
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.bounds import Bounds, bounds_of, change_bounds, may_be_zero
from checker.measures.toolkit.parts import Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace
from checker.measures.toolkit.values import PERCENT, POINTS
from checker.model import Measured, Needed, Note, Result, Rows, Shape, Target
from checker.periods import Window, a_year_before
from checker.tables.rows.context import Context
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Change(Measure):
    """A nested measure now, minus the same measure before.

    Attributes:
        of: the nested measure.
        against: the same window a year ago, the window just before, or a `base`, which `before` gives.
        by: difference (now - before) or ratio ((now - before) / before).
        before: where the earlier figure is: `rows` of the same sheet dated in the earlier window, `history`, a figure
            that the department types, or one that the pack gives.
        cumulative: the numbers are running totals, which start again every `year`: before its first window, 0.
        zero_base: the verdict if the earlier figure is zero and so can't fall.
    """

    order: ClassVar[int] = 50
    adds_up: ClassVar[bool] = False

    of: ChangeOf
    against: Against = "last-year"
    by: Literal["difference", "ratio"] = "difference"
    before: Before = "history"
    zero_base: ZeroBase = "undetermined"
    cumulative: Literal["year"] | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Change:
        reason = why_not_compared(self.of, self.against, self.before)
        if self.cumulative and reason is None:
            reason = why_not_running(self.of, self.against, self.by, zero_base="zero_base" in self.model_fields_set)
        if reason is not None:
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self

    @property
    def zero_rule(self) -> ZeroBase:
        """What an earlier figure of zero means; a running total may well have been zero."""
        return "judge" if self.cumulative else self.zero_base

    @property
    def shape(self) -> Shape:
        """A change."""
        return "change"

    @property
    def _points(self) -> Text | None:
        """What the value is given in: a percentage of the earlier figure, percentage points, or a unit (None)."""
        return PERCENT if self.by == "ratio" else None if self.of.proportion is None else POINTS

    def possible(self, tables: Tables) -> Range:
        """No figure falls by more than 100%."""
        whole = Range() if self.of.proportion is None else Range(-Fraction(1), Fraction(1))
        return Range(-Fraction(1)) if self.by == "ratio" else whole

    def reads(self) -> Iterable[Read]:
        """The columns of the nested measure, and those of a typed earlier figure."""
        typed = (self.before.reads(),) if isinstance(self.before, TypedBefore) else ()
        return (*self.of.measure.reads(), *typed)

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of the nested measure."""
        return self.of.measure.row_sets()

    def conditions(self) -> tuple[Part, ...]:
        """The conditions of the nested measure."""
        return tuple(replace(part, path=("of", self.of.kind, *part.path)) for part in self.of.measure.conditions())

    def decisive_columns(self) -> tuple[str, ...]:
        """No single cell: a row may be undecided in one window or in the other."""
        return ()

    def depends_on_day(self) -> bool:
        """Only with rows: another earlier figure is known for the last day only."""
        return self.before == "rows"

    def earlier(self, so_far: Window) -> Window | None:
        """Gives the earlier window of the same length and at the same point of its year.

        Args:
            so_far: the window now, up to the as-of date.
        """
        if self.against == "base":
            return None
        return a_year_before(so_far) if self.against == "last-year" else so_far.just_before()

    def compared_window(self, window: Window, as_of: date) -> Window | None:
        """The earlier window, cut at the same point; of running totals the whole one, at whose end they stood."""
        return window.just_before() if self.cumulative else super().compared_window(window, as_of)

    def recorded(self, measured: Measured) -> Measured | None:
        """The figure now, with which a later one is compared."""
        return measured.parts[0] if measured.parts else None

    def earlier_rows(self, so_far: Window) -> Window | None:
        """Gives the earlier window if the rows themselves are compared."""
        return self.earlier(so_far) if self.before == "rows" else None

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes what is compared and how, and what happens without an earlier figure."""
        return (
            *self.of.measure.describe(tables, unit, value=NOW),
            *describe_comparison(self.of, self.against, self.by, self.before, self.zero_rule, tables),
            *(RUNNING if self.cumulative else ()),
        )

    @property
    def default_unit(self) -> Text:
        """Percentages or points, if any; what the nested measure counts has no unit of its own."""
        return self._points or Text("", "")

    def unit_text(self, unit: Words | None) -> Text:
        """Gives a percentage or points, whatever unit the indicator names."""
        return self._points or super().unit_text(unit)

    def side_text(self, target: Target, unit: Words | None) -> Text:
        """Phrases one side of a target; a limit of 0 becomes a direction."""
        if target.value != 0 or self.cumulative:
            return super().side_text(target, unit)
        direction, before = DIRECTIONS[target.op], BEFORE[self.against]
        return Text(zh=direction.zh.format(before.zh), en=direction.en.format(before.en))

    def compute(self, scope: Scope) -> Measured:
        """Computes the nested measure twice; `bounds` compares the two.

        The earlier window ends at the same point as the present one, so an open year is compared with the same part of
        the year before. Without an earlier figure there is no value, nor one of the district that contains it.
        """
        from checker.measures.toolkit.rows import has_rows

        nested = self.of.measure
        now, before = nested.compute(scope), scope.earlier
        reason = NO_FIGURE if scope.previous is None or self.before != "history" else not_recorded(scope.previous)
        if self.cumulative and starts_year(scope.window):
            before = NOTHING_YET
        elif self.before == "rows" and scope.previous is not None:
            before = nested.compute(scope.over(scope.previous))
            if not has_rows(self.dated_by(), scope.submission, scope.previous, scope.as_of):
                return Measured("change", parts=(now, unknown_figure(nested, scope.tables, before)), reason=reason)
        notes: tuple[Note, ...] = ()
        if isinstance(self.before, GivenBefore):
            before = self.before.measured(rate=self.of.proportion is not None)
        elif isinstance(self.before, TypedBefore):
            typed = self.before.read(scope, rate=self.of.proportion is not None)
            before, reason, notes = typed.measured, typed.reason or reason, typed.notes
        if before is None:
            unknown = unknown_figure(nested, scope.tables, nothing_found(now))
            return Measured("change", parts=(now, unknown), notes=notes, reason=reason)
        notes = (*notes, *fall_notes(now, before)) if self.cumulative else notes
        return Measured(
            "change",
            parts=(now, before),
            notes=(*notes, *now.notes),
            numerator_rows=now.numerator_rows,
            failure_rows=now.failure_rows,
            excluded_rows=now.excluded_rows,
            unknown_rows=now.unknown_rows,
            pending_rows=now.pending_rows,
        )

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the rows of both figures, or where the earlier one comes from."""
        return trace_sides(self.of, self.before, scope, measured)

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Adds both figures up over the departments; a ratio or a mean is taken of all their sums or rows."""
        nested = self.of.pooled
        if nested is None:
            return super().combine(parts)
        return pool_sides(nested, parts, given=isinstance(self.before, GivenBefore))

    def why_not_pooled(self, parts: Sequence[tuple[Text, Measured]]) -> Text | None:
        """An earlier rate that was typed without its counts has no sum."""
        return say_bare(parts)

    def bounds(self, measured: Measured) -> Bounds:
        """Computes the bounds of the comparison; they decide nothing while the earlier figure may be zero."""
        now, before = (self.of.measure.bounds(part) for part in measured.parts)
        found = change_bounds(now, before, self.by)
        unsettled = self.zero_rule != "judge" and may_be_zero(before)
        return replace(found, doubtful=True) if unsettled and not found.empty else found

    def doubts(self, measured: Measured, context: Context) -> Iterable[tuple[Measure, Rows, Context]]:
        """Those of both windows, if the earlier rows are in the same sheet."""
        nested, window = self.of.measure, context.window
        yield from (doubt for part in measured.parts[:1] for doubt in nested.doubts(part, context))
        if self.before == "rows" and window is not None:
            earlier = self.compared_window(window, context.as_of)
            for part in measured.parts[1:]:
                yield from nested.doubts(part, replace(context, window=earlier))

    def at_zero_base(self, measured: Measured, *, possibly: bool = False) -> ZeroBase | None:
        """Gives `zero_base` if the earlier figure is certainly zero, or possibly."""
        if len(measured.parts) != 2:
            return None
        before = bounds_of(measured.parts[1])
        return self.zero_rule if before.lower == before.upper == 0 or (possibly and may_be_zero(before)) else None

    def why_no_value(self, measured: Measured) -> Text | None:
        """An earlier figure that nothing can be a percentage of."""
        return None if self.by == "difference" else no_rate(measured, self.against)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says both figures, what the present one has to be, and what brings it there."""
        comparison = Comparison(self.of, self.against, self.by, judges_zero=self.zero_rule == "judge")
        return change_needed(comparison, result, basis, by, unit)
