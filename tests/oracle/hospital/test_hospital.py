"""The samples of the hospital pack, and drawn workbooks, come to what the standards ask."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

import checker
from checker.model import Department, Report, Result
from samples.hospital import rows as make
from samples.library.cells import Book, Cell
from samples.library.records import Row
from samples.library.xlsx import by_xlsxwriter
from tests.oracle.hospital.rules import Figure, figures
from tests.oracle.hospital.sheets import read

INPUTS = Path(__file__).resolve().parents[3] / "inputs" / "hospital" / "2022-12"
TRUSTS = ("Northmoor University Hospitals", "Westhaven Hospitals", "Northmoor Ambulance Service")
COUNTS = ("ae-trolley-waits", "rtt-52-weeks")


def figure(result: Result) -> Figure:
    judged = None if result.indicator in COUNTS else int(result.denominator or 0)
    return Figure(result.value, judged, result.excluded, result.unknown)


def submitted(report: Report) -> list[Department]:
    return [department for department in report.departments if department.file]


def compare(folder: Path) -> Report:
    """Every figure of every workbook, and of all of them together."""
    report = checker.run("hospital", "2022-12", folder, as_of=date(2022, 12, 31))
    together: dict[str, list[dict[str, object]]] = {}
    for department in submitted(report):
        rows = read(folder / department.file)
        expected = figures(rows)
        found = {result.indicator: figure(result) for result in department.results}
        assert {name: found[name] for name in expected} == expected, department.file
        for sheet, each in rows.items():
            together.setdefault(sheet, []).extend(each)
    expected = figures(together)
    assert {result.indicator: figure(result) for result in report.district_results} == expected
    return report


def test_the_samples_come_to_what_the_standards_ask() -> None:
    assert len(submitted(compare(INPUTS))) == 5


@pytest.mark.parametrize("seed", range(3))
def test_drawn_workbooks_come_to_what_the_standards_ask(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    for trust in TRUSTS:
        (tmp_path / f"{trust}.xlsx").write_bytes(by_xlsxwriter(drawn(random, trust)))
    assert len(submitted(compare(tmp_path))) == len(TRUSTS)


def drawn(random: Random, trust: str) -> Book:
    """A workbook around the limits of every standard; some steps have not come yet."""
    book = Book()
    make.add_cover(book, trust, "2022-12", 0, date(2023, 1, 5))
    if trust.endswith("Service"):
        make.add(book, "incidents", [_incident(random, number) for number in range(30)])
    else:
        size = range(random.randrange(3, 15))
        make.add(book, "attendances", [_attendance(random, number) for number in size])
        make.add(book, "handovers", [_handover(random, number) for number in size])
        make.add(book, "pathways", [make.pathway(n, *_wait(random, (125, 126, 127, 364, 365))) for n in size])
        make.add(book, "diagnostics", [make.request(n, *_wait(random, (40, 41, 42, 43))) for n in size])
        make.add(book, "cancer", [_cancer(random, number) for number in size])
        make.add(book, "cancellations", [_operation(random, number) for number in size])
    received = [date(2022, 12, random.randrange(1, 32)) for _ in range(8)]
    answers = (None, *map(timedelta, range(9)))
    later = [random.choice(answers) for _ in received]
    complaints = [
        make.complaint(n, 0, d, None if gap is None else d + gap)
        for n, (d, gap) in enumerate(zip(received, later, strict=True))
    ]
    make.add(book, "complaints", complaints)
    return book


def _moment(random: Random, *days: int) -> datetime:
    """A moment on one of some days from 1 December on, never at midnight, which Excel can't show."""
    clock = time(random.randrange(24), random.randrange(1, 60))
    return datetime.combine(date(2022, 12, 1) + timedelta(days=random.choice(days)), clock)


def _attendance(random: Random, number: int) -> Row:
    came = _moment(random, -1, 0, 5, 12, 30)
    stay = random.choice((None, 100, 239, 240, 241, 700, 1100))
    if stay is None:
        return make.attendance(number, came, None, None, None)
    if random.random() < 0.2:
        return make.attendance(number, came, None, stay, "Left before being treated")
    outcome = random.choice(("Admitted", "Transferred", "Discharged"))
    decided: Cell = came + timedelta(minutes=stay - random.choice((60, 720, 721))) if stay > 730 else came
    treated = random.choice((5, 59, 60, 61, 99))
    return make.attendance(number, came, treated, stay, outcome, decided_at=decided if outcome == "Admitted" else None)


def _handover(random: Random, number: int) -> Row:
    return make.handover(number, _moment(random, -1, 3, 30), random.choice((1, 15, 16, 30, 31, 60, 61)))


def _wait(random: Random, days: tuple[int, ...]) -> tuple[date, date | None]:
    last = date(2022, 12, 31)
    start = last - timedelta(days=random.choice((*days, 0, -1, 20)))
    ends = (None, None, max(start, last), max(start, last) + timedelta(days=1))
    return start, random.choice(ends)


def _cancer(random: Random, number: int) -> Row:
    day = date(2022, 12, random.randrange(1, 32))
    told = random.choice((None, day, day - timedelta(days=30)))
    referred = day - timedelta(days=random.choice((27, 28, 29, 61, 62, 63, 67, 68)))
    route = random.choice(("Urgent GP referral", "Screening", "Other", "Consultant upgrade"))
    if told is not None and told < referred:
        told = None
    if random.random() < 0.3:
        return make.cancer(number, route, referred, told_on=told)
    decided = max(referred, day - timedelta(days=random.choice((30, 31, 32, 36, 37))))
    pause: dict[str, Cell] = {}
    if random.random() < 0.5 and decided <= day - timedelta(days=10):
        pause = {"paused_from": day - timedelta(days=8), "paused_to": day - timedelta(days=3)}
    return make.cancer(number, route, referred, told_on=told, decided_on=decided, treated_on=day, **pause)


def _operation(random: Random, number: int) -> Row:
    cancelled = date(2022, 9, 1) + timedelta(days=random.randrange(122))
    later = random.choice((None, 1, 27, 28, 29))
    treated = None if later is None else cancelled + timedelta(days=later)
    row = make.operation(number, cancelled, treated, random.choice(("Non-clinical", "Non-clinical", "Clinical")))
    return {**row, "last_minute": random.choice(("Yes", "Yes", "No"))}


def _incident(random: Random, number: int) -> Row:
    category = random.choice(("Category 1", "C2", "Cat 3", "4"))
    seconds = random.randrange(60, 4 * 3600)
    forms: tuple[Cell, ...] = (
        timedelta(seconds=seconds),
        f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
        f"{seconds // 60} min",
        seconds // 60,
    )
    return make.incident(number, date(2022, 12, random.randrange(1, 32)), category, random.choice(forms))
