"""What is said of a crash of ours: what kind it was and where; never the error's own words, which may quote a cell."""

from __future__ import annotations

import traceback
from pathlib import Path

from checker.model import Fault

#: How many calls back from the crash are named.
CALLS = 4


def fault_of(where: str, error: Exception) -> Fault:
    """The fault that a crash is reported as.

    Args:
        where: what was being done, e.g. a check's slug or a file's name.
        error: what was raised.
    """
    calls = traceback.extract_tb(error.__traceback__)[-CALLS:]
    path = " < ".join(f"{Path(call.filename).name}:{call.lineno}" for call in reversed(calls))
    return Fault(where, f"{type(error).__name__} at {path}")
