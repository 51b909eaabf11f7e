"""Blank workbooks for tests, and the same filled in as by somebody at Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.model import Language
from checker.template import Blank, choose_departments, file_names, make_workbook
from checker.template.names import sheet_name

from .rows import Row

#: A period of each built-in pack.
PERIODS = {
    **{"heping": "2022Q4", "hantai": "2024Q4", "jizhou": "2021Q4", "kundulun": "2018Q4", "shuanghuancun": "2022Q4"},
    **{"facilities": "2023Q1", "hospital": "2022-12"},
}


#: Reads the definitions of a pack once.
loaded = cache(load_pack)


@cache
def task(pack: str | Path, period: str) -> Task:
    """Loaded once, however many tests ask for it."""
    return task_of(loaded(pack), period, None)


def blanks(asked: Task, language: Language, *names: str) -> list[Blank]:
    """A blank a department; one for each distinct set of tables where no name is given."""
    entries = choose_departments(asked, names)
    if not names:
        entries = tuple({asked.pack.tables_of(entry.code): entry for entry in reversed(entries)}.values())
    files = file_names(entries, language)
    return [Blank(asked.pack, asked.period, entry, language, files[entry.code]) for entry in entries]


_written: dict[tuple[str, str, str, str], bytes] = {}


def bytes_of(blank: Blank) -> bytes:
    """The blank workbook, written once."""
    key = (blank.pack.sha256, blank.period.label, blank.language, blank.entry.code)
    if key not in _written:
        _written[key] = make_workbook(blank)
    return _written[key]


def opened(blank: Blank) -> Any:
    """The workbook, to be filled in."""
    return load_workbook(io.BytesIO(bytes_of(blank)))


@cache
def seen(data: bytes) -> Any:
    """The workbook, to be looked at only; opened once."""
    return load_workbook(io.BytesIO(data))


def header_row(sheet: Any) -> int:
    """The row above the first that scrolls."""
    return int(re.sub(r"\D", "", sheet.freeze_panes)) - 1


def fill(book: Any, pack: Pack, language: Language, rows: Mapping[str, list[Row]], cover: Mapping[str, Any]) -> None:
    """Types rows below the headers, and values beside the labels of the cover sheet.

    A new cell looks as its column does: Excel and LibreOffice do that, openpyxl does not.
    """
    for name, made in rows.items():
        sheet = book[sheet_name(pack.tables[name].sheet, language)]
        for number, row in enumerate(made, start=header_row(sheet) + 1):
            for at, value in enumerate(row.values(), start=1):
                cell = sheet.cell(number, at, value)
                cell.number_format = sheet.column_dimensions[get_column_letter(at)].number_format
    table = pack.tables[pack.header.cover]
    labels = {table.columns[name].header.text.of(language): value for name, value in cover.items()}
    for label, value, *_ in book.worksheets[0].iter_rows():
        if label.value in labels:
            value.value = labels[label.value]


def saved(book: Any, path: Path) -> Path:
    book.save(path)
    return path
