"""Reports a crash of the program: the kind and the place, never the error's message, which may quote a cell."""

import traceback
from pathlib import Path

from checker.model import Fault
from checker.model.shortages import require_resources

#: How many of the last calls before the crash are named.
CALLS = 4


def fault_of(where: str, error: Exception) -> Fault:
    """The fault that reports a crash; `where` says what was worked on, e.g. a check's slug or a file's name.

    Raises:
        Stop: it is no crash: the system has no more of something that everything else needs too.
    """
    require_resources(error)
    calls = traceback.extract_tb(error.__traceback__)[-CALLS:]
    path = " < ".join(f"{Path(call.filename).name}:{call.lineno}" for call in reversed(calls))
    return Fault(where, f"{type(error).__name__} at {path}")
