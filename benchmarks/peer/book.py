"""Writes the workbook of the comparison: the drawn one, with faults of every kind in about one row of twenty.

    python -m benchmarks.peer.book ROWS FILE

A process of its own, because a process that starts others lends them its own peak of memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks import by_hand_sheets
from benchmarks.peer.rules import DAY, NUMBER, SHEETS, Sheet, choices_of, fields_of
from benchmarks.workload import DEPARTMENT, PERIOD, SEED
from samples.drawn.heping.generator import draw
from samples.drawn.heping.generator import write as write_drawn

Row = list[Any]
#: One fault in so many rows; the rows around it have none.
STEP = 20
#: Of a hundred rows, how many stand on each sheet.
SPLIT = {"litigation": 20, "officers": 15, "training": 50, "casefile_reviews": 4, "court_visits": 4}
SPLIT |= {"leaders": 3, "leader_training": 4}


def spoil(heads: list[str], rows: list[Row], sheet: Sheet) -> None:
    """Puts one fault into every twentieth row, each kind in turn."""
    place = {field: heads.index(header) for field, (header, _) in sheet.columns.items()}
    plain = [field for field in sheet.columns if field not in sheet.key]
    blank = [field for field in sheet.required if field in plain]
    typed = [field for field in (*fields_of(sheet, DAY), *fields_of(sheet, NUMBER)) if field in plain]
    chosen = [field for field, _ in choices_of(sheet) if field in plain]
    ways: list[tuple[list[str], Callable[[int], Any]]] = [
        (blank, lambda _: None),
        # Each another one: the checker tells one value that is wrong in many rows once.
        (typed, lambda index: f"待定{index}"),
        (chosen, lambda index: f"说不清{index}"),
        (list(sheet.limits), lambda index: -index),
    ]
    usable = [(fields, value) for fields, value in ways if fields]
    for number, index in enumerate(range(STEP, len(rows), STEP)):
        turn = number % (len(usable) + 1)
        if turn == len(usable):
            for field in sheet.key:
                rows[index][place[field]] = rows[index - 1][place[field]]
        else:
            fields, value = usable[turn]
            rows[index][place[fields[number % len(fields)]]] = value(index)


def write(source: Path, path: Path) -> None:
    """Copies a workbook, spoilt."""
    known = {sheet.name: sheet for sheet in SHEETS.values()}
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    read = CalamineWorkbook.from_path(str(source))
    for name in read.sheet_names:
        if name in {each.name for each in by_hand_sheets.SHEETS.values()} - known.keys():
            continue
        rows: list[Row] = [list(row) for row in read.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        if name in known:
            spoil([str(each) for each in rows[0]], rows[1:], known[name])
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, cell)
                elif cell not in ("", None):
                    page.write(row, column, cell)
    book.close()


if __name__ == "__main__":
    target = Path(sys.argv[2])
    drawn = target.with_name(f"drawn-{target.name}")
    number = {name: int(sys.argv[1]) * share // 100 for name, share in SPLIT.items()}
    write_drawn(draw(DEPARTMENT, PERIOD, seed=SEED, rows=number), drawn)
    write(drawn, target)
    drawn.unlink()
