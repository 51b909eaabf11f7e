"""Which of many drawn cases every run of the tests tries, and which only the full run: those are marked `drawn`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def tiered(cases: Iterable[Any], always: Collection[Any]) -> list[Any]:
    """Cases as parameters; all but those that are tried always are marked `drawn`.

    Raises:
        ValueError: one that is to be tried always is none of the cases.
    """
    known = list(cases)
    if missing := [case for case in always if case not in known]:
        raise ValueError(f"not among the cases: {missing}")
    return [_parameter(case, () if case in always else (pytest.mark.drawn,)) for case in known]


def _parameter(case: Any, marks: tuple[pytest.MarkDecorator, ...]) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=marks)
