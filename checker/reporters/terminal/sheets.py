"""That nothing was lost, on a screen: rows read = judged + refused, by sheet."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Column, Table

from checker.model import Department, SheetCount
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import View, columns


def sheet_counts(view: View, departments: Sequence[Department]) -> Table:
    """One line a table: its sheet, from how many workbooks, and the sums of its rows.

    Rows skipped are totals, repeated headers and notes: no data.
    """
    by_table: dict[str, list[SheetCount]] = {}
    for department in departments:
        for sheet in department.sheets:
            by_table.setdefault(sheet.table, []).append(sheet)
    several = len(departments) > 1
    heads = [
        Column(view.say("报送表", "Sheet"), overflow="fold"),
        Column(view.say("文件", "Workbooks"), justify="right"),
        Column(view.say("读入行", "Rows read"), justify="right"),
        Column(view.say("= 判定", "= judged"), justify="right"),
        Column(view.say("+ 拒收", "+ refused"), justify="right"),
        Column(view.say("跳过的行", "Rows skipped"), justify="right"),
    ]
    kept = [index for index in range(len(heads)) if index != 1 or several]
    table = columns(*(heads[index] for index in kept))
    for counted in by_table.values():
        cells = [
            view.quote(counted[0].sheet),
            str(len(counted)),
            str(sum(sheet.read for sheet in counted)),
            str(sum(sheet.judged for sheet in counted)),
            str(sum(sheet.refused for sheet in counted)),
            str(sum(sheet.skipped for sheet in counted)),
        ]
        table.add_row(*(Line(cells[index]) for index in kept))
    return table
