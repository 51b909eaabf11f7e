"""One department's findings as its clerk reads them: in one language, nothing masked, numbered for working through.

Knows reports and words; no sheet and no file format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.codes.shared import (
    ANSWER_INCOMPLETE,
    ANSWERED_TWICE,
    ANSWERS_OF_ANOTHER,
    ANSWERS_UNREADABLE,
    DISPOSITION_UNKNOWN,
)
from checker.model import Department, Flag, Language, Report, Shown
from checker.wording.reader import Words

#: Lines that a person can still work through, and that Excel opens, filters and sorts without delay.
MOST_LINES = 20_000
_ON_FLAGS_SHEET = frozenset(
    code.id
    for code in (
        ANSWER_INCOMPLETE,
        DISPOSITION_UNKNOWN,
        ANSWERED_TWICE,
        ANSWERS_OF_ANOTHER,
        ANSWERS_UNREADABLE,
    )
)
_NOT_TAKEN = frozenset({ANSWER_INCOMPLETE.id, DISPOSITION_UNKNOWN.id})


@dataclass(frozen=True)
class View(Words):
    """The findings of one department in a report, for one reader; nothing is masked in its own copy."""

    report: Report
    department: Department
    language: Language
    reveal: bool = True

    def indicator(self, indicator: str, clause: str = "") -> str:
        """An indicator's name with its clause in brackets; empty for none."""
        label = self.labels.get(indicator)
        if label is None:
            return indicator
        name, clause = self.of(label.name), clause or label.clause
        return name + self.brackets(clause) if clause else name

    @cached_property
    def listed(self) -> tuple[Flag, ...]:
        """The flags in the order of the list, the gravest first and then by place; no more than `MOST_LINES`."""
        return in_order(self.department)[:MOST_LINES]

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The number of each line, from 1, by the fingerprint of its flag."""
        return {flag.fingerprint: number for number, flag in enumerate(self.listed, 1)}

    @cached_property
    def unaccepted(self) -> Mapping[str, Mapping[str, Shown]]:
        """By the fingerprint of the flag that was answered, what was typed of an answer that was not taken, by head."""
        taken = {flag.fingerprint for flag in self.department.flags if flag.answer is not None}
        return {
            flag.place.key: dict(flag.record)
            for flag in self.department.flags
            if flag.code.id in _NOT_TAKEN and flag.place.key not in taken
        }


def in_order(department: Department) -> tuple[Flag, ...]:
    """The flags of a department in the order of the list: the gravest first, then by tab, row and column.

    What is about the whole file, or about a sheet that holds no table, comes before the sheets that do.
    """
    tabs = {sheet.sheet: index for index, sheet in reversed(list(enumerate(department.sheets)))}
    return tuple(sorted(department.flags, key=lambda flag: (-flag.severity, tabs.get(flag.place.sheet, -1))))


def is_on_flags_sheet(flag: Flag) -> bool:
    """Whether a flag points to a findings sheet that came back, which is not in the copy any more."""
    return flag.code.id in _ON_FLAGS_SHEET
