"""Shows one department's flags to its clerk: in one language, unmasked, and numbered to work through."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from checker.codes.shared import (
    ANSWER_INCOMPLETE,
    ANSWERED_TWICE,
    ANSWERS_OF_ANOTHER,
    ANSWERS_UNREADABLE,
    DISPOSITION_UNKNOWN,
)
from checker.frozen import dataclass
from checker.model import Department, Flag, Language, Report, Shown
from checker.text.texts import load_texts
from checker.wording.reader import Words

TEXTS = load_texts(Path(__file__).parent / "texts.toml")
#: Lines that a person can still work through, and that Excel filters and sorts without delay.
MOST_LINES = 20_000
#: Characters of what is accepted in a cell.
LONGEST_ACCEPTED = 300
_REJECTED_ANSWERS = frozenset({ANSWER_INCOMPLETE.id, DISPOSITION_UNKNOWN.id})
_ON_FLAGS_SHEET = _REJECTED_ANSWERS | {code.id for code in (ANSWERED_TWICE, ANSWERS_OF_ANOTHER, ANSWERS_UNREADABLE)}


@dataclass(frozen=True)
class View(Words):
    """One department's part of a report for its clerk; its own copy masks nothing."""

    report: Report
    department: Department
    language: Language
    reveal: bool = True

    def indicator(self, indicator: str, clause: str = "") -> str:
        """Returns an indicator's name with its clause in brackets."""
        label = self.labels.get(indicator)
        if label is None:
            return indicator
        name, clause = self.of(label.name), clause or label.clause
        return name + self.brackets(clause) if clause else name

    @cached_property
    def listed(self) -> tuple[Flag, ...]:
        """The first `MOST_LINES` flags in the order of the list."""
        return sort_flags(self.department)[:MOST_LINES]

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The number of each line from 1, by the flag's fingerprint."""
        return {flag.fingerprint: number for number, flag in enumerate(self.listed, 1)}

    @cached_property
    def rejected_answers(self) -> Mapping[str, Mapping[str, Shown]]:
        """What was typed in answers that weren't accepted: by the answered flag's fingerprint, then by column head."""
        answered = {flag.fingerprint for flag in self.department.flags if flag.answer is not None}
        return {
            flag.place.key: dict(flag.record)
            for flag in self.department.flags
            if flag.code.id in _REJECTED_ANSWERS and flag.place.key not in answered
        }


def sort_flags(department: Department) -> tuple[Flag, ...]:
    """Sorts a department's flags for the list: the gravest first, then by tab, row and column.

    Flags on the whole file, or on a sheet without a table, come before those on sheets with tables.
    """
    tabs = {sheet.sheet: index for index, sheet in reversed(list(enumerate(department.sheets)))}
    return tuple(sorted(department.flags, key=lambda flag: (-flag.severity, tabs.get(flag.place.sheet, -1))))


def is_on_flags_sheet(flag: Flag) -> bool:
    """Returns whether a flag is on a returned flags sheet, which the new copy no longer contains."""
    return flag.code.id in _ON_FLAGS_SHEET
