"""A part of the job of `checker check`, by hand for the sheets of one pack: what generality costs is held to this.

    python -m benchmarks.by_hand WORKBOOK

Reads the sheets, types the columns, applies the rules of the columns, computes five of the pack's indicators over 2022,
and prints how many findings there are and each indicator's figures as JSON. Imports the libraries that the checker
imports, used or not, so that both pay for them; imports nothing of the checker. It reads cells only in the form in
which the drawn workbooks have them, and gives no places, no bounds, no advice.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date

import chinese_calendar  # noqa: F401 - the checker needs it, so this pays for it
import numpy as np
import pandas as pd
import pandera.pandas  # noqa: F401
import pydantic  # noqa: F401
import rich.console  # noqa: F401
import typer  # noqa: F401
import yaml  # noqa: F401
from python_calamine import CalamineWorkbook

from benchmarks.by_hand_indicators import Figures, figures_of, lapsed
from benchmarks.by_hand_sheets import CASE_NO, DAY, NUMBER, REFERENCES, SHEETS, TEXT, YES_NO, Sheet

_ANSWERS: dict[object, bool] = {"是": True, "否": False}


def main(path: str) -> None:
    """Reads, judges, prints."""
    workbook = CalamineWorkbook.from_path(path)
    frames: dict[str, pd.DataFrame] = {}
    findings = 0
    for name, sheet in SHEETS.items():
        frames[name], refused = read(workbook, sheet)
        findings += refused + broken(frames[name], sheet)
    findings += needed(frames) + dangling(frames)
    figures = figures_of(frames)
    findings += sum(each.against for each in figures.values())
    print(json.dumps({"findings": findings, "figures": {name: told(each) for name, each in figures.items()}}))


def told(figures: Figures) -> list[int]:
    """Numerator, denominator and exclusions."""
    return [figures.numerator, figures.denominator, figures.excluded, figures.unknown]


def read(workbook: CalamineWorkbook, sheet: Sheet) -> tuple[pd.DataFrame, int]:
    """A sheet's typed rows, and how many cells could not be typed."""
    heads, *rows = workbook.get_sheet_by_name(sheet.name).to_python()
    cells = dict(zip(heads, zip(*rows, strict=True), strict=True)) if rows else {}
    refused = 0
    typed = {}
    for field, (header, kind) in sheet.columns.items():
        column = [None if cell == "" else cell for cell in cells.get(header, ())] or [None] * len(rows)
        values = _typed(column, kind)
        typed[field] = values
        refused += int((pd.Series(column, dtype=object).notna().to_numpy() & values.isna().to_numpy()).sum())
    return pd.DataFrame(typed), refused


def _typed(column: list[object], kind: str | tuple[str, ...]) -> pd.Series:
    if kind == TEXT:
        return pd.Series([cell.strip() if isinstance(cell, str) else None for cell in column], dtype=object)
    if kind == DAY:
        days = [cell if isinstance(cell, date) else None for cell in column]
        return pd.Series(np.array(days, dtype="datetime64[s]"))
    if kind == YES_NO:
        return pd.Series([_ANSWERS.get(cell) for cell in column], dtype=object)
    if kind == NUMBER:
        return pd.Series([cell if isinstance(cell, (int, float)) else None for cell in column], dtype=float)
    allowed = dict.fromkeys(kind)
    return pd.Series([cell if cell in allowed else None for cell in column], dtype=object)


def broken(rows: pd.DataFrame, sheet: Sheet) -> int:
    """Blanks where there may be none, numbers beyond their limits, dates in the wrong order, keys that stand twice."""
    findings = sum(int(rows[field].isna().sum()) for field in sheet.required)
    for field, (least, most) in sheet.limits.items():
        findings += int((rows[field] < least).sum()) + (0 if most is None else int((rows[field] > most).sum()))
    findings += sum(int((rows[earlier] > rows[later]).sum()) for earlier, later in sheet.order)
    keyed = rows.dropna(subset=list(sheet.key))
    return findings + int(keyed.duplicated(list(sheet.key)).sum())


def needed(frames: dict[str, pd.DataFrame]) -> int:
    """Blanks that another cell of the row makes an error, and case numbers in no form of one."""
    cases, requests = frames["litigation"], frames["disclosure"]
    heard = cases["hearing_on"].notna()
    findings = int((heard & cases["category"].isna()).sum()) + int((heard & cases["head_appeared"].isna()).sum())
    findings += int((cases["absence_accepted"].eq(True) & cases["absence_reason"].isna()).sum())
    findings += int((requests["valid_application"].eq(False) & requests["invalid_reason"].isna()).sum())
    form = re.compile(CASE_NO).fullmatch
    findings += int(lapsed(frames["leaders"]).sum())
    return findings + sum(form(number) is None for number in cases["case_no"].dropna())


def dangling(frames: dict[str, pd.DataFrame]) -> int:
    """Rows that refer to nobody."""
    findings = 0
    for sheet, field, target in REFERENCES:
        values = frames[sheet][field]
        findings += int((values.notna() & ~values.isin(frames[target][field])).sum())
    return findings


if __name__ == "__main__":
    main(sys.argv[1])
