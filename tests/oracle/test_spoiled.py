"""One spoiled cell: exactly that cell is reported, and only the indicators that read its column change, as they may."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from checker.definitions.load import load_pack
from checker.model import Department, Result, Severity
from checker.sources.reader import Reader
from samples.drawn.heping.generator import PACK, Drawn, Written, draw, write
from samples.library import definitions
from samples.library.meanings import Unreadable
from tests.oracle.checking import Checking
from tests.oracle.comparing import differences, misplaced_rows, said
from tests.oracle.findings import Finding, expected_findings
from tests.oracle.oracle import INDICATORS, evidence_of, expected
from tests.oracle.records import laid_single
from tests.oracle.spoiling import spoils
from tests.tiers import tiered

#: By table, the department in whose workbook it is spoiled: the one with the fewest other tables.
BASES = {
    "litigation": "qyc",
    "disclosure": "zwb",
    "proposals": "zwb",
    "court_visits": "zwb",
    "lectures": "zfb",
    **dict.fromkeys(("officers", "training", "casefile_reviews", "leaders", "leader_training"), "sfj"),
}
#: Cells of other columns are nobody's business.
ASKED = load_pack(PACK).tables
COLUMNS = [(table, column) for table in BASES for column in ASKED[table].asked]
#: Of every table a column that its rules look at, of all types but identity numbers (no rule looks at those).
EVERY_RUN = [
    ("litigation", "hearing_on"),
    ("disclosure", "valid_application"),
    ("proposals", "satisfaction"),
    ("court_visits", "leaders_attending"),
    ("lectures", "topic"),
    ("officers", "on_duty_to"),
    ("training", "hours"),
    ("casefile_reviews", "level"),
    ("leaders", "person_id"),
    ("leader_training", "off_job"),
]


class Desk:
    """Writes workbooks and has them checked; keeps what is said of the good ones."""

    def __init__(self, folder: Path, checking: Checking) -> None:
        self._path = folder / "workbook.xlsx"
        self._checking = checking
        self._bases: dict[tuple[str, str], tuple[Drawn, Department]] = {}

    def check(self, drawn: Drawn) -> tuple[Department, Written]:
        """What the program says of a workbook, and where its tables lie."""
        written = write(drawn, self._path, by="openpyxl")
        return self._checking.check(self._path, drawn.period), written

    def base(self, department: str, period: str) -> tuple[Drawn, Department]:
        """A good workbook, and what the program says of it."""
        key = department, period
        if key not in self._bases:
            drawn = draw(department, period, seed=7, rows=6)
            self._bases[key] = drawn, self.check(drawn)[0]
        return self._bases[key]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Reader() as reader:
        yield Desk(tmp_path_factory.mktemp("spoiled"), Checking(PACK, reader))


@pytest.mark.parametrize(("table", "column"), tiered(COLUMNS, always=EVERY_RUN))
def test_one_spoiled_cell(table: str, column: str, desk: Desk) -> None:
    chance = Random(f"{table}.{column}")
    period = chance.choice(("2022Q4", "2022Q2"))
    good, judged = desk.base(BASES[table], period)
    wrong: list[str] = []
    for way, row, spoiled in spoils(good, table, column, chance):
        department, written = desk.check(spoiled)
        where = f"{period} {table}.{column} row {row + 1}, {way}"
        wrong += wrong_findings(where, department, spoiled, written)
        wrong += wrong_results(where, department, spoiled, written)
        wrong += strayed(where, department, judged, spoiled, table, row, column)
    assert not wrong, "\n".join(wrong)


def wrong_findings(where: str, department: Department, spoiled: Drawn, written: Written) -> list[str]:
    """Errors and misdated rows that are missing or too many."""
    rows = {(name, number): row for name, laid in written.laid.items() for row, number in enumerate(laid.rows)}
    found: set[Finding] = set()
    wrong = []
    for flag in department.flags:
        place = flag.place
        if flag.severity is Severity.ERROR or flag.code.id in ("C411", "C412"):
            row = rows.get((place.table, place.row or 0))
            if row is None or place.cell != written.laid[place.table].cell(row, place.field):
                wrong.append(f"{where}: {said(flag)} is at no cell")
            else:
                found.add(Finding(flag.code.id, place.table, row, place.field))
        elif flag.severity is Severity.AMBER and not flag.indicator:
            wrong.append(f"{where}: {said(flag)} is not expected")
    expected_ones = expected_findings(spoiled)
    wrong += [f"{where}: {each} is missing" for each in sorted(expected_ones - found, key=str)]
    return wrong + [f"{where}: {each} is too many" for each in sorted(found - expected_ones, key=str)]


def wrong_results(where: str, department: Department, spoiled: Drawn, written: Written) -> list[str]:
    """Results and undecided rows that are not the oracle's."""
    evidence = evidence_of(spoiled)
    ours = [result for result in department.results if result.indicator in INDICATORS]
    wrong = differences(where, ours, expected(evidence, spoiled.as_of))
    return wrong + misplaced_rows(where, ours, evidence, laid_single(spoiled, written.laid))


def strayed(
    where: str, department: Department, before: Department, spoiled: Drawn, table: str, row: int, column: str
) -> list[str]:
    """Results that changed though their rules do not read the column, or beyond what an open cell can do."""
    wrong = []
    for new, old in zip(department.results, before.results, strict=True):
        read = definitions.columns_of(PACK, new.indicator)
        # Rows with one key are one record, so every result reads the keys of its tables.
        reads = (table, column) in read or (
            column in definitions.table(table).key and table in {name for name, _ in read}
        )
        if not reads and new != old:
            wrong.append(f"{where}: {new.indicator} changed, though it does not read the column")
        # What an open cell held before is one of the things that it may hold now.
        is_open = isinstance(spoiled.tables[table][row].get(column), Unreadable)
        if reads and is_open and not _holds(new, old.value):
            wrong.append(f"{where}: {new.indicator} was {old.value}, now from {new.lower} to {new.upper}")
    return wrong


def _holds(result: Result, value: Fraction | None) -> bool:
    """Whether a value lies within a result's bounds."""
    if value is None:
        return True
    return result.lower is not None and result.upper is not None and result.lower <= value <= result.upper
