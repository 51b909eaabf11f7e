"""The standards, rule by rule, over the rows of one trust or of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from tests.oracle.hospital.sheets import BAD, Row, day, minutes, moment

Rows = Mapping[str, list[Row]]
#: Of a row: whether it passes; UNKNOWN if that can't be told, None if it isn't asked.
Verdict = bool | str | None
UNKNOWN = "unknown"
FIRST, LAST = date(2022, 12, 1), date(2022, 12, 31)
QUARTER = date(2022, 10, 1)
BANK_HOLIDAYS = (date(2022, 12, 26), date(2022, 12, 27), date(2023, 1, 2))


class Figure(NamedTuple):
    """What a standard comes to; the value is None where there is none."""

    value: Fraction | None
    denominator: int | None
    excluded: int
    unknown: int


def figures(rows: Rows) -> dict[str, Figure]:
    """Every standard, by the id of its indicator, as far as the rows have the sheets for it."""
    found: dict[str, Figure] = {}
    for sheet, name, verdict in _SHARES:
        if sheet in rows:
            found[name] = share([verdict(row) for row in rows[sheet]])
    for sheet, name, verdict in _COUNTS:
        if sheet in rows:
            verdicts = [verdict(row) for row in rows[sheet]]
            found[name] = Figure(Fraction(verdicts.count(True)), None, 0, verdicts.count(UNKNOWN))
    if "A&E attendances" in rows:
        found["ae-time-to-treatment"] = time_to_treatment(rows["A&E attendances"])
    if "Ambulance incidents" in rows:
        found |= dict(responses(rows["Ambulance incidents"]))
    return found


def share(verdicts: list[Verdict]) -> Figure:
    """Those that pass among those that are decided."""
    decided = verdicts.count(True) + verdicts.count(False)
    value = Fraction(verdicts.count(True), decided) if decided else None
    return Figure(value, decided, 0, verdicts.count(UNKNOWN))


def four_hours(row: Row) -> Verdict:
    """In time, on the day of leaving; late, on the day on which the four hours end."""
    came, left = moment(row["Arrived at"]), moment(row["Departed at"])
    if came is BAD or left is BAD:
        return UNKNOWN
    due = came + timedelta(hours=4)
    in_time = left is not None and came <= left <= due
    counted = left if in_time else due
    return in_time if FIRST <= counted.date() <= LAST else None


def twelve_hours(row: Row) -> Verdict:
    """A patient admitted this month who had waited for a bed for more than twelve hours."""
    left = moment(row["Departed at"])
    if row["Outcome"] != "Admitted" or left is None or not FIRST <= left.date() <= LAST:
        return None
    return bool(left - moment(row["Decision to admit at"]) > timedelta(hours=12))


def time_to_treatment(rows: list[Row]) -> Figure:
    """The middle wait of those who came this month and were treated."""
    waits: list[Fraction] = []
    excluded = unknown = 0
    for row in rows:
        came, treated = moment(row["Arrived at"]), moment(row["Treated at"])
        if row["Outcome"] is None or (came is not BAD and not FIRST <= came.date() <= LAST):
            continue
        if row["Outcome"] == "Left before being treated":
            excluded += 1
        elif came is BAD or treated is BAD or treated is None:
            unknown += 1
        else:
            waits.append(Fraction((treated - came) // timedelta(seconds=1), 60))
    waits.sort()
    size = len(waits)
    value = (waits[(size - 1) // 2] + waits[size // 2]) / 2 if waits else None
    return Figure(value, size, excluded, unknown)


def handed_over(limit: int) -> Callable[[Row], Verdict]:
    """Within so many minutes, by the month of the ambulance's arrival."""

    def verdict(row: Row) -> Verdict:
        came, done = moment(row["Ambulance arrived at"]), moment(row["Handed over at"])
        if not FIRST <= came.date() <= LAST:
            return None
        return UNKNOWN if done is None else bool(done - came <= timedelta(minutes=limit))

    return verdict


