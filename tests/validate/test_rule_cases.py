"""Each rule of a column, by cases: which cells it flags, what it says, how many rows it could not judge."""

from __future__ import annotations

from typing import Any

import pytest

from checker.checks.rows import row_checks
from checker.model import Tally
from checker.validate.rules import validate
from tests.typed_rows import CASES, as_of, cases, table, told, typed

#: The codes of rules; others of this family are of checks of rows.
CODES = sorted({path.stem for path in CASES.glob("V*.yml")} - {check.code.id for check in row_checks()})


@pytest.mark.parametrize(("code", "case"), cases(*CODES))
def test_case(code: str, case: dict[str, Any]) -> None:
    definition = table("cases", case["columns"])
    _, flags, tallies = validate(typed(definition, case["rows"], lacking=case.get("lacking", ())), definition, as_of())
    assert [told(flag, asked) for flag, asked in zip(flags, case["flags"], strict=True)] == case["flags"]
    assert {flag.code.id for flag in flags} <= {code}
    assert Tally(code, "cases", *case["tally"]) in tallies
