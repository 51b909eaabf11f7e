"""The sample workbooks of the service contract, and drawn ones, come to what the text of the contract asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

import checker
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Report, Result
from checker.model.workbook import Sheet, Workbook
from samples.facilities.sheets import SHEETS
from tests.engine.books import checked
from tests.oracle.facilities import rules
from tests.oracle.facilities.reading import Row, read, together
from tests.oracle.facilities.rules import Tables
from tests.oracle.facilities.scoring import score

FOLDER = Path(__file__).resolve().parents[3] / "inputs" / "facilities" / "2023Q1"
#: Of which everything can be read, so that their scores are certain.
READABLE = {"town-hall", "library", "leisure"}
AREAS = {"town-hall": 9600, "library": 4250, "leisure": 7100, "museum": 3050, "depot": 1500}
CHARGES = {"town-hall": Fraction(184_500), "library": Fraction("96250.50"), "leisure": Fraction(142_000)}


def taken(points: Fraction | None) -> Fraction:
    """What clause 7.2 withholds of the quarter's charge: for a poor quarter 2%, for a failing one 5%."""
    assert points is not None
    return Fraction(0 if points >= 80 else 2 if points >= 60 else 5, 100)


def figures(tables: Tables) -> dict[str, tuple[Fraction | None, int]]:
    """By indicator, its value, and how many records are unknown."""
    found: dict[str, tuple[Fraction | None, int]] = {}
    for name in rules.RULES:
        good, judged, unknown = rules.share(name, tables)
        amount = {"made-safe": judged - good, "complaints-upheld": good}.get(name)
        value = Fraction(amount) if amount is not None else Fraction(good, judged) if judged else None
        found[name] = value, unknown
    full, _, asked = rules.trained(tables)
    found["safety-training"] = Fraction(full, asked), 0
    sums = {
        "injury-rate": rules.rate(tables, "injuries", 200_000),
        "lost-time-rate": rules.rate(tables, "lost_time_injuries", 1_000_000),
        "satisfaction": rules.satisfaction(tables),
    }
    unread = {"injury-rate": "hours_worked", "lost-time-rate": "hours_worked", "satisfaction": "surveys"}
    for name, (above, below) in sums.items():
        unknown = sum("?" in row.values() for row in tables[unread[name]])
        found[name] = above / below if below else None, unknown
    return found


def computed(result: Result) -> tuple[Fraction | None, int]:
    return result.value, result.unknown


def test_the_samples_come_to_what_the_contract_says() -> None:
    report = checker.run("facilities", "2023Q1", FOLDER, as_of=date(2023, 6, 30))
    departments = {each.code: each for each in report.departments if each.file}
    assert len(departments) == 4
    for code, department in departments.items():
        tables = read(FOLDER / department.file)
        expected = figures(tables)
        assert {each.indicator: computed(each) for each in department.results} == expected, code
        if code in READABLE:
            assert department.score == score(tables), code
            (withheld,) = department.consequences
            assert withheld.amount == CHARGES[code] * taken(score(tables)), code
    scores = {code: department.score for code, department in departments.items()}
    area = sum(AREAS[code] for code in scores)
    assert report.overall is not None
    assert report.overall.score == sum(AREAS[code] * Fraction(points or 0) for code, points in scores.items()) / area
    # 48,000 hours allow 0.36 of an injury, so none: there was one.
    (injuries,) = (each for each in departments["library"].results if each.indicator == "injury-rate")
    assert injuries.needed is not None
    assert "; 1 too many for the target" in injuries.needed.text.en


