"""The first days of months, quarters, half years and years, as numbers; loads numpy."""

from datetime import date
from typing import Any

import numpy as np

from checker.tables.calendar_spans import MONTHS, Span

_EPOCH = date(1970, 1, 1).toordinal()


def span_start(days: Any, span: Span, year_month: int, later: int = 0) -> Any:
    """Gives the first day of the span in which each day lies, or of a later one.

    Args:
        days: ordinals.
        span: the kind of span.
        year_month: the month with which years begin.
        later: how many spans later.
    """
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    length = MONTHS[span]
    first = months - (months + 1 - year_month) % 12 % length + later * length
    return first.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _EPOCH
