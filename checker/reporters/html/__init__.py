"""report.html: one file that opens offline in any browser and shows every flag."""

from checker.model import Language, Report
from checker.reporters.registry import Reporter
from checker.text.bilingual import Text


def render(report: Report, language: Language, reveal: bool = False) -> bytes:
    """Renders the page; personal values are masked unless `reveal`."""
    from checker.reporters.html.page import render_page  # imported late because jinja2 is slow to load

    return render_page(report, language, reveal)


REPORTER = Reporter(
    "report.html",
    Text(zh="离线打开的网页：得分、指标、每一处问题", en="a page that opens offline: scores, indicators, flags"),
    render,
)
