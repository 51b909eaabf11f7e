"""Adds up the time of outages within a window, with overlaps counted once; loads numpy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from checker.frozen import dataclass
from checker.measures.availability.dividing import available
from checker.measures.availability.overlaps import Span, Taken, covered, find_overlaps
from checker.measures.availability.settings import AvailabilitySettings, Hours
from checker.measures.toolkit.rows import keys_of, lacking, rows_of
from checker.model import Counts, Measured, Rows
from checker.model.workbook import BLANK, TypedTable
from checker.periods import Window
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.time_limits import moments_of
from checker.tables.rows.working_time import hours_until, known_time
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.moments import DAY_SECONDS

_HOUR = 3600
_NOT_PROCLAIMED = Text("工作日历尚未公布", "the working days aren't published yet")


@dataclass
class Group:
    """The outages of one thing: those that certainly count, and all that may, at their longest.

    Attributes:
        rows: those that certainly count, and `sure` their spans, in seconds of needed time.
        every: the spans of all.
    """

    rows: list[int] = field(default_factory=list)
    sure: list[Span] = field(default_factory=list)
    every: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Outages:
    """The outages of a department in one window.

    Attributes:
        groups: by what is down.
        loose: those that don't say what is down.
        needed: the seconds of the window so far in which it is needed.
        undecided: the rows in doubt.
    """

    groups: Sequence[Group]
    loose: Group
    needed: int
    undecided: Rows


def _ends_of(window: Window, as_of: date) -> Span:
    """The first moment of a window, and the last one that counts."""
    return window.start.toordinal() * DAY_SECONDS, (min(window.end, as_of).toordinal() + 1) * DAY_SECONDS


def _needed_until(hours: Hours | None, moments: Any) -> Any:
    """The seconds of needed time until each moment."""
    return moments if hours is None else hours_until(hours.calendar, moments, workdays=hours.workdays)


def _needed_in(hours: Hours | None, window: Window, as_of: date) -> int:
    start, end = _needed_until(hours, np.array(_ends_of(window, as_of), dtype=np.int64)).tolist()
    return int(end - start)


def hours_in(hours: Hours | None, window: Window, as_of: date) -> Fraction:
    """How many hours of a window it is needed in."""
    return Fraction(_needed_in(hours, window, as_of), _HOUR)


def find_outages(spec: AvailabilitySettings, typed: TypedTable, table: Table, context: Context) -> Outages:
    """Reads the outages that touch the window. Without an end, one goes on; what can't be read may be at any time."""
    assert context.window is not None, "it is judged over a window"
    begins, until = _ends_of(context.window, context.as_of)
    asked = evaluate(spec.where, typed, context)
    starts, started = moments_of(typed, str(spec.when), context.as_of)
    stops, ended = moments_of(typed, spec.to, context.as_of)
    goes_on = (typed.state[spec.to] == BLANK) & lacking(typed, spec.to, table, context).no
    in_order = ~(started & ended & (stops < starts))
    first = _needed_until(spec.during, np.clip(np.where(started & in_order, starts, begins), begins, until))
    last = _needed_until(spec.during, np.clip(np.where(ended & in_order, stops, until), begins, until))
    keys, named = keys_of(typed, spec.by)
    keys = keys or [()] * len(typed.frame)
    sure = asked.yes & started & (ended | goes_on) & in_order
    spans = list(zip(first.tolist(), last.tolist(), strict=True))
    touches = last > first
    groups: defaultdict[tuple[Any, ...], Group] = defaultdict(Group)
    loose, rows = Group(), typed.frame.index.tolist()
    for place in np.flatnonzero(~asked.no & touches).tolist():
        group = groups[keys[place]] if named[place] else loose
        group.every.append(spans[place])
        if sure[place]:
            group.sure.append(spans[place])
            group.rows.append(rows[place])
    return Outages(
        list(groups.values()),
        loose,
        _needed_in(spec.during, context.window, context.as_of),
        rows_of(typed, ~asked.no & touches & ~(sure & named)),
    )


@dataclass(frozen=True)
class Thing:
    """One thing with the outages that certainly count.

    Attributes:
        available: the share of the needed time in which it was available.
        outages: with the time that each takes.
    """

    available: Fraction
    outages: tuple[Taken, ...]


def find_things(spec: AvailabilitySettings, typed: TypedTable, table: Table, context: Context) -> list[Thing]:
    """Lists the things that were down, with the outages of each and the time that they take."""
    found = find_outages(spec, typed, table, context)
    return [
        Thing(
            1 - Fraction(covered(group.sure), found.needed),
            find_overlaps(list(zip(group.rows, group.sure, strict=True))),
        )
        for group in found.groups
        if group.rows
    ]


def measure(spec: AvailabilitySettings, typed: TypedTable, table: Table, context: Context) -> Measured:
    """Measures the share of the time so far in which nothing, or the least available thing, is down."""
    assert context.window is not None, "it is judged over a window"
    hours = spec.during
    whole = _ends_of(context.window, context.window.end)
    if hours is not None and hours.workdays and not _is_known(hours, whole):
        return Measured("amount", reason=_NOT_PROCLAIMED)
    found = find_outages(spec, typed, table, context)
    loose = found.loose
    known = [(covered(group.sure), group) for group in found.groups]
    down, worst = max(known, key=lambda each: each[0], default=(0, Group()))
    least = max([down, *(covered([each]) for each in loose.sure)])
    most = max(covered([*group.every, *loose.every]) for group in (*found.groups, loose))
    down_hours, low, high = (Fraction(seconds, _HOUR) for seconds in (least, least, most))
    return available(
        Measured("amount", amount=down_hours, low=low, high=high),
        Measured("amount", amount=Fraction(found.needed, _HOUR)),
        hours_in(hours, context.window, context.window.end),
        Measured(
            "amount",
            Counts(pass_or_fail=len(found.undecided.numbers)),
            numerator_rows=Rows(typed.id, tuple(sorted(worst.rows))),
            unknown_rows=found.undecided,
        ),
    )


def _is_known(hours: Hours, span: Span) -> bool:
    first, last = known_time(hours.calendar)
    return first <= span[0] and span[1] <= last
