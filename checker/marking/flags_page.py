"""Composes the flags sheet of a marked copy: what to do next, one line per flag, and the results below the list.

The list comes near the top, so that its head stays in view while somebody works through it; a link leads to what is
below it. Personal data is shown as typed, because it is the department's own copy. Knows no file format.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from checker.marked_copy.flags_sheet import BY, DISPOSITION, NAME, REASON, Stamp, stamp_text
from checker.marking.overview import WHOLE, make_overview
from checker.marking.view import LONGEST_ACCEPTED, TEXTS, View, is_on_flags_sheet
from checker.model import Department, Flag, Language, Report, Severity, Shown
from checker.model.workbook import letters
from checker.ooxml.page import SEVERITY_STYLES, Choice, Page, PageCell, Row, Style, make_line, make_row
from checker.privacy.masking import mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.levels import in_own_words
from checker.text.visible import cut
from checker.wording.flags import FIELDS, heading, position_text
from checker.wording.headings import with_clause
from checker.wording.labels import DEMANDS, DISPOSITIONS, MARKS, SEVERITIES, STATUSES, recorded_text
from checker.wording.next_step import answered_text, next_step
from checker.wording.remedy import remedy

#: Cells that identify a row without a key.
MOST_RECORD = 3
#: The heads and the widths of the columns.
_COLUMNS = (
    (Text("序号", "No."), 5),
    (heading("severity"), 9),
    (heading("sheet"), 15),
    (heading("cell"), 8),
    (heading("header"), 13),
    (heading("key"), 18),
    (heading("observed"), 13),
    (heading("message"), 37),
    (Text("应为／怎样改", "Expected, or how to fix"), 27),
    (heading("code"), 7),
    (with_clause(heading("indicator")), 20),
    (heading(DISPOSITION), 12),
    (heading(REASON), 20),
    (heading(BY), 10),
    (heading("ref"), 18),
)
HEADS = tuple(head for head, _ in _COLUMNS)
WIDTHS = tuple(width for _, width in _COLUMNS)
_URGENCIES: Mapping[str, Style] = {"stop": "error", "open": "amber", "done": "good"}
#: The first column and the span of each count, of the count of answers, and of the stamp.
_COUNTS = ((1, 3), (4, 3), (7, 2), (9, 2))
_ANSWERED = (11, 2)
_STAMP = (11, 5)


@in_own_words
def make_flags_page(report: Report, department: Department, language: Language, note: Text | None) -> Page:
    """Composes the flags sheet of one department's marked copy; answers that its flags carry are filled in again.

    `note` is a remark to show at the top, such as why a new workbook was made.
    """
    view = View(report, department, language)
    # The overview's row depends on the height of the top, and the top names that row: so the top is made twice.
    first = len(_top(view, note, 0)) + 2
    last = first + len(view.listed) - 1
    below, indicators = make_overview(view, max(last, first) + 2)
    top = _top(view, note, max(last, first) + 2)
    head = tuple(PageCell(text.of(language), "head") for text in HEADS)
    lines = [_line(view, number, flag, first, indicators) for number, flag in enumerate(view.listed, 1)]
    empty = make_line(view.say("没有发现问题", "No flags"), WHOLE, "good")
    return Page(
        name=NAME.of(language),
        widths=WIDTHS,
        rows=(*top, head, *(lines or [empty]), (), *below),
        frozen=len(top) + 1,
        filtered=f"A{first - 1}:{letters(len(HEADS))}{last}" if lines else "",
        choices=(_choice(view, first, last),) if lines else (),
        repeated=len(top) + 1,
    )


def _top(view: View, note: Text | None, overview_row: int) -> list[Row]:
    """Makes the rows above the list; their number doesn't depend on `overview_row`."""
    report, department = view.report, view.department
    advice = next_step(department)
    title = f"{NAME.of(view.language)}  {view.of(department.name)}  {view.period}"
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
    if (recorded := recorded_text(report)) is not None:
        rows.append(make_line(view.of(recorded), WHOLE, "aside"))
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
    head = heading(DISPOSITION)
    column = letters(HEADS.index(head) + 1)
    return Choice(
        range=f"{column}{first}:{column}{last}",
        words=tuple(words.of(view.language).capitalize() for words in DISPOSITIONS.values()),
        title=head.of(view.language),
        hint=TEXTS["dispositions"].of(view.language),
    )


