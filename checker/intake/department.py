"""Finds whose workbook it is: the caller's department, else the cover sheet's, a flags sheet's, or the file name's.

Nothing is guessed.
"""

from pathlib import Path

from checker.codes import Code
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.intake.roster_names import (
    find_entry,
    find_former,
    find_named_in,
    find_nearest,
    find_successors,
    list_names,
    suggest_names,
)
from checker.intake.target import Request
from checker.locate import Cover
from checker.marked_copy.flags_sheet import Stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag, Place, flag
from checker.model.stops import make_stop
from checker.text.bilingual import Text
from checker.text.levels import in_own_words

DEPARTMENT_UNKNOWN = Code("W242")
FORMER_NAME = Code("W283")


def find_department(
    path: Path,
    cover: Cover,
    task: Task,
    requested: str | None = None,
    stamp: Stamp | None = None,
    folders: tuple[str, ...] = (),
) -> RosterEntry | Flag:
    """Finds the department: the requested one, else the cover sheet's, else a flags sheet's, else the file name's.

    If all of these are silent, a subfolder may be called like the department; the innermost counts.

    Returns:
        Its entry on the roster; or a flag that quotes what was found and gives the nearest name.
    """
    roster = task.pack.on_roster(task.period)
    name = requested or cover.values.get("department")
    if name:
        return find_entry(roster, name) or _flag_unknown(name, task, cover.places.get("department", Place()))
    stem, stamped = original_stem(path), stamp.department if stamp and stamp.pack == task.pack.header.id else ""
    entry = find_entry(roster, stamped) or find_entry(roster, stem)
    found = [entry] if entry else find_named_in(roster, stem)
    for folder in reversed(folders):
        found = found or find_named_in(roster, folder)
    return found[0] if len(found) == 1 else _flag_unknown(stem, task, Place())


def check_name(cover: Cover, task: Task, entry: RosterEntry) -> tuple[Flag, ...]:
    """Flags a cover sheet with a name that the department had before the period."""
    said = cover.values.get("department", "")
    former = find_former(entry, said)
    if former is None or (former.until is not None and former.until >= task.period.window.start):
        return ()
    until = Text("", "") if former.until is None else Text(zh=f"（至 {former.until}）", en=f" (until {former.until})")
    place = cover.places.get("department", Place())
    return (flag(FORMER_NAME, place, expected=entry.name.text, found=said, until=until, department=entry.name.text),)


@in_own_words
def require_known_department(request: Request, task: Task) -> None:
    """Refuses a requested department that is not on the roster, instead of blaming the cover sheet for it.

    Raises:
        Stop: it gives the nearest names.
    """
    name = request.department
    if name is not None and not find_entry(task.pack.on_roster(task.period), name):
        raise make_stop("unknown-department", "--department", suggest_names(task, name), name=name)


def _flag_unknown(name: str, task: Task, place: Place) -> Flag:
    roster = task.pack.on_roster(task.period)
    names = list_names(find_nearest(roster, name)[:1])
    near = Text(zh=f"，最接近的是“{names.zh}”", en=f"; the nearest is “{names.en}”") if names.zh else Text("", "")
    gone = find_entry(task.pack.roster.departments, name)
    if len(heirs := find_successors(roster, name)) > 1:
        names = list_names(heirs)
        near = Text(zh=f"，它已分设为：{names.zh}", en=f"; it was split into {names.en}")
    elif gone is not None and gone.until is not None and gone.until < task.period.window.end:
        near = Text(zh=f"，它在名册上列至 {gone.until}", en=f"; it was on it until {gone.until}")
    elif gone is not None and gone.since is not None and gone.since > task.period.window.end:
        near = Text(zh=f"，它从 {gone.since} 起才列入名册", en=f"; it is on it from {gone.since} only")
    return flag(DEPARTMENT_UNKNOWN, place, expected=suggest_names(task, name), found=name, nearest=near)
