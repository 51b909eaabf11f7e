"""Counts by binary search, and the order in which people count."""

import re
from typing import Any

import numpy as np

from checker.tables.rows.time_limits import Mask

Numbers = Any
#: Python reads no number from more digits than 4,300.
_MOST_DIGITS = 4000


def count_below(counted: Mask, own: Numbers, values: Numbers, groups: Numbers, limits: Numbers, side: str) -> Numbers:
    """Counts for each row those among `counted` in its group whose value is less than its limit.

    With the side "right", also those whose value equals it.
    """
    places, codes = np.unique(np.concatenate([values, limits]), return_inverse=True)
    codes, width = codes.reshape(-1), len(places) + 1
    size = len(values)
    events = np.sort(own[counted] * width + codes[:size][counted])
    first = np.searchsorted(events, groups * width, "left")
    return np.searchsorted(events, groups * width + codes[size:], side) - first  # type: ignore[call-overload]


def counting_order(text: str) -> tuple[tuple[int, str], ...]:
    """A text in the order in which people count: F-9 before F-10."""
    return tuple((_number(part), part) for part in re.split(r"(\d+)", text))


def _number(part: str) -> int:
    """A number in a text; -1 for anything else, and for one with more digits than Python reads."""
    return int(part) if part.isdecimal() and len(part) <= _MOST_DIGITS else -1
