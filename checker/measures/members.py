"""The members of a cohort that are rows of a table: who belongs, and what each has come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from checker.deadlines import days_of
from checker.definitions.measures import Cohort, Span
from checker.errors import Text
from checker.measures.gathering import Gathered, add_up, gather
from checker.measures.proportion import sort_units
from checker.measures.scope import Scope, keys_of
from checker.model import Member, Rows
from checker.periods import Window
from checker.submission import BLANK, INVALID, TypedTable
from checker.truth import Truth, certain, evaluate

_FIRST, _LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


def table_members(asked: Cohort, scope: Scope) -> tuple[Member, ...]:
    """One member a row of the members' table that belongs, or may belong, to the cohort."""
    typed = scope.submission.tables[asked.members]
    inside = evaluate(asked.where, typed, scope.as_of)
    spans, doubtful = _spans(asked.during, typed, scope)
    if asked.during:
        first, last = scope.window.start.toordinal(), min(scope.window.end, scope.as_of).toordinal()
        overlap = np.array([start <= last and end >= first and start <= end for start, end in spans], dtype=bool)
        inside = inside & Truth(overlap & ~doubtful, doubtful)
    out = certain(np.zeros(len(typed.frame), dtype=bool))
    if asked.exclusion is not None:
        out = evaluate(asked.exclusion, typed, scope.as_of)
    gathered, loose = gather(asked, scope)
    keys, _, _ = keys_of(typed, tuple(asked.each.measure.match.values()))
    own, own_doubtful = _spans(asked.within, typed, scope) if asked.within else (None, None)
    dues = _dues(asked, typed, scope)
    standing = [
        _stand(
            asked, scope, gathered.get(key, Gathered()), loose, own[index] if own is not None else None, spans[index]
        )
        for index, key in enumerate(keys)
    ]
    uncertain = doubtful if asked.pro_rata is not None else np.zeros(len(keys), dtype=bool)
    if own_doubtful is not None:
        uncertain = uncertain | own_doubtful
    reached = np.array([stand.low >= stand.goal for stand in standing], dtype=bool)
    undecided = np.array([stand.open for stand in standing], dtype=bool) | (uncertain & ~reached)
    good = Truth(reached, undecided)
    masks = sort_units(inside, out, good)
    places = [next((name for name, mask in masks.items() if mask[index]), "") for index in range(len(keys))]
    labels = zip(*(typed.frame[column].tolist() for column in asked.each.measure.match.values()), strict=True)
    members = []
    for row, place, due, span, stand, label in zip(
        typed.frame.index.tolist(), places, dues, spans, standing, labels, strict=True
    ):
        if place:
            final, settled = _in_progress(place, due, span, asked, scope)
            name = " / ".join(str(part) for part in label if part is not None)
            amounts = (stand.amount, stand.low, stand.high, stand.goal, stand.paced)
            members.append(Member(name, Text(name, name), row, *amounts, final, stand.rows, settled))
    return tuple(members)


def roster_members(asked: Cohort, scope: Scope) -> tuple[Member, ...]:
    """One member a department that the cohort names; rows are theirs that call it by any of its names."""
    gathered, loose = gather(asked, scope)
    by_code: dict[str, Gathered] = {}
    for (name,), theirs in gathered.items():
        code = scope.roster.codes.get(str(name), "")
        by_code[code] = by_code[code].joined(theirs) if code in by_code else theirs
    span = scope.window.start.toordinal(), scope.window.end.toordinal()
    closed = scope.window.end <= scope.as_of
    members = []
    for code, label in scope.roster.members:
        stand = _stand(asked, scope, by_code.get(code, Gathered()), loose, None, span)
        place = "pass_or_fail" if stand.open else "passed" if stand.low >= stand.goal else "failed"
        amounts = (stand.amount, stand.low, stand.high, stand.goal, stand.paced)
        members.append(Member(code, label, None, *amounts, place, stand.rows, closed))
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
    mine: Gathered,
    loose: Gathered,
    window: tuple[int, int] | None,
    span: tuple[int, int],
) -> _Standing:
    amount, low, high, rows = add_up(asked, scope, mine, loose, window)
    goal, paced = _goals(asked, scope, span)
    return _Standing(amount, low, high, goal, paced, rows)


def _spans(span: Span | None, typed: TypedTable, scope: Scope) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Each row's span as ordinals (the window when there is none), and where it cannot be read."""
    size = len(typed.frame)
    if span is None:
        return [(scope.window.start.toordinal(), scope.window.end.toordinal())] * size, np.zeros(size, dtype=bool)
    start, start_known = days_of(typed, span.start, scope.as_of)
    end, end_known = days_of(typed, span.end, scope.as_of)
    doubtful = (typed.state[span.start] == INVALID) | (typed.state[span.end] == INVALID)
    first = np.where(start_known, start, _FIRST)
    last = np.where(end_known, end, _LAST)
    return list(zip(first.tolist(), last.tolist(), strict=True)), doubtful


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
