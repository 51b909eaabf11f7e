"""The clauses of the sample contract schedule, one after the other, in plain Python.

Every rule answers for one record: True, False, OUT (in no number), PENDING (not due yet) or UNKNOWN. Each is asked
with whatever an unreadable cell may hold left open: where the answer needs such a cell, it is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.facilities.reading import UNREADABLE, Row

OUT, PENDING, UNKNOWN = "out", "pending", "unknown"
START, END = date(2023, 4, 1), date(2023, 6, 30)
#: Public holidays in England from the spring of 2023 to its summer, as gov.uk lists them.
HOLIDAYS = {date(2023, 4, 7), date(2023, 4, 10), date(2023, 5, 1), date(2023, 5, 8), date(2023, 5, 29)}
Answer = bool | str
Tables = dict[str, list[Row]]


class _OpenError(Exception):
    """A cell that is needed can't be read, or is blank where a value is needed."""


def _needed(row: Row, name: str) -> Any:
    if row.get(name) in (UNREADABLE, None):
        raise _OpenError
    return row[name]


def _filled(row: Row, name: str) -> bool:
    if row.get(name) == UNREADABLE:
        raise _OpenError
    return row.get(name) is not None


def works(day: date) -> bool:
    """Whether a day is a working day."""
    return day.weekday() < 5 and day not in HOLIDAYS


def after_workdays(day: date, number: int) -> date:
    """The last day of a limit in working days; the first day does not count."""
    while number:
        day += timedelta(days=1)
        number -= works(day)
    return day


def after_working_hours(moment: datetime, hours: int) -> datetime:
    """The end of a limit in working hours, 08:00 to 18:00: minute by minute."""
    left = hours * 60
    while left:
        left -= works(moment.date()) and time(8) <= moment.time() < time(18)
        moment += timedelta(minutes=1)
    return moment


def _in_quarter(day: date) -> bool:
    return START <= day <= END


def _on_time(done: date | None, due: date, *, came: date) -> Answer:
    """Done in time, counted on the day it was done; else late, counted on its due day, if that has come."""
    in_time = done is not None and came <= done <= due
    if not in_time and due > (datetime.combine(END, time.max) if isinstance(due, datetime) else END):
        return PENDING if done is None else OUT
    day = done if in_time and done is not None else due
    return in_time if _in_quarter(day.date() if isinstance(day, datetime) else day) else OUT


def made_safe(row: Row) -> Answer:
    """2.2."""
    if _needed(row, "priority") != "emergency":
        return OUT
    reported = _needed(row, "reported_at")
    done = row["made_safe_at"] if _filled(row, "made_safe_at") else None
    return _on_time(done, reported + timedelta(hours=2), came=reported)


def attended(priority: str, hours: int) -> Callable[[Row], Answer]:
    """2.3 to 2.5; a limit of 0 hours is the next working day."""

    def rule(row: Row) -> Answer:
        if _needed(row, "priority") != priority:
            return OUT
        reported = _needed(row, "reported_at")
        done = row["attended_at"] if _filled(row, "attended_at") else None
        if hours:
            return _on_time(done, after_working_hours(reported, hours), came=reported)
        return _on_time(done and done.date(), after_workdays(reported.date(), 1), came=reported.date())

    return rule


def fixed(row: Row) -> Answer:
    """2.6."""
    if row.get("on_hold") is True:
        return OUT
    reported = _needed(row, "reported_at").date()
    days = 3 if _needed(row, "priority") in ("emergency", "urgent") else 10
    done = row["fixed_at"].date() if _filled(row, "fixed_at") else None
    return _on_time(done, after_workdays(reported, days), came=reported)


def repeat(row: Row) -> Answer:
    """2.7."""
    if not _in_quarter(_needed(row, "reported_at").date()):
        return OUT
    if not _filled(row, "repeat_of"):
        return False
    return 0 <= (row["reported_at"].date() - _needed(row, "earlier_fixed_on")).days <= 30


