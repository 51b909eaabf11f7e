"""Drawn workbooks of the pack hantai, as files, through the whole program: every result is the oracle's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from checker.engine.batch import run
from checker.model import Report, Result, Severity, State
from samples.drawn.declaring import silent
from samples.drawn.hantai import PACK, Drawn, draw, write
from samples.library.definitions import indicators, judged
from tests.evidence.adding import unbalanced
from tests.oracle.hantai.measures import Rule, has_no_earlier, together
from tests.oracle.hantai.rulebook import DEPARTMENT, DISTRICT
from tests.oracle.hantai.rules import NOT_ASKED, Told
from tests.oracle.silence import is_left_open
from tests.tiers import tiered

LAST_DAYS = {"2024Q4": date(2024, 12, 31), "2024Q2": date(2024, 6, 30)}
#: Beside the two offices that bring the district's evidence, a department, a town and a street office in turn.
THIRD = ("cgj", "pz", "xfj", "bg")
#: The seeds that are enough for every measure to meet its oracle.
EVERY_RUN = (0, 1)


def team(seed: int) -> tuple[str, str, str]:
    """The departments that submit something."""
    return "zfb", "sfj", THIRD[seed % len(THIRD)]


def differences(where: str, results: Iterable[Result], expected: dict[str, Told]) -> list[str]:
    """Every number that is not as expected, in words that say what stands where."""
    found = {result.indicator: result for result in results}
    wrong = []
    for name, told in expected.items():
        result = found[name]
        pairs: dict[str, object] = {"excluded": result.excluded, "value": result.value}
        if told.numerator is not None:
            pairs |= {"numerator": result.numerator, "denominator": result.denominator}
        if told.status is not None:
            pairs["status"] = result.status.value
        wrong += [
            f"{where}: {name} has {each} {its}, expected {getattr(told, each)}"
            for each, its in pairs.items()
            if its != getattr(told, each)
        ]
    return wrong


#: What nobody can say while a sheet is silent.
OPEN = Told(None, None, 0, None, "undetermined")


def quiet(drawn: Drawn) -> frozenset[str]:
    """The tables of which a department says nothing."""
    return silent(drawn.tables, drawn.ways)


def without_rows(rule: Rule, as_of: date) -> Told:
    """What comes of silent sheets: it is left open, but what is not asked for yet needs no sheet."""
    return NOT_ASKED if rule.told(defaultdict(list), rule.window(as_of)) == NOT_ASKED else OPEN


def of_department(drawn: Drawn, as_of: date) -> dict[str, Told]:
    """What a department is judged by itself."""

    def told(name: str, rule: Rule) -> Told:
        silent_here = is_left_open(PACK, name, quiet(drawn))
        return without_rows(rule, as_of) if silent_here else rule.told(drawn.tables, rule.window(as_of))

    return {name: told(name, rule) for name, rule in DEPARTMENT.items() if drawn.department in judged(PACK, name)}


def of_district(several: list[Drawn], as_of: date) -> dict[str, Told]:
    """What the district is judged by, from the rows of those who bring them."""

    def told(name: str, rule: Rule) -> Told:
        asked = [each for each in several if each.department in judged(PACK, name)]
        counted = [each for each in asked if not is_left_open(PACK, name, quiet(each))]
        if not counted:
            return without_rows(rule, as_of)
        found = rule.told(together(each.tables for each in counted), rule.window(as_of))
        if any(has_no_earlier(name, each.tables, rule.window(as_of)) for each in counted):
            found = replace(found, value=None, status=None)  # a part of the earlier cases is not all of them
        return found if counted == asked else replace(found, status=None)  # the district waits for the others

    return {name: told(name, rule) for name, rule in DISTRICT.items()}


#: One flag a failure; of what is due by a day, at least one on whatever rows there are of it, or are missing.
ONE_EACH, SOME = {"M501", "M503"}, {"M505", "M506", "M507"}


def unflagged(report: Report, expected: dict[str, Told]) -> list[str]:
    """What the district misses without a word about it in a workbook, and what is flagged for nothing."""
    wrong = []
    flags = [flag for department in report.departments for flag in department.flags]
    for name, told in expected.items():
        if told.status is None or told.numerator is None or told.denominator is None:
            continue
        about = [flag for flag in flags if flag.indicator == name and flag.code.id not in ("M524", "M525")]
        codes = [flag.code.id for flag in about]
        failures = told.denominator - told.numerator
        each, some = (sum(code in kind for code in codes) for kind in (ONE_EACH, SOME))
        if each != failures and not (each == 0 and bool(some) == bool(failures)):
            wrong.append(f"district: {name} has {codes} for {failures} failures")
        if {flag.severity for flag in about} - {Severity.RED}:
            wrong.append(f"district: {name} is {told.status}, and not all of {codes} is red")
        wrong += [f"{name} has {code} in a department" for code in codes if code.startswith("T")]
    return wrong


@pytest.mark.parametrize("seed", tiered(range(8), always=EVERY_RUN))
@pytest.mark.parametrize("period", LAST_DAYS)
def test_results_are_the_oracles(period: str, seed: int, tmp_path: Path) -> None:
    as_of = LAST_DAYS[period]
    chance = Random(f"{period}-{seed}")
    several = [draw(code, period, as_of, chance) for code in team(seed)]
    for drawn in several:
        write(drawn, tmp_path)
    report = run(PACK, period, tmp_path, workers=1, rows="counted")
    assert report.faults == ()
    assert unbalanced(report) == []
    district = of_district(several, as_of)
    wrong = differences("district", report.district_results, district) + unflagged(report, district)
    by_code = {department.code: department for department in report.departments}
    for drawn in several:
        assert by_code[drawn.department].state is State.ACCEPTED
        wrong += differences(drawn.department, by_code[drawn.department].results, of_department(drawn, as_of))
    assert "\n".join(wrong) == ""


def test_every_indicator_has_a_rule() -> None:
    assert {*DEPARTMENT, *DISTRICT} == set(indicators(PACK))


def test_every_rule_is_met_in_every_run() -> None:
    submitting = {code for seed in EVERY_RUN for code in team(seed)}
    assert [name for name in DEPARTMENT if not submitting & set(judged(PACK, name))] == []
