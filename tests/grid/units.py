"""What the rows of each measure come to, unit by unit: everything that a unit can be while cells are open.

Written from the language's description alone: nothing here knows the program's measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

BAD = "<invalid>"
Row = Mapping[str, Any]
START, JUNE, END = date(2022, 1, 1), date(2022, 6, 30), date(2022, 12, 31)
#: Days on every side of a window and of a day in it.
DAYS = (date(2021, 3, 1), date(2021, 11, 1), date(2022, 3, 1), date(2022, 11, 1), date(2023, 2, 1))
LONG_AGO = date(2001, 1, 1)
GOAL, MOST = Fraction(60), Fraction(200)


def slot_of(day: date) -> int:
    """The number of the first half of a day, counted in half days from the first day of the window."""
    return 2 * (day - START).days


def slot_at(moment: datetime) -> int:
    """The number of the half day that begins at a moment."""
    return slot_of(moment.date()) + moment.hour // 12


def moment_of(slot: int) -> datetime:
    """The moment at which a half day begins."""
    return datetime.combine(START, datetime.min.time()) + timedelta(hours=12 * slot)


@dataclass(frozen=True)
class Unit:
    """Everything that one row or member can come to.

    Attributes:
        row: its row in the sheet; None for what has no row.
        ends: a subset of "pass", "fail", "out" (not counted) and "wait" (not counted yet).
        by_now: the same against what is asked by now.
        lost: a failure of it can never be made good.
    """

    row: int | None
    ends: frozenset[str]
    by_now: frozenset[str]
    lost: bool = True


def unit(row: int | None, ends: Iterable[str], by_now: Iterable[str] | None = None, lost: bool = True) -> Unit:
    ends = frozenset(ends)
    return Unit(row, ends, ends if by_now is None else frozenset(by_now), lost)


@dataclass(frozen=True)
class Amounts:
    """An amount between two bounds, perhaps without an upper one; with the rows that certainly count and those open."""

    low: Fraction
    high: Fraction | float
    sure: tuple[int, ...] = ()
    open: tuple[int, ...] = ()

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.low + other.low, self.high + other.high)


def answers(cell: Any) -> tuple[bool, ...]:
    """What a yes or no can be; a blank says neither."""
    return (cell,) if isinstance(cell, bool) else (True, False)


def dated(row: Row, first: date, last: date) -> tuple[bool, ...]:
    """Whether a row falls between two days; an undated one may."""
    day = row.get("on")
    return (first <= day <= last,) if isinstance(day, date) else (True, False)


def left_out(rows: Sequence[Row], as_of: date) -> tuple[int, ...]:
    """The rows in the window that are inside, and certainly out by their own word."""
    return tuple(
        number
        for number, row in enumerate(rows, start=2)
        if dated(row, START, min(END, as_of)) == (True,) and row.get("inside") is True and row.get("out") is True
    )


def judged_on(came: date, done: date | None, as_of: date) -> tuple[date, date]:
    """The day of a row that is due in ninety days, and the first day on which that is known."""
    due = came + timedelta(days=90)
    if done is not None and max(came, done) <= due:
        return max(came, done), max(came, done)
    return due, due if as_of >= END else due + timedelta(days=1)


def due_in_ninety_days(rows: Sequence[Row], as_of: date) -> tuple[list[Unit], tuple[int, ...]]:
    """Each row on the day on which it was done, or else was due; and the rows whose day is still to come."""
    found, pending = [], []
    for number, row in enumerate(rows, start=2):
        came, done = row["since"], row["until"]
        if not isinstance(came, date):
            judged: list[tuple[date, date]] = [(day, day) for day in (LONG_AGO, *DAYS)]
        else:
            near = (came + timedelta(days=days) for days in range(-1, 400))
            judged = [judged_on(came, day, as_of) for day in ((*near, None) if done == BAD else (done,))]
            if came <= as_of and all(known > as_of for _, known in judged):
                pending.append(number)
        there = {day >= START and known <= min(END, as_of) for day, known in judged}
        ends = {("pass" if good else "fail") if here else "out" for here in there for good in answers(row["serves"])}
        found.append(unit(number, ends))
    return found, tuple(pending)


def proportion(rows: Sequence[Row], as_of: date) -> list[Unit]:
    """In the window, inside and not out; good or not."""
    found = []
    for number, row in enumerate(rows, start=2):
        ends = set()
        cells = (answers(row.get(name)) for name in ("inside", "out", "good"))
        for there, inside, out, good in product(dated(row, START, min(END, as_of)), *cells):
            ends.add("out" if not there or not inside or out else "pass" if good else "fail")
        found.append(unit(number, ends))
    return found


def counted(rows: Sequence[Row], first: date, last: date, column: str = "good") -> Amounts:
    """The rows between two days that say yes in a column."""
    sure, open_ = [], []
    for number, row in enumerate(rows, start=2):
        ends = {there and good for there, good in product(dated(row, first, last), answers(row.get(column)))}
        if ends == {True}:
            sure.append(number)
        elif True in ends:
            open_.append(number)
    return Amounts(Fraction(len(sure)), Fraction(len(sure) + len(open_)), tuple(sure), tuple(open_))


def summed(rows: Sequence[Row], first: date, last: date, who: object = None) -> Amounts:
    """The hours between two days, of anybody or of one person; an hour cell that can't be read is 0 to 200."""
    low = high = Fraction(0)
    sure, open_ = [], []
    for number, row in enumerate(rows, start=2):
        if who is not None and row.get("who") != who:
            continue
        there, hours = dated(row, first, last), row.get("hours")
        if there == (False,):
            continue
        known = hours is not None and hours != BAD
        certain = known and there == (True,)
        low += Fraction(hours) if certain else 0
        high += Fraction(hours) if known else MOST
        (sure if certain else open_).append(number)
    return Amounts(low, high, tuple(sure), tuple(open_))


