"""The members of a cohort that are rows of a table, or departments of the roster: what each has come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, partial

import numpy as np

from checker.measures.cohort.date_ranges import FIRST, LAST, DateRange, date_ranges
from checker.measures.cohort.member_rows import MemberRows, add_up, gather
from checker.measures.cohort.settings import CohortSettings
from checker.measures.toolkit.answers import Answer, place_unit
from checker.measures.toolkit.rows import keys_of
from checker.measures.toolkit.scope import Scope
from checker.model import Member, Rows
from checker.model.workbook import BLANK, INVALID, TypedTable
from checker.periods import Window
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import days_of
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Goals:
    """What is asked of one member: the least and the most that it can be.

    Attributes:
        whole: in the whole window.
        paced: by now.
        left: in the whole window, if it has left by now.
    """

    whole: tuple[Fraction, Fraction]
    paced: tuple[Fraction, Fraction]
    left: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Sum:
    """What one member has come to."""

    amount: Fraction
    low: Fraction
    high: Fraction | None
    rows: Rows
    doubts: Rows

    def reaches(self, goal: tuple[Fraction, Fraction]) -> Answer:
        """Whether it reaches a goal that lies between two values."""
        return Answer.of(self.low >= goal[1], self.high is None or self.high >= goal[0])


def table_members(spec: CohortSettings, scope: Scope) -> tuple[Member, ...]:
    """One member a row of the members' table that belongs, or may belong, to the cohort."""
    typed = scope.submission.tables[spec.members]
    nobody = certain(np.zeros(len(typed.frame), dtype=bool))
    inside = evaluate(spec.where, typed, scope.as_of)
    out = nobody if spec.exclusion is None else evaluate(spec.exclusion, typed, scope.as_of)
    always = DateRange((FIRST, FIRST), (LAST, LAST))
    first, last = scope.window.start.toordinal(), min(scope.window.end, scope.as_of).toordinal()
    spans = date_ranges(spec.during, typed, scope.as_of) if spec.during else [always] * len(typed.frame)
    # Whoever is a member at all was there on a day of the window; everything else is asked on that basis.
    there = [span.met(first, last) for span in spans]
    own = date_ranges(spec.within, typed, scope.as_of) if spec.within else [None] * len(typed.frame)
    if spec.within is not None and spec.within == spec.during:
        own = [*there]
    overs = _overs(spec, typed, scope, there)
    rows_by_key, loose = gather(spec, scope)
    keys, known = keys_of(typed, tuple(spec.each.measure.match.values()))
    unclaimed = MemberRows()
    if not known.all():
        # Where the key names one row only, a member who cannot be read has one that nobody else has.
        unique = set(scope.tables[spec.members].key) <= set(spec.each.measure.match.values())
        claimed = {key for key, readable in zip(keys, known, strict=True) if readable and unique}
        unclaimed = _unclaimed_rows(spec, scope, rows_by_key, claimed)
    names = zip(*(typed.frame[column].tolist() for column in spec.each.measure.match.values()), strict=True)
    goals = cache(partial(_goals, spec, scope))  # most members were there for the whole window
    insides, outs = _answers(inside), _answers(out)
    members = []
    for index, (row, name) in enumerate(zip(typed.frame.index.tolist(), names, strict=True)):
        belongs = _both(insides[index], spans[index].meets(first, last))
        if belongs is Answer.NO:
            continue
        mine = rows_by_key.get(keys[index], MemberRows()) if known[index] else unclaimed
        total = Sum(*add_up(spec, scope, mine, loose, own[index]))
        label = " / ".join(str(part) for part in name if part is not None)
        called = label, Text(label, label)
        members.append(
            _member(
                spec,
                called,
                row,
                belongs,
                outs[index],
                total,
                goals(there[index].clamped(first, scope.window.end.toordinal())),
                overs[index],
            )
        )
    return tuple(members)


def roster_members(spec: CohortSettings, scope: Scope) -> tuple[Member, ...]:
    """One member a department that the cohort names; rows are theirs that call it by any of its names."""
    rows_by_key, loose = gather(spec, scope)
    by_code: dict[str, MemberRows] = {}
    for (name,), theirs in rows_by_key.items():
        code = scope.roster.codes.get(str(name), "")
        by_code[code] = by_code[code] + theirs if code in by_code else theirs
    over = Answer.YES if scope.window.end <= scope.as_of else Answer.NO
    goals = _goals(spec, scope, DateRange((FIRST, FIRST), (LAST, LAST)))
    members = []
    for code, label in scope.roster.members:
        total = Sum(*add_up(spec, scope, by_code.get(code, MemberRows()), loose, None))
        members.append(_member(spec, (code, label), None, Answer.YES, Answer.NO, total, goals, over))
    return tuple(members)


