"""The members of a cohort that are rows of a table: who belongs, and what each has come to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from checker.definitions.measures import Cohort, Count, Span
from checker.measures.proportion import sort_units
from checker.measures.scope import Scope, dated_in, keys_of
from checker.measures.total import bounded_sum
from checker.model import Member, Rows
from checker.periods import Window
from checker.submission import BLANK, INVALID, VALID, TypedTable
from checker.truth import Truth, certain, days_of, evaluate

_FIRST, _LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


@dataclass
class _Gathered:
    """The nested rows of one member (or of nobody known), one list a column of the sum."""

    rows: list[int] = field(default_factory=list)
    days: list[int | None] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    maybe: list[bool] = field(default_factory=list)
    known: list[bool] = field(default_factory=list)


def table_members(asked: Cohort, scope: Scope) -> tuple[Member, ...]:
    """One member a row of the members' table that belongs, or may belong, to the cohort."""
    typed = scope.submission.tables[asked.members]
    inside = evaluate(asked.where, typed, scope.as_of)
    spans, doubtful = _spans(asked.during, typed, scope)
    if asked.during:
        overlap = np.array([start <= end for start, end in spans], dtype=bool)
        inside = inside & Truth(overlap & ~doubtful, doubtful)
    out = certain(np.zeros(len(typed.frame), dtype=bool))
    if asked.exclusion is not None:
        out = evaluate(asked.exclusion, typed, scope.as_of)
    gathered, loose = _gather(asked, scope)
    keys, _, _ = keys_of(typed, tuple(asked.each.measure.match.values()))
    own, own_doubtful = _spans(asked.within, typed, scope) if asked.within else (None, None)
    dues = _dues(asked, typed, scope)
    standing = [
        _stand(
            asked, scope, gathered.get(key, _Gathered()), loose, own[index] if own is not None else None, spans[index]
        )
        for index, key in enumerate(keys)
    ]
    uncertain = doubtful if asked.pro_rata is not None else np.zeros(len(keys), dtype=bool)
    if own_doubtful is not None:
        uncertain = uncertain | own_doubtful
    good = Truth(
        np.array([stand.low >= stand.goal for stand in standing], dtype=bool),
        np.array(
            [stand.open or (may and stand.low < stand.goal) for stand, may in zip(standing, uncertain, strict=True)]
        ),
    )
    masks = sort_units(inside, out, good)
    places = [next((name for name, mask in masks.items() if mask[index]), "") for index in range(len(keys))]
    labels = zip(*(typed.frame[column].tolist() for column in asked.each.measure.match.values()), strict=True)
    members = []
    for row, place, due, span, stand, label in zip(
        typed.frame.index.tolist(), places, dues, spans, standing, labels, strict=True
    ):
        if place:
            final, settled = _in_progress(place, due, span, asked, scope)
            name = " / ".join(str(part) for part in label)
            amounts = (stand.amount, stand.low, stand.high, stand.goal, stand.paced)
            members.append(Member(name, row, *amounts, final, stand.rows, settled))
    return tuple(members)


@dataclass(frozen=True)
class _Standing:
    """What one member has come to, and what is asked of it."""

    amount: Fraction
    low: Fraction
    high: Fraction | None
    goal: Fraction
    paced: Fraction
    rows: Rows

    @property
    def open(self) -> bool:
        """Neither surely reached nor surely not."""
        return self.low < self.goal and (self.high is None or self.high >= self.goal)


def _stand(
    asked: Cohort,
    scope: Scope,
    mine: _Gathered,
    loose: _Gathered,
    window: tuple[int, int] | None,
    span: tuple[int, int],
) -> _Standing:
    amount, low, high, rows = _sum(asked, scope, mine, loose, window)
    goal, paced = _goals(asked, scope, span)
    return _Standing(amount, low, high, goal, paced, rows)


def _spans(span: Span | None, typed: TypedTable, scope: Scope) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Each row's span as ordinals, cut to the window when it is a `during`; and where it cannot be read."""
    size = len(typed.frame)
    if span is None:
        return [(scope.window.start.toordinal(), scope.window.end.toordinal())] * size, np.zeros(size, dtype=bool)
    start, start_known = days_of(typed, span.start, scope.as_of)
    end, end_known = days_of(typed, span.end, scope.as_of)
    doubtful = (typed.state[span.start] == INVALID) | (typed.state[span.end] == INVALID)
    first = np.where(start_known, start, _FIRST)
    last = np.where(end_known, end, _LAST)
    return list(zip(first.tolist(), last.tolist(), strict=True)), doubtful


