"""Finds whose workbook it is: the cover sheet's department, else the caller's, a flags sheet's, or the file name's.

Also flags a cover sheet that contradicts the run or comes from an old template. Nothing is guessed.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from checker.codes import Code
from checker.definitions.packs import RosterEntry, version_form
from checker.definitions.task import Task
from checker.intake.roster_names import find_entry, find_named_in, find_nearest, list_names, suggest_names
from checker.intake.target import Request
from checker.locate import Cover
from checker.marked_copy.flags_sheet import Stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag, Place, flag
from checker.model.stops import make_stop
from checker.periods import is_period, parse_period
from checker.text.bilingual import Text
from checker.text.normalize import key_form

COVER_DIFFERS = Code("W241")
DEPARTMENT_UNKNOWN = Code("W242")
OLD_TEMPLATE = Code("W245")
UNKNOWN_TEMPLATE = Code("W246")
FILE_OF_ANOTHER = Code("W247")


def find_department(
    path: Path, cover: Cover, task: Task, requested: str | None = None, stamp: Stamp | None = None
) -> RosterEntry | Flag:
    """Finds the department: the cover sheet's, else the requested one, else a flags sheet's, else the file name's.

    Returns:
        Its entry on the roster; or a flag that quotes what was found and gives the nearest name.
    """
    roster = task.pack.on_roster(task.period)
    name = cover.values.get("department") or requested
    if name:
        return find_entry(roster, name) or _flag_unknown(name, task, _place(cover, "department"))
    stem, stamped = original_stem(path), stamp.department if stamp and stamp.pack == task.pack.header.id else ""
    entry = find_entry(roster, stamped) or find_entry(roster, stem)
    found = [entry] if entry else find_named_in(roster, stem)
    return found[0] if len(found) == 1 else _flag_unknown(stem, task, Place())


def require_known_department(request: Request, task: Task) -> None:
    """Refuses a requested department that is not on the roster, instead of blaming the cover sheet for it.

    Raises:
        Stop: it gives the nearest names.
    """
    name = request.department
    if name is not None and not find_entry(task.pack.on_roster(task.period), name):
        raise make_stop("unknown-department", "--department", suggest_names(task, name), name=name)


def check_cover(cover: Cover, task: Task, request: Request) -> tuple[Flag, ...]:
    """Flags every field of the cover sheet that contradicts the run or the request, and an old template."""
    headers, own, flags = _find_headers(cover, task), task.pack.header, []

    def differs(field: str, requested: str) -> Flag:
        expected, found = Text(requested, requested), cover.values[field]
        place = _place(cover, field)
        return flag(COVER_DIFFERS, place, expected=expected, header=headers[field], found=found, asked=requested)

    period, requested = cover.values.get("period"), request.period or task.period.label
    if period and (not is_period(period) or parse_period(period) != parse_period(requested)):
        flags.append(differs("period", parse_period(requested).label))
    pack = cover.values.get("pack")
    requested = Path(request.pack).resolve().name if request.pack else own.id  # a pack's folder bears its id
    names = {key_form(name) for name in (own.id, own.title.zh, own.title.en)}
    if pack and not {key_form(pack), key_form(requested)} <= names:
        flags.append(differs("pack", requested))
    else:  # the template's version says nothing if the template is of another pack
        flags += _check_template(cover, task, headers)
    department, requested = cover.values.get("department"), request.department or ""
    if department and requested:
        roster = task.pack.on_roster(task.period)
        if find_entry(roster, department) != find_entry(roster, requested):
            flags.append(differs("department", requested))
    return tuple(flags)


def check_file_name(path: Path, cover: Cover, task: Task) -> tuple[Flag, ...]:
    """Flags a file name that names one department of the roster when the cover sheet names another."""
    roster = task.pack.on_roster(task.period)
    own = find_entry(roster, cover.values.get("department", ""))
    others = find_named_in(roster, original_stem(path))
    if own is None or len(others) != 1 or own in others:
        return ()
    other = others[0].name
    expected = Text(
        zh=f"是{other.zh}的，改正填报说明；是{own.name.zh}的，改正文件名",
        en=f"if this is the workbook of {other.en}, correct the cover sheet; "
        f"if it is the workbook of {own.name.en}, correct the file name",
    )
    header, found = _find_headers(cover, task)["department"], cover.values["department"]
    place = _place(cover, "department")
    return (
        flag(FILE_OF_ANOTHER, place, expected=expected, header=header, found=found, file=path.name, other=other.text),
    )


def _place(cover: Cover, field: str) -> Place:
    return cover.places.get(field, Place())


def _find_headers(cover: Cover, task: Task) -> dict[str, str]:
    """Finds what the cover sheet calls each field; the definition's word if the sheet lacks the field."""
    return {
        name: cover.places[name].header if name in cover.places else column.header.zh
        for name, column in task.pack.cover.columns.items()
    }


def _check_template(cover: Cover, task: Task, headers: dict[str, str]) -> Iterator[Flag]:
    """Flags a workbook that was filled in on a version of the template other than the current one."""
    version, pack = cover.values.get("template_version"), task.pack.header
    if not version or version_form(version) == version_form(pack.template_version):
        return
    forms = [version_form(each.version) for each in pack.templates]
    current = pack.template_version
    expected = Text(
        zh=f"用 {current} 版模板填报；已填的内容可以复制过去",
        en=f"version {current} of the template; you can copy into it what is already filled in",
    )
    if version_form(version) in forms:
        newer = [each.changed.text for each in pack.templates[: forms.index(version_form(version))]]
        zh, en = ([each.of(language).rstrip("。；.;") for each in newer] for language in ("zh", "en"))
        make = partial(flag, OLD_TEMPLATE, changes=Text("；".join(zh), "; ".join(en)))
    else:
        known = [each.version for each in pack.templates] or [current]
        make = partial(flag, UNKNOWN_TEMPLATE, known=Text("、".join(known), ", ".join(known)))
    place, header = _place(cover, "template_version"), headers["template_version"]
    yield make(place, expected=expected, header=header, found=version, current=current)


def _flag_unknown(name: str, task: Task, place: Place) -> Flag:
    names = list_names(find_nearest(task.pack.on_roster(task.period), name)[:1])
    near = Text(zh=f"，最接近的是“{names.zh}”", en=f"; the nearest is “{names.en}”") if names.zh else Text("", "")
    return flag(DEPARTMENT_UNKNOWN, place, expected=suggest_names(task, name), found=name, nearest=near)
