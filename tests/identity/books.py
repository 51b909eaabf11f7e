"""Small workbooks of a department, for the tests of what a workbook is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl

Rows = Sequence[Sequence[object]]

TRAINING: Rows = [
    ["执法证号", "姓名", "培训日期", "培训学时"],
    *([f"津01-000{number}", "甲", date(2022, number, 10), 20] for number in range(1, 7)),
]


def book(path: Path, cover: Mapping[str, object], sheets: Mapping[str, Rows] | None = None) -> Path:
    """Writes a workbook with a cover sheet and further sheets; gives its path."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    first = made.create_sheet("填报说明")
    for label, value in cover.items():
        first.append([label, value])
    for name, rows in (sheets or {}).items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def cover(department: str = "区司法局", period: str = "2022Q4", pack: str = "heping") -> dict[str, object]:
    """What stands on a cover sheet in order: B1 department, B2 period, B3 pack; what is empty is left out."""
    said = {"报送单位": department, "报送期": period, "指标包": pack}
    return {label: value for label, value in said.items() if value}
