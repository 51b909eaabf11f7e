"""Drawn workbooks, as files, through the whole program: every result is the oracle's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from checker.engine.batch import run
from checker.model import Department, Report
from samples.drawn.heping.generator import PACK, Drawn, Written, draw, quieten, write
from samples.drawn.heping.layout import Style
from samples.library.definitions import departments
from tests.evidence.adding import unbalanced
from tests.oracle.comparing import differences, misflagged, misplaced_lines, misplaced_rows, unwelcome
from tests.oracle.flaws import doubled, flawed
from tests.oracle.oracle import INDICATORS, Evidence, evidence_of, expected, together
from tests.oracle.records import laid_single
from tests.tiers import tiered

EVERYBODY = tuple(code for code, each in departments(PACK).items() if each.submits)
CONGRESS = "plenary-lectures"
PLAIN, AS_PEOPLE_DO = Style(), Style(varied=True, order=True, blanks=True)
SIZES = (5, 12, 20, 40)


def submitted(several: list[Drawn], folder: Path) -> list[Written]:
    """Writes workbooks, each in another way."""
    return [
        write(
            drawn,
            folder / f"{drawn.department}.xlsx",
            AS_PEOPLE_DO if number % 2 else PLAIN,
            seed=number,
            by="openpyxl" if number % 3 else "xlsxwriter",
        )
        for number, drawn in enumerate(several)
    ]


def wrong_results(report: Report, several: list[Drawn], written: list[Written]) -> list[str]:
    """Where departments and district differ from the oracle."""
    evidence = {drawn.department: evidence_of(drawn) for drawn in several}
    as_of = several[0].as_of
    laid = {drawn.department: laid_single(drawn, each.laid) for drawn, each in zip(several, written, strict=True)}
    wrong = unbalanced(report)
    for whole in report.departments:
        department = looked_at(whole)
        said = own(evidence[department.code])
        wrong += differences(department.code, department.results, expected(said, as_of))
        wrong += misplaced_rows(department.code, department.results, said, laid[department.code])
        wrong += misplaced_lines(department, said, laid[department.code])
        wrong += misflagged(department.code, department, said, laid[department.code])
    whole = together(evidence.values())
    waiting = {name for name, said in whole.items() if said.silent}
    district = [result for result in report.district_results if result.indicator in INDICATORS]
    wrong += [
        f"district: {result.indicator} is {result.status}, though a department says nothing"
        for result in district
        if result.indicator in waiting and result.status not in ("undetermined", "missed")
    ]
    return wrong + differences("district", district, expected(whole, as_of), waiting)


def looked_at(department: Department) -> Department:
    """The department with the results that this oracle has rules for; `tests.oracle.kundulun.heping` has the others."""
    return replace(department, results=tuple(each for each in department.results if each.indicator in INDICATORS))


def own(evidence: dict[str, Evidence]) -> dict[str, Evidence]:
    """What a department is judged by itself; of the congress's lectures it only brings the evidence."""
    return {name: said for name, said in evidence.items() if name != CONGRESS}


@pytest.mark.parametrize(("period", "seed"), tiered([("2022Q4", 1), ("2022Q2", 2)], always=[("2022Q4", 1)]))
def test_good_workbooks(period: str, seed: int, tmp_path: Path) -> None:
    several = [
        draw(code, period, seed=100 * seed + number, rows=SIZES[number % len(SIZES)])
        for number, code in enumerate(EVERYBODY)
    ]
    written = submitted(several, tmp_path)
    report = run(PACK, period, tmp_path, workers=1, rows="counted")
    assert report.faults == ()
    assert [each for department in report.departments for each in unwelcome(department.flags)] == []
    assert wrong_results(report, several, written) == []


@pytest.mark.parametrize(
    ("period", "seed", "flaws"),
    tiered([("2022Q4", 3, 1), ("2022Q2", 4, 1), ("2022Q4", 5, 3), ("2022Q2", 6, 3)], always=[("2022Q2", 4, 1)]),
)
def test_workbooks_with_cells_that_are_open(period: str, seed: int, flaws: int, tmp_path: Path) -> None:
    several = [
        doubled(
            flawed(draw(code, period, seed=100 * seed + number, rows=(5, 9, 14)[number % 3]), Random(number), flaws),
            Random(number),
        )
        for number, code in enumerate(EVERYBODY)
    ]
    written = submitted(several, tmp_path)
    report = run(PACK, period, tmp_path, workers=1, rows="counted")
    assert report.faults == ()
    assert wrong_results(report, several, written) == []


#: What is said of tables without rows, and of references into a roster that nobody filled in.
OF_SILENCE = {"W262", "W263"}


@pytest.mark.parametrize(
    ("period", "seed"), tiered([("2022Q4", 7), ("2022Q2", 8), ("2022Q4", 9)], always=[("2022Q4", 7)])
)
def test_workbooks_that_say_nothing_of_some_tables(period: str, seed: int, tmp_path: Path) -> None:
    several = [
        quieten(draw(code, period, seed=100 * seed + number, rows=6), Random(f"{seed} {code}"))
        for number, code in enumerate(EVERYBODY)
    ]
    written = submitted(several, tmp_path)
    report = run(PACK, period, tmp_path, workers=1, rows="counted")
    assert report.faults == ()
    assert wrong_results(report, several, written) == []
    found = {
        each.code: {flag.place.table for flag in each.flags if flag.code.id in OF_SILENCE}
        for each in report.departments
    }
    assert found == {drawn.department: set(drawn.silent) for drawn in several}


@pytest.mark.parametrize("seed", tiered(range(6), always=[0, 1]))
@pytest.mark.parametrize("period", ["2022Q4", "2022Q2"])
def test_lectures_of_the_district(period: str, seed: int, tmp_path: Path) -> None:
    drawn = draw("zfb", period, seed=900 + seed, rows={"lectures": 9})
    if seed % 2:
        drawn = doubled(flawed(drawn, Random(seed), 3), Random(seed))
    write(drawn, tmp_path / "zfb.xlsx", AS_PEOPLE_DO, seed=seed, by="openpyxl")
    report = run(PACK, period, tmp_path, workers=1, rows="counted")
    found = [result for result in report.district_results if result.indicator == CONGRESS]
    said = evidence_of(drawn)[CONGRESS]
    assert differences("district", found, expected({CONGRESS: said}, drawn.as_of)) == []
