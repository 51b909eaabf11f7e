"""The findings sheet of a marked copy: what to do next, one line a finding, and below them where the indicators stand.

The list comes first, so that its head stays in view while somebody works through it; what is below it can be reached
by a link from the top. Knows reports and words; no file format. Personal data is shown as typed: it is the
department's own copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from checker.marked_copy.flags_sheet import DISPOSITION, NAME, Stamp, stamp_text
from checker.marked_copy.flags_sheet import HEADS as RETURNED
from checker.marking.flag_lines import HEADS, WIDTHS, flag_line
from checker.marking.overview import overview
from checker.marking.view import View
from checker.model import Department, Language, Report, Severity
from checker.model.workbook import letters
from checker.ooxml.page import Choice, Page, PageCell, Style
from checker.ooxml.page_rows import Row, across, row_of
from checker.text.bilingual import Text
from checker.wording.labels import DEMANDS, DISPOSITIONS, MARKS, SEVERITIES, STATUSES
from checker.wording.next_step import answered_text, next_step

_URGENCIES: Mapping[str, Style] = {"stop": "error", "open": "amber", "done": "good"}
_COLOURS: Mapping[Severity, Style] = {
    Severity.ERROR: "error",
    Severity.RED: "red",
    Severity.AMBER: "amber",
    Severity.INFO: "info",
}
#: Columns that a line of text across the page takes, and where each count stands: first column and span.
_WHOLE = 11
_COUNTS = ((1, 3), (4, 3), (7, 2), (9, 2))
_ANSWERED = (11, 2)
_STAMP = (11, 5)

_TO_FIX = Text(
    zh="改正：单击“位置”一列的链接，跳到有问题的单元格，改正后保存，再检查一次本文件。颜色、批注和本表不必删除。",
    en="To fix: click the link under Cell, correct the cell, save, and check this file again. "
    "Colours, comments and this sheet may stay.",
)
_TO_ANSWER = Text(
    zh="说明：原来填写无误的，在“处理结果”中选“确认无误”或“申请豁免”，写明理由和填写人，然后报送本文件。"
    "可以排序、筛选，请勿删除“编号”一列。",
    en="To answer: where a cell is right as it is, choose Confirmed or Waiver requested, give the reason and your "
    "name, and submit this file. Sort and filter as you like; keep the column Ref.",
)


def findings_page(report: Report, department: Department, language: Language, note: Text | None) -> Page:
    """The findings sheet of one department's marked copy.

    Args:
        report: for pack, period and indicators.
        department: whose copy it is; answers that its flags carry are filled in again.
        language: of every word.
        note: what else is to be said at the top, e.g. why a new workbook had to be made; None for nothing.
    """
    view = View(report, department, language)
    # What stands above the list is put together twice: it tells where to find what is below it.
    above = _top(view, note, 0)
    first = len(above) + 2
    last = first + len(view.listed) - 1
    below = overview(view, max(last, first) + 2)
    top = _top(view, note, below.first)
    head = row_of({column: PageCell(text.of(language), "head") for column, text in enumerate(HEADS, 1)})
    lines = [flag_line(view, number, first, below.indicators) for number in range(1, len(view.listed) + 1)]
    empty = across(view.say("没有发现问题", "Nothing was found"), _WHOLE, "good")
    rows = (*top, head, *(lines or [empty]), row_of({}), *below.rows)
    return Page(
        name=NAME.of(language),
        widths=WIDTHS,
        rows=rows,
        frozen=len(top) + 1,
        filtered=f"A{first - 1}:{letters(len(HEADS))}{last}" if lines else "",
        choices=(_choice(view, first, last),) if lines else (),
        repeated=len(top) + 1,
    )


def _top(view: View, note: Text | None, overview_row: int) -> list[Row]:
    """What stands above the list; always as many rows, wherever the overview begins."""
    report, department = view.report, view.department
    advice = next_step(department)
    name = NAME.of(view.language)
    title = f"{name}  {view.of(department.name)}  {report.period}"
    since = view.say("截至 ", "as of ") + report.as_of.isoformat()
    pack = f"{view.of(report.pack_title)}  {report.pack} {report.pack_version}  {since}"
    stamp = Stamp(report.pack, department.code, report.period)
    stamped = stamp_text(stamp, report.tool, report.pack_version, report.as_of.isoformat())
    rows = [
        across(title, _WHOLE, "title"),
        row_of({1: PageCell(pack, "text", span=_STAMP[0] - 1), _STAMP[0]: PageCell(stamped, "aside", span=_STAMP[1])}),
        across(view.of(advice.text), _WHOLE, _URGENCIES[advice.urgency]),
        _counts(view),
    ]
    if department.results:
        rows.append(_standings(view, overview_row))
    if department.flags:
        rows += [across(text.of(view.language), _WHOLE) for text in (_TO_FIX, _TO_ANSWER)]
    rows += [across(view.of(text), _WHOLE, "amber") for text in (note, _unlisted(view)) if text is not None]
    return rows


def _counts(view: View) -> Row:
    counts = Counter(flag.severity for flag in view.department.flags)
    cells = {}
    for (column, span), severity in zip(_COUNTS, reversed(Severity), strict=True):
        words, number = SEVERITIES[severity].of(view.language).capitalize(), counts[severity]
        demand = DEMANDS[severity].of(view.language)
        text = view.say(f"{words} {number}（{demand}）", f"{words} {number} ({demand})")
        cells[column] = PageCell(text, _COLOURS[severity] if number else "aside", span=span)
    if (answered := answered_text(view.department.flags)) is not None:
        cells[_ANSWERED[0]] = PageCell(view.of(answered), "text", span=_ANSWERED[1])
    return row_of(cells)


def _standings(view: View, overview_row: int) -> Row:
    """The indicators in one line, with a link to where they are told one by one."""
    statuses = Counter(result.status for result in view.department.results)
    told = view.say("，", ", ").join(
        f"{MARKS[status]} {words.of(view.language)} {statuses[status]}"
        for status, words in STATUSES.items()
        if statuses[status]
    )
    number = len(view.department.results)
    text = view.say(f"指标 {number} 项：{told}", f"Indicators {number}: {told}")
    where = view.say(f"逐项情况见第 {overview_row} 行", f"one by one in row {overview_row}")
    link = PageCell(where, "link", (NAME.of(view.language), f"A{overview_row}"), span=3)
    return row_of({1: PageCell(text, "text", span=8), 9: link})


def _unlisted(view: View) -> Text | None:
    more = len(view.department.flags) - len(view.listed)
    if not more:
        return None
    number = len(view.listed)
    return Text(
        f"下面列出最要紧的 {number} 条，另有 {more} 条未列出；以上合计包括全部。"
        "checker check --format csv 可列出全部。",
        f"The gravest {number} are listed, {more} more are not; the counts above are of all. "
        "checker check --format csv lists them all.",
    )


def _choice(view: View, first: int, last: int) -> Choice:
    column = letters(HEADS.index(RETURNED[DISPOSITION]) + 1)
    return Choice(
        range=f"{column}{first}:{column}{last}",
        words=tuple(words.of(view.language).capitalize() for words in DISPOSITIONS.values()),
        title=RETURNED[DISPOSITION].of(view.language),
        hint=view.say(
            "已改正：单元格已改。确认无误：原来填写正确。申请豁免：请求不予追究。后两项须写明理由和填写人。",
            "Corrected: the cell was changed. Confirmed: it is right as it is. Waiver requested: please let it pass. "
            "The last two need a reason and a name.",
        ),
    )
