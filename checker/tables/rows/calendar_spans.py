"""The first days of weeks, months, quarters, half years and years, as numbers; loads numpy."""

from datetime import date
from typing import Any

import numpy as np

from checker.tables.calendar_spans import Span

_EPOCH = date(1970, 1, 1).toordinal()
#: How many months they have.
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def span_start(days: Any, span: Span, year_month: int, later: int = 0) -> Any:
    """Gives the first day of the span in which each day lies, or of a later one.

    Args:
        days: ordinals.
        span: the kind of span.
        year_month: the month with which years begin.
        later: how many spans later.
    """
    if span == "week":
        return (days - 1) // 7 * 7 + 1 + 7 * later  # ordinal 1 is a Monday
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    length = _MONTHS[span]
    first = months - (months + 1 - year_month) % 12 % length + later * length
    return first.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _EPOCH
