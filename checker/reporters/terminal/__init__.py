"""The report on a terminal: `render_workbooks` for the department, `render_batch` for the office that runs the quarter.

Text is always rich `Text`, never markup, so that no cell of a workbook can add styles or links.
"""

from checker.reporters.terminal.batch import render_batch
from checker.reporters.terminal.view import ALL_BY_CSV, View
from checker.reporters.terminal.workbook import render_workbooks

__all__ = ["ALL_BY_CSV", "View", "render_batch", "render_workbooks"]
