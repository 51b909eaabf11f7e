"""The report on a terminal: `render_workbooks` for the department, `render_batch` for the office that runs the quarter.

Text is always rich `Text`, never markup, so that no cell of a workbook can add styles or links.
"""

from checker.reporters.terminal.screens import render_batch, render_workbooks
from checker.reporters.terminal.view import ALL_BY_CSV, View

__all__ = ["ALL_BY_CSV", "View", "render_batch", "render_workbooks"]
