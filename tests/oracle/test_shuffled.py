"""The order of rows, columns and sheets, and blank rows between, change nothing but addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

import pytest

from checker.model import Department, Flag, Result, Rows
from checker.sources.reader import Reader
from samples.drawn.heping.generator import PACK, Drawn, Written, draw, write
from samples.drawn.heping.layout import Style
from samples.library import definitions
from tests.oracle.checking import Checking
from tests.oracle.comparing import told
from tests.oracle.flaws import flawed
from tests.tiers import tiered

ORDERED = Style()
#: Each department, and each quarter.
EVERY_RUN = [("sfj", "2022Q4", 0), ("zfb", "2022Q2", 1), ("xbl", "2022Q4", 2)]
SHUFFLED = (Style(order=True), Style(blanks=True), Style(order=True, blanks=True))


@pytest.fixture(scope="module")
def checking() -> Iterator[Checking]:
    with Reader() as reader:
        yield Checking(PACK, reader)


def drawn_with_flaws(department: str, period: str, seed: int) -> Drawn:
    """A workbook with some cells that are open, but every key as drawn: without it a row is known by its number."""
    good = draw(department, period, seed=seed, rows=20)
    tables = {
        name: [
            {**row, **{field: old[field] for field in definitions.table(name).key if field in old}}
            for row, old in zip(rows, good.tables[name], strict=True)
        ]
        for name, rows in flawed(good, Random(seed), 6).tables.items()
    }
    return replace(good, tables=tables)


@pytest.mark.parametrize(
    ("department", "period", "seed"),
    tiered(product(("sfj", "zfb", "xbl"), ("2022Q4", "2022Q2"), range(3)), always=EVERY_RUN),
)
def test_order_and_blank_rows(department: str, period: str, seed: int, checking: Checking, tmp_path: Path) -> None:
    drawn = drawn_with_flaws(department, period, seed)
    plain = write(drawn, tmp_path / "plain.xlsx", ORDERED, by="openpyxl")
    before = checking.check(plain.path, period)
    assert before.flags
    for number, style in enumerate(SHUFFLED):
        moved = write(drawn, tmp_path / f"{number}.xlsx", style, seed=seed, by="openpyxl")
        assert moved.laid != plain.laid
        after = checking.check(moved.path, period)
        assert (after.score, after.grade, after.state) == (before.score, before.grade, before.state)
        assert [result_of(each, moved) for each in after.results] == [result_of(each, plain) for each in before.results]
        assert flags_of(after, moved) == flags_of(before, plain)
        assert after.tallies == before.tallies
        assert sorted(map(str, after.sheets)) == sorted(map(str, before.sheets))


def result_of(result: Result, written: Written) -> dict[str, object]:
    """A result, its rows as drawn."""
    measured = result.measured
    return {
        **told(result),
        "indicator": result.indicator,
        "attainment": result.attainment,
        "expected": result.expected,
        "final": result.final,
        "counts": measured.counts,
        "good": as_drawn(measured.numerator_rows, written),
        "bad": as_drawn(measured.failure_rows, written),
        "out": as_drawn(measured.excluded_rows, written),
        "open": as_drawn(measured.unknown_rows, written),
        "members": sorted((each.key, each.place, each.amount, each.goal, each.paced) for each in measured.members),
    }


def as_drawn(rows: Rows, written: Written) -> list[int]:
    """Row numbers of a sheet as numbers of drawn rows."""
    return sorted(written.laid[rows.table].rows.index(number) for number in rows.numbers)


def flags_of(department: Department, written: Written) -> dict[str, tuple[object, ...]]:
    """Every flag by its fingerprint, its place as drawn."""
    found = {flag.fingerprint: _without_address(flag, written) for flag in department.flags}
    assert len(found) == len(department.flags)
    return found


def _without_address(flag: Flag, written: Written) -> tuple[object, ...]:
    place = flag.place
    row = None
    if place.row is not None:
        laid = written.laid[place.table]
        row = laid.rows.index(place.row)
        assert not place.field or place.cell == laid.cell(row, place.field)
    return (flag.code.id, flag.severity, flag.indicator, place.table, place.field, place.key, row, flag.observed)