@lru_cache(maxsize=1024)
def _cell(text: str, style: Style = "text") -> PageCell:
    """Makes a cell, or takes an equal one: much of what flags say is the same in thousands of them."""
    return PageCell(text, style)


def _line(view: View, number: int, flag: Flag, first: int, indicators: Mapping[str, int]) -> Row:
    """Makes the line of the flag with this number; `first` is the row of the first flag."""

    def field(id: str) -> PageCell:
        return _cell(FIELDS[id].words(flag, view))

    return (
        PageCell(number),
        _cell(FIELDS["severity"].words(flag, view), SEVERITY_STYLES[flag.severity]),
        field("sheet"),
        _position(view, flag, first, indicators),
        field("header"),
        PageCell(_record(view, flag)),
        field("observed"),
        PageCell(_message(view, flag)),
        _cell(_accepted(view, flag)),
        field("code"),
        _cell(view.indicator(flag.indicator)),
        *[_cell(typed, "input") for typed in _answer(view, flag)],
        PageCell(flag.fingerprint),
    )


def _message(view: View, flag: Flag) -> str:
    """Returns the sentence, and what an auditor decided."""
    text, tracked = FIELDS["message"].words(flag, view), flag.tracked
    return text if tracked is None or tracked.holds == "open" else text + view.brackets(view.of(tracked.words))


def _answer(view: View, flag: Flag) -> tuple[str, str, str]:
    """Returns the disposition, reason and name of the answer; of a rejected answer, the reason and name as typed."""
    answer = flag.answer
    if answer is None:
        typed, nothing = view.rejected_answers.get(flag.fingerprint, {}), Shown("")
        reason, by = (typed.get(heading(field).zh, nothing) for field in (REASON, BY))
        return "", _as_typed(reason.text), _as_typed(by.text)
    word = DISPOSITIONS[answer.disposition].of(view.language).capitalize()
    return word, _as_typed(answer.reason.text), _as_typed(answer.by.text)


def _accepted(view: View, flag: Flag) -> str:
    """Returns what the cell accepts; if the flag doesn't say, how to put such a flag right."""
    if flag.expected is not None:
        return cut(view.of(flag.expected), LONGEST_ACCEPTED)
    return "" if flag.severity is Severity.INFO else remedy(flag.code, view.language)


def _position(view: View, flag: Flag, first: int, indicators: Mapping[str, int]) -> PageCell:
    """Makes the cell that says where the flag is and links to the place, if there is one."""
    place, own_sheet = flag.place, NAME.of(view.language)
    if is_on_flags_sheet(flag):
        number = view.lines.get(place.key)
        if not number:
            return PageCell(own_sheet)
        return PageCell(view.say(f"第 {number} 条", f"no. {number}"), "link", (own_sheet, f"A{first + number - 1}"))
    if place.sheet and place.cell:
        return PageCell(place.cell, "link", (place.sheet, place.cell))
    if place.sheet and place.row:
        return PageCell(position_text(flag, view), "link", (place.sheet, f"A{place.row}"))
    if place.sheet:
        return PageCell(view.say("整张表", "whole sheet"), "link", (place.sheet, "A1"))
    if flag.indicator in indicators:
        return PageCell(view.say("见指标", "indicator"), "link", (own_sheet, f"A{indicators[flag.indicator]}"))
    return PageCell(view.say("整份文件", "whole file"))


def _record(view: View, flag: Flag) -> str:
    """Identifies the row: by its key, or else by the first of its other cells."""
    if flag.place.key == view.department.code:
        return ""
    if flag.place.key and not is_on_flags_sheet(flag):
        return FIELDS["key"].words(flag, view)
    colon, gap = view.say("：", ": "), view.say("；", "; ")
    return gap.join(
        f"{mask_text(head, reveal=True)}{colon}{mask_value(shown, view.language, reveal=True)}"
        for head, shown in flag.record[:MOST_RECORD]
    )


def _as_typed(text: str | Text) -> str:
    return text if isinstance(text, str) else text.zh
