"""The table of row counts on a screen: rows read = judged + refused, by sheet, so nothing gets lost."""

from collections.abc import Sequence

from rich.table import Column, Table

from checker.model import Department, SheetCount
from checker.reporters.aggregates import count_rows
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import View, make_table
from checker.wording.flags import heading


def sheet_counts(view: View, departments: Sequence[Department]) -> Table:
    """Sums the row counts of each table over all workbooks, one line per table.

    Skipped rows are totals, repeated headers and notes, not data.
    """
    by_table: dict[str, list[SheetCount]] = {}
    for department in departments:
        for sheet in department.sheets:
            by_table.setdefault(sheet.table, []).append(sheet)
    workbooks = [view.say("文件", "Workbooks")] if len(departments) > 1 else []
    rows = (
        view.head("rows_read"),
        f"= {view.head('rows_judged').lower()}",
        f"+ {view.head('rows_refused').lower()}",
        view.head("rows_skipped"),
    )
    numbers = (Column(head, justify="right") for head in (*workbooks, *rows))
    table = make_table(Column(view.of(heading("sheet")), overflow="fold"), *numbers)
    for sheets in by_table.values():
        counts = ([len(sheets)] if workbooks else []) + list(count_rows(sheets))
        table.add_row(Line(view.quote(sheets[0].sheet)), *(Line(str(count)) for count in counts))
    return table
