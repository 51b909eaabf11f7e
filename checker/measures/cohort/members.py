"""Places the members of a cohort that are rows of a table or departments on the roster."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache, partial

import numpy as np

from checker.frozen import dataclass
from checker.measures.cohort.date_ranges import ALWAYS, DateRange, date_ranges, unknown_days
from checker.measures.cohort.member_rows import MemberRows, gather, join
from checker.measures.cohort.open_rows import OpenRows
from checker.measures.cohort.placing import Goals, Places, place_member
from checker.measures.cohort.settings import CohortSettings
from checker.measures.cohort.shared_rows import Unaided, spare_members
from checker.measures.cohort.sums import add_up
from checker.measures.toolkit.answers import Answer
from checker.measures.toolkit.rows import keys_of
from checker.measures.toolkit.scope import Scope
from checker.model import Member
from checker.model.workbook import TypedTable
from checker.periods import Window
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.time_limits import Mask, days_of
from checker.text.bilingual import Text
from checker.text.once import Once


@dataclass(frozen=True)
class Placed:
    """The members, and how many of those in doubt can't all reach the goal.

    Attributes:
        spare, paced_spare: the whole goal, or the one by now.
        lost: the whole goal, of those whose time is over.
    """

    members: tuple[Member, ...]
    spare: int = 0
    paced_spare: int = 0
    lost: int = 0


def table_members(spec: CohortSettings, scope: Scope) -> Placed:
    """Places one member per row of the members' table that belongs, or may belong, to the cohort."""
    typed = scope.submission.tables[spec.members]
    nobody = certain(np.zeros(len(typed.frame), dtype=bool))
    inside = evaluate(spec.where, typed, scope.context)
    out = nobody if spec.out is None else evaluate(spec.out, typed, scope.context)
    first, last = scope.window.start.toordinal(), min(scope.window.end, scope.as_of).toordinal()
    spans = date_ranges(spec.during, typed, scope) if spec.during else [ALWAYS] * len(typed.frame)
    # Every member belonged on some day of the window, so the other questions may assume it.
    narrow: Once[DateRange, DateRange] = Once(lambda span: span.met(first, last))
    meets: Once[DateRange, Answer] = Once(lambda span: span.meets(first, last))
    belonging, met = list(map(narrow, spans)), list(map(meets, spans))
    own = date_ranges(spec.within, typed, scope) if spec.within else [None] * len(typed.frame)
    if spec.within is not None and spec.within == spec.during:
        own = [*belonging]
    overs = _overs(spec, typed, scope, belonging)
    rows_by_key, loose = gather(spec, scope)
    keys, known = keys_of(typed, tuple(spec.each.measure.match.values()))
    anybodys = OpenRows(spec, scope, loose) if loose.rows else None
    unclaimed = None
    if not known.all():
        unclaimed = OpenRows(spec, scope, unclaimed_of(spec, scope, rows_by_key, keys, known) + loose)
    names = zip(*(typed.frame[column].tolist() for column in spec.each.measure.match.values()), strict=True)
    # Most members belong for the whole window.
    goals_of, window_end = cache(partial(goals_for, spec, scope)), scope.window.end.toordinal()
    goals: Once[DateRange, Goals] = Once(lambda belonged: goals_of(belonged.clamped(first, window_end)))
    places, nothing = Places(spec), MemberRows()
    insides, outs = _answers(inside), _answers(out)
    members: list[Member] = []
    unaided: list[Unaided] = []
    for index, (row, name) in enumerate(zip(typed.frame.index.tolist(), names, strict=True)):
        belongs = both(insides[index], met[index])
        if belongs is Answer.NO:
            continue
        mine = rows_by_key.get(keys[index], nothing) if known[index] else nothing
        total = add_up(spec, scope, mine, anybodys if known[index] else unclaimed, own[index])
        label = " / ".join(str(part) for part in name if part is not None)
        goal = goals(belonging[index])
        named = label, Text(label, label)
        members.append(place_member(places, named, row, belongs, outs[index], total, goal, overs[index]))
        if loose.rows:
            most = add_up(spec, scope, mine, None, own[index]).high if known[index] else None
            unaided.append(Unaided(keys[index], goal.whole[0], min(goal.paced[0], goal.left[0]), most, own[index]))
    return _placed(spec, scope, loose, members, unaided)