def waits_on_the_last_day(row: Row, start: str, end: str) -> bool:
    """Whether the wait had begun by then and not ended."""
    done = day(row[end])
    return day(row[start]) <= LAST and (done is None or done > LAST)


def waited(start: str, end: str, passes: Callable[[int], bool]) -> Callable[[Row], Verdict]:
    """What is asked of the days waited by the last day of the month, of those who still wait."""
    return lambda row: passes((LAST - day(row[start])).days) if waits_on_the_last_day(row, start, end) else None


def cancer(start: str, end: str, limit: int, routes: tuple[str, ...], *, paused: bool) -> Callable[[Row], Verdict]:
    """Within so many days, by the month of the last step."""

    def verdict(row: Row) -> Verdict:
        done = day(row[end])
        if done is None or not FIRST <= done <= LAST or (routes and row["Referral route"] not in routes):
            return None
        first, last = day(row["Clock paused from"]), day(row["Clock paused to"])
        pause = (last - first).days if paused and first and last else 0
        return bool((done - day(row[start])).days - pause <= limit)

    return verdict


def carried_out(row: Row) -> Verdict:
    """Within 28 days; in the quarter in which it was done in time or fell due."""
    if row["Last minute"] != "Yes" or row["Reason"] != "Non-clinical":
        return None
    return _by_due_day(day(row["Operated on"]), day(row["Cancelled on"]) + timedelta(days=28), QUARTER)


def acknowledged(row: Row) -> Verdict:
    """Within three working days."""
    due, left = day(row["Received on"]), 3
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < 5 and due not in BANK_HOLIDAYS
    return _by_due_day(day(row["Acknowledged on"]), due, FIRST)


def _by_due_day(done: date | None, due: date, first: date) -> Verdict:
    in_time = done is not None and done <= due
    counted = done if in_time and done else due
    return in_time if first <= counted <= LAST else None


def responses(rows: list[Row]) -> Iterator[tuple[str, Figure]]:
    """Means, and the responses that nine in ten don't exceed, of each category."""
    for category, names in enumerate((("Category 1",), ("C2",), ("Cat 3",), ("4",)), 1):
        asked = [
            minutes(row["Response time"])
            for row in rows
            if row["Category"] in names and FIRST <= day(row["Called on"]) <= LAST
        ]
        known = sorted(each for each in asked if each is not BAD)
        size, unknown = len(known), len(asked) - len(known)
        tenth = known[ceil(Fraction(9 * size, 10)) - 1] if known else None
        yield f"cat{category}-90th", Figure(tenth, size, 0, unknown)
        if category < 3:
            yield f"cat{category}-mean", Figure(sum(known) / Fraction(size) if known else None, size, 0, unknown)


_RTT = ("Clock started on", "Clock stopped on")
_URGENT = ("Urgent GP referral", "2WW")
_Rule = tuple[str, str, Callable[[Row], Any]]
_SHARES: tuple[_Rule, ...] = (
    ("A&E attendances", "ae-four-hours", four_hours),
    *(("Ambulance handovers", f"handover-{limit}", handed_over(limit)) for limit in (15, 30, 60)),
    ("Referral to treatment", "rtt-18-weeks", waited(*_RTT, lambda days: days <= 18 * 7)),
    ("Diagnostic waits", "diagnostics-six-weeks", waited("Requested on", "Done on", lambda days: days >= 6 * 7)),
    ("Cancer pathways", "cancer-28-days", cancer("Referred on", "Told on", 28, (*_URGENT, "Screening"), paused=False)),
    ("Cancer pathways", "cancer-31-days", cancer("Decision to treat on", "First treatment on", 31, (), paused=True)),
    ("Cancer pathways", "cancer-62-days", cancer("Referred on", "First treatment on", 62, _URGENT, paused=True)),
    ("Cancelled operations", "cancelled-operations", carried_out),
    ("Complaints", "complaints-acknowledged", acknowledged),
)
_COUNTS: tuple[_Rule, ...] = (
    ("A&E attendances", "ae-trolley-waits", twelve_hours),
    ("Referral to treatment", "rtt-52-weeks", waited(*_RTT, lambda days: days > 52 * 7)),
)
