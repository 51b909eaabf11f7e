"""Reads the sheets as most scripts do: pandas.read_excel with openpyxl."""

from __future__ import annotations

import pandas as pd

from benchmarks.peer.rules import SHEETS


def read(path: str) -> dict[str, pd.DataFrame]:
    """The sheets by table, their columns named by field."""
    names = [sheet.name for sheet in SHEETS.values()]
    found = pd.read_excel(path, sheet_name=names, engine="openpyxl")
    return {
        table: found[sheet.name].rename(columns={header: field for field, (header, _) in sheet.columns.items()})
        for table, sheet in SHEETS.items()
    }


def are_days(column: pd.Series) -> pd.Series:
    """Which cells are days."""
    return pd.to_datetime(column, errors="coerce").notna()


def are_numbers(column: pd.Series) -> pd.Series:
    """Which cells are numbers."""
    return pd.to_numeric(column, errors="coerce").notna()
