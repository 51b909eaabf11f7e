"""The report on a terminal: `render_workbooks` for who submits, `render_batch` for the office that runs a quarter.

Rich `Text` throughout, never markup: what stands in a workbook cannot style or link anything. Computes sums only.
"""

from checker.reporters.terminal.batch import render_batch
from checker.reporters.terminal.view import ALL_BY_CSV, View
from checker.reporters.terminal.workbook import render_workbooks

__all__ = ["ALL_BY_CSV", "View", "render_batch", "render_workbooks"]
