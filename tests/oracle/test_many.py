"""The run over many drawn workbooks: a few of each kind agree, and what differs is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from checker.model import Department, Result, Status
from checker.sources.reader import Reader
from samples.drawn.doubling import doubled
from samples.library.meanings import Unreadable
from tests.oracle.checking import Checking
from tests.oracle.many.cases import SOURCES, compare, is_wider
from tests.oracle.many.census import Census
from tests.oracle.many.completing import completions, disputed, single, without_blanks
from tests.oracle.many.desk import Desk
from tests.tiers import tiered


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("first", tiered(range(0, 60, 20), always=[0]))
def test_workbooks_agree(kind: str, first: int, reader: Reader, tmp_path: Path) -> None:
    desk, census = Desk(reader, tmp_path), Census()
    count = 20 if first else 2
    wrong = [line for number in range(first, first + count) for line in desk.look_at(7, number, [kind], census)]
    assert wrong == []
    assert f"{kind}: {count} workbooks" in list(census.lines())


@pytest.fixture(scope="module")
def judged(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Department:
    case = SOURCES["heping"](Random(3))
    path = tmp_path_factory.mktemp("judged") / "workbook.xlsx"
    case.write(path)
    return Checking(case.pack, reader).check(path, case.period)


@pytest.fixture(scope="module")
def result(judged: Department) -> Result:
    """A result of one third, for certain."""
    third = Fraction(1, 3)
    return replace(judged.results[0], numerator=1, denominator=3, excluded=0, value=third, lower=third, upper=third)


def test_what_is_never_drawn_is_told_or_explained(judged: Department) -> None:
    census = Census()
    census.add("kundulun", judged, {each.indicator for each in judged.results}, ["x"])
    drawn = {each.status.value for each in judged.results}
    assert set(census.never_drawn("kundulun")) == {each.value for each in Status} - drawn - {"behind"}
    lines = list(census.lines())
    assert lines[0] == "kundulun: 1 workbooks"
    assert any(line.startswith("  cannot be behind: ") for line in lines)
    assert lines[-1] == f"in all 1 workbooks, {len(judged.results)} results compared"


MISSED = (1, 2, 0, Fraction(1, 3), None)


def test_another_number_is_said(result: Result) -> None:
    assert list(compare("x", result, [MISSED], disputed=False)) == []
    assert list(compare("x", result, [(1, 2, 1, Fraction(1, 3), None)], disputed=False)) == [
        "x has excluded 0, expected 1"
    ]
    two = (2, 1, 0, Fraction(2, 3), None)
    differing = [line.split()[2] for line in compare("x", result, [two], disputed=False)]
    assert differing == ["value", "lower", "upper", "numerator"]


def test_of_several_outcomes_none_is_ruled_out(result: Result) -> None:
    both = [MISSED, (2, 1, 0, Fraction(2, 3), None)]
    assert len(list(compare("x", result, both, disputed=True))) == 2  # the bounds, and two that fail for certain
    open_result = replace(result, numerator=1, denominator=2, value=Fraction(1, 2), upper=Fraction(2, 3))
    assert list(compare("x", open_result, both, disputed=True)) == []
    assert not is_wider(open_result, both)
    assert is_wider(replace(open_result, upper=Fraction(1)), both)


def test_copies_are_one_record_and_may_contradict_each_other() -> None:
    courses = [
        {"officer_id": f"A{number}", "held_on": date(2024, 5, 1), "title": "t", "content_type": "law", "hours": number}
        for number in range(1, 4)
    ]
    seen = set()
    for seed in range(60):
        tables = doubled({"training": courses}, Random(seed))
        known = single(tables)
        assert len(known["training"]) == len(courses)
        cells = disputed(known)
        assert len(cells) <= 1
        seen.add((len(tables["training"]) - len(courses), bool(cells)))
        if not cells:
            assert sorted(map(str, without_blanks(known)["training"])) == sorted(map(str, courses))
        for way in completions(known, cells, date(2024, 12, 31)):
            assert not any(isinstance(cell, Unreadable) for row in way["training"] for cell in row.values())
    assert {(0, False), (1, False), (2, False), (1, True)} <= seen
