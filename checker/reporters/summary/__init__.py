"""summary.xlsx: a run for people who filter it and print it, in one language.

One sheet per module: board, indicators, results, flags, missing, codes. Knows reports, words and the pages of codes.
"""

from __future__ import annotations

from checker.model import Language, Report
from checker.reporters.registry import Reporter
from checker.text.bilingual import Text


def render(report: Report, language: Language, reveal: bool = False) -> bytes:
    """The summary as an xlsx file; personal values are masked unless `reveal`."""
    from checker.reporters.summary.workbook import render_workbook  # imports late: openpyxl

    return render_workbook(report, language, reveal)


REPORTER = Reporter(
    "summary.xlsx",
    Text(zh="供筛选和打印的汇总工作簿", en="a workbook to filter and print"),
    render,
    of="run",
)
