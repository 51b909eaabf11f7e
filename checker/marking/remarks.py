"""What is said at each cell of a marked copy: what is wrong there, what would be accepted, and what to do.

Knows flags, words and the pages of codes; how a comment is written into a file is not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checker.marked_copy.flags_sheet import NAME
from checker.marking.view import MOST_LINES, in_order, is_on_flags_sheet
from checker.model import Department, Flag, Language, Severity
from checker.ooxml.marks import Mark, Marks
from checker.privacy.masking import flag_message, mask_sentence
from checker.text.bilingual import Text
from checker.text.visible import cut
from checker.wording.labels import SEVERITIES
from checker.wording.next_step import answer_words, is_answered, is_half_answered
from checker.wording.remedy import remedy

#: Findings told in one comment, and characters of what would be accepted.
MOST_IN_ONE, LONGEST_ACCEPTED = 8, 300

#: By the gravest finding of a cell, what to do about it.
_TO_DO = {
    Severity.ERROR: Text(
        zh="怎样处理：改正后保存，再检查一次。确实无误的，在“{sheet}”第 {number} 条说明。",
        en="What to do: correct it, save, and check again. If it is right as it is, say so in no. {number} of {sheet}.",
    ),
    Severity.RED: Text(
        zh="怎样处理：登记有误的，改正后再检查一次；情况属实的，可在“{sheet}”第 {number} 条说明。",
        en="What to do: if it was recorded wrongly, correct it and check again; "
        "if it is true, you may say why in no. {number} of {sheet}.",
    ),
    Severity.AMBER: Text(
        zh="怎样处理：请核对，有误的改正；无误的，在“{sheet}”第 {number} 条选“确认无误”并写明理由。",
        en="What to do: look at it again and correct it if it is wrong; "
        "if it is right, choose Confirmed in no. {number} of {sheet} and say why.",
    ),
    Severity.INFO: Text(zh="供参考，可以不改。", en="For your information; nothing has to be changed."),
}
_ANSWERED = Text(
    zh="已经说明的，不必再填；要改说明，见“{sheet}”第 {number} 条。",
    en="What is answered needs nothing more; the answer is in no. {number} of {sheet}, if you want to change it.",
)
_HALF_ANSWERED = Text(
    zh="怎样处理：有误的改正；无误的，在“{sheet}”第 {number} 条补填理由和填写人。",
    en="What to do: correct it if it is wrong; if it is right, add reason and name in no. {number} of {sheet}.",
)


def marks(department: Department, language: Language) -> Marks:
    """The cells to mark, by sheet.

    A flag on a row as a whole marks the row's first cell; one without a row marks nothing. Findings that are too many
    for the list colour their cells and are told nowhere but in the counts.

    Args:
        department: with its flags.
        language: of the comments.
    """
    found: dict[tuple[str, int, int], list[tuple[int, Flag]]] = defaultdict(list)
    for number, flag in enumerate(in_order(department), 1):
        place = flag.place
        if place.sheet and place.row and not is_on_flags_sheet(flag):
            found[place.sheet, place.row, _column(place.column)].append((number, flag))
    marked: dict[str, list[Mark]] = defaultdict(list)
    for (sheet, row, column), flags in sorted(found.items()):
        severity = max(flag.severity for _, flag in flags)
        told_here = [(number, flag) for number, flag in flags if number <= MOST_LINES]
        marked[sheet].append(Mark(row, column, severity, _comment(told_here, language)))
    return {sheet: tuple(cells) for sheet, cells in marked.items()}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number or 1


def _comment(numbered: Sequence[tuple[int, Flag]], language: Language) -> str:
    """All findings of a cell, the gravest first; empty for none."""
    if not numbered:
        return ""
    lines, explained = list[str](), set[str]()
    for number, flag in numbered[:MOST_IN_ONE]:
        lines += _lines(number, flag, language)
        # What a page says is the same for all of one code; what is no more than told needs no putting right.
        if flag.expected is None and flag.severity > Severity.INFO and flag.code.id not in explained:
            explained.add(flag.code.id)
            said = remedy(flag.code, language)
            lines.append(Text(f"怎样改：{said}", f"How to put it right: {said}").of(language))
    more = len(numbered) - MOST_IN_ONE
    sheet = NAME.of(language)
    if more > 0:
        lines.append(Text(f"另有 {more} 条，见“{sheet}”", f"{more} more in {sheet}").of(language))
    number, gravest = next((pair for pair in numbered if not is_answered(pair[1])), numbered[0])
    lines.append(_to_do(gravest).of(language).format(sheet=sheet, number=number))
    return "\n".join(lines)


def _to_do(flag: Flag) -> Text:
    if is_answered(flag):
        return _ANSWERED
    return _HALF_ANSWERED if is_half_answered(flag) else _TO_DO[flag.severity]


def _lines(number: int, flag: Flag, language: Language) -> list[str]:
    severity = SEVERITIES[flag.severity].of(language).capitalize()
    message = flag_message(flag, language, reveal=True)
    lines = [f"{number}. {severity} {flag.code.id} {flag.code.heading.of(language)}", message]
    if flag.expected is not None:
        accepted = cut(mask_sentence(flag.expected, language, reveal=True), LONGEST_ACCEPTED)
        lines.append(Text(f"应为：{accepted}", f"Expected: {accepted}").of(language))
    if flag.answer is not None:
        said = answer_words(flag.answer)
        lines.append(Text(f"已有说明：{said.zh}", f"Answered: {said.en}").of(language))
    return lines
