"""Figures of a report: every verdict by hand, and drawn rates by trying every count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.model import Department
from checker.sources.reader import Reader
from samples.drawn.heping.layout import Style, cover, lay
from samples.library import definitions
from samples.library.cells import book_of_pages
from samples.library.meanings import Row
from samples.library.xlsx import by_openpyxl
from samples.library.yaml12 import read_yaml
from tests.oracle.checking import Checking

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("reported.yaml"))
FIELDS = ("figure", "printed", "unit", "numerator", "denominator")
AMOUNTS = ("value", "lower", "upper")
PACK, PERIOD = "jizhou", "2021"
#: Indicators that hold one rate to its counts.
RATES = {
    "enforcement-lawyer-rate": "enforcement-lawyer-rate",
    "petitions-closed": "petition-closing-rate",
    "reconsideration-corrections": "reconsideration-correction-rate",
    "resettlement": "resettlement-rate",
}


@pytest.fixture(scope="module")
def checking() -> Iterator[Checking]:
    with Reader() as reader:
        yield Checking(PACK, reader)


def check(figures: Sequence[Sequence[str]], checking: Checking, path: Path) -> tuple[Department, dict[int, str]]:
    """What is said of a report's figures; and which figure stands in which row."""
    rows: list[Row] = [{name: value or None for name, value in zip(FIELDS, each, strict=False)} for each in figures]
    page, laid = lay(definitions.table("figures"), rows, Style(), Random(0))
    filled = {"department": "依法治区办", "period": PERIOD, "pack": PACK}
    pages = (cover(definitions.table("cover"), filled, Style(), Random(0)), page)
    path.write_bytes(by_openpyxl(book_of_pages(pages)))
    names = {number: str(row["figure"]) for number, row in zip(laid.rows, rows, strict=True)}
    return checking.check(path, PERIOD), names


def exact(text: str) -> Fraction:
    """A value as the cases write it."""
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_every_figure_has_the_verdict_worked_out_by_hand(
    case: Mapping[str, Any], checking: Checking, tmp_path: Path
) -> None:
    department, names = check(case["figures"], checking, tmp_path / "report.xlsx")
    results = {result.indicator: result for result in department.results}
    for name, asked in case["expect"].items():
        result, why = results[name], (name, asked["why"])
        assert result.status.value == asked["status"], why
        if "holds" in asked:
            held, examined = (Fraction(number) for number in asked["holds"])
            open_ones = asked.get("open", 0)
            assert (result.numerator, result.denominator) == (held, examined), why
            assert (result.excluded, result.unknown) == (asked.get("left_out", 0), open_ones), why
            if whole := examined + open_ones:
                assert (result.lower, result.upper) == (held / whole, (held + open_ones) / whole), why
        else:
            assert [result.value, result.lower, result.upper] == [exact(asked[part]) for part in AMOUNTS], why
    # A figure may be looked at by its own indicator and by the one that looks at all.
    codes = {
        (names[flag.place.row], flag.code.id)
        for flag in department.flags
        if flag.place.row is not None and flag.code.id.startswith("M5")
    }
    assert codes == set(case.get("codes", {}).items())


def printed(share: Fraction, digits: int) -> str:
    """A share as a percentage with so many digits, halves rounded up, by whole numbers alone."""
    units = (share * 100 * 10**digits * 2 + 1) // 2
    whole, part = divmod(int(units), 10**digits)
    return f"{whole}.{part:0{digits}d}%" if digits else f"{whole}%"


@pytest.mark.parametrize("seed", range(25))
def test_drawn_rates(seed: int, checking: Checking, tmp_path: Path) -> None:
    chance = Random(seed)
    figures: list[tuple[str, str, str, str, str]] = []
    holds: dict[str, bool] = {}
    for indicator, figure in RATES.items():
        of, digits = chance.randint(1, 120), chance.randint(0, 2)
        count = chance.randint(0, of)
        text = printed(Fraction(count, of), digits)
        if chance.random() < 0.5:
            # one in the last printed digit more
            text = printed(exact(text) + Fraction(1, 100 * 10**digits), digits)
        counted = chance.random() < 0.5
        possible = (count,) if counted else range(of + 1)
        holds[indicator] = any(printed(Fraction(each, of), digits) == text for each in possible)
        figures.append((figure, text, "%", str(count) if counted else "", str(of)))
    department, _ = check(figures, checking, tmp_path / "report.xlsx")
    results = {result.indicator: result for result in department.results}
    for indicator, right in holds.items():
        result = results[indicator]
        assert [result.numerator, result.denominator] == [int(right), 1], (indicator, figures)
        assert result.status.value == ("met" if right else "missed")
