"""Several quantities that must all fall, or all rise, against an earlier window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from checker.measures.change import Change
from checker.measures.change.nested import ChangeOf
from checker.measures.toolkit.base import Measure, Tables, ZeroBase
from checker.measures.toolkit.basis import Basis, agree, by_day, join_clauses
from checker.measures.toolkit.bounds import bounds_of, certainly, may_be_zero
from checker.measures.toolkit.parts import ZERO_TO_ONE, Part, Range, Read, RowSet
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace, Unit, join_traces, role_of
from checker.model import Counts, Measured, Needed, Operator, Placing, Result, Rows, Shape, Target
from checker.periods import Window
from checker.tables.rows.context import Context
from checker.tables.sheets import Telling
from checker.tables.words import Strict, Words
from checker.text.amounts import amount_words
from checker.text.bilingual import Text

Direction = Literal["fall", "not-rise", "rise", "not-fall"]
_OPERATORS: dict[Direction, Operator] = {
    "fall": "below",
    "not-rise": "at_most",
    "rise": "above",
    "not-fall": "at_least",
}
_MUST: dict[Direction, Text] = {
    "fall": Text("下降", "fall"),
    "not-rise": Text("不上升", "not rise"),
    "rise": Text("上升", "rise"),
    "not-fall": Text("不下降", "not fall"),
}


_PLACES: tuple[Placing, ...] = ("passed", "failed", "excluded", "pass_or_fail", "anything")
_REACHED: dict[bool | None, Placing] = {True: "passed", False: "failed", None: "pass_or_fail"}


class Trend(Strict):
    """One quantity, and what people call it.

    Attributes:
        name: what people call it.
        of: how it is counted.
    """

    name: Words
    of: ChangeOf


class Trends(Measure):
    """The share of several quantities that move the way they must.

    Attributes:
        each: the quantities.
        must: the way that each must move.
        against: the same window a year ago, or the window just before; its rows are in the same sheets.
        zero_base: what a quantity counts as if it was zero before.
    """

    order: ClassVar[int] = 55
    adds_up: ClassVar[bool] = False

    each: tuple[Trend, ...] = Field(min_length=2)
    must: Direction
    against: Literal["last-year", "last-period"] = "last-year"
    zero_base: ZeroBase = "undetermined"

    @property
    def shape(self) -> Shape:
        """A share of the quantities."""
        return "share"

    @property
    def _changes(self) -> tuple[Change, ...]:
        return tuple(
            Change(of=trend.of, against=self.against, before="rows", zero_base=self.zero_base) for trend in self.each
        )

    def possible(self, tables: Tables) -> Range:
        """A share."""
        return ZERO_TO_ONE

    def reads(self) -> Iterable[Read]:
        """The columns of every quantity."""
        return (read for trend in self.each for read in trend.of.measure.reads())

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows of every quantity."""
        return tuple(rows for trend in self.each for rows in trend.of.measure.row_sets())

    def conditions(self) -> tuple[Part, ...]:
        """The conditions of every quantity."""
        return tuple(
            replace(part, path=("each", index, "of", trend.of.kind, *part.path))
            for index, trend in enumerate(self.each)
            for part in trend.of.measure.conditions()
        )

    def decisive_columns(self) -> tuple[str, ...]:
        """No single cell: a row may be undecided in one window or in the other."""
        return ()

    def earlier(self, so_far: Window) -> Window | None:
        """Gives the earlier window."""
        return self._changes[0].earlier(so_far)

    def earlier_rows(self, so_far: Window) -> Window | None:
        """The rows of that window are in the same sheets."""
        return self.earlier(so_far)

    def describe(self, tables: Tables, unit: Words | None) -> Telling:
        """Describes each quantity, how all must move, and what the value is."""
        earlier = {
            "last-year": Text("上年同期", "the same time last year"),
            "last-period": Text("上一期", "the period before"),
        }
        before, must = earlier[self.against], _MUST[self.must]
        zero = {
            "undetermined": Text("待定", "it is undecided"),
            "not-applicable": Text("不计", "it is left out"),
            "met-if-zero": Text("本期仍为 0 即算达到", "it counts as reached if it is still 0"),
            "judge": Text("照常比较", "it is compared as usual"),
        }[self.zero_base]
        told = [
            sentence
            for trend in self.each
            for sentence in trend.of.measure.describe(
                tables, None, value=Text(f"“{trend.name.zh}”", f"“{trend.name.en}”")
            )
        ]
        return (
            *told,
            Text(
                f"每一项都应比{before.zh}{must.zh}，{before.zh}的数按日期从同一张表中取得。",
                f"Each must {must.en} against {before.en}, whose rows are in the same sheet.",
            ),
            Text(
                f"{before.zh}为 0 的，{zero.zh}；没有以前的数的，待定。",
                f"If it was 0 then, {zero.en}; without an earlier figure it is undecided.",
            ),
            Text("结果是达到要求的项数除以总项数。", "The value is the number that do, divided by all."),
        )

    def compute(self, scope: Scope) -> Measured:
        """Computes every change, and counts those that move the right way."""
        return self._counted(tuple(change.compute(scope) for change in self._changes))

    def trace(self, scope: Scope, measured: Measured) -> Trace:
        """Lists the quantities, each with the rows of both its figures."""
        units: list[Unit] = []
        traces: list[Trace] = []
        pairs = zip(self.each, self._changes, measured.parts, strict=True)
        for number, (trend, change, part) in enumerate(pairs):
            found = change.trace(scope, part).of_group(str(number))
            figures = _figures(trend, part)
            traces.append(found)
            units.append(
                Unit(role_of(self._place(change, part)), label=trend.name.text, reason=figures, under=found.units)
            )
        return Trace(tuple(units), join_traces(traces).looks, Text("项", "quantities"))

    def _counted(self, parts: tuple[Measured, ...]) -> Measured:
        places = [self._place(change, part) for change, part in zip(self._changes, parts, strict=True)]
        counts = Counts(**{name: places.count(name) for name in _PLACES})
        return Measured("share", counts, parts=parts, numerator_rows=Rows(self.tables()[0]))

    def _place(self, change: Change, part: Measured) -> Placing:
        """Gives the field of `Counts` of one quantity."""
        if part.reason is not None or len(part.parts) < 2:
            return "pass_or_fail"
        policy, bounds = change.at_zero_base(part), change.bounds(part)
        if policy == "not-applicable" or (policy is None and bounds.empty):
            return "excluded"
        if policy == "undetermined":
            return "pass_or_fail"
        if self.zero_base == "not-applicable" and may_be_zero(bounds_of(part.parts[1])):
            return "anything"
        now = bounds_of(part.parts[0])
        if policy == "met-if-zero" and now.lower == now.upper == 0:
            return "passed"
        reached = None if bounds.doubtful else certainly(bounds, Target(_OPERATORS[self.must], Fraction(0)))
        return _REACHED[reached]

    def doubts(self, measured: Measured, context: Context) -> Iterable[tuple[Measure, Rows, Context]]:
        """Those of every quantity, in both windows."""
        return (
            doubt
            for change, part in zip(self._changes, measured.parts, strict=False)
            for doubt in change.doubts(part, context)
        )

    def combine(self, parts: Sequence[Measured]) -> Measured:
        """Adds up each quantity over the departments, and compares the sums."""
        sides = zip(*(part.parts for part in parts), strict=True)
        return self._counted(
            tuple(change.combine(list(each)) for change, each in zip(self._changes, sides, strict=True))
        )

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Names the quantities that do not move the right way, with both figures."""
        told = []
        for trend, change, part in zip(self.each, self._changes, result.measured.parts, strict=True):
            if self._place(change, part) in ("failed", "pass_or_fail", "anything"):
                told.append(_figures(trend, part))
        if not told:
            return None
        must, day, count = _MUST[self.must], by_day(by), len(told)
        end = Text(f"须{must.zh}{day.zh}", f"{agree(count, 'it has', 'they have')} to {must.en}{day.en}")
        return Needed(Fraction(count), (), join_clauses([*told, end]), by)


def _figures(trend: Trend, part: Measured) -> Text:
    """Says a quantity's earlier figure and its present one, as far as they are known."""
    percent = trend.of.proportion is not None
    values = [bounds_of(each).value for each in part.parts]
    shown = [None if value is None else amount_words(value * 100 if percent else value) for value in values]
    now = shown[0] if shown else None
    before = shown[1] if len(shown) > 1 and part.reason is None else None
    sign = "%" if percent else ""
    unknown = Text("未知", "unknown")
    zh = [f"{each.zh}{sign}" if each else unknown.zh for each in (before, now)]
    en = [f"{each.en}{sign}" if each else unknown.en for each in (before, now)]
    return Text(f"“{trend.name.zh}”以前为 {zh[0]}，本期为 {zh[1]}", f"“{trend.name.en}” was {en[0]} and is {en[1]}")
