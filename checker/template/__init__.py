"""The blank workbook that a department fills in for a period.

A cover sheet, instructions, and a sheet for each table that the department's indicators need. Knows definitions and
periods; reads no workbook, and must not import reporters, measures or the pipeline.
"""

from __future__ import annotations

from checker.template.blank import Blank
from checker.template.book import blank_workbook
from checker.template.chosen import chosen_departments
from checker.template.names import file_names

__all__ = ["Blank", "blank_workbook", "chosen_departments", "file_names"]
