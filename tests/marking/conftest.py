"""Drawn departments as fixtures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checker.model import Department, Measured, Member, Report, Rows, SheetCount
from checker.text.bilingual import Text
from tests.marking.drawn import DEPARTMENT, REPORT
from tests.reporters.drawn_reports import JUSTICE_RESULTS


@pytest.fixture
def short_cohort() -> tuple[Report, Department]:
    """Sixty officers, 0010 to 0069 in rows 12 to 71, with 59, 58, ... 0 of 60 hours."""
    members = tuple(
        Member(
            key=f"{9 + number:04}",
            label=Text(f"{9 + number:04}", f"{9 + number:04}"),
            row=11 + number,
            amount=Fraction(60 - number),
            low=Fraction(60 - number),
            high=Fraction(60 - number),
            goal=Fraction(60),
            paced=Fraction(60),
            place="failed",
            paced_place="failed",
            rows=Rows("training"),
            settled=True,
        )
        for number in range(1, 61)
    )
    measured = Measured("share", members=members, numerator_rows=Rows("officers"))
    result = replace(JUSTICE_RESULTS[2], measured=measured)
    labels = tuple(
        replace(label, member_unit=Text("学时", "hours"), member_noun=Text("执法证号", "Officer number"))
        if label.id == result.indicator
        else label
        for label in REPORT.indicators
    )
    sheets = (SheetCount("执法人员名册", "officers", 60, 60, 0, 0),)
    department = replace(DEPARTMENT, results=(result,), sheets=sheets)
    return replace(REPORT, indicators=labels, departments=(department,)), department
