"""Composes the flags sheet of a marked copy: what to do next, one line per flag, and the results below the list.

The list comes near the top, so that its head stays in view while somebody works through it; a link leads to what is
below it. Personal data is shown as typed, because it is the department's own copy. Knows no file format.
"""

from collections import Counter
from collections.abc import Mapping

from checker.marked_copy.flags_sheet import DISPOSITION, NAME, Stamp, stamp_text
from checker.marked_copy.flags_sheet import HEADS as RETURNED
from checker.marking.flag_lines import HEADS, WIDTHS, make_flag_line
from checker.marking.overview import WHOLE, make_overview
from checker.marking.view import TEXTS, View
from checker.model import Department, Language, Report, Severity
from checker.model.workbook import letters
from checker.ooxml.page import SEVERITY_STYLES, Choice, Page, PageCell, Row, Style, make_line, make_row
from checker.text.bilingual import Text
from checker.wording.labels import DEMANDS, DISPOSITIONS, MARKS, SEVERITIES, STATUSES
from checker.wording.next_step import answered_text, next_step

_URGENCIES: Mapping[str, Style] = {"stop": "error", "open": "amber", "done": "good"}
#: The first column and the span of each count, of the count of answers, and of the stamp.
_COUNTS = ((1, 3), (4, 3), (7, 2), (9, 2))
_ANSWERED = (11, 2)
_STAMP = (11, 5)


def make_flags_page(report: Report, department: Department, language: Language, note: Text | None) -> Page:
    """Composes the flags sheet of one department's marked copy.

    Args:
        report: the report that the department is part of.
        department: the department; answers that its flags carry are filled in again.
        language: of all texts.
        note: a remark to show at the top, such as why a new workbook was made, or None.
    """
    view = View(report, department, language)
    # The overview's row depends on the height of the top, and the top names that row: so the top is made twice.
    first = len(_top(view, note, 0)) + 2
    last = first + len(view.listed) - 1
    below = make_overview(view, max(last, first) + 2)
    top = _top(view, note, below.first)
    head = make_row({column: PageCell(text.of(language), "head") for column, text in enumerate(HEADS, 1)})
    lines = [make_flag_line(view, number, first, below.indicators) for number in range(1, len(view.listed) + 1)]
    empty = make_line(view.say("没有发现问题", "No flags"), WHOLE, "good")
    return Page(
        name=NAME.of(language),
        widths=WIDTHS,
        rows=(*top, head, *(lines or [empty]), (), *below.rows),
        frozen=len(top) + 1,
        filtered=f"A{first - 1}:{letters(len(HEADS))}{last}" if lines else "",
        choices=(_choice(view, first, last),) if lines else (),
        repeated=len(top) + 1,
    )


def _top(view: View, note: Text | None, overview_row: int) -> list[Row]:
    """Makes the rows above the list; their number doesn't depend on `overview_row`."""
    report, department = view.report, view.department
    advice = next_step(department)
    title = f"{NAME.of(view.language)}  {view.of(department.name)}  {report.period}"
    as_of = view.say("截至 ", "as of ") + report.as_of.isoformat()
    pack = f"{view.of(report.pack_title)}  {report.pack} {report.pack_version}  {as_of}"
    stamp = Stamp(report.pack, department.code, report.period)
    stamped = stamp_text(stamp, report.tool, report.pack_version, report.as_of.isoformat())
    rows = [
        make_line(title, WHOLE, "title"),
        make_row({1: PageCell(pack, span=_STAMP[0] - 1), _STAMP[0]: PageCell(stamped, "aside", span=_STAMP[1])}),
        make_line(view.of(advice.text), WHOLE, _URGENCIES[advice.urgency]),
        _counts(view),
    ]
    if department.results:
        rows.append(_statuses(view, overview_row))
    if department.flags:
        rows += [make_line(TEXTS[key].of(view.language), WHOLE) for key in ("to_fix", "to_answer")]
    rows += [make_line(view.of(text), WHOLE, "amber") for text in (note, _unlisted(view)) if text is not None]
    return rows


def _counts(view: View) -> Row:
    counts = Counter(flag.severity for flag in view.department.flags)
    cells = {}
    for (column, span), severity in zip(_COUNTS, reversed(Severity), strict=True):
        words, number = SEVERITIES[severity].of(view.language).capitalize(), counts[severity]
        text = f"{words} {number}{view.brackets(DEMANDS[severity].of(view.language))}"
        cells[column] = PageCell(text, SEVERITY_STYLES[severity] if number else "aside", span=span)
    if (answered := answered_text(view.department.flags)) is not None:
        cells[_ANSWERED[0]] = PageCell(view.of(answered), span=_ANSWERED[1])
    return make_row(cells)


def _statuses(view: View, overview_row: int) -> Row:
    """Makes the row that counts the indicators by status and links to the overview."""
    counts = Counter(result.status for result in view.department.results)
    by_status = view.say("，", ", ").join(
        f"{MARKS[status]} {words.of(view.language)} {counts[status]}"
        for status, words in STATUSES.items()
        if counts[status]
    )
    number = counts.total()
    text = view.say(f"指标 {number} 项：{by_status}", f"Indicators ({number}): {by_status}")
    where = view.say(f"逐项情况见第 {overview_row} 行", f"Details in row {overview_row}")
    return make_row(
        {1: PageCell(text, span=8), 9: PageCell(where, "link", (NAME.of(view.language), f"A{overview_row}"), 3)}
    )


def _unlisted(view: View) -> Text | None:
    listed = len(view.listed)
    more = len(view.department.flags) - listed
    if not more:
        return None
    return Text(
        f"下面列出最要紧的 {listed} 条，另有 {more} 条未列出；以上合计包括全部。"
        "checker check --format csv 可列出全部。",
        f"Only the {listed} gravest flags are listed; {more} more are not. The counts above include all of them. "
        "checker check --format csv lists them all.",
    )


def _choice(view: View, first: int, last: int) -> Choice:
    column = letters(HEADS.index(RETURNED[DISPOSITION]) + 1)
    return Choice(
        range=f"{column}{first}:{column}{last}",
        words=tuple(words.of(view.language).capitalize() for words in DISPOSITIONS.values()),
        title=RETURNED[DISPOSITION].of(view.language),
        hint=TEXTS["dispositions"].of(view.language),
    )
