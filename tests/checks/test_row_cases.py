"""Each check of rows, by cases: the cells it flags, what it says, and its verdicts on every table it is asked of."""

from __future__ import annotations

from typing import Any

import pytest

from checker.checks.rows import run_row_checks
from checker.model import Tally
from tests.typed_rows import cases, submitted, table, told


@pytest.mark.parametrize(("code", "case"), cases("C401", "C402", "C403", "C404"))
def test_case(code: str, case: dict[str, Any]) -> None:
    tables = {name: table(name, **definition) for name, definition in case["tables"].items()}
    flags, tallies, faults = run_row_checks(submitted(tables, case["rows"], case.get("lacking")), tables)
    mine = [flag for flag in flags if flag.code.id == code]
    assert [told(flag, asked) for flag, asked in zip(mine, case["flags"], strict=True)] == case["flags"]
    assert len(mine) == len(flags)
    found = {tally for tally in tallies if tally.code == code and tally.table in case["tallies"]}
    assert found == {Tally(code, name, *counts) for name, counts in case["tallies"].items()}
    assert {tally.table for tally in tallies if tally.code == code} <= set(case["rows"])
    assert faults == ()
