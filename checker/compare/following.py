"""What became of each flag since an earlier report: new, persisting, fixed, or not looked at this time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.model import Department, Flag, Report, State
from checker.model.earlier import EarlierFlag, GoneFlag
from checker.model.fingerprints import Fingerprint
from checker.model.matching import How, Trace, match

NEW, PERSISTING, FIXED, NOT_LOOKED_AT = "new", "persisting", "fixed", "not_looked_at"


def follow_flags(report: Report) -> Report:
    """Marks every flag as new or persisting, and adds those that are gone; nothing without an earlier report's flags.

    A flag is fixed only if its department's workbook was read this time, and the table that it is on. Otherwise nobody
    looked: it may still be there.
    """
    previous = report.previous
    if previous is None or previous.flags is None:
        return report
    earlier: dict[str, list[EarlierFlag]] = {}
    for each in previous.flags:
        earlier.setdefault(each.department, []).append(each)
    gone = list[GoneFlag]()

    def follow(department: Department) -> Department:
        flags, left = _pair(department.flags, earlier.pop(department.code or department.name.zh, []))
        gone.extend(GoneFlag(each, FIXED if _was_looked_at(each, department) else NOT_LOOKED_AT) for each in left)
        return replace(department, flags=flags)

    departments, unplaced = tuple(map(follow, report.departments)), tuple(map(follow, report.unplaced))
    district, left = _pair(report.district_flags, earlier.pop("", []))
    gone += (GoneFlag(each, FIXED) for each in left)
    gone += (GoneFlag(each, NOT_LOOKED_AT) for several in earlier.values() for each in several)
    return replace(report, departments=departments, unplaced=unplaced, district_flags=district, gone=tuple(gone))


def _pair(flags: tuple[Flag, ...], before: Sequence[EarlierFlag]) -> tuple[tuple[Flag, ...], list[EarlierFlag]]:
    """Marks the flags of one department, and gives the earlier ones that are not among them."""
    old = [(each, print) for each in before if (print := Fingerprint.parse(each.ref)) is not None]
    new = [(place, print) for place, flag in enumerate(flags) if (print := Fingerprint.parse(flag.fingerprint))]
    matches = match([Trace(print) for _, print in old], [Trace(print) for _, print in new])
    marked, used = list(flags), set[int]()
    for (place, _), found in zip(new, matches, strict=True):
        there = found.how in (How.PERSISTING, How.CHANGED)
        marked[place] = flags[place].changed(since=PERSISTING if there else NEW)
        if there and found.old is not None:
            used.add(found.old)
    return tuple(marked), [each for place, (each, _) in enumerate(old) if place not in used]


def _was_looked_at(earlier: EarlierFlag, department: Department) -> bool:
    """Whether the workbook was read, and the table of the earlier flag in it."""
    if department.state in (State.MISSING, State.REJECTED):
        return False
    return not earlier.table or earlier.table in _tables_read(department)


def _tables_read(department: Department) -> Iterable[str]:
    return [sheet.table for sheet in department.sheets if not sheet.silent]
