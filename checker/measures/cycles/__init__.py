"""A figure of each month (week, quarter ...) of the window, and one value of them all: a mean, or the longest run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import ClassVar

from checker.measures.cycles.lengths import counted_of, names_of
from checker.measures.cycles.sentences import describe_cycles, say_cycle, say_figure, say_needed
from checker.measures.cycles.settings import IN_A_ROW, CyclesSettings
from checker.measures.cycles.spans import Cycle, cycles_of, just_before, reach_back
from checker.measures.cycles.taking import NOT_PROCLAIMED, Figure, figure_of, of_own_cells, runs_in, take_figures
from checker.measures.toolkit.base import Measure, Tables
from checker.measures.toolkit.basis import Basis, agree
from checker.measures.toolkit.bounds import NOTHING, Bounds, certainly
from checker.measures.toolkit.parts import Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace, Unit, join_traces
from checker.measures.toolkit.values import PERCENT, RISING
from checker.model import Counts, Measured, Needed, Operator, Result, Rows, Shape, Target
from checker.model.records import Role
from checker.periods import Window
from checker.tables.rows.context import Context
from checker.tables.sheets import Telling
from checker.tables.words import Words
from checker.text.bilingual import Text


class Cycles(CyclesSettings):
    """One value of the figures of the cycles in the window.

    Attributes:
        every: how long a cycle is. Only those that are over count.
        of: the figure of each.
        take: their mean, median, lowest or highest, their sum, or the longest run of cycles for which `that` holds.
        that: what the figure of a cycle in a run has to be.
        silent: what a cycle without data (0/0) is: undetermined, so that its figure may be anything, or left out.
        back: how many cycles before the window may be part of a run that ends in it.
        before: where these are: `rows` of the same sheets, or recorded runs (`history`).
    """

    order: ClassVar[int] = 57
    two_sided: ClassVar[bool] = False
    adds_up: ClassVar[bool] = False

    @property
    def shape(self) -> Shape:
        """An amount; the mean of shares is shown in %."""
        return "amount"

    @property
    def in_percent(self) -> bool:
        """Whether it is made of shares."""
        return self.take != IN_A_ROW and self.of.measure.shape == "share"

    @property
    def rises(self) -> bool:
        """Nothing is due before the end; `is_final` says what can't turn any more."""
        return False

    def undecided_noun(self, count: int) -> Text:
        """Cycles, not rows."""
        one, many = names_of(self.every)
        return Text(counted_of(self.every).zh, agree(count, one.en, many))

    def is_final(self, op: Operator) -> bool:
        """A further cycle can't lower the highest figure or the longest run, nor raise the lowest figure."""
        if self.take == "lowest":
            return op in ("at_least", "above")
        return self.take in ("highest", IN_A_ROW) and op not in RISING

    def possible(self, tables: Tables) -> Range:
        """No figure between others is outside their range."""
        own = self.of.measure.possible(tables)
        if self.take == IN_A_ROW:
            return Range(Fraction(0), whole=True)
        if self.take == "sum":
            return Range(Fraction(0) if own.low is not None and own.low >= 0 else None)
        return Range(own.low, own.high)

    def reads(self) -> Iterable[Read]:
        """The columns of the figure."""
        return self.of.measure.reads()

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of the figure."""
        return self.of.measure.row_sets()

    def conditions(self) -> tuple[Part, ...]:
        """The conditions of the figure."""
        return tuple(replace(part, path=("of", self.of.kind, *part.path)) for part in self.of.measure.conditions())

    def decisive_columns(self) -> tuple[str, ...]:
        """Those of the figure."""
        return self.of.measure.decisive_columns()

    def earlier(self, so_far: Window) -> Window | None:
        """The days before the window of cycles that end in it; the cycles before it if their rows are in the sheets."""
        back = self.back if self.before == "rows" else 0
        return reach_back(so_far, self.every, just_before(so_far, self.every, back, self.calendar))

    def earlier_rows(self, so_far: Window) -> Window | None:
        """The same."""
        return self.earlier(so_far)

    def recorded_window(self, window: Window, as_of: date) -> Window | None:
        """The whole window before, which recorded its last cycles."""
        return window.just_before() if self.before == "history" else None

    def recorded(self, measured: Measured) -> Measured | None:
        """The figures of its last cycles, and of those before."""
        if self.before != "history" or not measured.parts:
            return None
        return Measured("amount", parts=(*measured.parts[0].parts, *measured.parts[1:])[-self.back :])

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes the figure of a cycle, and what the value is."""
        return describe_cycles(self, tables)

    @property
    def default_unit(self) -> Text:
        """Percent of shares, or cycles in a row."""
        if self.take == IN_A_ROW:
            return counted_of(self.every)
        return PERCENT if self.in_percent else Text("", "")

    def compute(self, scope: Scope) -> Measured:
        """Computes the figure of every cycle that is over."""
        from checker.measures.cycles.compute import earlier_parts, parts_in

        own = parts_in(self, scope, self.cycles(scope.window, scope.as_of))
        earlier, possible = earlier_parts(self, scope) if self.back else (), self.of.measure.possible(scope.tables)
        undecided = sorted({row for each in (*earlier, *own) for row in each.unknown_rows.numbers})
        pending = sorted({row for each in own for row in each.pending_rows.numbers})
        table = self.tables()[0]
        return replace(
            self._counted((Measured("amount", low=possible.low, high=possible.high, parts=earlier), *own)),
            unknown_rows=Rows(table, tuple(undecided)),
            pending_rows=Rows(table, tuple(pending)),
            notes=tuple(dict.fromkeys(note for each in own for note in each.notes)),
        )

    def cycles(self, window: Window, as_of: date) -> tuple[Cycle, ...]:
        """Lists the cycles whose figures count."""
        return cycles_of(window, self.every, as_of, self.calendar)

    def earlier_cycles(self, window: Window, count: int) -> tuple[Cycle, ...]:
        """Lists the cycles before a window of which there are figures."""
        return just_before(window, self.every, count, self.calendar)[-count:] if count else ()

    def figures(self, measured: Measured) -> tuple[list[Figure], list[Figure]]:
        """Gives the figures before the window, and those of its cycles."""
        frame, *own = measured.parts
        nested, that = self.of.measure, None if self.that is None else self.that.target
        possible = Range(frame.low, frame.high)

        def read(part: Measured) -> Figure:
            leave_out = self.silent == "leave-out" and part.reason is None
            bounds = NOTHING if part.reason is not None else nested.bounds(part)
            found = figure_of(bounds, possible, leave_out=leave_out, that=that)
            return replace(found, there=None) if part.reason == NOT_PROCLAIMED else found

        return list(map(read, frame.parts)), list(map(read, own))

    def _counted(self, parts: tuple[Measured, ...]) -> Measured:
        measured = Measured("amount", parts=parts)
        earlier, own = self.figures(measured)
        found = take_figures(own, self.take, earlier)
        counts = Counts(
            passed=sum(each.there is True and not each.is_open for each in own),
            excluded=sum(each.there is False for each in own),
            anything=sum(each.is_open for each in own),
        )
        return replace(measured, counts=counts, amount=found.value, low=found.lower, high=found.upper)

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Pools each cycle over the departments, and takes the value of the pooled figures."""
        frames, *own = zip(*(part.parts for part in parts), strict=True)
        earlier = tuple(map(self._pooled, zip(*(frame.parts for frame in frames), strict=True)))
        return self._counted((replace(frames[0], parts=earlier), *map(self._pooled, own)))

    def _pooled(self, parts: Sequence[Measured]) -> Measured:
        """Pools one cycle; nobody knows it if nobody knows the figure of one department."""
        unknown = next((part for part in parts if part.reason is not None), None)
        return unknown or self.of.measure.combine(parts)

    def bounds(self, measured: Measured) -> Bounds:
        """The value with every open figure at its worst, and at its best."""
        earlier, own = self.figures(measured)
        return take_figures(own, self.take, earlier)

    def doubts(self, measured: Measured, context: Context) -> Iterable[tuple[Measure, Rows, Context]]:
        """Those of every cycle, each in its own window."""
        if context.window is None or not measured.parts:
            return
        frame, *own = measured.parts
        nested, window = self.of.measure, context.window
        before = self.earlier_cycles(window, len(frame.parts)) if self.before == "rows" else ()
        spans = (*before, *self.cycles(window, context.as_of))
        for part, cycle in zip((*(frame.parts if before else ()), *own), spans, strict=False):
            yield from nested.doubts(of_own_cells(part), replace(context, window=cycle.window))

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the cycles, each with its figure and its rows."""
        nested, units, traces = self.of.measure, [], []
        _, own = self.figures(measured)
        pairs = zip(self.cycles(scope.window, scope.as_of), own, measured.parts[1:], strict=True)
        for cycle, figure, part in pairs:
            own_scope = scope.over(cycle.window.since(scope.binds_from))
            found = nested.trace(own_scope, part).of_group(cycle.label) if cycle.sure else Trace()
            traces.append(found)
            role = Role.UNKNOWN if figure.is_open else Role.EXCLUDED if figure.there is False else Role.NUMERATOR
            label, told = Text(cycle.label, cycle.label), say_figure(cycle, figure, percent=nested.shape == "share")
            units.append(Unit(role, label=label, reason=told, under=found.units))
        return Trace(tuple(units), join_traces(traces).looks, Text(counted_of(self.every).zh, names_of(self.every)[1]))

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says which cycles count against the target, and what the value has to be."""
        against, undecided = self.against(result, basis.window, basis.as_of)
        return say_needed(result, against, undecided, self.value_text(result.side.value, None), by)

    def against(self, result: Result, window: Window, as_of: date) -> tuple[list[Text], list[Text]]:
        """Says the cycles that count against a target, and those that are open, each with its figure."""
        earlier, own = self.figures(result.measured)
        figures, cycles = [*earlier, *own], [*self.earlier_cycles(window, len(earlier)), *self.cycles(window, as_of)]
        share = self.of.measure.shape == "share"
        told = [say_cycle(cycle, each, percent=share) for cycle, each in zip(cycles, figures, strict=True)]
        open_ = [place for place, each in enumerate(figures) if each.is_open]
        if self.take == IN_A_ROW:
            open_ = [place for place in open_ if figures[place].counts is None or figures[place].there is None]
            wrong = [place for place, each in enumerate(figures) if each.counts is False and each.there]
            if result.side.is_ceiling:
                wrong = max(runs_in(figures, len(earlier), best=False), key=len)
        else:
            apart = figures if self.take != "sum" else []  # the target for a sum is for all of them together
            wrong = [place for place, each in enumerate(apart) if each.there and _is_wrong(each, result.side)]
        return [told[place] for place in wrong], [told[place] for place in open_]


def _is_wrong(figure: Figure, target: Target) -> bool:
    return certainly(Bounds(None, figure.low, figure.high, None, None), target) is False
