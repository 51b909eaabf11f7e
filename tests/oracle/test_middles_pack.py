"""A small pack of waits and satisfaction: its examples, and drawn workbooks whose figures are computed twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest

from checker.authoring.examples import find_differences
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.checked import CheckedWorkbook
from checker.engine.report import build_report
from checker.engine.stored import dump, load
from checker.model import Report
from checker.reporters.report_json import render
from tests.engine.books import book, cells, checked

NAMES = ("甲院", "乙院", "丙院")
PERIOD = "2022"
Numbers = list[Fraction]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("middles-pack"))


def test_its_examples(pack: Pack) -> None:
    for indicator in pack.indicators.values():
        assert indicator.examples
        for example in indicator.examples:
            assert find_differences(pack, indicator, example) == (), (indicator.id, example.name)


class Drawn:
    """What one department submits, and what of it is readable and counts."""

    def __init__(self, random: Random, *, tidy: bool) -> None:
        untidy: tuple[Any, ...] = () if tidy else (None, "约半小时", -5)
        self.visits: list[dict[str, Any]] = [
            {
                "visit_no": f"V{random.randrange(10**9)}",
                "came_on": random.choice((date(2022, 3, 1), date(2022, 9, 1), date(2021, 9, 1))),
                "minutes": random.choice((5, 10, 10, 20, 45, 61, 500, *untidy)),
                "left": random.choice(("否", "否", "否", "是", None)),
                "note": "登记",
                "taken": random.choice((0, 1, 5, 30, None)),
            }
            for _ in range(random.randint(4, 12))
        ]
        self.surveys: list[dict[str, Any]] = [
            {
                "survey_no": f"S{random.randrange(10**9)}",
                "held_on": date(2022, 3, 1),
                "points": random.choice((60, 85.5, 90, 100)),
                "replies": random.choice((0, 10, 25, 300)),
            }
            for _ in range(random.randint(1, 5))
        ]
        self.months = [
            {"month": date(2022, month, 28), "hours": 1000 * month, "injuries": month % 2, "training": 7.5}
            for month in range(1, random.randint(2, 7))
        ]
        self.staff = [{"staff_no": f"{number:04}", "since": date(2020, 1, 1)} for number in range(random.randint(1, 4))]

    def checked(self, pack: Pack, name: str) -> CheckedWorkbook:
        tables = {"visits": self.visits, "surveys": self.surveys, "work": self.months, "staff": self.staff}
        tables["visits"] = [{**row, "done_on": self.done_on(row), "taken": None} for row in self.visits]
        rows = {table: [cells(pack, table, **row) for row in each] for table, each in tables.items()}
        return checked(pack, PERIOD, book(pack, name, rows))

    @staticmethod
    def done_on(row: dict[str, Any]) -> date | None:
        day: date = row["came_on"]
        return None if row["taken"] is None else day + timedelta(days=row["taken"])

    @property
    def days(self) -> Numbers:
        taken = (row["taken"] for row in self.visits if row["came_on"].year == 2022)
        return [Fraction(each) for each in taken if each is not None]

    @property
    def waits(self) -> Numbers:
        here = (row for row in self.visits if row["came_on"].year == 2022 and row["left"] != "是")
        minutes = (row["minutes"] for row in here)
        return [Fraction(each) for each in minutes if isinstance(each, int) and each >= 0]

    @property
    def unread(self) -> int:
        here = [row for row in self.visits if row["came_on"].year == 2022 and row["left"] != "是"]
        return len(here) - len(self.waits)


def nine_in_ten(waits: Numbers) -> Fraction:
    return min(each for each in waits if 10 * sum(one <= each for one in waits) >= 9 * len(waits))


def expected(departments: Sequence[Drawn]) -> dict[str, Fraction | None]:
    """The figures of some departments together, from what they submitted."""
    waits = [wait for each in departments for wait in each.waits]
    surveys = [(Fraction(str(row["points"])), row["replies"]) for each in departments for row in each.surveys]
    replies = sum(number for _, number in surveys)
    months = [row for each in departments for row in each.months]
    hours, injuries, training = (
        sum(Fraction(str(row[name])) for row in months) for name in ("hours", "injuries", "training")
    )
    days = [day for each in departments for day in each.days]
    return {
        "days-taken": sum(days) / len(days) if days else None,
        "wait-90": nine_in_ten(waits) if waits else None,
        "wait-median": median(waits) if waits else None,
        "wait-mean": sum(waits) / len(waits) if waits else None,
        "satisfaction": sum(points * number for points, number in surveys) / replies if replies else None,
        "injury-rate": injuries * 200_000 / hours,
        "training-per-head": training / sum(len(each.staff) for each in departments),
    }


def values(results: Sequence[Any]) -> dict[str, Fraction | None]:
    return {result.indicator: result.value for result in results}


def report_of(pack: Pack, done: Sequence[CheckedWorkbook]) -> Report:
    return build_report(list(done), task_of(pack, PERIOD, None), whole=True)


@pytest.mark.parametrize("seed", range(6))
def test_drawn_workbooks_have_the_figures_that_are_computed_from_their_rows(pack: Pack, seed: int) -> None:
    random = Random(f"middles {seed}")
    drawn = [Drawn(random, tidy=seed % 2 == 0) for _ in NAMES]
    done = [each.checked(pack, name) for each, name in zip(drawn, NAMES, strict=True)]
    report = report_of(pack, done)
    departments = {each.name.zh: each for each in report.departments}
    for each, name in zip(drawn, NAMES, strict=True):
        assert values(departments[name].results) == expected([each])
        unknown = {result.indicator: result.unknown for result in departments[name].results}
        assert [unknown[word] for word in ("wait-90", "wait-median", "wait-mean")] == [each.unread] * 3
    assert values(report.district_results) == expected(drawn)
    # Stored, sent and read again, in any order, they make the same report.
    again = [load(dump(each)) for each in reversed(done)]
    assert render(report_of(pack, again)) == render(report)
