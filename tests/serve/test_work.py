"""What is done in the processes that check: their faults are told without data, and they do not grow."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from checker.intake.target import Catalogue
from checker.serve import work
from checker.serve.work import Asked, check_file
from checker.sources.limits import Limits
from tests.serve.serving import QUARTER


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process keeps, without changing how this one collects its garbage."""
    monkeypatch.setattr(work, "_office", work._Office({}, Limits(), Catalogue()), raising=False)


def test_a_check_leaves_nothing_in_memory(office: None) -> None:
    asked = Asked(QUARTER / "区市场监管局.xlsx", "en")
    check_file(asked)  # loads what stays
    gc.collect()
    gc.disable()
    try:
        check_file(asked)
        assert gc.collect() < 1_000  # thousands if nobody clears them away
    finally:
        gc.enable()


def test_a_crash_is_a_fault_that_quotes_nothing(office: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any, **__: Any) -> None:
        raise ValueError("张三丰 is quoted here")

    monkeypatch.setattr(work, "check", crash)
    answer = check_file(Asked(Path("张三丰.xlsx"), "en"))
    (fault,) = answer.faults
    (told,) = answer.document["faults"]  # type: ignore[misc]
    assert "ValueError" in fault.error and str(told).startswith("Fault: ")
    assert "张三丰" not in f"{fault}{told}"
    assert not answer.document.get("submits")
