"""The members of a cohort that are rows of a table, or departments of the roster: what each has come to."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, partial

import numpy as np

from checker.measures.cohort.date_ranges import FIRST, LAST, DateRange, date_ranges
from checker.measures.cohort.gathering import Gathered, add_up, gather
from checker.measures.cohort.settings import CohortSettings
from checker.measures.toolkit.placing import Answer, placed
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


def table_members(asked: CohortSettings, scope: Scope) -> tuple[Member, ...]:
    """One member a row of the members' table that belongs, or may belong, to the cohort."""
    typed = scope.submission.tables[asked.members]
    nobody = certain(np.zeros(len(typed.frame), dtype=bool))
    inside = evaluate(asked.where, typed, scope.as_of)
    out = nobody if asked.exclusion is None else evaluate(asked.exclusion, typed, scope.as_of)
    always = DateRange((FIRST, FIRST), (LAST, LAST))
    first, last = scope.window.start.toordinal(), min(scope.window.end, scope.as_of).toordinal()
    spans = date_ranges(asked.during, typed, scope.as_of) if asked.during else [always] * len(typed.frame)
    # Whoever is a member at all was there on a day of the window; everything else is asked on that ground.
    there = [span.met(first, last) for span in spans]
    own = date_ranges(asked.within, typed, scope.as_of) if asked.within else [None] * len(typed.frame)
    if asked.within is not None and asked.within == asked.during:
        own = [*there]
    overs = _overs(asked, typed, scope, there)
    gathered, loose = gather(asked, scope)
    keys, known = keys_of(typed, tuple(asked.each.measure.match.values()))
    anybodys = Gathered()
    if not known.all():
        # Where the key names one row only, a member who cannot be read has one that nobody else has.
        unique = set(scope.tables[asked.members].key) <= set(asked.each.measure.match.values())
        claimed = {key for key, readable in zip(keys, known, strict=True) if readable and unique}
        anybodys = _anybodys(asked, scope, gathered, claimed)
    names = zip(*(typed.frame[column].tolist() for column in asked.each.measure.match.values()), strict=True)
    goals = cache(partial(_goals, asked, scope))  # most members were there for the whole window
    insides, outs = _answers(inside), _answers(out)
    members = []
    for index, (row, name) in enumerate(zip(typed.frame.index.tolist(), names, strict=True)):
        belongs = _both(insides[index], spans[index].meets(first, last))
        if belongs is Answer.NO:
            continue
        mine = gathered.get(keys[index], Gathered()) if known[index] else anybodys
        total = Sum(*add_up(asked, scope, mine, loose, own[index]))
        label = " / ".join(str(part) for part in name if part is not None)
        called = label, Text(label, label)
        members.append(
            _member(
                asked,
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


def roster_members(asked: CohortSettings, scope: Scope) -> tuple[Member, ...]:
    """One member a department that the cohort names; rows are theirs that call it by any of its names."""
    gathered, loose = gather(asked, scope)
    by_code: dict[str, Gathered] = {}
    for (name,), theirs in gathered.items():
        code = scope.roster.codes.get(str(name), "")
        by_code[code] = by_code[code] + theirs if code in by_code else theirs
    over = Answer.YES if scope.window.end <= scope.as_of else Answer.NO
    goals = _goals(asked, scope, DateRange((FIRST, FIRST), (LAST, LAST)))
    members = []
    for code, label in scope.roster.members:
        total = Sum(*add_up(asked, scope, by_code.get(code, Gathered()), loose, None))
        members.append(_member(asked, (code, label), None, Answer.YES, Answer.NO, total, goals, over))
    return tuple(members)


def _member(
    asked: CohortSettings,
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
    in_progress = over if asked.due is not None else None
    place = placed(inside, out, total.reaches(goals.whole), in_progress)
    paced_place = place
    if asked.due is None and over is not Answer.YES:
        by_now = total.reaches(goals.paced)
        reached = by_now if over is Answer.NO else _either(by_now, total.reaches(goals.left))
        paced_place = placed(inside, out, reached, None)
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


def _anybodys(
    asked: CohortSettings, scope: Scope, gathered: dict[tuple[object, ...], Gathered], claimed: set[tuple[object, ...]]
) -> Gathered:
    """The rows that may be those of a member whose own key cannot be read: some one key's that nobody else claims.

    For a sum, those of the key that comes to most; where each member has a span of its own, all of them, which is no
    less.
    """
    doubted = [theirs.in_doubt() for key, theirs in gathered.items() if key not in claimed]
    if asked.within is not None or not doubted:
        return sum(doubted, Gathered())
    tops = [add_up(asked, scope, theirs, Gathered(), None)[2] for theirs in doubted]
    return max(zip(tops, doubted, strict=True), key=lambda pair: (pair[0] is None, pair[0] or 0))[1]


def _overs(asked: CohortSettings, typed: TypedTable, scope: Scope, there: list[DateRange]) -> list[Answer]:
    """Whether each member's time is over."""
    today = scope.as_of.toordinal()
    if asked.due is None:
        closed = scope.window.end <= scope.as_of
        return [Answer.YES if closed else stay.over(today) for stay in there]
    days, known = days_of(typed, asked.due, scope.as_of)
    unreadable, blank = typed.state[asked.due] == INVALID, typed.state[asked.due] == BLANK
    is_end = asked.during is not None and asked.during.end == asked.due
    return [
        stay.over(today)
        if is_end
        else Answer.of(bool(has and day <= today), bool((has and day <= today) or doubt))
        if not none
        else Answer.NO
        for stay, day, has, doubt, none in zip(there, days.tolist(), known, unreadable, blank, strict=True)
    ]


def _goals(asked: CohortSettings, scope: Scope, stay: DateRange) -> Goals:
    goal = asked.reach.at_least
    if asked.pro_rata is None:
        return Goals((goal, goal), (goal * scope.pace, goal * scope.pace), (goal, goal))
    today = scope.as_of.toordinal()
    shortest = _share(asked, scope, stay.starts[1], stay.ends[0])
    longest = _share(asked, scope, stay.starts[0], stay.ends[1])
    gone = _share(asked, scope, stay.starts[0], min(stay.ends[1], today))
    return Goals(
        (goal * shortest[0], goal * longest[0]),
        (goal * shortest[1], goal * longest[1]),
        (goal * shortest[0], goal * gone[0]),
    )


def _share(asked: CohortSettings, scope: Scope, start: int, end: int) -> tuple[Fraction, Fraction]:
    """The part of the window in which a member belongs, and how much of the goal that asks for by now.

    At least a day: whoever belongs at all belongs for one.
    """
    assert asked.pro_rata is not None
    window, by = scope.window, asked.pro_rata.by
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