def _gather(asked: Cohort, scope: Scope) -> tuple[dict[tuple[Any, ...], _Gathered], _Gathered]:
    """The nested rows by the key of the member that they name; those whose key cannot be read apart."""
    nested = asked.each.measure
    typed = scope.submission.tables[nested.table]
    counted = evaluate(nested.where, typed, scope.as_of)
    if asked.within is None:
        counted = counted & dated_in(typed, nested.when, scope.window, scope.as_of)
    keys, filled, unreadable = keys_of(typed, tuple(nested.match))
    size = len(typed.frame)
    if isinstance(nested, Count):
        numbers: list[Any] = [Fraction(1)] * size
        known = [True] * size
    else:
        numbers = typed.frame[nested.column].tolist()
        known = (typed.state[nested.column] == VALID).tolist()
    days: list[int | None] = [None] * size
    if nested.when is not None:
        ordinals, dated = days_of(typed, nested.when, scope.as_of)
        days = [day if has else None for day, has in zip(ordinals.tolist(), dated.tolist(), strict=True)]
    gathered: dict[tuple[Any, ...], _Gathered] = defaultdict(_Gathered)
    loose = _Gathered()
    rows = typed.frame.index.tolist()
    for index in np.flatnonzero(~counted.no & (filled | unreadable)):
        target = gathered[keys[index]] if filled[index] else loose
        target.rows.append(rows[index])
        target.days.append(days[index])
        target.numbers.append(numbers[index])
        sure = bool(counted.yes[index]) and bool(filled[index])
        target.sure.append(sure)
        target.maybe.append(not sure)
        target.known.append(known[index])
    return gathered, loose


def _sum(
    asked: Cohort, scope: Scope, mine: _Gathered, loose: _Gathered, window: tuple[int, int] | None
) -> tuple[Fraction, Fraction, Fraction | None, Rows]:
    """What one member has come to, with bounds; a row that names nobody readable might be this member's."""
    nested = asked.each.measure
    column = None if isinstance(nested, Count) else scope.tables[nested.table].columns[nested.column]
    amount = low = Fraction(0)
    high: Fraction | None = Fraction(0)
    used: list[int] = []
    for source in (mine, loose):
        if not source.rows:
            continue
        sure, maybe = source.sure, source.maybe
        if window is not None:
            sure, maybe = _inside_own(source, window, scope.as_of)
        if column is None:
            amount += sum(sure)
            low += sum(sure)
            high = None if high is None else high + sum(sure) + sum(maybe)
        else:
            part, below, above = bounded_sum(source.numbers, sure, maybe, source.known, column)
            amount += part
            low += below if below is not None else 0
            high = None if high is None or above is None else high + above
        used += [row for row, counts in zip(source.rows, sure, strict=True) if counts]
    return amount, low, high, Rows(nested.table, tuple(used))


def _inside_own(source: _Gathered, window: tuple[int, int], as_of: date) -> tuple[list[bool], list[bool]]:
    """Which rows fall into the member's own span; an undated one may."""
    first, last = window[0], min(window[1], as_of.toordinal())
    inside = [day is not None and first <= day <= last for day in source.days]
    undated = [day is None for day in source.days]
    sure = [was and now for was, now in zip(source.sure, inside, strict=True)]
    maybe = [
        (possible and now) or ((possible or was) and unknown)
        for possible, was, now, unknown in zip(source.maybe, source.sure, inside, undated, strict=True)
    ]
    return sure, maybe


def _goals(asked: Cohort, scope: Scope, span: tuple[int, int]) -> tuple[Fraction, Fraction]:
    """What a member has to reach in the window, and by now."""
    goal = asked.reach.at_least
    if asked.pro_rata is None:
        return goal, goal * scope.pace
    first = max(span[0], scope.window.start.toordinal())
    last = min(span[1], scope.window.end.toordinal())
    if first > last:
        return Fraction(0), Fraction(0)
    whole = _length(scope.window, asked.pro_rata.by)
    part = _length(Window(date.fromordinal(first), date.fromordinal(last)), asked.pro_rata.by)
    scaled = goal * part / whole
    if not scope.even:
        return scaled, scaled * scope.pace
    now = min(last, scope.as_of.toordinal())
    so_far = (
        _length(Window(date.fromordinal(first), date.fromordinal(now)), asked.pro_rata.by)
        if now >= first
        else Fraction(0)
    )
    return scaled, goal * so_far / whole


def _length(window: Window, by: str) -> Fraction:
    if by == "days":
        return Fraction((window.end - window.start).days + 1)
    return window.months


def _dues(asked: Cohort, typed: TypedTable, scope: Scope) -> list[tuple[int, bool]]:
    """Until which day each member may still be in progress, and whether that is readable."""
    if asked.due is None:
        return [(scope.window.end.toordinal(), True)] * len(typed.frame)
    days, known = days_of(typed, asked.due, scope.as_of)
    blank = typed.state[asked.due] == BLANK
    return [
        (_LAST if none else day, bool(has or none)) for day, has, none in zip(days.tolist(), known, blank, strict=True)
    ]


def _in_progress(
    place: str, due: tuple[int, bool], span: tuple[int, int], asked: Cohort, scope: Scope
) -> tuple[str, bool]:
    """A member that is not due yet and has not reached the goal is left out; and whether its place is final."""
    day, readable = due
    today = scope.as_of.toordinal()
    if asked.due is not None and place in ("failed", "pass_or_fail"):
        if not readable:
            return ("out_or_fail" if place == "failed" else "anything"), False
        if day > today:
            return "excluded", False
        return place, True
    left = asked.during is not None and span[1] <= today
    return place, left or scope.window.end <= scope.as_of
