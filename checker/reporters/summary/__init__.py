"""summary.xlsx: a run as a workbook in one language, to filter and print."""

from checker.model import Language, Report
from checker.reporters.registry import Reporter
from checker.text.bilingual import Text


def render(report: Report, language: Language, reveal: bool = False) -> bytes:
    """Renders the summary as an xlsx file; personal values are masked unless `reveal`."""
    from checker.reporters.summary.workbook import render_workbook  # imported late because openpyxl is slow to load

    return render_workbook(report, language, reveal)


REPORTER = Reporter(
    "summary.xlsx", Text(zh="供筛选和打印的汇总工作簿", en="a workbook to filter and print"), render, of="run"
)
