"""The bare read: opens a workbook and makes Python values of every sheet. Nothing that judges it can cost less.

python -m benchmarks.bare_read WORKBOOK
"""

import sys

from python_calamine import CalamineWorkbook

workbook = CalamineWorkbook.from_path(sys.argv[1])
for name in workbook.sheet_names:
    workbook.get_sheet_by_name(name).to_python()
