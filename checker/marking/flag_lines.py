"""One line of the findings sheet: a finding with its place, what is wrong, what would be accepted, and its answer.

Knows flags, words and the pages of codes; no file format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.marked_copy.flags_sheet import BY, DISPOSITION, NAME, REASON
from checker.marking.view import View, is_on_flags_sheet
from checker.model import Flag, Severity, Shown
from checker.ooxml.page import PageCell, Style
from checker.ooxml.page_rows import Row, row_of
from checker.privacy.masking import mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.visible import cut
from checker.wording.flags import FIELDS, heading, position_text
from checker.wording.headings import with_clause
from checker.wording.labels import DISPOSITIONS
from checker.wording.remedy import remedy

#: Characters of what would be accepted, and other cells of a row that tell which it is where it has no key.
LONGEST_ACCEPTED, MOST_RECORD = 300, 3

_NUMBER = Text("序号", "No.")
_WANTED = Text("应为／怎样改", "Expected, or how to fix")
#: Its number, the fields of a flag, and what comes back, each with the width of its column.
_COLUMNS = (
    (_NUMBER, 5),
    (heading("severity"), 9),
    (heading("sheet"), 15),
    (heading("cell"), 8),
    (heading("header"), 13),
    (heading("key"), 18),
    (heading("observed"), 13),
    (heading("message"), 37),
    (_WANTED, 27),
    (heading("code"), 7),
    (with_clause(heading("indicator")), 20),
    (heading(DISPOSITION), 12),
    (heading(REASON), 20),
    (heading(BY), 10),
    (heading("fingerprint"), 18),
)
HEADS = tuple(head for head, _ in _COLUMNS)
WIDTHS = tuple(width for _, width in _COLUMNS)
_STYLES: Mapping[Severity, Style] = {
    Severity.ERROR: "error",
    Severity.RED: "red",
    Severity.AMBER: "amber",
    Severity.INFO: "info",
}


@dataclass(frozen=True)
class Where:
    """What a finding's place is called, and where its link leads, if anywhere."""

    text: str
    link: tuple[str, str] | None = None


def flag_line(view: View, number: int, first: int, indicators: Mapping[str, int]) -> Row:
    """One finding.

    Args:
        view: the findings.
        number: of this one, from 1.
        first: the row of the first one.
        indicators: the row of each indicator below the list, for findings that are about one as a whole.
    """
    flag = view.listed[number - 1]
    where = _where(view, flag, first, indicators)
    given = _given(view, flag)
    read = {id: FIELDS[id].words(flag, view) for id in ("severity", "sheet", "header", "observed", "message", "code")}
    return row_of(
        {
            1: PageCell(number),
            2: PageCell(read["severity"], _STYLES[flag.severity]),
            3: PageCell(read["sheet"]),
            4: PageCell(where.text, "text" if where.link is None else "link", where.link),
            5: PageCell(read["header"]),
            6: PageCell(_record(view, flag)),
            7: PageCell(read["observed"]),
            8: PageCell(read["message"]),
            9: PageCell(_wanted(view, flag)),
            10: PageCell(read["code"]),
            11: PageCell(view.indicator(flag.indicator)),
            12: PageCell(given[0], "input"),
            13: PageCell(given[1], "input"),
            14: PageCell(given[2], "input"),
            15: PageCell(flag.fingerprint),
        }
    )


def _given(view: View, flag: Flag) -> tuple[str, str, str]:
    """What was answered: disposition, reason and name. What was typed stays, though nobody could make sense of it."""
    answer = flag.answer
    if answer is None:
        typed, nothing = view.unaccepted.get(flag.fingerprint, {}), Shown("")
        reason, by = (typed.get(heading(field).zh, nothing) for field in (REASON, BY))
        return ("", _as_typed(reason.text), _as_typed(by.text))
    word = DISPOSITIONS[answer.disposition].of(view.language).capitalize()
    return (word, _as_typed(answer.reason.text), _as_typed(answer.by.text))


def _wanted(view: View, flag: Flag) -> str:
    """What would be accepted in the cell; where nothing can be told of it alone, how to put such a finding right."""
    if flag.expected is not None:
        return cut(view.of(flag.expected), LONGEST_ACCEPTED)
    return "" if flag.severity is Severity.INFO else remedy(flag.code, view.language)


def _where(view: View, flag: Flag, first: int, indicators: Mapping[str, int]) -> Where:
    place, here = flag.place, NAME.of(view.language)
    if is_on_flags_sheet(flag):
        number = view.lines.get(place.key)
        words = view.say(f"第 {number} 条", f"no. {number}")
        return Where(words, (here, f"A{first + number - 1}")) if number else Where(NAME.of(view.language))
    if place.sheet and place.cell:
        return Where(place.cell, (place.sheet, place.cell))
    if place.sheet and place.row:
        return Where(position_text(flag, view), (place.sheet, f"A{place.row}"))
    if place.sheet:
        return Where(view.say("整张表", "whole sheet"), (place.sheet, "A1"))
    if flag.indicator in indicators:
        return Where(view.say("见指标", "indicator"), (here, f"A{indicators[flag.indicator]}"))
    return Where(view.say("整份文件", "whole file"))


def _record(view: View, flag: Flag) -> str:
    """By what people find the row: its key, or else the first of its other cells."""
    if flag.place.key == view.department.code:
        return ""
    if flag.place.key and not is_on_flags_sheet(flag):
        return FIELDS["key"].words(flag, view)
    pairs = flag.record[:MOST_RECORD]
    colon, gap = view.say("：", ": "), view.say("；", "; ")
    return gap.join(
        f"{mask_text(head, reveal=True)}{colon}{mask_value(shown, view.language, reveal=True)}" for head, shown in pairs
    )


def _as_typed(text: str | Text) -> str:
    return text if isinstance(text, str) else text.zh