def _placed(
    spec: CohortSettings, scope: Scope, loose: MemberRows, members: list[Member], unaided: list[Unaided]
) -> Placed:
    """Adds what the rows without a readable key can do for all members together.

    Args:
        spec: of the cohort.
        scope: the rows.
        loose: those rows.
        members: each placed by itself.
        unaided: what each is without those rows; empty if there are none.
    """
    if not loose.rows:
        return Placed(tuple(members))
    pairs = list(zip(members, unaided, strict=True))
    over = [(each.place, alone.whole, alone) for each, alone in pairs if each.settled]
    whole = over + [(each.place, alone.whole, alone) for each, alone in pairs if not each.settled]
    by_now = [(each.paced_place, alone.by_now, alone) for each, alone in pairs]
    return Placed(tuple(members), *(spare_members(spec, scope, loose, each) for each in (whole, by_now, over)))


def roster_members(spec: CohortSettings, scope: Scope) -> Placed:
    """Places one member per department of the cohort; a row is its own if it has any of its names."""
    rows_by_key, loose = gather(spec, scope)
    by_code: dict[str, MemberRows] = {}
    for (name,), theirs in rows_by_key.items():
        code = scope.roster.codes.get(str(name), "")
        by_code[code] = by_code[code] + theirs if code in by_code else theirs
    over = Answer.YES if scope.window.end <= scope.as_of else Answer.NO
    goals, places = goals_for(spec, scope, ALWAYS), Places(spec)
    anybodys = OpenRows(spec, scope, loose) if loose.rows else None
    members: list[Member] = []
    unaided: list[Unaided] = []
    for code, label in scope.roster.members:
        mine = by_code.get(code, MemberRows())
        total = add_up(spec, scope, mine, anybodys, None)
        members.append(place_member(places, (code, label), None, Answer.YES, Answer.NO, total, goals, over))
        most = add_up(spec, scope, mine, None, None).high
        unaided.append(Unaided(code, goals.whole[0], goals.paced[0], most, None))
    return _placed(spec, scope, loose, members, unaided)


def _answers(truth: Truth) -> list[Answer]:
    return list(map(Answer.of, truth.yes.tolist(), (truth.yes | truth.unknown).tolist()))


def both(one: Answer, other: Answer) -> Answer:
    """Answers whether two things are both so."""
    if Answer.NO in (one, other):
        return Answer.NO
    return Answer.YES if one is other is Answer.YES else Answer.MAYBE


def unclaimed_of(
    spec: CohortSettings,
    scope: Scope,
    rows_by_key: dict[tuple[object, ...], MemberRows],
    keys: Sequence[tuple[object, ...]],
    known: Mask,
) -> MemberRows:
    """Gives the rows that may belong to a member with an unreadable key: those of one key that no member claims.

    This is the key with the highest sum. If each member has its own date range it is all keys, which is no less.
    """
    # If the key names only one row, a member with an unreadable key has a key that no other member has.
    unique = set(scope.tables[spec.members].key) <= set(spec.each.measure.match.values())
    claimed = {key for key, readable in zip(keys, known, strict=True) if readable and unique}
    doubted = [theirs.in_doubt() for key, theirs in rows_by_key.items() if key not in claimed]
    if spec.within is not None or not doubted:
        return join(doubted)
    tops = [add_up(spec, scope, theirs, None, None).high for theirs in doubted]
    return max(zip(tops, doubted, strict=True), key=lambda pair: (pair[0] is None, pair[0] or 0))[1]


def _overs(spec: CohortSettings, typed: TypedTable, scope: Scope, belonging: list[DateRange]) -> list[Answer]:
    """Answers whether the time of each member is over."""
    today = scope.as_of.toordinal()
    if spec.due is None and scope.window.end <= scope.as_of:
        return [Answer.YES] * len(belonging)
    if spec.due is None or (spec.during is not None and spec.during.end == spec.due):
        return [date_range.over(today) for date_range in belonging]
    days, known = days_of(typed, spec.due, scope.as_of)
    past = known & (days <= today)
    return list(map(Answer.of, past.tolist(), (past | unknown_days(typed, spec.due, scope)).tolist()))


def goals_for(spec: CohortSettings, scope: Scope, date_range: DateRange) -> Goals:
    """Gives the goals of a member that belongs for a date range."""
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
    """Gives the part of the window in which a member belongs (at least a day), and the part of the goal due by now."""
    assert spec.pro_rata is not None
    window, by = scope.window, spec.pro_rata.by
    first = min(max(start, window.start.toordinal()), window.end.toordinal())
    last = max(min(end, window.end.toordinal()), first)
    whole = _length(window, by)
    part = _length(Window(date.fromordinal(first), date.fromordinal(last)), by) / whole
    now = min(last, scope.as_of.toordinal())
    if not scope.even or now < first:
        return part, Fraction(0) if scope.even else part * scope.pace
    return part, _length(Window(date.fromordinal(first), date.fromordinal(now)), by) / whole


def _length(window: Window, by: str) -> Fraction:
    return Fraction((window.end - window.start).days + 1) if by == "days" else window.months