def members(officers: Sequence[Row], rows: Sequence[Row], as_of: date, pace: Fraction) -> list[Unit]:
    """The officers who serve, each of whom needs sixty hours in the year."""
    found = []
    for number, officer in enumerate(officers, start=2):
        hours = summed(rows, START, min(END, as_of), officer["id"])
        serves = answers(officer.get("serves"))
        ends, by_now = (
            {
                ("pass" if amount >= goal else "fail") if there else "out"
                for there, amount in product(serves, (hours.low, hours.high))
            }
            for goal in (GOAL, GOAL * pace)
        )
        found.append(unit(number, ends, by_now, lost=as_of >= END))
    return found


def serving(officers: Sequence[Row]) -> Amounts:
    """The officers who serve, whenever."""
    said = [answers(officer.get("serves")) for officer in officers]
    sure = sum(answer == (True,) for answer in said)
    open_ = tuple(number for number, answer in enumerate(said, start=2) if len(answer) == 2)
    return Amounts(Fraction(sure), Fraction(sure + len(open_)), open=open_)


def moved(now: Amounts, before: Amounts, there: bool, well: Callable[[Fraction], bool], zero_is_out: bool) -> Unit:
    """A quantity against an earlier figure; nothing is known without one, or while it may be zero."""
    if not there:
        return unit(None, {"pass", "fail"})
    if before.low == 0:
        doubt = {"pass", "fail"}
        if zero_is_out:
            doubt = {"out"} if before.high == 0 else {*doubt, "out"}
        return unit(None, doubt)
    changes = (now.low - before.high, now.high - before.low)
    return unit(None, {"pass" if well(change) else "fail" for change in changes})


def deliverables(rows: Sequence[Row], as_of: date, due: date | None, expected: int) -> list[Unit]:
    """Tasks done by their day: the common one, or their own."""
    found = []
    for number, row in enumerate(rows, start=2):
        ends = set()
        own = row.get("due")
        for last in (due,) if due is not None else (own,) if isinstance(own, date) else (LONG_AGO, *DAYS):
            done = row.get("done")
            for day in (*DAYS, last, None) if done == BAD else (done,):
                ends.add(_delivered(day, last, as_of))
        found.append(unit(number, ends))
    over = _past(due if due is not None else END, as_of)
    lacking = max(0, expected - len(rows))
    return found + [unit(None, {"fail" if over else "wait"})] * lacking


def _past(day: date, as_of: date) -> bool:
    """A day is past once it is over; the last day of the window is over when the window has closed."""
    return day < as_of or (day == as_of and as_of >= END)


def _delivered(done: date | None, due: date, as_of: date) -> str:
    if done is not None and done <= as_of:
        return "pass" if done <= due else "fail"
    return "fail" if _past(due, as_of) else "wait"


def figures(rows: Sequence[Row], names: Sequence[str]) -> list[Unit]:
    """Printed figures: consistent with their counts, not consistent, nothing to check, unreadable, or not there."""
    found = []
    for number, row in enumerate(rows, start=2):
        if row.get("printed") == "不详":
            ends = {"pass", "fail"}
        elif row.get("top") is None:
            ends = {"out"}
        else:
            share = Fraction(row["top"]) / Fraction(row["base"])
            ends = {"pass" if Fraction(row["printed"].rstrip("%")) == share * 100 else "fail"}
        found.append(unit(number, ends))
    lacking = [name for name in names if name not in {row["figure"] for row in rows}]
    return found + [unit(None, {"pass", "fail"})] * len(lacking)
