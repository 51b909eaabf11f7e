"""Counts the members of a cohort that are rows of a table on several days, for a trend.

From one day to the next, little happens to most members: no row of theirs comes in, they neither come nor go. Only
those to whom something happened are placed again, by the same rules as on a single day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

import numpy as np

from checker.measures.cohort.compute import tally
from checker.measures.cohort.date_ranges import ALWAYS, DateRange, range_columns, unknown_days
from checker.measures.cohort.member_rows import MemberRows, NestedRows, counted_rows
from checker.measures.cohort.members import both, goals_for, unclaimed_of
from checker.measures.cohort.open_rows import OpenRows
from checker.measures.cohort.placing import Goals
from checker.measures.cohort.settings import CohortSettings
from checker.measures.cohort.sums import add_up
from checker.measures.toolkit.answers import Answer, place_unit
from checker.measures.toolkit.rows import keys_of
from checker.measures.toolkit.scope import Scope
from checker.model import Measured, Placing
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import days_of


def counts_over_days(spec: CohortSettings, scopes: Iterable[Scope]) -> Iterator[Measured]:
    """Counts the members on each day, given in ascending order; of the rest that a measure says, nothing."""
    members: _Members | None = None
    for scope in scopes:
        members = members or _Members(spec, scope)
        members.move_to(scope)
        yield Measured("share", tally(members.places), grows=False)


class _Day:
    """What is known of all members and of all nested rows on a day."""

    def __init__(self, spec: CohortSettings, scope: Scope) -> None:
        typed = scope.submission.tables[spec.members]
        self.scope, self.today = scope, scope.as_of.toordinal()
        self.inside = evaluate(spec.where, typed, scope.context)
        nobody = certain(np.zeros(len(typed.frame), dtype=bool))
        self.out = nobody if spec.out is None else evaluate(spec.out, typed, scope.context)
        self.ranges = None if spec.during is None else range_columns(spec.during, typed, scope)
        self.counted = counted_rows(spec, scope)
        self.over: Truth | None = None
        if spec.due is not None and (spec.during is None or spec.during.end != spec.due):
            days, known = days_of(typed, spec.due, scope.as_of)
            past = known & (days <= self.today)
            self.over = Truth(past, unknown_days(typed, spec.due, scope) & ~past)

    def differs_from(self, before: _Day) -> Any:
        """Where a member came, went, fell due or reads otherwise than on an earlier day."""
        pairs = [(self.inside, before.inside), (self.out, before.out)]
        if self.over is not None and before.over is not None:
            pairs.append((self.over, before.over))
        found = np.zeros(len(self.inside.yes), dtype=bool)
        for now, then in pairs:
            found |= _differs(now, then)
        if self.ranges is not None and before.ranges is not None:
            found |= self.ranges.differ_from(before.ranges) | self.ranges.doubtful
            for day in (self.ranges.first, self.ranges.last):
                found |= (day > before.today) & (day <= self.today)
        return found


class _Members:
    """The members, and the place of each on the latest day."""

    def __init__(self, spec: CohortSettings, scope: Scope) -> None:
        self._spec = spec
        typed = scope.submission.tables[spec.members]
        self._nested = NestedRows(spec, scope)
        self._keys, self._known = keys_of(typed, tuple(spec.each.measure.match.values()))
        self._with_key: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for index in np.flatnonzero(self._known).tolist():
            self._with_key[self._keys[index]].append(index)
        self._rows: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for index in np.flatnonzero(self._nested.filled).tolist():
            self._rows[self._nested.keys[index]].append(index)
        self.places: list[Placing] = [""] * len(self._keys)
        self._before: _Day | None = None

    def move_to(self, scope: Scope) -> None:
        """Places the members to whom something happened since the day before."""
        now = _Day(self._spec, scope)
        loose = self._nested.loose(now.counted)
        goals = cache(partial(goals_for, self._spec, scope))
        anybodys = OpenRows(self._spec, scope, loose) if loose.rows else None
        unclaimed, nothing = None, MemberRows()
        out, surely = now.counted.no.tolist(), self._nested.surely(now.counted)
        if not self._known.all():
            theirs = unclaimed_of(self._spec, scope, self._nested.by_key(now.counted), self._keys, self._known)
            unclaimed = OpenRows(self._spec, scope, theirs + loose)
        for index in self._changed(now).tolist():
            mine, more = nothing, unclaimed
            if self._known[index]:
                more = anybodys
                at = [row for row in self._rows.get(self._keys[index], ()) if not out[row]]
                mine = self._nested.group(at, surely)
            self.places[index] = self._place(now, index, mine, more, goals)
        self._before = now

    def _changed(self, now: _Day) -> Any:
        """Lists the members to place again."""
        if self._before is None:
            return np.arange(len(self._keys))
        changed = now.differs_from(self._before) | ~self._known
        for row in np.flatnonzero(_differs(now.counted, self._before.counted)).tolist():
            if not self._nested.filled[row]:  # it may be anybody's
                return np.arange(len(self._keys))
            changed[self._with_key.get(self._nested.keys[row], [])] = True
        return np.flatnonzero(changed)

    def _place(self, now: _Day, index: int, mine: MemberRows, loose: OpenRows | None, goals: Any) -> Placing:
        spec, window = self._spec, now.scope.window
        first, last = window.start.toordinal(), min(window.end.toordinal(), now.today)
        span = ALWAYS if now.ranges is None else now.ranges.of(index)
        belongs = both(_answer(now.inside, index), span.meets(first, last))
        if belongs is Answer.NO:
            return ""
        belonging: DateRange = span.met(first, last)
        goal: Goals = goals(belonging.clamped(first, window.end.toordinal()))
        over = None
        if spec.due is not None:
            over = belonging.over(now.today) if now.over is None else _answer(now.over, index)
        total = add_up(spec, now.scope, mine, loose, None)
        return place_unit(belongs, _answer(now.out, index), total.reaches(goal.whole), over)


def _differs(one: Truth, other: Truth) -> Any:
    return (one.yes != other.yes) | (one.unknown != other.unknown)


def _answer(truth: Truth, index: int) -> Answer:
    return Answer.of(bool(truth.yes[index]), bool(truth.yes[index] or truth.unknown[index]))