def in_month(row: Row) -> Answer:
    """3.1."""
    last = _needed(row, "month_to")
    if not _in_quarter(last):
        return OUT
    return _filled(row, "done_on") and row["month_from"] <= row["done_on"] <= last


def statutory(row: Row) -> Answer:
    """3.2."""
    if not _needed(row, "statutory") or not _in_quarter(_needed(row, "due_on")):
        return OUT
    return _filled(row, "done_on") and row["done_on"] <= row["due_on"]


def answered(row: Row) -> Answer:
    """5.3."""
    received = _needed(row, "received_on")
    done = row["answered_on"] if _filled(row, "answered_on") else None
    return _on_time(done, after_workdays(received, 10), came=received)


def upheld(row: Row) -> Answer:
    """5.2: counted on the day of 5.3."""
    if answered(row) in (OUT, PENDING):
        return OUT
    return _filled(row, "answered_on") and bool(_needed(row, "upheld"))


def accepted(row: Row) -> Answer:
    """6.1."""
    return bool(_needed(row, "accepted")) if _in_quarter(_needed(row, "sent_on")) else OUT


#: By indicator, its table and the rule for each record.
RULES: dict[str, tuple[str, Callable[[Row], Answer]]] = {
    "made-safe": ("faults", made_safe),
    "urgent-attended": ("faults", attended("urgent", 1)),
    "routine-attended": ("faults", attended("routine", 4)),
    "minor-attended": ("faults", attended("minor", 0)),
    "faults-fixed": ("faults", fixed),
    "repeat-faults": ("faults", repeat),
    "planned-in-month": ("planned_tasks", in_month),
    "statutory-inspections": ("planned_tasks", statutory),
    "complaints-upheld": ("complaints", upheld),
    "complaints-answered": ("complaints", answered),
    "invoices-right": ("invoices", accepted),
}


def answers(indicator: str, tables: Tables) -> list[Answer]:
    """What the rule says of each record."""
    table, rule = RULES[indicator]
    found: list[Answer] = []
    for row in tables[table]:
        try:
            found.append(rule(row))
        except _OpenError:
            found.append(UNKNOWN)
    return found


def share(indicator: str, tables: Tables) -> tuple[int, int, int]:
    """True ones, true and false ones, and unknown ones."""
    found = answers(indicator, tables)
    return found.count(True), found.count(True) + found.count(False), found.count(UNKNOWN)


def rate(tables: Tables, name: str, factor: int) -> tuple[Fraction, Fraction]:
    """4.1 and 4.2: the numerator and the denominator of what can be read, the factor in the first."""
    rows = [row for row in tables["hours_worked"] if date(2022, 7, 1) <= row["month_ends"] <= END]
    return factor * _sum(rows, name), _sum(rows, "hours")


def satisfaction(tables: Tables) -> tuple[Fraction, Fraction]:
    """5.1."""
    rows = [row for row in tables["surveys"] if _in_quarter(row["held_on"])]
    return _sum(rows, "points"), _sum(rows, "replies")


def _sum(rows: Sequence[Row], name: str) -> Fraction:
    return sum((row[name] for row in rows if row[name] != UNREADABLE), Fraction(0))


def trained(tables: Tables) -> tuple[int, int, int]:
    """4.3: who has all hours of the contract year, who has those of the months so far, and who is asked."""
    full = paced = asked = 0
    for person in tables["operatives"]:
        first = max(person.get("started_on") or date(2023, 4, 1), date(2023, 4, 1))
        last = min(person.get("left_on") or date(2024, 3, 31), date(2024, 3, 31))
        if first > last:
            continue
        hours = sum(
            row["length"]
            for row in tables["safety_training"]
            if row["staff_no"] == person["staff_no"] and date(2023, 4, 1) <= row["held_on"] <= END
        )
        asked += 1
        full += hours >= Fraction(8 * _months(first, last), 12)
        paced += hours >= Fraction(8 * _months(first, min(last, END)), 12)
    return full, paced, asked


def _months(first: date, last: date) -> int:
    """The months of which any day is in a range."""
    return (last.year - first.year) * 12 + last.month - first.month + 1
