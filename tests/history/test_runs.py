"""How people name the runs of a ledger."""

from __future__ import annotations

import pytest

from checker.errors import Stop
from checker.history.runs import find_run, latest, list_runs, two_runs
from checker.history.series import sparkline
from checker.ledger.records import Entry


def entry(seq: int, period: str, pack: str = "p") -> Entry:
    payload = {
        "pack": {"id": pack, "version": "1", "sha256": "a"},
        "period": period,
        "as_of": "2022-12-31",
        "tool": "1",
        "departments": [],
    }
    return Entry(seq, "2026-01-01T00:00:00Z", "run", payload, "k", (), "", "", "h", "")


RUNS = list_runs([entry(2, "2022Q4"), entry(3, "2022Q3"), entry(4, "2022Q4"), entry(5, "2023Q1")], None, "l")


def reference(*names: str) -> str:
    with pytest.raises(Stop) as stopped:
        two_runs(RUNS, names, "l")
    return stopped.value.reference


def test_runs_come_by_period_and_the_latest_of_each_counts() -> None:
    assert [run.name for run in RUNS] == ["2022Q3@3", "2022Q4@2", "2022Q4@4", "2023Q1@5"]
    assert [run.name for run in latest(RUNS)] == ["2022Q3@3", "2022Q4@4", "2023Q1@5"]
    assert find_run(RUNS, "2022q4", "l").seq == 4
    assert find_run(RUNS, "2022Q4@2", "l").seq == 2


def test_one_period_means_its_last_two_runs() -> None:
    assert [run.seq for run in two_runs(RUNS, ["2022Q4"], "l")] == [2, 4]
    assert [run.seq for run in two_runs(RUNS, ["2022Q3", "2022Q4@2"], "l")] == [3, 2]


def test_what_cannot_be_compared_is_refused() -> None:
    assert reference("2022Q3") == "one-run-only"
    assert reference("2022Q3", "2022Q3@3") == "same-run"
    assert reference("2022Q4@9") == "no-such-run"
    assert reference("2021", "2022Q3") == "no-such-run"


def test_a_ledger_of_several_packs_asks_which() -> None:
    entries = [entry(2, "2022Q4"), entry(3, "2022Q4", "q")]
    assert [run.seq for run in list_runs(entries, "q", "l")] == [3]
    for listed, pack, expected in (
        (entries, None, "which-pack-of-ledger"),
        (entries, "r", "no-runs-of-pack"),
        ([], None, "no-runs"),
    ):
        with pytest.raises(Stop) as stopped:
            list_runs(listed, pack, "l")
        assert stopped.value.reference == expected


def test_sparklines_reach_from_the_smallest_to_the_largest() -> None:
    assert sparkline([1, 2, 3], plain=False) == "▁▅█"
    assert sparkline([1, None, 3], plain=True) == "1.8"
    assert sparkline([2, 2], plain=True) == "55"
    assert sparkline([None], plain=False) == "·"