def _member(
    spec: CohortSettings,
    called: tuple[str, Text],
    row: int | None,
    inside: Answer,
    out: Answer,
    total: Sum,
    goals: Goals,
    over: Answer,
) -> Member:
    """Places one member, as things stand and against the pace.

    Where members are in progress until a day of their own, the pace asks nothing of them before that day. Elsewhere
    one whose time is over has to have reached the whole goal, and one whose time still runs what is due by now.
    """
    in_progress = over if spec.due is not None else None
    place = place_unit(inside, out, total.reaches(goals.whole), in_progress)
    paced_place = place
    if spec.due is None and over is not Answer.YES:
        by_now = total.reaches(goals.paced)
        reached = by_now if over is Answer.NO else _either(by_now, total.reaches(goals.left))
        paced_place = place_unit(inside, out, reached, None)
    return Member(
        called[0],
        called[1],
        row,
        total.amount,
        total.low,
        total.high,
        goals.whole[1],
        goals.paced[1],
        place,
        paced_place,
        total.rows,
        over is Answer.YES,
        total.doubts,
    )


def _answers(truth: Truth) -> list[Answer]:
    """Of each row."""
    return [Answer.of(yes, yes or unknown) for yes, unknown in zip(*_lists(truth), strict=True)]


def _lists(truth: Truth) -> tuple[list[bool], list[bool]]:
    return truth.yes.tolist(), truth.unknown.tolist()


def _both(one: Answer, other: Answer) -> Answer:
    if Answer.NO in (one, other):
        return Answer.NO
    return Answer.YES if one is other is Answer.YES else Answer.MAYBE


def _either(one: Answer, other: Answer) -> Answer:
    """One of two answers, and nobody knows which."""
    return one if one is other else Answer.MAYBE


def _unclaimed_rows(
    spec: CohortSettings,
    scope: Scope,
    rows_by_key: dict[tuple[object, ...], MemberRows],
    claimed: set[tuple[object, ...]],
) -> MemberRows:
    """The rows that may be those of a member whose own key cannot be read: some one key's that nobody else claims.

    For a sum, those of the key that comes to most; where each member has a span of its own, all of them, which is no
    less.
    """
    doubted = [theirs.in_doubt() for key, theirs in rows_by_key.items() if key not in claimed]
    if spec.within is not None or not doubted:
        return sum(doubted, MemberRows())
    tops = [add_up(spec, scope, theirs, MemberRows(), None)[2] for theirs in doubted]
    return max(zip(tops, doubted, strict=True), key=lambda pair: (pair[0] is None, pair[0] or 0))[1]


def _overs(spec: CohortSettings, typed: TypedTable, scope: Scope, there: list[DateRange]) -> list[Answer]:
    """Whether each member's time is over."""
    today = scope.as_of.toordinal()
    if spec.due is None:
        closed = scope.window.end <= scope.as_of
        return [Answer.YES if closed else date_range.over(today) for date_range in there]
    days, known = days_of(typed, spec.due, scope.as_of)
    unreadable, blank = typed.state[spec.due] == INVALID, typed.state[spec.due] == BLANK
    is_end = spec.during is not None and spec.during.end == spec.due
    return [
        date_range.over(today)
        if is_end
        else Answer.of(bool(has and day <= today), bool((has and day <= today) or doubt))
        if not none
        else Answer.NO
        for date_range, day, has, doubt, none in zip(there, days.tolist(), known, unreadable, blank, strict=True)
    ]


def _goals(spec: CohortSettings, scope: Scope, date_range: DateRange) -> Goals:
    goal = spec.reach.at_least
    if spec.pro_rata is None:
        return Goals((goal, goal), (goal * scope.pace, goal * scope.pace), (goal, goal))
    today = scope.as_of.toordinal()
    shortest = _share(spec, scope, date_range.starts[1], date_range.ends[0])
    longest = _share(spec, scope, date_range.starts[0], date_range.ends[1])
    gone = _share(spec, scope, date_range.starts[0], min(date_range.ends[1], today))
    return Goals(
        (goal * shortest[0], goal * longest[0]),
        (goal * shortest[1], goal * longest[1]),
        (goal * shortest[0], goal * gone[0]),
    )


def _share(spec: CohortSettings, scope: Scope, start: int, end: int) -> tuple[Fraction, Fraction]:
    """The part of the window in which a member belongs, and how much of the goal that asks for by now.

    At least a day: whoever belongs at all belongs for one.
    """
    assert spec.pro_rata is not None
    window, by = scope.window, spec.pro_rata.by
    first = min(max(start, window.start.toordinal()), window.end.toordinal())
    last = max(min(end, window.end.toordinal()), first)
    whole = _length(window, by)
    part = _length(Window(date.fromordinal(first), date.fromordinal(last)), by) / whole
    if not scope.even:
        return part, part * scope.pace
    now = min(last, scope.as_of.toordinal())
    if now < first:
        return part, Fraction(0)
    return part, _length(Window(date.fromordinal(first), date.fromordinal(now)), by) / whole


def _length(window: Window, by: str) -> Fraction:
    return Fraction((window.end - window.start).days + 1) if by == "days" else window.months
