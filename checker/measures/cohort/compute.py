"""Places every member of a cohort: reached, not reached, left out, or undecided."""

from fractions import Fraction

from checker.measures.cohort.members import Placed, roster_members, table_members
from checker.measures.cohort.open_rows import MOST_DOUBTS
from checker.measures.cohort.settings import DEPARTMENT, ROSTER, CohortSettings
from checker.measures.toolkit.answers import Answer, place_unit
from checker.measures.toolkit.pending import pending_rows
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured, Member, Note, Placing, Rows
from checker.periods import CalendarPart, parts_of
from checker.tables.rows.conditions import evaluate
from checker.text.bilingual import Text

_UNDECIDED = ("pass_or_fail", "out_or_pass", "out_or_fail", "anything")


def compute(spec: CohortSettings, scope: Scope) -> Measured:
    """Places every member; one without rows has reached nothing, which is a result and not a gap in the data."""
    placed, to_come = Placed(()), 0
    if spec.members == ROSTER:
        placed = roster_members(spec, scope)
    elif spec.members == DEPARTMENT:
        placed = Placed((_place(spec, scope, *scope.department, scope.as_of >= scope.window.end),))
    elif spec.calendar_part is not None:
        begun, to_come = _calendar(spec, spec.calendar_part, scope)
        placed = Placed(begun)
    else:
        placed = table_members(spec, scope)
    table = "" if spec.of_no_table else spec.members
    members = tuple(member for member in placed.members if member.place)
    pending, notes = _pending(spec, scope)
    counts = tally([member.place for member in members])
    return Measured(
        "share",
        counts,
        settled=sum(member.place == "failed" and member.settled for member in members) + placed.lost,
        spare=placed.spare,
        paced_spare=placed.paced_spare,
        may_pass=sum(member.place == "out_or_fail" and not member.settled for member in members),
        may_fail=sum(member.place == "out_or_pass" and not member.settled for member in members)
        if spec.due is not None or spec.calendar_part is not None
        else 0,
        to_come=to_come + sum(member.to_come for member in members),
        grows=False,
        numerator_rows=_rows(table, members, ("passed",)),
        failure_rows=_rows(table, members, ("failed",)),
        excluded_rows=_rows(table, members, ("excluded",)),
        unknown_rows=_rows(table, members, _UNDECIDED),
        pending_rows=pending,
        notes=notes,
        members=members,
        paced=tally([member.paced_place for member in members]),
    )


def _pending(spec: CohortSettings, scope: Scope) -> tuple[Rows, tuple[Note, ...]]:
    """Finds the nested rows whose day is still to come."""
    nested = spec.each.measure
    typed = scope.submission.tables[nested.table]
    return pending_rows(typed, nested.when, scope, evaluate(nested.where, typed, scope.context))


def tally(places: list[Placing]) -> Counts:
    """Counts members by place; "" is no place."""
    return Counts(**{name: places.count(name) for name in set(places) if name})


def _rows(table: str, members: tuple[Member, ...], places: tuple[str, ...]) -> Rows:
    return Rows(table, tuple(each.row for each in members if each.place in places and each.row is not None))


def _calendar(spec: CohortSettings, cut: CalendarPart, scope: Scope) -> tuple[tuple[Member, ...], int]:
    """Places each month, quarter, half or year that has begun; one still running and short of its goal is left out.

    Returns:
        The members, and how many parts are still to come: those that have not begun, and those still running that
        lack the row that must exist.
    """
    parts = parts_of(scope.window, cut, scope.binds_from)
    begun = tuple(
        _place(spec, scope.over(part), label, part.labelled(label), closed=part.end <= scope.as_of, part=True)
        for label, part in parts
        if part.start <= scope.as_of
    )
    waiting = sum(not member.place and not member.settled for member in begun)
    return begun, len(parts) - len(begun) + waiting


def _place(spec: CohortSettings, scope: Scope, key: str, label: Text, closed: bool, part: bool = False) -> Member:
    """Places a member that owns every row of the nested table."""
    nested = spec.each.measure
    found = nested.compute(scope)
    amount, low = found.amount or Fraction(0), found.low or Fraction(0)
    goal = spec.reach.at_least
    paced = goal if closed else goal * scope.pace
    there = _provided(spec, scope)
    reached = Answer.of(low >= goal, found.high is None or found.high >= goal)
    # A quarter still running is left out until it ends; a department must reach its share by now.
    place = place_unit(there, Answer.NO, reached, (Answer.YES if closed else Answer.NO) if part else None)
    paced_place = place
    if not part:
        by_now = Answer.of(low >= paced, found.high is None or found.high >= paced)
        paced_place = place_unit(there, Answer.NO, by_now, None)
    rows = Rows(nested.table, found.numerator_rows.numbers)
    doubts = Rows(nested.table, found.unknown_rows.numbers[:MOST_DOUBTS])
    return Member(
        key,
        label,
        None,
        amount,
        low,
        found.high,
        goal,
        paced,
        place,
        paced_place,
        rows,
        settled=closed,
        to_come=place == "excluded",
        doubts=doubts,
    )


def _provided(spec: CohortSettings, scope: Scope) -> Answer:
    """Answers whether the member has a row of the kind that must exist."""
    if spec.provided is None:
        return Answer.YES
    found = spec.provided.compute(scope)
    return Answer.of(bool(found.low), found.high != 0)
