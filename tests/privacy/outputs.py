"""Every output that leaves a department, of one report: by a name, its text.

The marked copy is none of them: it goes back to the department, and shows everything.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import get_args

import openpyxl
from rich.console import Console, Group

from checker.model import Department, Language, Report
from checker.model.evidence import Behind
from checker.reporters.registry import reporters
from checker.reporters.rows.table import all_lines
from checker.reporters.terminal.rows import rows_behind
from checker.reporters.terminal.screens import render_batch, render_workbooks
from checker.reporters.terminal.view import View
from tests.privacy.traces import parts_text

LANGUAGES: tuple[Language, ...] = get_args(Language)
WIDTHS = (80, 120)


def outputs(report: Report, reveal: bool = False) -> dict[str, str]:
    """By name."""
    return dict(_outputs(report, reveal))


def _outputs(report: Report, reveal: bool) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for width in WIDTHS:
            for screen in (render_workbooks, render_batch):
                view = View(report, language, width, reveal)
                yield f"{screen.__name__} {language} {width}", printed(view, screen)
        for number, (department, behind) in enumerate(all_lines(report)):
            view = View(report, language, WIDTHS[0], reveal)
            yield f"explain {number} {language}", printed(view, _explained(department, behind))
        for reporter in reporters():
            content = reporter.render(report, language, reveal)
            is_book = reporter.file.endswith(".xlsx")
            text = f"{parts_text(content)}\n{cells_text(content)}" if is_book else content.decode()
            yield f"{reporter.file} {language}", text


def _explained(department: Department, behind: Behind) -> Callable[[View, Console], None]:
    def show(view: View, console: Console) -> None:
        for part in rows_behind(view, department, behind):
            console.print(Group(part))

    return show


def printed(view: View, screen) -> str:
    """A screen, as a terminal with colours receives it."""
    console = Console(file=io.StringIO(), width=view.width, force_terminal=True, highlight=False, markup=False)
    screen(view, console)
    return console.file.getvalue()


def cells_text(content: bytes) -> str:
    """The texts of all cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )
