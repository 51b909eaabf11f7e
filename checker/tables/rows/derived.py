"""Computes lengths of time from two columns of moments, and numbers of days from two columns of dates."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from checker.model.workbook import BLANK, INVALID, VALID
from checker.tables.columns import Column
from checker.tables.computed_words import DAY_WORDS
from checker.tables.logic import Within
from checker.tables.rows.working_days import days_between
from checker.tables.rows.working_time import time_between
from checker.text.durations import UNIT_SECONDS
from checker.text.moments import DAY_SECONDS

#: A column: its moments as numpy has them, and the states of its cells.
Moments = tuple[Any, Any]

_EPOCH = date(1970, 1, 1).toordinal() * DAY_SECONDS


def derive(column: Column, starts: Moments, ends: Moments) -> tuple[list[Any], np.ndarray]:
    """Computes the values and states of a column from two others.

    It is blank if one of the two is, and unknown if one can't be read, if the end is before the start, or if nobody
    knows yet which days are working days.
    """
    states = np.stack([starts[1], ends[1]])
    first, last = (np.where(state == VALID, _numbers(values), 0) for values, state in (starts, ends))
    if column.counts_days:
        works = column.unit is not None and column.unit.en == DAY_WORDS["workdays"].en
        counted = Within("", (), 0, "workdays" if works else "days", calendar=column.calendar)
        least, most = days_between(counted, first // DAY_SECONDS, last // DAY_SECONDS)
    else:
        counted = Within("", (), 0, "working_hours" if column.working_time else "seconds", calendar=column.calendar)
        least, most = time_between(counted, first, last)
    read = (states == VALID).all(axis=0)
    known = read & (last >= first) & (least == most)
    unknown = (states == INVALID).any(axis=0) | (read & ~known)
    state = np.where(known, VALID, np.where(unknown, INVALID, BLANK)).astype(np.int8)
    per = 1 if column.counts_days else UNIT_SECONDS[column.time_unit]
    lengths = {length: Fraction(length, per) for length in set(most[known].tolist())}
    values = [lengths[each] if sure else None for each, sure in zip(most.tolist(), known.tolist(), strict=True)]
    return values, state


def _numbers(values: Any) -> Any:
    return values.astype("datetime64[s]").astype(np.int64) + _EPOCH
