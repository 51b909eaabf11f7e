"""Rows that a ledger has and that are gone or say something else now: A740, through the whole line."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Flag, Report, Severity
from tests.engine.books import cells
from tests.history.recorded import Runs
from tests.sampling.office import DEPARTMENTS, write_pack
from tests.typed_rows import message

NAME = DEPARTMENTS["justice"]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(write_pack(tmp_path_factory.mktemp("restated") / "pack"))


@pytest.fixture
def runs(tmp_path: Path, pack: Pack) -> Runs:
    return Runs(tmp_path, pack)


@dataclass(frozen=True)
class Case:
    """A case as the sheet has it."""

    number: str
    appeared: str | None = "是"
    party: str = "张三丰"
    day: date | None = date(2022, 3, 1)


def sheets(pack: Pack, *cases: Case) -> dict[str, dict[str, list[Any]]]:
    rows = [
        cells(pack, "cases", case_no=each.number, party=each.party, hearing_on=each.day, head_appeared=each.appeared)
        for each in cases
    ]
    return {NAME: {"cases": rows}}


def found(report: Report) -> list[Flag]:
    flags = [flag for each in report.departments for flag in each.flags if flag.code.id == "A740"]
    assert {flag.severity for flag in flags} <= {Severity.INFO}
    assert not report.faults
    return flags


def said(report: Report) -> list[str]:
    return [message(flag, "en").removeprefix("Worth a look: ") for flag in found(report)]


A, B, C = Case("A-1"), Case("B-2", appeared="否"), Case("C-3")
WHEN = "(compared with the run for 2022Q4, recorded on 2026-11-29)"


def test_a_verdict_that_flipped_is_named_with_what_was_recorded(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", sheets(pack, A, B, C))
    report = runs.run("2022Q4", sheets(pack, A, replace(B, appeared="是"), C))
    (flag,) = found(report)
    assert (flag.place.table, flag.place.row, flag.place.field, flag.place.key) == ("cases", 3, "head_appeared", "B-2")
    assert message(flag, "en") == (
        f"Worth a look: “Head appeared” was “no”, and is “yes” now {WHEN}; in “Absence rate” it goes from numerator "
        "to not in the numerator; in “Appearance rate” it goes from not in the numerator to numerator"
    )
    assert message(flag, "zh") == (
        "值得核对：“负责人是否出庭”当时为“否”，现在为“是”（与 2026-11-29 记入台账的 2022Q4 检查相比）；"
        "在“缺席率”中由“分子”变为“未列入分子”；在“出庭率”中由“未列入分子”变为“分子”"
    )


def test_a_row_that_is_gone_is_named_by_its_key(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", sheets(pack, A, B, C))
    report = runs.run("2022Q4", sheets(pack, A, C))
    (flag,) = found(report)
    assert (flag.place.table, flag.place.row, flag.place.key) == ("cases", None, "B-2")
    assert said(report)[0].startswith(f"“B-2” was listed, and is not listed now {WHEN}; in “Absence rate” it goes from")
    assert "in “Cases” it goes from numerator to not counted" in said(report)[0]


def test_a_new_name_is_shown_masked(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", sheets(pack, A, B))
    (other,) = said(runs.run("2022Q4", sheets(pack, replace(A, party="李四光"), B)))
    assert "“Party” was “张**”, and is “李**” now" in other
    assert "no indicator counts it differently" in other
    (alike,) = said(runs.run("2022Q4", sheets(pack, replace(A, party="李大钊"), B)))
    assert "personal data has changed (masked)" in alike
    assert "李大钊" not in alike


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("nothing", [A, B], [A, B]),
        ("another order", [A, B, C], [C, A, B]),
        ("a new row", [A], [A, B]),
        ("a row that could not be decided", [replace(A, appeared=None), B], [A, B]),
        ("a cell that was refused", [replace(A, appeared="也许"), B], [A, B]),
        ("a row that no indicator counted", [replace(A, day=date(2021, 3, 1)), B], [A, B]),
        ("another spelling of the same day", [A], [replace(A, day="2022年3月1日")]),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_restatement(runs: Runs, pack: Pack, name: str, before: list[Case], after: list[Case]) -> None:
    runs.run("2022Q4", sheets(pack, *before))
    assert said(runs.run("2022Q4", sheets(pack, *after))) == []


def test_the_same_run_again_says_the_same(runs: Runs, pack: Pack) -> None:
    """A flag must not vanish because the workbook that it is about was checked, or saved, once more."""
    runs.run("2022Q4", sheets(pack, A, B))
    first = said(runs.run("2022Q4", sheets(pack, A)))
    assert len(first) == 1
    assert said(runs.run("2022Q4", sheets(pack, A))) == first
    saved = sheets(pack, A)
    saved[NAME]["cases"].append(cells(pack, "cases"))
    assert said(runs.run("2022Q4", saved)) == first


def test_going_back_is_compared_with_what_was_in_between(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", sheets(pack, A, B))
    runs.run("2022Q4", sheets(pack, A))
    assert said(runs.run("2022Q4", sheets(pack, A, B))) == [], "a row that comes is no restatement"


def test_a_whole_sheet_that_is_gone_is_one_flag(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", sheets(pack, A, B, C))
    (text,) = said(runs.run("2022Q4", {NAME: {}}))
    assert text.startswith("3 rows were accepted, and none of them is listed now: A-1, B-2, C-3")
    assert text.endswith("Absence rate, Appearance rate, Cases no longer counts them")


def test_rows_of_the_year_stay_in_the_next_quarter(runs: Runs, pack: Pack) -> None:
    """The indicators count the whole year, so what was accepted for the third quarter counts in the fourth too."""
    runs.run("2022Q3", sheets(pack, A, B, C))
    changed = replace(B, appeared="是")
    texts = said(runs.run("2022Q4", sheets(pack, A, changed)))
    assert [text[:5] for text in texts] == ["“C-3”", "“Head"]
    assert all("(compared with the run for 2022Q3" in text for text in texts)


def test_what_flips_no_verdict_is_progress_between_two_quarters(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q3", sheets(pack, A, B))
    assert said(runs.run("2022Q4", sheets(pack, replace(A, party="李四光"), B))) == []


def test_another_year_starts_anew(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", sheets(pack, A, B, C))
    assert said(runs.run("2023Q1", sheets(pack, replace(A, day=date(2023, 2, 1))))) == []


def test_departments_without_an_earlier_submission_have_no_flag(runs: Runs, pack: Pack) -> None:
    runs.run("2022Q4", {DEPARTMENTS["finance"]: sheets(pack, A, B)[NAME]})
    assert said(runs.run("2022Q4", sheets(pack, C))) == []


def verdicts(case: Case) -> dict[str, str]:
    """How the three indicators count a case: written without the program."""
    if case.day is None or case.day.year != 2022:
        return {}
    if case.appeared is None:
        return {"appearance": "?", "absence": "?", "load": "counted"}
    return {"appearance": case.appeared, "absence": case.appeared, "load": "counted"}


def expected(before: list[Case], after: list[Case]) -> set[tuple[str, bool]]:
    """The key of each row that must be flagged, and whether a verdict flipped."""
    now, rows = {each.number: each for each in after}, set()
    for each in before:
        was = verdicts(each)
        if not was or "?" in was.values():
            continue
        other = now.get(each.number)
        flipped = (verdicts(other) if other else {}) != was
        blanked_or_changed = other is None or any(
            getattr(each, name) != getattr(other, name) for name in ("appeared", "party", "day")
        )
        if blanked_or_changed:
            rows.add((each.number, flipped))
    return rows


@pytest.mark.parametrize("seed", range(12))
def test_random_restatements_are_those_that_a_second_computation_finds(runs: Runs, pack: Pack, seed: int) -> None:
    chance = random.Random(seed)
    days = [date(2022, 3, 1), date(2022, 5, 2), date(2021, 12, 31)]
    before = [
        Case(f"K-{n}", chance.choice(["是", "否", None]), chance.choice(["张三丰", "李四光"]), chance.choice(days))
        for n in range(30)
    ]
    after = []
    for each in before:
        what = chance.choice(["same"] * 5 + ["gone", "day", "party", "appeared"])
        if what == "day":
            each = replace(each, day=chance.choice(days))
        elif what == "party":
            each = replace(each, party=chance.choice(["张三丰", "李四光", "王五洲"]))
        elif what == "appeared":
            each = replace(each, appeared=chance.choice(["是", "否", None]))
        if what != "gone":
            after.append(each)
    chance.shuffle(after)
    runs.run("2022Q4", sheets(pack, *before))
    flags = found(runs.run("2022Q4", sheets(pack, *after)))
    seen = {(flag.place.key, "no indicator counts" not in message(flag, "en")) for flag in flags}
    assert seen == expected(before, after)
    numbers = {each.number: number for number, each in enumerate(after, start=2)}
    assert all(flag.place.row == numbers.get(flag.place.key) for flag in flags)
