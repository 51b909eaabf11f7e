"""What a department answered in a findings sheet that it sent back, joined to what was found.

An answer decides nothing: it travels with its flag to the auditor. Knows workbooks, flags and the words of the sheet;
knows no pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.answers.disorder import contradictory, not_in_order, of_another, still_found
from checker.answers.reading import Line, ReturnedSheet, returned_sheets
from checker.marked_copy.flags_sheet import Stamp
from checker.model import Answer, Department
from checker.model.fingerprints import add_fingerprints

__all__ = ["ReturnedSheet", "attach_answers", "returned_sheets"]


def attach_answers(department: Department, sheets: Sequence[ReturnedSheet], whose: Stamp) -> Department:
    """A department whose flags carry what was answered to them, and with flags on answers that are not in order.

    Args:
        department: with all its flags.
        sheets: the findings sheets that came back in its workbook.
        whose: what was submitted, to tell a sheet of another submission.
    """
    if not sheets:
        return department
    known = {each.fingerprint: each for each in department.flags}
    taken = _taken(sheets)
    more = list(still_found(taken, known))
    for sheet in sheets:
        more += not_in_order(sheet, known)
        more += contradictory(sheet, taken, known)
        more += of_another(sheet, known, whose)
    flags = add_fingerprints(whose.pack, department.code or department.name.zh, (*department.flags, *more))
    answers = {
        ref: Answer(line.disposition, line.reason, line.by)
        for ref, line in taken.items()
        if line.disposition is not None
    }
    return replace(department, flags=tuple(replace(each, answer=answers.get(each.fingerprint)) for each in flags))


def _taken(sheets: Sequence[ReturnedSheet]) -> dict[str, Line]:
    """By finding, the first line that says something of it that can be told."""
    lines: dict[str, Line] = {}
    for sheet in sheets:
        for line in sheet.lines:
            if line.ref and line.disposition:
                lines.setdefault(line.ref, line)
    return lines
