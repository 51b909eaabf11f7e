"""Makes one value of the figures of several cycles, with exact bounds where figures are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.frozen import dataclass
from checker.measures.cycles.settings import IN_A_ROW, Take
from checker.measures.toolkit.bounds import NOTHING, Bounds, Interval, certainly
from checker.measures.toolkit.parts import Range
from checker.measures.toolkit.spread import bounds_of_spread, count_open, count_values
from checker.model import Measured, Rows, Spread, Target
from checker.text.bilingual import Text

#: Why nobody knows a figure: its day may not be a working day.
NOT_PROCLAIMED = Text("是否工作日尚未公布", "not published yet whether it is a working day")
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Figure:
    """The figure of one cycle.

    Attributes:
        value: of its decided rows; None if there are none.
        low, high: its bounds; None: no bound on that side.
        there: whether there is one: False if the cycle is left out, None if it may be.
        counts: whether it counts in a run; None if that is open.
    """

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    there: bool | None = True
    counts: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether it, or its being there, is in doubt."""
        return self.there is None or (self.there and (self.low is None or self.low != self.high))


def figure_of(bounds: Bounds, possible: Range, *, leave_out: bool, that: Target | None) -> Figure:
    """Makes the figure of a cycle; one without data is left out, or may be anything that is possible."""
    low, high, there = bounds.lower, bounds.upper, True if not bounds.doubtful else None
    if bounds.empty:
        there = False
    if not leave_out and there is not True:
        low, high, there = possible.low, possible.high, True
    known = Bounds(bounds.value, low, high, None, None)
    return Figure(bounds.value, low, high, there, None if that is None else certainly(known, that))


def of_own_cells(part: Measured) -> Measured:
    """Leaves out members whose own row is clear: other rows may be theirs, and those cells have flags of their own."""
    if not part.members:
        return part
    own = (each.row for each in part.members if each.place in ("anything", "out_or_pass", "out_or_fail"))
    rows = tuple(row for row in own if row is not None)
    return replace(part, unknown_rows=Rows(part.unknown_rows.table, rows))


def take_figures(figures: Sequence[Figure], take: Take, earlier: Sequence[Figure] = ()) -> Bounds:
    """Takes the mean, the median and so on of the figures, or the longest run that ends among them.

    Args:
        figures: of the cycles of the window.
        take: what to make of them.
        earlier: the figures of the cycles just before, in which a run may have begun.
    """
    if all(each.there is False for each in figures):
        return NOTHING
    if take == IN_A_ROW:
        return _longest_runs([*earlier, *figures], len(earlier))
    doubtful = not any(each.there for each in figures)
    if take in ("mean", "median"):
        return _middle(figures, take, doubtful=doubtful)
    values = [each.value for each in figures if each.value is not None]
    sure = [(each.low, each.high) for each in figures if each.there]
    perhaps = [(each.low, each.high) for each in figures if each.there is None]
    if take == "sum":
        low = _sum([*(low for low, _ in sure), *(_least(low) for low, _ in perhaps)])
        high = _sum([*(high for _, high in sure), *(_most(high) for _, high in perhaps)])
        return Bounds(sum(values, _ZERO) if values else None, low, high, None, None, doubtful=doubtful)
    if take == "lowest":
        low, high = _lowest(sure, perhaps)
        return Bounds(min(values, default=None), low, high, None, None, doubtful=doubtful)
    low, high = _lowest(*([(_minus(high), _minus(low)) for low, high in each] for each in (sure, perhaps)))
    return Bounds(max(values, default=None), _minus(high), _minus(low), None, None, doubtful=doubtful)


def _middle(figures: Sequence[Figure], take: Take, *, doubtful: bool) -> Bounds:
    exact = [each for each in figures if each.there and not each.is_open]
    open_ = [each for each in figures if each.is_open]
    of_open = count_open(((each.low, each.high), (_ONE if each.there else _ZERO, _ONE), 1) for each in open_)
    known = [each.low for each in exact if each.low is not None]
    spread = Spread(total=sum(known, _ZERO), weight=Fraction(len(known)), open=of_open)
    if take == "median":
        spread = Spread(Fraction(1, 2), linear=True, known=count_values((value, 1) for value in known), open=of_open)
    found = bounds_of_spread(spread)
    values = [each.value for each in figures if each.value is not None]
    own = Spread(total=sum(values, _ZERO), weight=Fraction(len(values)))
    if take == "median":
        own = Spread(Fraction(1, 2), linear=True, known=count_values((value, 1) for value in values))
    value = bounds_of_spread(own).value
    return Bounds(value, found.lower, found.upper, None, None, doubtful=doubtful)


def _lowest(sure: Sequence[Interval], perhaps: Sequence[Interval]) -> Interval:
    """The least and the greatest that the lowest figure can be, if at least one is there."""
    lows = [low for low, _ in (*sure, *perhaps)]
    highs = [high for _, high in sure if high is not None]
    if not sure:  # only one of those that may be there needs to be
        every = [high for _, high in perhaps]
        return _least_of(lows), None if None in every else max(high for high in every if high is not None)
    return _least_of(lows), min(highs, default=None)


def _least_of(lows: Sequence[Fraction | None]) -> Fraction | None:
    return None if None in lows else min(low for low in lows if low is not None)


def _sum(bounds: Sequence[Fraction | None]) -> Fraction | None:
    return None if None in bounds else sum((each for each in bounds if each is not None), _ZERO)


def _minus(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _least(low: Fraction | None) -> Fraction | None:
    return None if low is None else min(low, _ZERO)


def _most(high: Fraction | None) -> Fraction | None:
    return None if high is None else max(high, _ZERO)


def _longest_runs(figures: Sequence[Figure], earlier: int) -> Bounds:
    low, high = (Fraction(max(len(run) for run in runs_in(figures, earlier, best=best))) for best in (False, True))
    return Bounds(low, low, high, None, None, doubtful=all(each.there is not True for each in figures[earlier:]))


def runs_in(figures: Sequence[Figure], earlier: int, *, best: bool) -> list[list[int]]:
    """Lists the runs of cycles that count and that end after the first `earlier` ones, by the places of the cycles.

    A cycle that is left out neither breaks a run nor is part of it.

    Args:
        figures: of the cycles in their order.
        earlier: how many of them lie before the window.
        best: take what is open as counting; if not, as not counting.
    """
    runs: list[list[int]] = [[]]
    run: list[int] = []
    for place, each in enumerate(figures):
        if each.there is False:
            continue
        joins = each.counts is not False if best else each.counts is True and each.there is True
        if joins:
            run = [*run, place]
            if place >= earlier:
                runs.append(run)
        elif not (each.there is None and (best or each.counts is True)):
            run = []
    return runs
