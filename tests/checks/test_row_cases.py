"""Every check of rows, by its cases: the cells it flags, what it says, its verdicts on every table it is asked of."""

from __future__ import annotations

from typing import Any

import pytest

import checker.checks.rows as rows
from checker.checks.rows import row_checks, run_row_checks
from checker.model import Tally
from tests.typed_rows import case_list, cases, submitted, table, told

CODES = [check.code.id for check in row_checks()]


@pytest.mark.parametrize("code", CODES)
def test_a_check_has_rows_that_pass_and_rows_that_fail(code: str) -> None:
    tallies = [counts for case in case_list(code) for counts in case["tallies"].values()]
    valid, invalid, _ = map(sum, zip(*tallies, strict=True))
    assert valid > 0 and invalid > 0


@pytest.mark.parametrize(("code", "case"), cases(*CODES))
def test_case(monkeypatch: pytest.MonkeyPatch, code: str, case: dict[str, Any]) -> None:
    alone = tuple(check for check in row_checks() if check.code.id == code)
    monkeypatch.setattr(rows, "row_checks", lambda: alone)
    tables = {name: table(name, **definition) for name, definition in case["tables"].items()}
    flags, tallies, faults = run_row_checks(submitted(tables, case["rows"], case.get("lacking")), tables)
    assert [told(flag, asked) for flag, asked in zip(flags, case["flags"], strict=True)] == case["flags"]
    found = {tally for tally in tallies if tally.table in case["tallies"]}
    assert found == {Tally(code, name, *counts) for name, counts in case["tallies"].items()}
    assert {tally.table for tally in tallies} <= set(case["rows"])
    assert faults == ()
