"""Rows that may be anybody's: what they add is what adding up every one of them gives, but nobody adds up every one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from checker.measures.cohort.date_ranges import DateRange
from checker.measures.cohort.member_rows import MemberRows
from checker.measures.cohort.open_rows import MOST_DOUBTS, OpenRows
from checker.measures.cohort.shared_rows import Unaided, most_raised, spare_members
from checker.measures.cohort.sums import Sum, add_up
from checker.measures.count import Count
from checker.measures.toolkit.answers import Answer
from checker.measures.toolkit.distinct import ANY
from checker.measures.toolkit.stretches import Stretches
from checker.measures.total import Total

TODAY = date(2026, 3, 31)
FIRST = TODAY.toordinal() - 20
KINDS = ("sum", "capped sum", "count", "distinct")


def setting(kind: str) -> tuple[Any, Any]:
    """As much of a cohort and its scope as adding up reads."""
    measure: Any = Total.model_construct(table="hours", column="hours")
    if kind in ("count", "distinct"):
        measure = Count.model_construct(table="hours", distinct=("day",) if kind == "distinct" else ())
    column = SimpleNamespace(minimum=None, lowest=None, maximum=Fraction(8) if kind == "capped sum" else None)
    tables = {"hours": SimpleNamespace(columns={"hours": column})}
    return SimpleNamespace(each=SimpleNamespace(measure=measure)), SimpleNamespace(as_of=TODAY, tables=tables)


def drawn_rows(random: Random, kind: str, count: int, start: int, *, anybodys: bool) -> MemberRows:
    rows = MemberRows()
    for row in range(start, start + count):
        sure = not anybodys and random.random() < 0.7
        known = kind in ("count", "distinct") or random.random() < 0.95
        rows.rows.append(row)
        rows.days.append(None if random.random() < 0.1 else FIRST + random.randrange(30))
        number = Fraction(random.randrange(-4, 9), 2) if known else None
        rows.numbers.append(number if kind in ("sum", "capped sum") else Fraction(1))
        rows.sure.append(sure)
        rows.maybe.append(not sure)
        rows.known.append(known)
        value = ANY if random.random() < 0.1 else random.randrange(12)
        rows.values.append((value,) if kind == "distinct" else (row,))
    return rows


def walked(kind: str, rows: MemberRows, span: DateRange | None) -> tuple[Any, ...]:
    """The amount, its bounds, the rows that count and the first doubtful ones, row by row."""
    amount = low = high = Fraction(0)
    limitless, used, doubts = False, [], []
    values: dict[str, set[Any]] = {"sure": set(), "any": set()}
    blank = {"sure": 0, "any": 0}
    for row, day, number, sure, known, (value,) in zip(
        rows.rows, rows.days, rows.numbers, rows.sure, rows.known, rows.values, strict=True
    ):
        if span is not None:
            answer = Answer.MAYBE if day is None else span.covers(day)
            if answer is Answer.NO or (day is not None and day > TODAY.toordinal()):
                continue
            sure = sure and answer is Answer.YES
        if sure:
            used.append(row)
        if not sure or not known or value is ANY:
            doubts.append(row)
        if value is ANY:
            blank["any"] += 1
            blank["sure"] += sure
        else:
            values["any"].add(value)
            values["sure"] |= {value} if sure else set()
        if number is None:
            limitless = limitless or kind == "sum"
            high += 8 if kind == "capped sum" else 0
        elif sure:
            amount, low, high = amount + number, low + number, high + number
        else:
            low, high = low + min(number, Fraction(0)), high + max(number, Fraction(0))
    if kind in ("count", "distinct"):
        amount = low = Fraction(max(len(values["sure"]), min(blank["sure"], 1)))
        high = Fraction(len(values["any"]) + blank["any"])
    return amount, low, None if limitless else high, tuple(used), tuple(doubts[:MOST_DOUBTS])


def told(found: Sum) -> tuple[Any, ...]:
    return found.amount, found.low, found.high, found.rows.numbers, found.doubts.numbers


@pytest.mark.parametrize("kind", KINDS)
def test_adds_what_every_row_adds(kind: str) -> None:
    random = Random(kind)
    spec, scope = setting(kind)
    for _ in range(60):
        mine = drawn_rows(random, kind, random.randrange(6), 2, anybodys=False)
        loose = drawn_rows(random, kind, random.choice([0, 3, 40]), 50, anybodys=True)
        anybodys = OpenRows(spec, scope, loose)
        start, end = sorted(FIRST + random.randrange(30) for _ in range(2))
        for span in (None, DateRange((start, start), (end, end)), DateRange((start - 3, start), (end, end + 3))):
            assert told(add_up(spec, scope, mine, anybodys, span)) == walked(kind, mine + loose, span)


def calls(work: Callable[[], object]) -> int:
    """How many Python functions are called."""
    count = 0

    def note(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ranged", [False, True])
def test_four_times_the_members_and_rows_take_four_times_the_calls(kind: str, ranged: bool) -> None:
    spec, scope = setting(kind)

    def place(count: int) -> None:
        anybodys = OpenRows(spec, scope, drawn_rows(Random(1), kind, count, 50, anybodys=True))
        span = DateRange((FIRST, FIRST), (FIRST + 9, FIRST + 9)) if ranged else None
        for _ in range(count):
            add_up(spec, scope, MemberRows(), anybodys, span)

    place(10)  # what is compiled on its first call
    assert calls(lambda: place(800)) < 5 * calls(lambda: place(200))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [3, 10_000])
def test_date_ranges_of_their_own_take_hardly_more_calls(kind: str, width: int) -> None:
    spec, scope = setting(kind)
    scope.as_of = date(9000, 1, 1)

    def place(count: int) -> None:
        rows = drawn_rows(Random(1), kind, count, 50, anybodys=True)
        # On the sheet in the order of their days, each with a value of its own but for some.
        rows.days = [FIRST + place for place in range(count)]
        rows.values = [(place // 2,) for place in range(count)]
        anybodys = OpenRows(spec, scope, rows)
        for start in range(count):
            mine = drawn_rows(Random(start), kind, 2, 2, anybodys=False)
            end = FIRST + start + width
            add_up(spec, scope, mine, anybodys, DateRange((FIRST + start, FIRST + start), (end, end)))

    place(10)  # what is compiled on its first call
    assert calls(lambda: place(1600)) < 5.5 * calls(lambda: place(400))


@pytest.mark.parametrize("apart", [1, 7])
def test_members_that_loose_rows_can_help_take_as_many_calls_as_they_are(apart: int) -> None:
    spec, scope = setting("count")
    scope.as_of = date(9000, 1, 1)

    def work(count: int) -> None:
        rows = drawn_rows(Random(1), "count", count, 50, anybodys=True)
        rows.days = [FIRST + 3 + apart * 2 * place for place in range(count)]
        days = [FIRST + apart * 2 * number for number in range(count)]
        unaided = [
            Unaided(number, Fraction(2), Fraction(2), Fraction(0), DateRange((day, day), (day, day)))
            for number, day in enumerate(days)
        ]
        spare_members(spec, scope, rows, [("pass_or_fail", each.whole, each) for each in unaided])

    work(10)
    assert calls(lambda: work(1600)) < 5.5 * calls(lambda: work(400))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 8, 13])
def test_stretches_are_what_slices_are(size: int) -> None:
    items = [Random(size + place).randrange(8) for place in range(size)]
    every, few = Stretches(items), Stretches(items, 3)
    for start in range(size + 1):
        for end in range(start, size + 1):
            assert few.smallest(start, end) == sorted(items[start:end])[:3]
            for limit in range(9):
                assert every.count_below(limit, start, end) == sum(item < limit for item in items[start:end])


def test_raising_four_times_the_members_takes_four_times_the_calls() -> None:
    def work(count: int) -> None:
        random = Random(count)
        lacks = [Fraction(random.randrange(1, 30), 2) for _ in range(count)]
        most_raised(lacks, [Fraction(random.randrange(1, 30), 2) for _ in range(count)])

    assert calls(lambda: work(800)) < 6 * calls(lambda: work(200))
