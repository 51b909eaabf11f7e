"""The row rules of the pack heping, written by hand from their texts, for rows in which nothing is open.

What a row (or member) comes to: "pass", "fail", "left out" (excluded), or "none" (not looked at).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Literal

import chinese_calendar

from samples.library.meanings import Row
from tests.oracle.completions import BOOLEANS, NUMBERS, Domains, Seen, days, outcomes

#: What a row comes to, when nothing in it is open.
Rule = Callable[[Seen, "Time"], Any]
Outcome = Literal["pass", "fail", "left out", "none"]
LONG_AGO, NEVER = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Time:
    """The year that is judged, and the last day that counts."""

    start: date
    end: date
    as_of: date

    def counts(self, day: date) -> bool:
        """Whether what happened on a day is counted."""
        return self.start <= day <= min(self.end, self.as_of)

    def judges(self, own: OwnDay) -> bool:
        """Whether a row with a time limit is judged here, on its own day."""
        return self.counts(own.day) and (not own.late or own.day < self.as_of or not self.open)

    @property
    def open(self) -> bool:
        """Whether more can still happen."""
        return self.as_of < self.end


@dataclass(frozen=True)
class OwnDay:
    """The day on which a row with a time limit is judged, and whether its time was over by then."""

    day: date
    late: bool

    @staticmethod
    def of(came: date, due: date, done: date | None, on: date | None = None) -> OwnDay:
        """When it was done (or the day `on`), or else the last day for it; never before it came in."""
        last = max(due, came)
        if done is not None and done <= last:
            return OwnDay(max(on or done, came), late=False)
        return OwnDay(last, late=True)


@dataclass(frozen=True)
class Share:
    """Which rows are looked at, which of them are left out, which of the rest are good.

    The three are asked one by one, as they are three conditions in the rules: a row may be open in each of them.
    """

    counts: Callable[[Seen, Time], bool]
    out: Callable[[Seen, Time], bool]
    good: Callable[[Seen, Time], bool]

    @staticmethod
    def combined(counts: set[bool], out: set[bool], good: set[bool]) -> set[Outcome]:
        """What a row comes to under every combination of what each condition can come to."""
        found: set[Outcome] = set()
        for inside, left_out, passes in product(counts, out, good):
            found.add("none" if not inside else "left out" if left_out else "pass" if passes else "fail")
        return found


@dataclass(frozen=True)
class RowRule:
    """A rule over the rows of one table.

    Attributes:
        means: what a blank cell of a column stands for, by the table's definition.
    """

    table: str
    judge: Rule | Share
    means: dict[str, Any]
    choices: dict[str, tuple[str, ...]]
    dates: tuple[str, ...]
    booleans: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def comes_to(self, row: Row, time: Time) -> set[Any]:
        """Everything that a row can come to: outcomes of a share, or what it adds to a count."""
        domains = self.domains(time)

        def answers(rule: Rule) -> set[Any]:
            return outcomes(lambda seen: rule(seen, time), row, domains, self.means)

        if not isinstance(self.judge, Share):
            return answers(self.judge)
        return Share.combined(answers(self.judge.counts), answers(self.judge.out), answers(self.judge.good))

    def domains(self, time: Time) -> Domains:
        """What each column may hold."""
        near = days(time.start - timedelta(days=90), time.end + timedelta(days=60), 5, time.as_of, time.start)
        return {
            **self.choices,
            **dict.fromkeys(self.dates, near),
            **dict.fromkeys(self.booleans, BOOLEANS),
            **dict.fromkeys(self.numbers, NUMBERS),
        }


@cache
def is_workday(day: date) -> bool:
    """By the official calendar, make-up days included."""
    return bool(chinese_calendar.is_workday(day))


@cache
def within_workdays(first: date, day: date, limit: int, pause: tuple[date, date] | None) -> bool:
    """Walks from the day after the first: is the day on or before the last of so many working days?

    The days of a pause, after its first, are not counted.
    """
    count, at = 0, first
    while at < day:
        at += timedelta(days=1)
        paused = pause is not None and pause[0] < at <= pause[1]
        if count == limit and not paused:
            return False
        count += is_workday(at) and not paused
    return first <= day


@cache
def last_workday(first: date, limit: int, pause: tuple[date, date] | None) -> date:
    """Walks to the last of so many working days; the days of a pause, after its first, are not counted."""
    count, at = 0, first
    while True:
        following = at + timedelta(days=1)
        paused = pause is not None and pause[0] < following <= pause[1]
        if paused and pause is not None and pause[1] == NEVER:
            return NEVER
        if count == limit and not paused:
            return at
        at = following
        count += is_workday(at) and not paused


def _court_counts(row: Seen, time: Time) -> bool:
    """Clause 27: the four kinds of suit that were heard."""
    return row.filled("hearing_on") and time.counts(row.value("hearing_on")) and row.value("category") != "general"


def _court_excused(row: Seen, time: Time) -> bool:
    if row.value("outcome") == "withdrawn-before-hearing":
        return True
    return not row.value("head_appeared") and row.value("absence_accepted")


def _court_good(row: Seen, time: Time) -> bool:
    return bool(row.value("head_appeared"))


def application_day(row: Seen) -> OwnDay:
    """Clause 30: 20 working days for a reply, 20 more if extended, from the supplement if one came.

    Before that no time runs, if the supplement was asked for within 7 working days.
    """
    replied = row.value("replied_on") if row.filled("replied_on") else None
    if replied is None and not row.filled("supplement_received_on") and _asked_in_time(row):
        return OwnDay(NEVER, late=False)
    return OwnDay.of(row.value("received_on"), last_workday(*_limit(row)), replied)


def _disclosure_counts(row: Seen, time: Time) -> bool:
    return bool(row.value("valid_application")) and time.judges(application_day(row))


def _disclosure_out(row: Seen, time: Time) -> bool:
    return row.filled("withdrawn_on")


def _disclosure_good(row: Seen, time: Time) -> bool:
    if not row.filled("replied_on"):
        return False
    begins = [row.value("received_on")]
    if row.filled("supplement_received_on") and _in_seven(row, row.value("supplement_asked_on")):
        begins.append(row.value("supplement_received_on"))
    _, limit, pause = _limit(row)
    return any(within_workdays(first, row.value("replied_on"), limit, pause) for first in begins)


def _asked_in_time(row: Seen) -> bool:
    """Whether the applicant was asked for a supplement within 7 working days."""
    return row.filled("supplement_asked_on") and _in_seven(row, row.value("supplement_asked_on"))


def _in_seven(row: Seen, day: date) -> bool:
    return within_workdays(row.value("received_on"), day, 7, None)


def _limit(row: Seen) -> tuple[date, int, tuple[date, date] | None]:
    begins = row.value("supplement_received_on" if row.filled("supplement_received_on") else "received_on")
    pause = None
    if row.filled("third_party_from"):
        pause = row.value("third_party_from"), row.value("third_party_to") if row.filled("third_party_to") else NEVER
    return begins, 40 if row.value("extended") else 20, pause


def proposal_day(row: Seen) -> OwnDay:
    """Clause 31: when it is rated (or answered, if it has no rating) in time, or else when the time is over."""
    replied = row.value("replied_on") if row.filled("replied_on") else None
    rated = row.value("feedback_on") if row.filled("feedback_on") else None
    return OwnDay.of(row.value("assigned_on"), row.value("due_on"), replied, rated)


def _proposal_counts(row: Seen, time: Time) -> bool:
    """Those led, or handled as a part of their own."""
    return row.value("role") != "joint" and time.judges(proposal_day(row))


def _proposal_out(row: Seen, time: Time) -> bool:
    return False


def _proposal_good(row: Seen, time: Time) -> bool:
    """An answer without a rating may be either; without both there is nothing to be satisfied with."""
    answered = row.filled("replied_on") or row.filled("satisfaction")
    return answered and row.value("satisfaction") == "satisfied"


def review(row: Seen, time: Time) -> Fraction:
    """Clause 29: reviews of a file or more, by the department or the district; how many a row is."""
    counts = row.value("level") in ("department", "district") and row.value("files_sampled") >= 1
    return Fraction(counts and time.counts(row.value("reviewed_on")))


def visit(row: Seen, time: Time) -> Fraction:
    """Clause 38: visits with a leader or more; how many a row is."""
    return Fraction(row.value("leaders_attending") >= 1 and time.counts(row.value("held_on")))


def lecture(row: Seen, time: Time) -> date | None:
    """Clause 38: the day of a law lecture at a plenary meeting; None for any other row."""
    counts = row.value("body") == "plenary" and row.value("law_topic") and time.counts(row.value("held_on"))
    return row.value("held_on") if counts else None


def hours(row: Seen, time: Time) -> Fraction:
    """Clause 39: the hours of a row that count."""
    counts = row.value("content_type") in ("professional", "law", "public-law") and time.counts(row.value("held_on"))
    return row.value("hours") if counts else Fraction(0)


ROW_RULES = {
    "court-appearance": RowRule(
        "litigation",
        Share(_court_counts, _court_excused, _court_good),
        {"absence_accepted": False, "outcome": "pending"},
        {"category": ("general", "high-attention"), "outcome": ("pending", "won", "withdrawn-before-hearing")},
        ("hearing_on",),
        ("head_appeared", "absence_accepted"),
    ),
    "disclosure-replies": RowRule(
        "disclosure",
        Share(_disclosure_counts, _disclosure_out, _disclosure_good),
        {"extended": False, "valid_application": True},
        {},
        (
            *("received_on", "replied_on", "supplement_asked_on", "supplement_received_on"),
            *("third_party_from", "third_party_to"),
        ),
        ("extended", "valid_application"),
    ),
    "proposal-satisfaction": RowRule(
        "proposals",
        Share(_proposal_counts, _proposal_out, _proposal_good),
        {"role": "lead"},
        {"role": ("lead", "separate", "joint"), "satisfaction": ("satisfied", "dissatisfied")},
        ("assigned_on", "due_on", "replied_on", "feedback_on"),
    ),
    "casefile-review": RowRule(
        "casefile_reviews",
        review,
        {},
        {"level": ("department", "superior")},
        ("reviewed_on",),
        numbers=("files_sampled",),
    ),
    "court-observation": RowRule("court_visits", visit, {}, {}, ("held_on",), numbers=("leaders_attending",)),
    "plenary-lectures": RowRule(
        "lectures", lecture, {"law_topic": True}, {"body": ("plenary", "other")}, ("held_on",), ("law_topic",)
    ),
    "officer-training": RowRule(
        "training", hours, {}, {"content_type": ("law", "skills")}, ("held_on",), numbers=("hours",)
    ),
}
