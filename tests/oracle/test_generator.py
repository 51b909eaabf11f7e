"""The generator of drawn workbooks keeps its promises: as many rows as asked for, and the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from samples.drawn.heping.generator import DRAWN_TABLES, PACK, draw, write
from samples.drawn.heping.layout import Style
from samples.library.definitions import tables_of


@pytest.mark.parametrize("rows", [1, 20, 300])
def test_as_many_rows_as_asked_for(rows: int) -> None:
    for department in ("sfj", "zfb", "xbl"):
        drawn = draw(department, "2022Q4", seed=3, rows=rows)
        # The others are written as nothing to report: another oracle draws them.
        assert tuple(drawn.tables) == tuple(name for name in tables_of(PACK, department) if name in DRAWN_TABLES)
        counts = {name: len(found) for name, found in drawn.tables.items()}
        # Heads have one course a day, so that there are not always enough of those.
        courses = counts.pop("leader_training", rows)
        assert set(counts.values()) == {rows}
        assert rows // 2 <= courses <= rows


@pytest.mark.parametrize("style", [Style(), Style(varied=True, order=True, blanks=True)])
@pytest.mark.parametrize("by", ["xlsxwriter", "openpyxl"])
def test_the_same_bytes(style: Style, by: Literal["xlsxwriter", "openpyxl"], tmp_path: Path) -> None:
    one, other = (
        write(draw("sfj", "2022Q2", seed=5, rows=12), tmp_path / name, style, seed=9, by=by)
        for name in ("one.xlsx", "other.xlsx")
    )
    assert one.path.read_bytes() == other.path.read_bytes()
    assert one.laid == other.laid


def test_another_seed_is_another_workbook() -> None:
    assert draw("sfj", "2022Q4", seed=1, rows=9) != draw("sfj", "2022Q4", seed=2, rows=9)
