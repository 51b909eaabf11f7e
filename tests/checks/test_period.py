"""Rows that are still to come are told once, with exact totals; a wrong date is told of each row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.checks.period import Dated, flag_misdated
from checker.model import Flag, Tally
from checker.periods import Window
from checker.tables.due_day import DueDay
from tests.typed_rows import BAD, message, submitted, table

YEAR, HALF = Window(date(2022, 1, 1), date(2022, 12, 31)), date(2022, 6, 30)
TABLE = table("lectures", {"no": {"type": "text"}, "held": {"type": "date"}}, key=["no"])
PAST, BEFORE, NEXT, LATER = date(2022, 3, 1), date(2021, 3, 1), date(2022, 9, 1), date(2022, 11, 5)


def found(*days: Any, skipped: int = 0) -> tuple[tuple[Flag, ...], tuple[Tally, ...]]:
    """What is said of rows held on some days; `skipped` rows are passed over after the third."""
    rows = [
        {"no": str(number), "held": day, "row": number + 2 + (skipped if number > 2 else 0)}
        for number, day in enumerate(days)
    ]
    submission = submitted({"lectures": TABLE}, {"lectures": rows})
    return flag_misdated(submission, {"lectures": TABLE}, [Dated("lectures", "held", YEAR)], HALF)


def told(flags: tuple[Flag, ...]) -> list[tuple[str, str, str]]:
    return [(flag.code.id, flag.place.cell, dict(flag.values)["count"].text) for flag in flags]  # type: ignore[misc]  # a text


def test_rows_to_come_are_one_flag() -> None:
    flags, tallies = found(PAST, NEXT, LATER, NEXT)
    assert told(flags) == [("C412", "B3", "3")]
    assert message(flags[0], "en") == (
        "held (2022-09-01 to 2022-11-05) is after the as-of date 2022-06-30; not counted: rows 3-5 (3 in total)"
    )
    assert message(flags[0], "zh") == (
        "“held”（2022-09-01 至 2022-11-05）晚于统计截止日 2022-06-30，第 3-5 行不计入（共 3 行）"
    )
    assert flags[0].place.key == "1"
    assert [(tally.code, tally.valid, tally.invalid, tally.unknown) for tally in tallies] == [
        ("C411", 4, 0, 0),
        ("C412", 1, 3, 0),
    ]


def test_they_need_not_follow_each_other() -> None:
    flags, tallies = found(LATER, PAST, NEXT, BAD, LATER, LATER)
    assert told(flags) == [("C412", "B4", "4")]
    assert tallies[1] == Tally("C412", "lectures", 1, 4, 1)
    assert message(flags[0], "en").startswith("held (2022-09-01 to 2022-11-05) is after the as-of date 2022-06-30; ")
    assert message(flags[0], "en").endswith("not counted: rows 2, 4, 6-7 (4 in total)")


def test_one_of_them() -> None:
    flags, _ = found(PAST, NEXT)
    assert message(flags[0], "en") == (
        "held (2022-09-01) is after the as-of date 2022-06-30; not counted: row 3 (1 in total)"
    )


def test_rows_passed_over() -> None:
    flags, _ = found(PAST, NEXT, NEXT, NEXT, skipped=1)
    assert told(flags) == [("C412", "B3", "3")]
    assert "3-4, 6" in message(flags[0], "en")


@pytest.mark.parametrize("number", [1, 3])
def test_each_row_of_another_year_is_told(number: int) -> None:
    flags, tallies = found(*[BEFORE] * number, PAST)
    assert [(flag.code.id, flag.place.row) for flag in flags] == [("C411", row) for row in range(2, number + 2)]
    assert tallies[0] == Tally("C411", "lectures", 1, number, 0)


BILLS = table(
    "bills", {"no": {"type": "text"}, **{day: {"type": "date"} for day in ("of", "runs", "sent")}}, key=["no"]
)


@pytest.mark.parametrize(
    ("of", "runs", "wrong"),
    [
        (date(2022, 12, 31), date(2023, 1, 4), ""),
        (date(2022, 12, 31), date(2024, 1, 1), ""),
        (date(2022, 12, 31), date(2024, 1, 2), "runs"),  # more than a year ahead
        (date(2022, 12, 31), date(2022, 12, 31), ""),
        (date(2023, 1, 1), date(2023, 1, 4), "of runs"),  # of next year by either day
    ],
)
def test_what_falls_due_later_belongs_here_by_another_day(of: date, runs: date, wrong: str) -> None:
    submission = submitted({"bills": BILLS}, {"bills": [{"no": "1", "of": of, "runs": runs}]})
    dated = [Dated("bills", "of", YEAR), Dated("bills", DueDay("sent", "runs", "runs"), YEAR)]
    flags, _ = flag_misdated(submission, {"bills": BILLS}, dated, YEAR.end)
    wanted = {"of": "B", "runs": "C"}
    assert sorted(flag.place.cell[0] for flag in flags) == [wanted[each] for each in wrong.split()]
