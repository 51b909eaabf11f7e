"""The members of the two rosters of heping: enforcement officers with their hours, heads with their courses.

Each member comes to a `Place`; where cells are open, to several.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, partial

from samples.library.meanings import Row, Unreadable, Value
from tests.oracle.completions import BOOLEANS, Domains, Seen, days, outcomes
from tests.oracle.rules import LONG_AGO, NEVER, ROW_RULES, Outcome, Time

#: What each officer is asked for in a year, and in a month.
YEARLY, MONTHLY = Fraction(60), Fraction(5)
_OFFICER_MEANS = {"role": "officer", "cert_status": "valid"}
_COURSE_MEANS = {"law_topic": True}


#: Whose hours, and how many they may be.
Courses = Sequence[tuple[object, set[Fraction]]]


@dataclass(frozen=True)
class Place:
    """Where a unit ends up.

    Attributes:
        outcome: under what is asked in the whole year or term.
        paced: under what is asked by now.
        settled: that it can do nothing more about it.
        lent, lent_by_now: that it passes only with rows that may be anybody's.
    """

    outcome: Outcome
    paced: Outcome
    settled: bool = True
    lent: bool = False
    lent_by_now: bool = False


@cache
def months(first: date, last: date) -> Fraction:
    """The months from one day to another, both included: the days of each month, counted, over the days it has."""
    counted = Counter((first + timedelta(days=number)).replace(day=1) for number in range((last - first).days + 1))
    parts = (Fraction(number, calendar.monthrange(key.year, key.month)[1]) for key, number in counted.items())
    return sum(parts, Fraction(0))


def same(one: object, other: object) -> bool:
    """Whether two keys are the same."""
    return isinstance(one, str) and isinstance(other, str) and one.strip() == other.strip()


def around(*cells: Value) -> tuple[date, ...]:
    """The days that cells hold, and those before and after them: on them an outcome can turn."""
    held = [cell for cell in cells if isinstance(cell, date)]
    return tuple(day + timedelta(days=step) for day in held for step in (-1, 0, 1))


def is_open(cell: object) -> bool:
    """Whether a key cell may be anybody's."""
    return cell is None or isinstance(cell, Unreadable)


@dataclass(frozen=True)
class Officers:
    """Every officer of the roster, and how many can be helped, by the end and by now, by what may be anybody's."""

    units: list[set[Place]]
    most: int
    most_by_now: int


def officers(roster: list[Row], courses: list[Row], time: Time) -> Officers:
    """Every officer of the roster."""
    rule = ROW_RULES["officer-training"]
    known = [row["officer_id"] for row in roster if not is_open(row.get("officer_id"))]
    # Every course is somebody's on the roster, so a number that is not there may be meant for anybody.
    hours = [(named(row.get("officer_id"), known), rule.comes_to(row, time)) for row in courses]
    # Nobody stands on the roster twice, so an unreadable number is none of those that are read.
    strangers = [(key, amounts) for key, amounts in hours if is_open(key)]
    found = [_officer(row, strangers if is_open(row.get("officer_id")) else hours, time) for row in roster]
    anybodys = [max(amounts) for key, amounts in hours if is_open(key)]
    lacks, lacks_by_now = ([each[side] for each in found if each[side] is not None] for side in (1, 2))
    return Officers([each[0] for each in found], _most_helped(lacks, anybodys), _most_helped(lacks_by_now, anybodys))


def named(key: object, known: Sequence[object]) -> object:
    """A key that is one of the known ones; None for any other."""
    return key if any(same(key, other) for other in known) else None


def _most_helped(lacks: Sequence[Fraction | None], rows: Sequence[Fraction]) -> int:
    """As many as there are rows, and as their hours are enough for; no hour counts for two officers."""
    wanted = sorted(lack for lack in lacks if lack is not None)
    helping = [hours for hours in rows if hours > 0]
    numbers = [
        number
        for number in range(1, min(len(wanted), len(helping)) + 1)
        if sum(wanted[:number]) <= sum(min(hours, wanted[number - 1]) for hours in helping)
    ]
    return max(numbers, default=0)


def _officer(row: Row, hours: Courses, time: Time) -> tuple[set[Place], Fraction | None, Fraction | None]:
    """Where an officer ends up, and what is lacking by the end and by now without courses that may be anybody's."""
    own = row.get("officer_id")
    if is_open(own):
        low = Fraction(0)
        high = max((_most(key, hours) for key, _ in hours), default=low)
    else:
        low = sum((min(amounts) for key, amounts in hours if same(key, own)), Fraction(0))
        high = _most(own, hours)
    near = around(time.start, time.end, time.as_of, row.get("on_duty_from"), row.get("on_duty_to"))
    spread = days(time.start - timedelta(days=200), time.end + timedelta(days=200), 7, *near)
    domains: Domains = {
        "role": ("officer", "auxiliary"),
        "cert_status": ("valid", "revoked"),
        "on_duty_from": spread,
        "on_duty_to": spread,
    }
    row = _without_reversed(row, "on_duty_from", "on_duty_to")

    def places(amount: Fraction) -> set[Place]:
        found = outcomes(partial(officer, amount=amount, time=time), row, domains, _OFFICER_MEANS)
        return {place for place in found if place is not None}

    theirs = [amounts for key, amounts in hours if same(key, own)]
    alone = high if is_open(own) else sum(map(max, theirs), Fraction(0))
    without, helped = places(low) | places(alone), places(high)
    goals = [each for each in outcomes(partial(goal, time=time), row, domains, _OFFICER_MEANS) if each is not None]
    lacking: list[Fraction | None] = [None, None]
    for side, name in enumerate(("outcome", "paced")):
        ends, ends_helped = ({getattr(place, name) for place in each} for each in (without, helped))
        if "pass" in ends_helped and ends == {"fail"} and ends_helped <= {"pass", "fail"}:
            lacking[side] = min(each[side] for each in goals) - alone
            mark = ("lent", "lent_by_now")[side]
            helped = {replace(place, **{mark: getattr(place, name) == "pass"}) for place in helped}
    return without | helped, lacking[0], lacking[1]


