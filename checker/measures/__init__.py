"""One measure's arithmetic a file: rows in, numerator, denominator, bounds and the rows behind each out.

A measure knows nothing of targets. Each module is named for the measure and offers `measure(definition, scope)`; what
departments' measures add up to for the district is in `checker.measures.pooled`.
"""

from __future__ import annotations

import importlib
from typing import Literal

from checker.definitions.measures import AnyMeasure
from checker.measures.scope import Scope
from checker.model import Measured
from checker.text.bilingual import Text


def measure(asked: AnyMeasure, scope: Scope) -> Measured:
    """Takes the measure that an indicator asks for.

    Args:
        asked: which of the seven, compiled.
        scope: the rows, the window and the day judged on.

    Returns:
        What was counted; with a reason and nothing else when a sheet that it needs was not submitted.
    """
    lacking = [table for table in asked.tables() if table not in scope.submission.tables]
    if lacking:
        names = scope.sheet_names(lacking)
        reason = Text(
            zh=f"“{names.zh}”表缺少或无法读取，无法计算", en=f"the sheet {names.en} is missing or could not be read"
        )
        return Measured(shape_of(asked), reason=reason)
    module = importlib.import_module(f"{__name__}.{asked.kind}")
    measured: Measured = module.measure(asked.measure, scope)
    return measured


def shape_of(asked: AnyMeasure) -> Literal["share", "amount", "change"]:
    """Whether the measure is a share, an amount or a change."""
    if asked.kind in ("count", "total"):
        return "amount"
    if asked.reported is not None:
        return "amount" if asked.reported.judge == "figure" else "share"
    return "change" if asked.kind == "change" else "share"
