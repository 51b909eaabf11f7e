"""Sets the page breaks of a printed sheet, so that no title is left at the foot of a page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from openpyxl.worksheet.pagebreak import Break

#: The height of an A4 portrait page between its margins, in points, with a little to spare: if a program draws rows
#: slightly higher, it must not break the page before our break and again at it.
ROOM = 740.0
#: Points at the beginning of a group of rows that stay on one page; at least two rows do.
BEGINNING = 125.0


def break_pages(sheet: Any, starts: Sequence[int], end: int) -> None:
    """Breaks a page when it is full, or earlier if too little of the next group would fit on it.

    Args:
        sheet: of openpyxl, with a height for each row.
        starts: the first row of each group, from the top.
        end: the row after the last.
    """
    used = 0.0
    for first, below in pairwise((*starts, end)):
        heights = [sheet.row_dimensions[row].height for row in range(first, below)]
        for row, tall in enumerate(heights, start=first):
            needed = max(min(sum(heights), BEGINNING), sum(heights[:2])) if row == first else tall
            if used + needed > ROOM:
                sheet.row_breaks.append(Break(id=row - 1))
                used = 0.0
            used += tall
