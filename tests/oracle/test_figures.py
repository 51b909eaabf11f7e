"""Figures that departments report: every verdict by hand, for each of them and for the district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Flag, Report, Result
from checker.privacy.masking import flag_message
from samples.library.yaml12 import read_yaml
from tests.engine.books import book, cells, checked

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("figures.yaml"))
COLUMNS = ("figure", "printed", "unit", "numerator", "denominator")
PERIOD = "2021"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("figures-pack"))


def report_on(pack: Pack, departments: Mapping[str, Sequence[Sequence[str]]]) -> Report:
    """The report on workbooks in which departments state figures."""
    done = []
    for name, figures in departments.items():
        rows = [
            cells(
                pack, "figures", section=str(number), **dict(zip(COLUMNS, (cell or None for cell in row), strict=False))
            )
            for number, row in enumerate(figures)
        ]
        done.append(checked(pack, PERIOD, book(pack, name, {"figures": rows})))
    return build_report(done, task_of(pack, PERIOD, None), whole=len(departments) > 1)


def compare(result: Result, asked: Mapping[str, Any]) -> None:
    why = (result.indicator, asked["why"])
    if "status" in asked:
        assert result.status.value == asked["status"], why
    for name in ("value", "lower", "upper", "numerator", "denominator"):
        if name in asked:
            assert getattr(result, name) == Fraction(asked[name]), why
    if "holds" in asked:
        held, examined = asked["holds"]
        assert (result.numerator, result.denominator) == (held, examined), why
        assert (result.excluded, result.unknown) == (asked.get("left_out", 0), asked.get("open", 0)), why
    if "reason" in asked:
        assert result.reason is not None
        told = result.reason.zh + result.reason.en
        assert all(word in told for word in asked["reason"]), why
        assert not any(word in told for word in asked.get("without", ())), why


def codes_of(flags: Sequence[Flag], rows: Sequence[Sequence[str]]) -> dict[str, dict[str, list[str]]]:
    """The codes of every figure, by the column that they point to; a code counts once, whatever indicators raise it."""
    found: dict[str, dict[str, set[str]]] = {}
    for flag in flags:
        if flag.place.row is not None and flag.code.id.startswith("M5"):
            figure = rows[flag.place.row - 2][0]
            found.setdefault(figure, {}).setdefault(flag.place.field, set()).add(flag.code.id)
    return {figure: {column: sorted(codes) for column, codes in each.items()} for figure, each in found.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_every_figure_and_its_sum(case: Mapping[str, Any], pack: Pack) -> None:
    report = report_on(pack, case["departments"])
    departments = {each.name.zh: each for each in report.departments}
    for name, asked in case.get("district", {}).items():
        compare({result.indicator: result for result in report.district_results}[name], asked)
    for department, results in case.get("department", {}).items():
        found = {result.indicator: result for result in departments[department].results}
        for name, asked in results.items():
            compare(found[name], asked)
    for name, rows in case["departments"].items():
        assert codes_of(departments[name].flags, rows) == case.get("flags", {}).get(name, {})
    flags = [flag for each in report.departments for flag in each.flags]
    for code, words in case.get("told", {}).items():
        told = [flag_message(flag, "en") for flag in flags if flag.code.id == code]
        assert told and all(word in told[0] for word in words)
