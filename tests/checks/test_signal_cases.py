"""Every signal of one department, by its cases: rows are measured and judged, and what is worth a look is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import checker.checks.signals as package
from checker.checks.registry import Evidence, Sighting, Signal
from checker.checks.signals import look_for_signals, signals
from checker.codes import Severity
from checker.definitions.indicators import Indicator
from checker.measures.toolkit.scope import Scope
from checker.periods import Window
from checker.scoring.status import judge
from checker.text.bilingual import Text
from tests.typed_rows import case_list, cases, submitted, table, told

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
CODES = [each.code.id for each in signals()]


def test_every_file_is_found() -> None:
    files = {path.stem for path in Path(str(package.__file__)).parent.glob("*.py")} - {"__init__"}
    assert len(set(CODES)) == len(files)


@pytest.mark.parametrize("code", CODES)
def test_a_signal_has_rows_that_it_flags_and_that_it_does_not(code: str) -> None:
    assert {bool(case["flags"]) for case in case_list(code)} == {True, False}


@pytest.mark.parametrize(("code", "case"), cases(*CODES))
def test_case(code: str, case: dict[str, Any]) -> None:
    flags, faults = look_for_signals(evidence(case))
    mine = [flag for flag in flags if flag.code.id == code]
    assert faults == ()
    assert [told(flag, asked) for flag, asked in zip(mine, case["flags"], strict=True)] == case["flags"]
    assert {flag.indicator for flag in flags} <= {"", "drawn"}
    assert {flag.severity for flag in flags} <= {Severity.INFO}, "a signal is worth a look and nothing more"


def test_a_signal_that_crashes_is_a_fault_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = signals()

    def crash(_: Evidence) -> list[Sighting]:
        raise RuntimeError("crash")

    monkeypatch.setattr(package, "signals", lambda: (Signal(first.code, crash), *others))
    case = next(case for case in case_list("A721") if case["flags"])
    flags, faults = look_for_signals(evidence(case))
    assert [fault.where for fault in faults] == [first.code.slug]
    assert [flag.code.id for flag in flags] == ["A721"] * len(case["flags"])


def evidence(case: dict[str, Any]) -> Evidence:
    """The rows of a case, judged by its measure if it has one."""
    tables = {name: table(name, **definition) for name, definition in case["tables"].items()}
    submission = submitted(tables, case["rows"])
    if "measure" not in case:
        return Evidence(submission, tables)
    indicator = Indicator.model_validate(drawn(case), context={"tables": tables})
    scope = Scope(submission, tables, ("d", Text("d", "d")), YEAR, YEAR.end)
    result = judge(indicator, indicator.asked.measure(scope), YEAR, YEAR.end)
    return Evidence(submission, tables, ((indicator, result),), YEAR.end, case.get("saved_on"))


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
