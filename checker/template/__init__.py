"""Makes the blank workbook that a department fills in for a period.

It has a cover sheet, instructions, and one sheet per table that the department's indicators need. Reads no workbook.
"""

from checker.template.blank import Blank
from checker.template.book import make_workbook
from checker.template.departments import choose_departments
from checker.template.names import file_names

__all__ = ["Blank", "choose_departments", "file_names", "make_workbook"]
