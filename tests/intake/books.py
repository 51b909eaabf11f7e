"""Small workbooks of a department, for the tests of what a workbook is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from samples.library.cells import Cell, book_of
from samples.library.xlsx import by_openpyxl

Rows = Sequence[Sequence[Cell]]

TRAINING: Rows = [
    ["执法证号", "姓名", "培训日期", "培训学时"],
    *([f"津01-000{number}", "甲", date(2022, number, 10), 20] for number in range(1, 7)),
]


def book(path: Path, cover: Mapping[str, Cell], sheets: Mapping[str, Rows] | None = None) -> Path:
    """Writes a workbook with a cover sheet and further sheets; gives its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(by_openpyxl(book_of({"填报说明": list(cover.items()), **(sheets or {})})))
    return path


def cover(department: str = "区司法局", period: str = "2022Q4", pack: str = "heping") -> dict[str, Cell]:
    """What stands on a cover sheet in order: B1 department, B2 period, B3 pack; what is empty is left out."""
    said = {"报送单位": department, "报送期": period, "指标包": pack}
    return {label: value for label, value in said.items() if value}
