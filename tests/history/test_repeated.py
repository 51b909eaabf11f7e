"""Blocks of rows that the same department submitted for an earlier period: A741, through the whole line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Report, Severity
from tests.engine.books import cells
from tests.history.recorded import Runs
from tests.typed_rows import message

ONE, OTHER = "区市场监管局", "区城市管理委"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("heping")


@pytest.fixture
def runs(tmp_path: Path, pack: Pack) -> Runs:
    return Runs(tmp_path, pack)


def decisions(pack: Pack, prefix: str, count: int = 3, **changes: Any) -> list[Any]:
    """Decisions with a title and three dates of 2022."""
    return [
        cells(
            pack,
            "decisions",
            decision_no=f"{prefix}{number}号",
            **{
                "title": f"关于第{number}项改造的决定",
                "started_on": date(2022, 1, number),
                "consult_from": date(2022, 2, number),
                "decided_on": date(2022, 6, number),
                **changes,
            },
        )
        for number in range(1, count + 1)
    ]


def said(report: Report) -> list[str]:
    flags = [flag for each in report.departments for flag in each.flags if flag.code.id == "A741"]
    assert {flag.severity for flag in flags} <= {Severity.INFO}
    assert not report.faults
    return [message(flag, "en") for flag in flags]


def test_rows_of_the_year_before_under_new_numbers_are_seen(runs: Runs, pack: Pack) -> None:
    own = decisions(pack, "另〔2023〕", 2, title="另一项决定", started_on=date(2023, 3, 3))
    runs.run("2022", {ONE: {"decisions": decisions(pack, "津和管〔2022〕")}})
    report = runs.run("2023", {ONE: {"decisions": [*own, *decisions(pack, "津和管〔2023〕")]}})
    assert said(report) == [
        "Worth a look: 4-6 (3 rows) are the same as rows with other keys that were submitted for 2022 (rows 2-4)"
    ]
    flag = next(flag for each in report.departments for flag in each.flags if flag.code.id == "A741")
    assert message(flag, "zh") == "值得核对：第 4-6 行（3 行）与 2022 报送的第 2-4 行编号不同，内容相同"


@pytest.mark.parametrize(
    ("name", "then", "now"),
    [
        ("two rows", {"count": 2}, {"count": 2}),
        ("three equal columns", {"consult_from": None}, {}),
        ("no equal text", {"title": "甲"}, {"title": "乙", "hearing_on": date(2023, 4, 4)}),
        ("no equal date", {}, {name: date(2023, 8, 8) for name in ("started_on", "consult_from", "decided_on")}),
        ("the same numbers: the same records", {"prefix": "津和联"}, {"prefix": "津和联"}),
    ],
)
def test_fewer_prove_nothing(runs: Runs, pack: Pack, name: str, then: dict[str, Any], now: dict[str, Any]) -> None:
    runs.run("2022", {ONE: {"decisions": decisions(pack, **{"prefix": "津和管〔2022〕", **then})}})
    assert said(runs.run("2023", {ONE: {"decisions": decisions(pack, **{"prefix": "津和管〔2023〕", **now})}})) == []


def test_another_departments_rows_are_another_matter(runs: Runs, pack: Pack) -> None:
    runs.run("2022", {OTHER: {"decisions": decisions(pack, "津和城〔2022〕")}})
    assert said(runs.run("2023", {ONE: {"decisions": decisions(pack, "津和管〔2023〕")}})) == []


def test_only_the_newest_of_the_periods_is_named(runs: Runs, pack: Pack) -> None:
    for year in ("2022", "2023"):
        runs.run(year, {ONE: {"decisions": decisions(pack, f"津和管〔{year}〕")}})
    (text,) = said(runs.run("2024", {ONE: {"decisions": decisions(pack, "津和管〔2024〕")}}))
    assert "submitted for 2023" in text


def test_rows_that_stay_listed_and_only_get_another_number_are_the_same_rows(runs: Runs, pack: Pack) -> None:
    """Quarters of one year list the year's rows; if the old rows are listed beside the new ones, these are copies."""
    runs.run("2022Q3", {ONE: {"decisions": decisions(pack, "津和管〔2022〕")}})
    renamed = decisions(pack, "津和管新〔2022〕")
    assert said(runs.run("2022Q4", {ONE: {"decisions": renamed}}, record=False)) == []
    (text,) = said(runs.run("2022Q4", {ONE: {"decisions": [*decisions(pack, "津和管〔2022〕"), *renamed]}}))
    assert "5-7 (3 rows)" in text


def test_rows_that_are_listed_again_are_no_copies_of_each_other(runs: Runs, pack: Pack) -> None:
    """Many rows of one sheet can be alike: a block of them then equals the same block, one row further down."""
    same = {"title": "同一事项", "started_on": date(2022, 1, 1), "consult_from": date(2022, 2, 1)}
    alike = decisions(pack, "津和管〔2022〕", 8, **same, decided_on=date(2022, 6, 1))
    runs.run("2022Q3", {ONE: {"decisions": alike}})
    assert said(runs.run("2022Q4", {ONE: {"decisions": alike}})) == []


def test_tables_in_which_all_attend_the_same_are_left_out(runs: Runs, pack: Pack) -> None:
    def training(prefix: str) -> list[Any]:
        return [
            cells(
                pack, "leader_training", person_id=f"{prefix}{n}", title="法治班", start_on=date(2022, 5, 1), topic="法"
            )
            for n in range(3)
        ]

    runs.run("2022", {ONE: {"leader_training": training("L")}})
    assert said(runs.run("2023", {ONE: {"leader_training": training("M")}})) == []


def test_a_signal_that_crashes_is_a_fault_and_stops_no_other(
    runs: Runs, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("crash")

    runs.run("2022", {ONE: {"decisions": decisions(pack, "津和管〔2022〕")}})
    monkeypatch.setattr("checker.history.signals.find_restated", crash)
    report = runs.run("2023", {ONE: {"decisions": decisions(pack, "津和管〔2023〕")}})
    assert [fault.where for fault in report.faults] == ["restated-row"]
    assert any(flag.code.id == "A741" for each in report.departments for flag in each.flags)
