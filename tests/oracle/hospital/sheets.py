"""Reads the sheets of a trust's workbook with openpyxl: each row by its headers, cells as days, moments or minutes."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

#: A cell that says something, and can't be read.
BAD = object()
Row = dict[str, Any]
_OTHER_HEADERS = {"Referral received": "Clock started on"}
_UNITS = {"h": 60, "hour": 60, "hours": 60, "m": 1, "min": 1, "minutes": 1, "s": Fraction(1, 60)}


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of every sheet but the cover, equal ones once; a sheet that says that there are none has none."""
    book = load_workbook(path)
    return {sheet.title: _rows(sheet) for sheet in book if sheet.title != "Cover"}


def _rows(sheet: Any) -> list[Row]:
    lines = [line for line in sheet.iter_rows(values_only=True) if any(cell is not None for cell in line)]
    at = next(number for number, line in enumerate(lines) if sum(cell is not None for cell in line) > 2)
    heads = [_OTHER_HEADERS.get(head, head) for head in lines[at]]
    found: list[Row] = []
    for line in lines[at + 1 :]:
        row = dict(zip(heads, line, strict=False))
        if line[0] not in ("Nothing to report", "Total") and row not in found:
            found.append(row)
    return found


def moment(cell: Any) -> Any:
    """A moment; None if blank."""
    if isinstance(cell, str):
        try:
            return datetime.strptime(cell, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - clocks on walls have no zone
        except ValueError:
            return BAD
    return cell


def day(cell: Any) -> Any:
    """A day; None if blank."""
    if isinstance(cell, str):
        number, month, year = map(int, cell.split("/"))
        return date(year, month, number)
    return cell.date() if isinstance(cell, datetime) else cell


def minutes(cell: Any) -> Any:
    """A length of time in minutes."""
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, timedelta):
        return Fraction(cell // timedelta(seconds=1), 60)
    if isinstance(cell, (int, float)):
        return Fraction(str(cell))
    if clock := re.fullmatch(r"(\d+):(\d\d)(?::(\d\d))?", cell):
        hours, rest, seconds = (int(part or 0) for part in clock.groups())
        return Fraction(hours * 3600 + rest * 60 + seconds, 60)
    parts = re.findall(r"(\d+) (\w+)", cell)
    return sum(int(number) * _UNITS[unit] for number, unit in parts) if cell == " ".join(map(" ".join, parts)) else BAD
