"""What all workbooks together add to the part of each department: refused doubles, shared keys, flags, the missing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.checks.across import flag_shared_keys
from checker.codes import Code
from checker.codes.shared import SUBMITTED_TWICE
from checker.definitions.task import Task
from checker.engine.checked import CheckedWorkbook, reject
from checker.model import Department, Flag, Severity, State, flag
from checker.model.fingerprints import add_fingerprints
from checker.privacy.masking import mask_for_digest
from checker.privacy.people import find_people
from checker.text.bilingual import Text

NOT_SUBMITTED = Code("W243")


def reject_doubles(checked: Sequence[CheckedWorkbook], task: Task) -> list[CheckedWorkbook]:
    """Rejects all workbooks of a department that submitted several: only the department can say which one counts."""
    by_code: dict[str, list[CheckedWorkbook]] = defaultdict(list)
    for each in checked:
        by_code[each.department.code].append(each)
    kept: list[CheckedWorkbook] = []
    for code, several in by_code.items():
        if len(several) == 1 or not code:
            kept += several
            continue
        first, *_ = ordered = sorted((each.department for each in several), key=lambda each: each.file)
        files, name = [each.file for each in ordered], several[0].department.name
        listed = Text("、".join(files), ", ".join(files))
        double = flag(SUBMITTED_TWICE, department=name, count=len(files), files=listed)
        people = find_people(task.pack, files, {})
        kept.append(reject(first.file, first.sha256, (double,), task.pack, name=name, code=code, people=people))
    return kept


def flag_keys_of_others(checked: Sequence[CheckedWorkbook]) -> list[CheckedWorkbook]:
    """Flags the keys that another department uses too."""
    names = {each.department.code: each.department.name for each in checked}
    found = flag_shared_keys({each.department.code: each.keys for each in checked if each.department.code}, names)
    return add_flags(checked, found)


def add_flags(checked: Sequence[CheckedWorkbook], found: Mapping[str, tuple[Flag, ...]]) -> list[CheckedWorkbook]:
    """Adds flags to departments, by code."""
    flagged = []
    for each in checked:
        department, more = each.department, found.get(each.department.code, ())
        errors = department.state is State.ACCEPTED and any(flag.severity is Severity.ERROR for flag in more)
        state = State.ACCEPTED_WITH_ERRORS if errors else department.state
        flagged.append(replace(each, department=replace(department, flags=(*department.flags, *more), state=state)))
    return flagged


def fingerprint(department: Department, task: Task) -> Department:
    """Gives the flags of a department their fingerprints: the one place where they get them, once all are known."""
    flags = add_fingerprints(
        task.pack.header.id, department.code or department.name.zh, department.flags, mask_for_digest
    )
    return replace(department, flags=flags)


def find_missing(departments: Sequence[Department], task: Task) -> list[Department]:
    """Makes an entry for each department that should have submitted and did not."""
    present = {each.code for each in departments}
    missing = []
    for entry in task.pack.on_roster(task.period):
        if entry.submits and entry.code not in present:
            name = entry.name.text
            absent = flag(NOT_SUBMITTED, department=name, period=task.period.label)
            missing.append(fingerprint(Department(entry.code, name, "", "", State.MISSING, flags=(absent,)), task))
    return missing