def goal(row: Seen, time: Time) -> tuple[Fraction, Fraction] | None:
    """The hours asked for by the end and by now."""
    first = row.value("on_duty_from") if row.filled("on_duty_from") else LONG_AGO
    last = row.value("on_duty_to") if row.filled("on_duty_to") else NEVER
    begins, ends = max(first, time.start), min(last, time.end)
    if last < first or begins > min(ends, time.as_of):
        return None
    return MONTHLY * months(begins, ends), MONTHLY * months(begins, min(ends, time.as_of))


def _without_reversed(row: Row, start: str, end: str) -> Row:
    """Where the end precedes the start, one of them is wrong, and nobody knows which."""
    first, last = row.get(start), row.get(end)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        return {**row, start: Unreadable(None), end: Unreadable(None)}
    return row


def _most(key: object, hours: Courses) -> Fraction:
    return sum((max(amounts) for other, amounts in hours if is_open(other) or same(key, other)), Fraction(0))


def officer(row: Seen, amount: Fraction, time: Time) -> Place | None:
    """Clause 39: sixty hours a year, five for each month on duty where it was a part of the year.

    None where the days cannot be so: the last is not before the first.
    """
    first = row.value("on_duty_from") if row.filled("on_duty_from") else LONG_AGO
    last = row.value("on_duty_to") if row.filled("on_duty_to") else NEVER
    if last < first:
        return None
    begins, ends = max(first, time.start), min(last, time.end)
    # Who is to come after the day told up to is not there yet.
    if begins > min(ends, time.as_of) or row.value("role") != "officer":
        return Place("none", "none")
    if row.value("cert_status") in ("revoked", "none"):
        return Place("left out", "left out")
    goal = MONTHLY * months(begins, ends)
    by_now = MONTHLY * months(begins, min(ends, time.as_of))
    return Place(
        "pass" if amount >= goal else "fail",
        "pass" if amount >= by_now else "fail",
        amount >= goal or last <= time.as_of or not time.open,
    )


def heads(roster: list[Row], courses: list[Row], time: Time) -> list[set[Place]]:
    """Every term of office of every head; `time` is that of the plan."""
    found = []
    known = [row["person_id"] for row in roster if not is_open(row.get("person_id"))]
    for row in roster:
        mine = _courses_of(row, courses, known)
        held = (course.get("start_on") for course, _ in mine)
        near = around(time.start, time.end, time.as_of, row.get("term_start"), row.get("term_end"), *held)
        spread = days(date(2015, 1, 1), date(2027, 12, 31), 45, *near)
        rule = partial(head, courses=mine, time=time)
        whole = _without_reversed(row, "term_start", "term_end")
        found.append(set().union(*outcomes(rule, whole, {"term_start": spread, "term_end": spread}, {})))
    return found


def _courses_of(row: Row, courses: list[Row], known: Sequence[object]) -> list[tuple[Row, bool]]:
    """The courses that may be a head's, and whether each is for certain."""
    own = row.get("person_id")
    # A person may have several terms, so an unreadable number may be anybody's.
    found = []
    for course in courses:
        key = named(course.get("person_id"), known)
        if is_open(key) or is_open(own) or same(own, key):
            found.append((course, same(own, key)))
    return found


def head(row: Seen, courses: list[tuple[Row, bool]], time: Time) -> frozenset[Place]:
    """Clause 38: one off-the-job course on law in each term; while the term runs, nobody has failed.

    Nothing where the days cannot be so: the last is not before the first.
    """
    first = row.value("term_start") if row.filled("term_start") else LONG_AGO
    last = row.value("term_end") if row.filled("term_end") else NEVER
    if last < first:
        return frozenset()
    if max(first, time.start) > min(last, time.end, time.as_of):
        return frozenset({Place("none", "none")})
    near = around(time.as_of, *(day for day in (first, last) if LONG_AGO < day < NEVER))
    spread = days(date(2015, 1, 1), date(2027, 12, 31), 45, *near)
    domains: Domains = {"start_on": spread, "off_job": BOOLEANS, "law_topic": BOOLEANS}

    def counts(course: Seen) -> bool:
        within = first <= course.value("start_on") <= min(last, time.as_of)
        return bool(within and course.value("off_job") and course.value("law_topic"))

    for_certain = possible = False
    for course, certainly_mine in courses:
        answers = outcomes(counts, course, domains, _COURSE_MEANS)
        for_certain |= certainly_mine and answers == {True}
        possible |= True in answers
    over = last <= time.as_of
    without = Place("fail", "fail") if over else Place("left out", "left out")
    found = {Place("pass", "pass")} if possible else {without}
    return frozenset(found if for_certain or not possible else {*found, without})
