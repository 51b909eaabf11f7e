"""rows.csv: one line per row behind a number, with headings in the reader's language."""

from checker.model import Language, Report
from checker.reporters.registry import Reporter
from checker.text.bilingual import Text


def render(report: Report, language: Language, reveal: bool = False) -> bytes:
    """Renders the rows behind every number; personal values are masked unless `reveal`."""
    from checker.reporters.rows.table import all_lines, render_lines  # needed only where rows are asked for

    return render_lines(report, all_lines(report), reveal, language)


REPORTER = Reporter(
    "rows.csv",
    Text(zh="每个数字背后的行，供表格软件和程序读取", en="the rows behind every number, for spreadsheets and programs"),
    render,
)
