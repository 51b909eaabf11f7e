"""The row rules of the pack heping, written by hand from their texts, for rows in which nothing is open.

What a row (or member) comes to: "pass", "fail", "left out" (excluded), or "none" (not looked at).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import chinese_calendar
from oracle.completions import BOOLEANS, NUMBERS, Domains, Seen, days

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

    @property
    def open(self) -> bool:
        """Whether more can still happen."""
        return self.as_of < self.end


@dataclass(frozen=True)
class RowRule:
    """A rule over the rows of one table.

    Attributes:
        means: what a blank cell of a column stands for, by the table's definition.
    """

    table: str
    judge: Callable[[Seen, Time], Any]
    means: dict[str, Any]
    choices: dict[str, tuple[str, ...]]
    dates: tuple[str, ...]
    booleans: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def domains(self, time: Time) -> Domains:
        """What each column may hold."""
        near = days(time.start - timedelta(days=60), time.end + timedelta(days=60), 5, time.as_of, time.start)
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


def workdays_between(first: date, last: date, pause: tuple[date, date] | None) -> int:
    """Walks from the day after the first to the last and counts; the days of a pause, after its first, do not count."""
    count, day = 0, first
    while day < last:
        day += timedelta(days=1)
        paused = pause is not None and pause[0] < day <= pause[1]
        count += is_workday(day) and not paused
    return count


def court_appearance(row: Seen, time: Time) -> Outcome:
    """Clause 27: of the four kinds that were heard, those in which a head appeared."""
    if not row.filled("hearing_on") or not time.counts(row.value("hearing_on")) or row.value("category") == "general":
        return "none"
    if row.value("outcome") == "withdrawn-before-hearing":
        return "left out"
    if row.value("head_appeared"):
        return "pass"
    return "left out" if row.value("absence_accepted") else "fail"


def disclosure_replies(row: Seen, time: Time) -> Outcome:
    """Clause 30: 20 working days, 20 more if extended, from the supplement if one was asked for."""
    if not time.counts(row.value("received_on")) or not row.value("valid_application"):
        return "none"
    if row.filled("withdrawn_on"):
        return "left out"
    if row.filled("replied_on"):
        return "pass" if _in_time(row, row.value("replied_on")) else "fail"
    if row.filled("supplement_asked_on") and not row.filled("supplement_received_on"):
        return "left out"
    return "left out" if _in_time(row, time.as_of) else "fail"


def _in_time(row: Seen, day: date) -> bool:
    begins = row.value("supplement_received_on" if row.filled("supplement_received_on") else "received_on")
    if day < begins:
        return False
    pause = None
    if row.filled("third_party_from"):
        pause = row.value("third_party_from"), row.value("third_party_to") if row.filled("third_party_to") else NEVER
    limit = 40 if row.value("extended") else 20
    return workdays_between(begins, day, pause) <= limit


def proposal_satisfaction(row: Seen, time: Time) -> Outcome:
    """Clause 31: of those led (or handled as a part of their own), those rated as satisfied."""
    if not time.counts(row.value("assigned_on")) or row.value("role") == "joint":
        return "none"
    if row.filled("satisfaction"):
        return "pass" if row.value("satisfaction") == "satisfied" else "fail"
    if row.filled("replied_on"):
        return "left out"
    return "left out" if time.as_of <= row.value("due_on") else "fail"


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
        court_appearance,
        {"absence_accepted": False, "outcome": "pending"},
        {"category": ("general", "high-attention"), "outcome": ("pending", "won", "withdrawn-before-hearing")},
        ("hearing_on",),
        ("head_appeared", "absence_accepted"),
    ),
    "disclosure-replies": RowRule(
        "disclosure",
        disclosure_replies,
        {"extended": False, "valid_application": True},
        {},
        ("received_on", "replied_on", "supplement_received_on", "third_party_from", "third_party_to"),
        ("extended", "valid_application"),
    ),
    "proposal-satisfaction": RowRule(
        "proposals",
        proposal_satisfaction,
        {"role": "lead"},
        {"role": ("lead", "separate", "joint"), "satisfaction": ("satisfied", "dissatisfied")},
        ("assigned_on", "due_on"),
    ),
    "casefile-review": RowRule(
        "casefile_reviews",
        review,
        {},
        {"level": ("department", "superior")},
        ("reviewed_on",),
        numbers=("files_sampled",),
    ),
    "court-observation": RowRule(
        "court_visits", visit, {}, {}, ("held_on",), numbers=("leaders_attending",)
    ),
    "plenary-lectures": RowRule(
        "lectures", lecture, {"law_topic": True}, {"body": ("plenary", "other")}, ("held_on",), ("law_topic",)
    ),
    "officer-training": RowRule(
        "training", hours, {}, {"content_type": ("law", "skills")}, ("held_on",), numbers=("hours",)
    ),
}
