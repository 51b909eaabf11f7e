"""Every check of results, by its cases: rows are measured and judged, and what is suspicious in the result is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import checker.checks.results as results
from checker.checks.results import audit_signals, result_checks
from checker.definitions.indicators import Indicator
from checker.measures.toolkit.scope import Scope
from checker.periods import Window
from checker.scoring.status import judge
from checker.text.bilingual import Text
from tests.typed_rows import case_list, cases, submitted, table, told

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
CODES = [check.code.id for check in result_checks()]


def test_every_file_is_found() -> None:
    files = {path.stem for path in Path(str(results.__file__)).parent.glob("*.py")} - {"__init__"}
    assert len(set(CODES)) == len(files)


@pytest.mark.parametrize("code", CODES)
def test_a_check_has_results_that_it_flags_and_that_it_does_not(code: str) -> None:
    assert {bool(case["flags"]) for case in case_list(code)} == {True, False}


@pytest.mark.parametrize(("code", "case"), cases(*CODES))
def test_case(code: str, case: dict[str, Any]) -> None:
    tables = {name: table(name, **definition) for name, definition in case["tables"].items()}
    indicator = Indicator.model_validate(drawn(case), context={"tables": tables})
    scope = Scope(submitted(tables, case["rows"]), tables, ("d", Text("d", "d")), YEAR, YEAR.end)
    result = judge(indicator, indicator.asked.measure(scope), YEAR, YEAR.end)
    flags = [flag for flag in audit_signals(indicator, result) if flag.code.id == code]
    assert [told(flag, asked) for flag, asked in zip(flags, case["flags"], strict=True)] == case["flags"]
    assert {flag.indicator for flag in flags} <= {"drawn"}


def drawn(case: dict[str, Any]) -> dict[str, Any]:
    """An indicator of a year by which the case's rows are judged."""
    return {
        "id": "drawn",
        "name": {"zh": "指标", "en": "Drawn"},
        "clause": "一",
        "basis": {"zh": "依据", "en": "basis"},
        "measure": case["measure"],
        "target": case["target"],
        "period": "year",
        "weight": 10,
    }
