"""Writes one line of the flags sheet: a flag with its place, what is wrong, what is accepted, and its answer."""

from collections.abc import Mapping

from checker.marked_copy.flags_sheet import BY, DISPOSITION, NAME, REASON
from checker.marking.view import LONGEST_ACCEPTED, View, is_on_flags_sheet
from checker.model import Flag, Severity, Shown
from checker.ooxml.page import SEVERITY_STYLES, PageCell, Row, make_row
from checker.privacy.masking import mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.visible import cut
from checker.wording.flags import FIELDS, heading, position_text
from checker.wording.headings import with_clause
from checker.wording.labels import DISPOSITIONS
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
    (heading("fingerprint"), 18),
)
HEADS = tuple(head for head, _ in _COLUMNS)
WIDTHS = tuple(width for _, width in _COLUMNS)


def make_flag_line(view: View, number: int, first: int, indicators: Mapping[str, int]) -> Row:
    """Makes the line of one flag.

    Args:
        view: the department's flags.
        number: of the flag, from 1.
        first: the row of the first flag.
        indicators: the row of each indicator below the list, for flags on an indicator as a whole.
    """
    flag = view.listed[number - 1]

    def field(id: str) -> str:
        return FIELDS[id].words(flag, view)

    disposition, reason, by = _answer(view, flag)
    cells = (
        PageCell(number),
        PageCell(field("severity"), SEVERITY_STYLES[flag.severity]),
        PageCell(field("sheet")),
        _position(view, flag, first, indicators),
        PageCell(field("header")),
        PageCell(_record(view, flag)),
        PageCell(field("observed")),
        PageCell(field("message")),
        PageCell(_accepted(view, flag)),
        PageCell(field("code")),
        PageCell(view.indicator(flag.indicator)),
        PageCell(disposition, "input"),
        PageCell(reason, "input"),
        PageCell(by, "input"),
        PageCell(flag.fingerprint),
    )
    return make_row(dict(enumerate(cells, 1)))


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
