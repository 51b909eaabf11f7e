"""The instructions are printed so that no heading and no name stands alone at the foot of a page."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from checker.model import Language
from checker.template.guide import write_guide
from checker.template.instructions import BEGINNING, ROOM, break_pages

from .making import PERIODS, blanks, bytes_of, seen, task


def breaks(heights: list[float], *starts: int) -> list[int]:
    """The last rows of the pages."""
    sheet = Workbook().worksheets[0]
    for row, tall in enumerate(heights, start=1):
        sheet.row_dimensions[row].height = tall
    break_pages(sheet, starts, len(heights) + 1)
    return [each.id for each in sheet.row_breaks.brk]


def test_a_page_ends_where_it_is_full() -> None:
    assert breaks([100.0] * 7, 1) == []
    assert breaks([100.0] * 16, 1) == [7, 14]


def test_a_name_goes_to_the_next_page_with_the_lines_that_follow_it() -> None:
    # 700 points are taken, and 40 left: the name would fit, its lines not.
    assert breaks([100.0] * 7 + [30.0, 100.0, 100.0], 1, 8) == [7]
    assert breaks([100.0] * 6 + [30.0, 100.0, 100.0], 1, 7) == [8]


def test_a_name_is_never_parted_from_a_first_line_that_is_high() -> None:
    assert breaks([100.0] * 6 + [10.0, 150.0], 1, 7) == [6]


def test_what_is_short_stays_where_it_fits() -> None:
    assert breaks([100.0] * 7 + [20.0, 20.0], 1, 8) == []
    assert breaks([100.0] * 7 + [20.0, 30.0], 1, 8) == [7]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", PERIODS)
def test_no_name_is_left_at_the_foot_of_a_page(pack: str, language: Language) -> None:
    for blank in blanks(task(pack, PERIODS[pack]), language):
        sheet = seen(bytes_of(blank)).worksheets[1]
        names = [line.text for line in write_guide(blank) if line.kind in ("heading", "name")]
        rows = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value and str(cell.value) in names]
        assert len(rows) >= 4
        tops = [1, *(each.id + 1 for each in sheet.row_breaks.brk)]
        for top, below in zip(tops, [*tops[1:], sheet.max_row + 1], strict=True):
            page = [sheet.row_dimensions[row].height for row in range(top, below)]
            assert sum(page) <= ROOM < (11.69 - 0.6 - 0.7) * 72  # A4 without its margins
            last = max([row for row in rows if top <= row < below], default=top)
            # As much as was asked for, but for the row that was too high for what was left.
            assert below == sheet.max_row + 1 or sum(page[last - top :]) > BEGINNING - 65
