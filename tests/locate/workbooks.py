"""Workbooks and tables for the tests of this folder, made from what stands in its YAML files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.model import Flag
from checker.model.workbook import Merged, Raw, Sheet, Workbook
from checker.tables.table import Table
from samples.library.yaml12 import read_yaml

HERE = Path(__file__).parent


def read(name: str) -> Any:
    return read_yaml(HERE / name)


TABLES = {name: Table.model_validate({"id": name, **table}) for name, table in read("tables.yaml").items()}


def number(column: str) -> int:
    total = 0
    for letter in column:
        total = total * 26 + ord(letter) - 64
    return total


def area(text: str) -> Merged:
    found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
    assert found, text
    return Merged(int(found[2]), number(found[1]), int(found[4]), number(found[3]))


def sheet(name: str, rows: Iterable[Iterable[Raw]], merged: Iterable[str] = (), **parts: Any) -> Sheet:
    return Sheet(name, [list(row) for row in rows], merged=tuple(map(area, merged)), **parts)


def workbook(*sheets: Sheet) -> Workbook:
    return Workbook("example.xlsx", "xlsx", "0" * 64, sheets)


def workbook_of(case: Mapping[str, Any]) -> Workbook:
    """The workbook of a case; merged and hidden parts belong to its first sheet."""
    first, *others = case["sheets"].items()
    parts = {
        "merged": case.get("merged", ()),
        "hidden": case.get("hidden", False),
        "hidden_rows": frozenset(case.get("hidden_rows", ())),
        "hidden_columns": frozenset(map(number, case.get("hidden_columns", ()))),
        "delimited": case.get("delimited", False),
    }
    whole = workbook(sheet(*first, **parts), *(sheet(*other) for other in others))
    return replace(whole, refused=tuple(case.get("refused", ())))


def said(flag: Flag, language: str = "zh") -> str:
    """The flag's message."""
    values = {}
    for name, shown in flag.values:
        text = shown.text
        values[name] = text if isinstance(text, str) else text.of(language)
    return flag.code.message.of(language).format(**values)
