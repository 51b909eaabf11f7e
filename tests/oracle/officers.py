"""The enforcement officers of heping with their hours: each comes to a `Place`; where cells are open, to several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import partial

from samples.library.meanings import Row
from tests.oracle.completions import Domains, Seen, days, outcomes
from tests.oracle.members import Members, Place, around, is_open, months, named, same, without_reversed
from tests.oracle.rules import LONG_AGO, NEVER, ROW_RULES, Time

#: What each officer is asked for in a year, and in a month.
YEARLY, MONTHLY = Fraction(60), Fraction(5)
_OFFICER_MEANS = {"role": "officer", "cert_status": "valid"}
#: Whose hours, and how many they may be.
Courses = Sequence[tuple[object, set[Fraction]]]


def officers(roster: list[Row], courses: list[Row], time: Time) -> Members:
    """Every officer of the roster."""
    rule = ROW_RULES["officer-training"]
    known = [row["officer_id"] for row in roster if not is_open(row.get("officer_id"))]
    # Every course is somebody's on the roster, so a number that is not there may be meant for anybody.
    hours = [(named(row.get("officer_id"), known), rule.comes_to(row, time)) for row in courses]
    # Nobody stands on the roster twice, so an unreadable number is none of those that are read.
    strangers = [(key, amounts) for key, amounts in hours if is_open(key)]
    found = [_officer(row, strangers if is_open(row.get("officer_id")) else hours, time) for row in roster]
    anybodys = [max(amounts) for key, amounts in hours if is_open(key)]
    lacks = [
        [lacking[side] for _, lacking in found if side in lacking] for side in ("lent", "lent_by_now", "lent_late")
    ]
    return Members([places for places, _ in found], *(_most_helped(each, anybodys) for each in lacks))


def _most_helped(lacks: Sequence[Fraction], rows: Sequence[Fraction]) -> int:
    """As many as there are rows, and as their hours are enough for; no hour counts for two officers."""
    wanted = sorted(lacks)
    helping = [hours for hours in rows if hours > 0]
    numbers = [
        number
        for number in range(1, min(len(wanted), len(helping)) + 1)
        if sum(wanted[:number]) <= sum(min(hours, wanted[number - 1]) for hours in helping)
    ]
    return max(numbers, default=0)


def _officer(row: Row, hours: Courses, time: Time) -> tuple[set[Place], dict[str, Fraction]]:
    """Where an officer ends up; and by kind of loan, what is lacking without courses that may be anybody's."""
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
    row = without_reversed(row, "on_duty_from", "on_duty_to")

    def places(amount: Fraction) -> set[Place]:
        found = outcomes(partial(officer, amount=amount, time=time), row, domains, _OFFICER_MEANS)
        return {place for place in found if place is not None}

    theirs = [amounts for key, amounts in hours if same(key, own)]
    alone = high if is_open(own) else sum(map(max, theirs), Fraction(0))
    without, helped = places(low) | places(alone), places(high)
    goals = [each for each in outcomes(partial(goal, time=time), row, domains, _OFFICER_MEANS) if each is not None]
    lacking: dict[str, Fraction] = {}
    for side, name in enumerate(("outcome", "paced")):
        ends, ends_helped = ({getattr(place, name) for place in each} for each in (without, helped))
        if "pass" in ends_helped and ends == {"fail"} and ends_helped <= {"pass", "fail"}:
            late = name == "outcome" and all(place.settled for place in without)
            marks = ["lent_by_now"] if name == "paced" else ["lent", "lent_late"] if late else ["lent"]
            lacking |= dict.fromkeys(marks, min(each[side] for each in goals) - alone)
            helped = {replace(place, **dict.fromkeys(marks, getattr(place, name) == "pass")) for place in helped}
    return without | helped, lacking


def goal(row: Seen, time: Time) -> tuple[Fraction, Fraction] | None:
    """The hours asked for by the end and by now."""
    first = row.value("on_duty_from") if row.filled("on_duty_from") else LONG_AGO
    last = row.value("on_duty_to") if row.filled("on_duty_to") else NEVER
    begins, ends = max(first, time.start), min(last, time.end)
    if last < first or begins > min(ends, time.as_of):
        return None
    return MONTHLY * months(begins, ends), MONTHLY * months(begins, min(ends, time.as_of))


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
