"""Rows that may be anybody's help as many members together as they can fall to, each to one person."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Result
from checker.model.workbook import Raw
from tests.engine.books import book, cells, checked

OLD, NEW = (date(2018, 5, 1), date(2022, 4, 30)), (date(2022, 5, 1), date(2023, 4, 30))
IN_OLD, IN_NEW, BETWEEN = date(2022, 2, 1), date(2022, 9, 1), date(2023, 6, 1)


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def trained(pack: Pack, terms: list[tuple[str, tuple[date, date]]], days: list[Raw]) -> Result:
    """Heads whose terms are over, and courses on these days of which nobody can say whose they are."""
    heads = [
        cells(pack, "leaders", person_id=person, name="王伟", is_principal="否", term_start=first, term_end=last)
        for person, (first, last) in terms
    ]
    courses = [
        cells(pack, "leader_training", person_id="待查", title="培训班", start_on=day, off_job="是") for day in days
    ]
    department = checked(
        pack, "2023Q4", book(pack, "区司法局", {"leaders": heads, "leader_training": courses})
    ).department
    return next(result for result in department.results if result.indicator == "leader-training")


@pytest.mark.parametrize(
    ("terms", "days", "helped"),
    [
        ([("L1", OLD), ("L2", OLD), ("L3", NEW)], [IN_OLD], 1),
        ([("L1", OLD), ("L2", OLD), ("L3", NEW)], [IN_OLD, IN_NEW], 2),
        # a day is within the terms of one only
        ([("L1", OLD), ("L2", NEW)], [IN_OLD, date(2022, 3, 1)], 1),
        ([("L1", OLD), ("L2", OLD)], [IN_OLD, BETWEEN], 1),
        # a day that nobody can read is within any term
        ([("L1", OLD), ("L2", NEW)], [IN_OLD, "待核实"], 2),
        # two posts at once are one person's, and so is the course
        ([("L1", OLD), ("L1", (date(2019, 5, 1), date(2022, 4, 1)))], [IN_OLD], 2),
        ([("L1", OLD), ("L1", NEW)], [IN_OLD], 1),
        ([("L1", OLD), ("L1", NEW), ("L2", NEW)], [IN_NEW], 1),
    ],
)
def test_heads_helped_together(
    terms: list[tuple[str, tuple[date, date]]], days: list[Raw], helped: int, heping: Pack
) -> None:
    result = trained(heping, terms, days)
    assert (result.lower, result.upper) == (Fraction(0), Fraction(helped, len(terms)))
