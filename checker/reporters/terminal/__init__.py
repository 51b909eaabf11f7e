"""The report on a terminal: `render_workbooks` for who submits, `render_quarter` for the office that runs a quarter.

Rich `Text` throughout, never markup: what stands in a workbook cannot style or link anything. Computes sums only.
"""

from checker.reporters.terminal.quarter import render_quarter
from checker.reporters.terminal.view import ALL_BY_CSV, View
from checker.reporters.terminal.workbook import render_workbooks

__all__ = ["ALL_BY_CSV", "View", "render_quarter", "render_workbooks"]
