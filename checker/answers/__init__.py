"""Attaches the answers on a returned flags sheet to the flags that they answer.

An answer decides nothing: it goes to the auditor together with its flag. Knows no pack.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from checker.answers.flags import flag_contradictions, flag_foreign_sheet, flag_incomplete, flag_still_found
from checker.answers.reading import Line, ReturnedSheet, read_returned_sheets
from checker.answers.recognising import recognise
from checker.marked_copy.flags_sheet import Stamp
from checker.model import Answer, Department
from checker.model.fingerprints import add_fingerprints, sort_flags
from checker.privacy.masking import mask_for_digest

__all__ = ["ReturnedSheet", "attach_answers", "read_returned_sheets"]


def attach_answers(department: Department, sheets: Sequence[ReturnedSheet], whose: Stamp) -> Department:
    """Attaches answers to a department's flags, and adds flags on answers that can't be used.

    The flags must have their fingerprints. `whose` is the present submission, to recognise the sheet of another one.
    """
    if not sheets:
        return department
    known = {each.fingerprint: each for each in department.flags}
    recognised = [recognise(sheet, department.flags) for sheet in sheets]
    sheets = [sheet for sheet, _ in recognised]
    accepted: dict[str, Line] = {}  # of several lines on a flag, the first counts
    for line in chain.from_iterable(sheet.lines for sheet in sheets):
        if line.ref and line.disposition:
            accepted.setdefault(line.ref, line)
    more = [outdated for _, flags in recognised for outdated in flags]
    more += flag_still_found(accepted, known)
    for sheet in sheets:
        more += flag_incomplete(sheet, known)
        more += flag_contradictions(sheet, accepted, known)
        more += flag_foreign_sheet(sheet, known, whose)
    stamped = add_fingerprints(whose.pack, department.code or department.name.zh, tuple(more), mask_for_digest)
    flags = sort_flags((*department.flags, *stamped))
    answers = {
        ref: Answer(line.disposition, line.reason, line.by)
        for ref, line in accepted.items()
        if line.disposition is not None
    }
    return replace(department, flags=tuple(replace(each, answer=answers.get(each.fingerprint)) for each in flags))
