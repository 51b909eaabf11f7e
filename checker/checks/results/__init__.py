"""Signals that show only in results; one a file, found by walking this package.

Each module offers `signals(indicator, result)`, which yields flags.
"""

from __future__ import annotations

import importlib
import pkgutil

from checker.definitions.indicators import Indicator
from checker.model import Flag, Result


def audit_signals(indicator: Indicator, result: Result) -> tuple[Flag, ...]:
    """Every signal that one result gives."""
    found: list[Flag] = []
    for module in pkgutil.iter_modules(__path__):
        found += importlib.import_module(f"{__name__}.{module.name}").signals(indicator, result)
    return tuple(found)
