"""Working days of years whose holidays nobody has published: decided where every calendar gives the same answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from chinese_calendar import holidays

from checker.tables.conditions import read_condition
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.unknown_years import beyond_calendar
from checker.tables.workdays import workday_years
from tests.typed_rows import table, typed

LETTERS = table(
    "letters",
    {
        "received": {"type": "date"},
        "replied": {"type": "date"},
        "asked": {"type": "date"},
        "answered": {"type": "date"},
        "from": {"type": "text"},
    },
)
DAY = Context(date(2022, 12, 31))
FIRST, LAST = workday_years()
SATURDAY = date(2022, 9, 3)


def verdict(limit: int, **cells: Any) -> bool | None:
    """Whether a letter is answered within so many working days; None if nobody can say yet."""
    asked: dict[str, Any] = {"workdays": limit, "of": "received"}
    if "asked" in cells:
        asked["paused"] = [{"from": "asked", "to": "answered"}]
    condition = read_condition({"replied": {"within": asked}}, LETTERS.columns)
    rows = typed(LETTERS, [cells])
    truth = evaluate(condition, rows, DAY)
    answer = None if truth.unknown[0] else bool(truth.yes[0])
    assert not beyond_calendar(condition, rows, DAY)[0] or answer is None
    return answer


@pytest.mark.parametrize(
    ("received", "replied", "limit", "expected"),
    [
        # Late whatever the holidays of the next year are, and in time even if every day is a working day.
        (date(LAST, 12, 1), date(LAST + 1, 6, 30), 20, False),
        (date(LAST + 1, 1, 4), date(LAST + 1, 12, 24), 20, False),
        (date(LAST, 12, 30), date(LAST + 1, 1, 3), 5, True),
        (date(LAST + 1, 3, 1), date(LAST + 1, 3, 1), 0, True),
        # It depends on the holidays.
        (date(LAST + 1, 1, 11), date(LAST + 1, 2, 5), 20, None),
        (date(LAST, 12, 30), date(LAST + 1, 1, 8), 5, None),
        # The same for years before the first published calendar.
        (date(FIRST - 2, 1, 1), date(FIRST, 3, 1), 20, False),
        (date(FIRST - 1, 12, 31), date(FIRST, 1, 2), 3, True),
        # In order comes first: an answer before the letter is never in time.
        (date(LAST + 1, 3, 5), date(LAST + 1, 3, 1), 20, False),
    ],
)
def test_a_time_that_reaches_into_them(received: date, replied: date, limit: int, expected: bool | None) -> None:
    assert verdict(limit, received=received, replied=replied) is expected


def test_a_pause_in_such_a_year_is_as_short_or_as_long_as_it_may_be() -> None:
    year = LAST + 1
    times = {"received": date(year, 1, 4), "replied": date(year, 6, 30)}
    assert verdict(20, **times, asked=date(year, 1, 5), answered=date(year, 1, 6)) is False
    assert verdict(20, **times, asked=date(year, 1, 5), answered=date(year, 6, 29)) is None


def test_the_longest_holidays_are_those_of_a_year_that_had_them() -> None:
    # 23 weekdays off at the most: 20 more are 43 weekdays, which no calendar so far has made shorter than 20.
    most = max(sum(day.year == year and day.weekday() < 5 for day in holidays) for year in range(FIRST, LAST + 1))
    start = date(LAST + 1, 1, 1)
    while start.weekday() != 0:
        start += timedelta(days=1)
    end, weekdays = start, 0
    while weekdays < most + 21:
        end += timedelta(days=1)
        weekdays += end.weekday() < 5
    assert verdict(20, received=start, replied=end) is False
    assert verdict(21, received=start, replied=end) is None


@pytest.mark.parametrize(
    ("received", "replied", "limit", "expected"),
    [
        (SATURDAY, SATURDAY, 0, True),
        (SATURDAY, date(2022, 9, 4), 0, False),
        (SATURDAY, date(2022, 9, 4), 1, True),
        (SATURDAY, date(2022, 9, 5), 1, True),
        (SATURDAY, date(2022, 9, 6), 1, False),
        (date(2022, 9, 2), SATURDAY, 0, False),
        (date(2022, 9, 9), date(2022, 9, 10), 0, False),
        (date(2022, 9, 9), date(2022, 9, 9), 0, True),
    ],
)
def test_the_first_day_itself_is_never_late(received: date, replied: date, limit: int, expected: bool) -> None:
    assert verdict(limit, received=received, replied=replied) is expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (".*政府.*", "和平区\n人民政府", True),
        (".*政府.*", "人民政府\r\n办公室", True),
        ("人民政府", "人民\n政府", False),
        (".*法院", "区政府\n区法院", True),
        (".*法院", "区法院\n区政府", False),
    ],
)
def test_a_pattern_reads_every_line_of_a_cell(pattern: str, text: str, expected: bool) -> None:
    condition = read_condition({"from": {"matches": pattern}}, LETTERS.columns)
    assert bool(evaluate(condition, typed(LETTERS, [{"from": text}]), DAY).yes[0]) is expected