class Drawn:
    """A building's rows, all readable; some cells blank where a blank means that something is not done."""

    def __init__(self, random: Random, mark: str) -> None:
        start = datetime(2023, 3, 27)  # noqa: DTZ001 - what the clock on the wall shows
        self.tables: dict[str, list[Row]] = {
            "faults": [self.fault(random, start, f"{mark}{number}") for number in range(random.randint(8, 16))],
            "planned_tasks": [self.task(random, f"{mark}{number}") for number in range(random.randint(1, 6))],
            "hours_worked": [
                {
                    "month_ends": date(2022 + (6 + place) // 12, (6 + place) % 12 + 1, 28),
                    "hours": random.choice((4000, 9600.5, 20000)),
                    "injuries": int(random.random() < 0.2),
                    "lost_time_injuries": int(random.random() < 0.1),
                }
                for place in range(-1, 12)
            ],
            "operatives": [
                {"staff_no": f"{mark}1"},
                {"staff_no": f"{mark}2", "started_on": date(2023, 5, 10)},
                {"staff_no": f"{mark}3", "left_on": random.choice((date(2023, 3, 1), date(2023, 5, 31)))},
                {"staff_no": f"{mark}4", "started_on": date(2023, 4, 2), "left_on": date(2023, 8, 31)},
                {"staff_no": f"{mark}5", "started_on": date(2021, 1, 1)},
            ],
            "safety_training": [
                {
                    "staff_no": f"{mark}{number}",
                    "course": course,
                    "held_on": on,
                    "length": random.choice((0.5, 1, 2, 8)),
                }
                for number in range(1, 6)
                for course, on in (("Fire", date(2023, 5, 2)), ("Lifts", date(2023, 3, 2)), ("Gas", date(2023, 6, 30)))
                if random.random() < 0.7
            ],
            "surveys": [
                {
                    "survey_no": f"{mark}{number}",
                    "held_on": random.choice((date(2023, 4, 1), date(2023, 6, 30), date(2023, 7, 1))),
                    "replies": random.choice((10, 250)),
                    "points": random.choice((33, 41.5, 900)),
                }
                for number in range(random.randint(1, 4))
            ],
            "complaints": [self.complaint(random, f"{mark}{number}") for number in range(random.randint(1, 7))],
            "invoices": [
                {
                    "invoice_no": f"{mark}{number}",
                    "sent_on": random.choice((date(2023, 3, 31), date(2023, 4, 1), date(2023, 6, 30))),
                    "accepted": random.choice((True, True, True, False)),
                }
                for number in range(random.randint(1, 60))
            ],
        }

    @staticmethod
    def fault(random: Random, start: datetime, number: str) -> Row:
        reported = start + timedelta(minutes=5 * random.randrange(12 * 24 * 95))
        priority = random.choice(("emergency", "urgent", "routine", "minor"))
        came = reported + timedelta(minutes=random.choice((20, 60, 120, 240, 900, 1500, 4000)))
        done = came + timedelta(hours=random.choice((1, 20, 70, 200, 400)))
        safe = reported + timedelta(minutes=random.choice((90, 120, 121, 600)))
        again = random.random() < 0.15
        return {
            "fault_no": number,
            "priority": priority,
            "reported_at": reported,
            "attended_at": random.choice((came, came, came, None)),
            "made_safe_at": safe if priority == "emergency" and random.random() < 0.8 else None,
            "fixed_at": random.choice((done, done, done, None)),
            "on_hold": random.choice((None, None, None, True)),
            "hold_instruction": "CI-1",
            "repeat_of": "F-1" if again else None,
            "earlier_fixed_on": reported.date() - timedelta(days=random.choice((0, 29, 30, 31))) if again else None,
        }

    @staticmethod
    def task(random: Random, number: str) -> Row:
        place = random.choice((3, 4, 5, 6, 7))
        first, last = date(2023, place, 1), date(2023, place + 1, 1) - timedelta(days=1)
        due = first + timedelta(days=random.choice((0, 14, 27)))
        return {
            "task_no": number,
            "statutory": random.choice((True, False)),
            "month_from": first,
            "month_to": last,
            "due_on": due,
            "done_on": random.choice((first, last, due, due + timedelta(days=1), last + timedelta(days=1), None)),
        }

    @staticmethod
    def complaint(random: Random, number: str) -> Row:
        received = date(2023, 3, 20) + timedelta(days=random.randrange(100))
        took = random.choice((0, 5, 14, 15, 16, 40, None))
        return {
            "complaint_no": number,
            "received_on": received,
            "answered_on": None if took is None else received + timedelta(days=took),
            "upheld": random.choice((True, False)),
        }

    def workbook(self, building: str) -> Workbook:
        """As it would come from the reader."""
        sheets = [Sheet("Cover", [["Building", building]])]
        for table, rows in self.tables.items():
            name, columns = SHEETS[table]
            lines: list[list[Any]] = [[_cell(row.get(column)) for column in columns] for row in rows]
            sheets.append(Sheet(name, [list(columns.values()), *lines]))
        return Workbook(f"{building}.xlsx", "xlsx", "0" * 64, tuple(sheets))

    def readable(self) -> Tables:
        """As the oracle reads it."""
        exact = {
            table: [{name: _exact(value) for name, value in row.items()} for row in rows]
            for table, rows in self.tables.items()
        }
        return {table: together(table, rows) for table, rows in exact.items()}


def _cell(value: object) -> object:
    return {True: "Yes", False: "No"}[value] if isinstance(value, bool) else value


def _exact(value: object) -> object:
    return Fraction(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("facilities")


@pytest.mark.parametrize("seed", range(3))
def test_drawn_workbooks_come_to_what_the_contract_says(pack: Pack, seed: int) -> None:
    random = Random(f"facilities {seed}")
    names = ("Town Hall", "Central Library", "Leisure Centre", "Museum", "Highways Depot")
    drawn = {name: Drawn(random, f"{place}-") for place, name in enumerate(names)}
    done = [checked(pack, "2023Q1", each.workbook(name), date(2023, 6, 30)) for name, each in drawn.items()]
    report: Report = build_report(done, task_of(pack, "2023Q1", date(2023, 6, 30)), whole=True)
    for department in report.departments:
        tables = drawn[department.name.en].readable()
        expected = figures(tables)
        if department.code == "depot":
            del expected["satisfaction"]
            tables = {**tables, "surveys": []}
        assert {each.indicator: computed(each) for each in department.results} == expected, department.code
        assert department.score == score(tables), department.code
    # The contract's own figures come from all rows, whoever submitted them.
    everywhere: Tables = {}
    for name, each in drawn.items():
        for table, rows in each.readable().items():
            if (table, name) != ("surveys", "Highways Depot"):
                everywhere.setdefault(table, []).extend(rows)
    expected = figures(everywhere)
    assert {each.indicator: computed(each) for each in report.district_results} == expected
