"""Where the pages of a printed sheet end, so that no title is left behind at the foot of one.

Knows the heights of rows, which are all set; no text is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from openpyxl.worksheet.pagebreak import Break

#: Points of rows that an upright page of A4 holds between its margins, with a little to spare: a program that takes a
#: row to be higher would end the page by itself, and again at the break that was meant to end it.
ROOM = 740.0
#: Points that stay together at the beginning of what belongs together, two rows at the least: a name and lines of it.
BEGINNING = 125.0


def break_pages(sheet: Any, starts: Sequence[int], end: int) -> None:
    """Ends each page where it is full, or earlier where too little of what begins would fit on it.

    Args:
        sheet: of openpyxl, with a height for each row.
        starts: the first rows of what belongs together, from the top.
        end: the row below the last.
    """
    used = 0.0
    for first, below in pairwise((*starts, end)):
        heights = [sheet.row_dimensions[row].height for row in range(first, below)]
        for row, tall in enumerate(heights, start=first):
            asked = max(min(sum(heights), BEGINNING), sum(heights[:2])) if row == first else tall
            if used + asked > ROOM:
                sheet.row_breaks.append(Break(id=row - 1))
                used = 0.0
            used += tall
