"""Finds whose workbook it is: the caller's department, else the cover sheet's, a flags sheet's, or the file name's.

Nothing is guessed.
"""

from pathlib import Path

from checker.codes import Code
from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.intake.roster_names import find_entry, find_named_in, find_nearest, list_names, suggest_names
from checker.intake.target import Request
from checker.locate import Cover
from checker.marked_copy.flags_sheet import Stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag, Place, flag
from checker.model.stops import make_stop
from checker.text.bilingual import Text

DEPARTMENT_UNKNOWN = Code("W242")


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


def require_known_department(request: Request, task: Task) -> None:
    """Refuses a requested department that is not on the roster, instead of blaming the cover sheet for it.

    Raises:
        Stop: it gives the nearest names.
    """
    name = request.department
    if name is not None and not find_entry(task.pack.on_roster(task.period), name):
        raise make_stop("unknown-department", "--department", suggest_names(task, name), name=name)


def _flag_unknown(name: str, task: Task, place: Place) -> Flag:
    names = list_names(find_nearest(task.pack.on_roster(task.period), name)[:1])
    near = Text(zh=f"，最接近的是“{names.zh}”", en=f"; the nearest is “{names.en}”") if names.zh else Text("", "")
    return flag(DEPARTMENT_UNKNOWN, place, expected=suggest_names(task, name), found=name, nearest=near)
