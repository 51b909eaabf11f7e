"""Writes the comment at each marked cell: what is wrong, what is accepted, and what to do. Knows no file format."""

from collections import defaultdict
from collections.abc import Sequence

from checker.marked_copy.flags_sheet import NAME
from checker.marking.view import LONGEST_ACCEPTED, MOST_LINES, TEXTS, is_on_flags_sheet, sort_flags
from checker.model import Department, Flag, Language, Severity
from checker.ooxml.page import Mark, Marks
from checker.privacy.masking import flag_message, mask_sentence
from checker.sources.sheet_xml import column_number
from checker.text.bilingual import Text
from checker.text.visible import cut
from checker.wording.labels import SEVERITIES
from checker.wording.next_step import answer_words, is_answered, is_half_answered
from checker.wording.remedy import remedy

#: The most flags in one comment.
MOST_IN_ONE = 8


def make_marks(department: Department, language: Language) -> Marks:
    """Makes the marks of a department's workbook, with comments in `language`.

    A flag on a whole row marks the row's first cell; a flag without a row marks nothing. Flags beyond the end of the
    list only colour their cells.
    """
    by_cell: dict[tuple[str, int, int], list[tuple[int, Flag]]] = defaultdict(list)
    for number, flag in enumerate(sort_flags(department), 1):
        place = flag.place
        if place.sheet and place.row and not is_on_flags_sheet(flag):
            by_cell[place.sheet, place.row, column_number(place.column) or 1].append((number, flag))
    marks: dict[str, list[Mark]] = defaultdict(list)
    for (sheet, row, column), flags in sorted(by_cell.items()):
        severity = max(flag.severity for _, flag in flags)
        listed = [(number, flag) for number, flag in flags if number <= MOST_LINES]
        marks[sheet].append(Mark(row, column, severity, _comment(listed, language)))
    return {sheet: tuple(cells) for sheet, cells in marks.items()}


def _comment(numbered: Sequence[tuple[int, Flag]], language: Language) -> str:
    """Writes the flags of a cell, the gravest first; an empty text for none."""
    if not numbered:
        return ""
    lines, explained = list[str](), set[str]()
    for number, flag in numbered[:MOST_IN_ONE]:
        lines += _lines(number, flag, language)
        # The advice of a code's page is the same for every flag of that code; an info flag needs no correction.
        if flag.expected is None and flag.severity > Severity.INFO and flag.code.id not in explained:
            explained.add(flag.code.id)
            advice = remedy(flag.code, language)
            lines.append(Text(f"怎样改：{advice}", f"How to put it right: {advice}").of(language))
    more = len(numbered) - MOST_IN_ONE
    sheet = NAME.of(language)
    if more > 0:
        lines.append(Text(f"另有 {more} 条，见“{sheet}”", f"{more} more in {sheet}").of(language))
    number, gravest = next((pair for pair in numbered if not is_answered(pair[1])), numbered[0])
    key = "half_answered" if is_half_answered(gravest) else gravest.severity.word
    to_do = TEXTS["answered" if is_answered(gravest) else key]
    lines.append(to_do.of(language).format(sheet=sheet, number=number))
    return "\n".join(lines)


def _lines(number: int, flag: Flag, language: Language) -> list[str]:
    severity = SEVERITIES[flag.severity].of(language).capitalize()
    message = flag_message(flag, language, reveal=True)
    lines = [f"{number}. {severity} {flag.code.id} {flag.code.heading.of(language)}", message]
    if flag.expected is not None:
        accepted = cut(mask_sentence(flag.expected, language, reveal=True), LONGEST_ACCEPTED)
        lines.append(Text(f"应为：{accepted}", f"Expected: {accepted}").of(language))
    if flag.answer is not None:
        answer = answer_words(flag.answer)
        lines.append(Text(f"已有说明：{answer.zh}", f"Answered: {answer.en}").of(language))
    return lines
