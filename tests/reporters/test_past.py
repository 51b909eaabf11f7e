"""Recorded periods in the page and in the summary: only where there is a ledger."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from checker.model import Language, Previous, Report, Standing, Status
from checker.reporters.registry import reporters
from tests.reporters.drawn_reports import QUARTER

INDICATOR = QUARTER.district_results[0].indicator


def with_past(report: Report) -> Report:
    """The report with two recorded periods; the district's first indicator has a result in the second only."""
    missed, met = Standing(Status.MISSED, Fraction(1, 8)), Standing(Status.MET, Fraction(7, 8))
    code = report.departments[0].code
    return replace(
        report,
        past=(
            Previous("2021Q3", {}, {(code, INDICATOR): met}, as_of=date(2021, 9, 30)),
            Previous("2021Q4", {code: Fraction(77)}, {("", INDICATOR): missed}, as_of=date(2021, 12, 31)),
        ),
    )


def rendered(file: str, report: Report, language: Language) -> bytes:
    return next(each for each in reporters() if each.file == file).render(report, language, False)


def sheet(report: Report, language: Language) -> list[list[str]] | None:
    book = load_workbook(BytesIO(rendered("summary.xlsx", report, language)))
    name = "历次检查" if language == "zh" else "Periods"
    if name not in book.sheetnames:
        return None
    return [["" if cell is None else str(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_summary_has_a_column_for_each_period(language: Language) -> None:
    found = sheet(with_past(QUARTER), language)
    assert found is not None
    (head,) = [row for row in found if "2021Q3" in row]
    first, second, now = (head.index(period) for period in ("2021Q3", "2021Q4", QUARTER.period))
    rows = found[found.index(head) + 1 :]
    district = rows[0]
    assert district[first] == ""
    assert "12.5%" in district[second]
    assert district[now]
    scores = [row for row in rows if row[1] in ("得分", "Score")]
    assert scores[0][second] == "77"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_draws_the_recorded_periods(language: Language) -> None:
    page = rendered("report.html", with_past(QUARTER), language).decode()
    figures = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    (past,) = [figure for figure in figures if "2021Q4" in figure]
    assert "Over the recorded periods" in past
    assert "历次检查（台账）" in past
    assert "2021Q3" not in past  # the district has no result then
    assert QUARTER.period in past
    assert "12.5%" in past
    assert "2021-12-31" in past


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_ledger_there_is_neither(language: Language) -> None:
    assert sheet(QUARTER, language) is None
    assert "历次检查（台账）</" not in rendered("report.html", QUARTER, language).decode()
