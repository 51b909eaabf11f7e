"""The heads of heping with their courses, one term of office each: each comes to a `Place`, or to several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from samples.library.meanings import Row, Unreadable
from tests.oracle.completions import BOOLEANS, Domains, Seen, days, outcomes
from tests.oracle.hantai.rules import months_after
from tests.oracle.members import Members, Place, around, is_open, named, same, without_reversed
from tests.oracle.rules import LONG_AGO, NEVER, Time

_COURSE_MEANS = {"law_topic": True}


#: A course, and whether it is a head's for certain.
Course = tuple[Row, bool]


def heads(roster: list[Row], courses: list[Row], time: Time) -> Members:
    """Every term of office of every head; `time` is that of the plan."""
    known = [row["person_id"] for row in roster if not is_open(row.get("person_id"))]
    strays = [course for course in courses if is_open(named(course.get("person_id"), known))]
    found = []
    #: By term that only strays can bring to its goal: whose it is, and which of them can.
    lent: dict[int, tuple[str, set[int]]] = {}
    for number, row in enumerate(roster):
        places = _places(row, _courses_of(row, courses, known), time)
        own = row.get("person_id")
        if isinstance(own, str) and _ends(places) == {"pass", "fail"}:
            read = [(course, True) for course in courses if same(own, course.get("person_id"))]
            if _ends(_places(row, read, time)) == {"fail"}:
                places = {replace(each, **_LENT) if each.outcome == "pass" else each for each in places}
                fitting = {
                    at for at, stray in enumerate(strays) if "pass" in _ends(_places(row, [(stray, False)], time))
                }
                lent[number] = own.strip(), fitting
        found.append(places)
    most = _most_helped(lent, len(strays))
    return Members(found, most, most, most)


#: A head who has failed without them has no time left.
_LENT = {"lent": True, "lent_by_now": True, "lent_late": True}


def _most_helped(lent: Mapping[int, tuple[str, set[int]]], strays: int) -> int:
    """How many terms so many courses can bring to their goal: each is one person's, in whichever of his terms it is."""
    people = {own for own, _ in lent.values()}
    ways: set[frozenset[int]] = {frozenset()}
    for stray in range(strays):
        helped = [frozenset(at for at, (own, fits) in lent.items() if own == one and stray in fits) for one in people]
        ways |= {way | more for way in ways for more in helped}
    return max(map(len, ways))


def _ends(places: set[Place]) -> set[str]:
    return {place.outcome for place in places}


def _places(row: Row, courses: list[Course], time: Time) -> set[Place]:
    """Everything that a term can come to with these courses."""
    held = (course.get("start_on") for course, _ in courses)
    near = around(time.start, time.end, time.as_of, row.get("term_start"), row.get("term_end"), *held)
    spread = days(date(2015, 1, 1), date(2027, 12, 31), 45, *near)
    whole = without_reversed(row, "term_start", "term_end")
    if is_open(whole.get("term_start")) and whole.get("term_end") is None:
        # Whether its end may be blank cannot be said, and what is not there may be any day.
        whole = {**whole, "term_end": Unreadable(None)}
    rule = partial(head, courses=courses, time=time)
    return set().union(*outcomes(rule, whole, {"term_start": spread, "term_end": spread}, {}))


def _courses_of(row: Row, courses: list[Row], known: Sequence[object]) -> list[Course]:
    """The courses that may be a head's, and whether each is for certain."""
    own = row.get("person_id")
    # A person may have several terms, so an unreadable number may be anybody's.
    found = []
    for course in courses:
        key = named(course.get("person_id"), known)
        if is_open(key) or is_open(own) or same(own, key):
            found.append((course, same(own, key)))
    return found


def head(row: Seen, courses: list[Course], time: Time) -> frozenset[Place]:
    """Clause 38: one off-the-job course on law in each term; while the term runs, nobody has failed.

    A term is five years: one that is older and has no end may have ended on any day. Nothing where the days cannot be
    so: the last is not before the first.
    """
    first = row.value("term_start") if row.filled("term_start") else LONG_AGO
    if row.filled("term_end"):
        return _term(first, row.value("term_end"), courses, time)
    if months_after(first, 60) >= time.as_of:
        return _term(first, NEVER, courses, time)
    held = (day for course, _ in courses if isinstance(day := course.get("start_on"), date))
    near = around(time.start, time.end, time.as_of, first, *held)
    return frozenset().union(*(_term(first, last, courses, time) for last in (NEVER, *near)))


def _term(first: date, last: date, courses: list[Course], time: Time) -> frozenset[Place]:
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
