"""Reads the rows of stretches, and finds the fullest one of each group; loads numpy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from checker.frozen import dataclass
from checker.measures.sliding.settings import SlidingSettings
from checker.measures.sliding.stretches import NONE, Event, Stretch, fullest, longest
from checker.measures.toolkit.rows import dated_in, keys_of, rows_of
from checker.model import Counts, Measured, Rows
from checker.model.workbook import VALID, TypedTable
from checker.tables.rows.beyond import has_before as has_before
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.time_limits import days_of, moments_of
from checker.tables.table import Table
from checker.text.moments import DAY_SECONDS

Find = Callable[[Sequence[Event], int, int], Stretch]
_ZERO = Fraction(0)


@dataclass
class _Group:
    """The rows that name one group.

    Attributes:
        known: those that certainly count, and whose amounts are known.
        sure: those that certainly count, with the least that each adds.
        every: all that may count, with the most that each adds.
        undated: the most that those without a day add; None: no bound.
    """

    known: list[Event] = field(default_factory=list)
    sure: list[Event] = field(default_factory=list)
    every: list[Event] = field(default_factory=list)
    undated: Fraction | None = _ZERO


@dataclass(frozen=True)
class Found:
    """What the rows of a department come to.

    Attributes:
        groups: the fullest stretch of each group, of the rows that certainly count with their amounts.
        low: no less is in the fullest of all.
        high: no more can be; None: no bound.
        reaches_back: whether a stretch that ends with one of the rows may begin before the sheet has every row.
        counted: the rows that count, and those in doubt.
    """

    groups: Sequence[Stretch]
    low: Fraction
    high: Fraction | None
    reaches_back: bool
    counted: Rows
    undecided: Rows

    @property
    def worst(self) -> Stretch:
        """The fullest stretch of all groups, the earliest of several."""
        return min(self.groups, key=lambda each: (-each.amount, each.start), default=NONE)


def find_stretches(spec: SlidingSettings, typed: TypedTable, table: Table, context: Context) -> Found:
    """Finds the fullest stretches that end in the window of the context; all amounts are in seconds or as in the sheet.

    A row that names nobody may be anybody's: the upper bound adds the fullest stretch of such rows.
    """
    assert context.window is not None and isinstance(spec.when, str), "it is judged over a window, by a column"
    reading = _Reading(spec, typed, table, context)
    find: Find = longest if spec.to else fullest
    length, first = reading.length, reading.first
    groups = [find(group.known, length, first) for group in reading.groups.values()]
    low = max([_ZERO, *(find(group.sure, length, first).amount for group in reading.groups.values())])
    if spec.to is None:
        low = max([low, *(each.amount for each in reading.loose.sure if each.moment >= first)])
    highs = [_most(find(group.every, length, first), group) for group in reading.groups.values()]
    loose = _most(find(reading.loose.every, length, first), reading.loose)
    high = (
        None if loose is None or None in highs else max([_ZERO, *(each for each in highs if each is not None)]) + loose
    )
    return Found(groups, low, high, _reaches_back(spec, reading, context), reading.counted, reading.undecided)


def _reaches_back(spec: SlidingSettings, reading: _Reading, context: Context) -> bool:
    """Whether a stretch that ends with a row of the window may begin before the sheet has every row; any span may."""
    assert context.window is not None, "by find_stretches"
    later = (context.window.start - (context.asked_from or context.window.start)).days
    since = reading.first - max(later, 0) * reading.day
    early = range(reading.first, since + reading.length - 1)
    return spec.to is not None or any(
        group.undated != 0 or any(each.moment in early for each in group.every)
        for group in (*reading.groups.values(), reading.loose)
    )


def _most(stretch: Stretch, group: _Group) -> Fraction | None:
    return None if group.undated is None else stretch.amount + group.undated


class _Reading:
    """The rows as events, by group."""

    def __init__(self, spec: SlidingSettings, typed: TypedTable, table: Table, context: Context) -> None:
        assert context.window is not None and isinstance(spec.when, str), "by find_stretches"
        window, by_day = context.window, spec.to is None and spec.length.by_day
        unit = DAY_SECONDS if by_day else 1
        self.day = DAY_SECONDS // unit
        read = days_of if by_day else moments_of
        self.length, self.first = spec.length.seconds // unit, window.start.toordinal() * self.day
        looked_at = replace(window, start=spec.reach_back(window).start) if spec.before else window
        counted = dated_in(typed, spec.when, looked_at, context.as_of) & evaluate(spec.where, typed, context)
        keys, named = keys_of(typed, spec.by)
        keys = keys or [()] * len(typed.frame)
        moments, dated = read(typed, spec.when, context.as_of)
        known = named & dated
        amounts, most, sized = self._amounts(spec, typed, table)
        ends = moments
        if spec.to is not None:
            ends, ended = moments_of(typed, spec.to, context.as_of)
            begun = looked_at.start.toordinal() * DAY_SECONDS - self.length
            over = (context.as_of.toordinal() + 1) * DAY_SECONDS
            backwards = dated & ended & (ends < moments)
            sized = dated & ended & ~backwards
            moments = np.where(dated & ~backwards, moments, begun)
            ends = np.where(sized | (ended & ~dated), np.maximum(ends, moments), np.maximum(over, moments))
            dated = np.ones(len(moments), dtype=bool)  # a span without a readable end lasts as long as it may
        self.groups: defaultdict[tuple[Any, ...], _Group] = defaultdict(_Group)
        self.loose = _Group()
        rows = typed.frame.index.tolist()
        for place in np.flatnonzero(~counted.no).tolist():
            group = self.groups[keys[place]] if named[place] else self.loose
            start, end = int(moments[place]), int(ends[place])
            event = Event(start, amounts[place], rows[place], end)
            if counted.yes[place] and (spec.to is None or sized[place]):
                group.sure.append(event)
                if sized[place]:
                    group.known.append(event)
            top = most[place]
            if not dated[place]:
                group.undated = None if group.undated is None or top is None else group.undated + top
            elif top is None:
                group.undated = None
            else:
                group.every.append(replace(event, amount=top))
        self.counted = rows_of(typed, counted.yes & known & sized)
        self.undecided = rows_of(typed, ~counted.no & ~(counted.yes & known & sized))

    @staticmethod
    def _amounts(
        spec: SlidingSettings, typed: TypedTable, table: Table
    ) -> tuple[list[Fraction], list[Fraction | None], Any]:
        """What each row adds at least and at most, and where that is known."""
        size = len(typed.frame)
        if spec.column is None:
            return [Fraction(1)] * size, [Fraction(1)] * size, np.ones(size, dtype=bool)
        column, states = table.columns[spec.column], typed.state[spec.column]
        pairs = zip(typed.frame[spec.column].tolist(), (states == VALID).tolist(), strict=True)
        bounds = [(value, value) if known else (column.lowest or _ZERO, column.maximum) for value, known in pairs]
        return [low for low, _ in bounds], [high for _, high in bounds], states == VALID


def measure(spec: SlidingSettings, typed: TypedTable, table: Table, context: Context, *, complete: bool) -> Measured:
    """Measures the fullest stretch; it has no upper bound if it may begin with earlier rows that are not `complete`."""
    found = find_stretches(spec, typed, table, context)
    scale = scale_of(spec)
    undecided = found.undecided
    return Measured(
        "amount",
        Counts(pass_or_fail=len(undecided.numbers)),
        amount=found.worst.amount * scale,
        low=found.low * scale,
        high=None if found.high is None or (found.reaches_back and not complete) else found.high * scale,
        numerator_rows=Rows(typed.id, tuple(sorted(row for row, _ in found.worst.rows))),
        unknown_rows=undecided,
    )


def scale_of(spec: SlidingSettings) -> Fraction:
    """What a sum is multiplied by: spans are measured in seconds and shown in hours."""
    return spec.factor / (3600 if spec.to is not None else 1)
