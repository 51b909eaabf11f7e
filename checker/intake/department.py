"""Whose workbook it is: the cover sheet's department, else the option's, the findings sheet's or the file's.

And whether the cover sheet contradicts what the run is for, or comes of an old template. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from checker.codes import Code
from checker.definitions.packs import Pack, RosterEntry, version_form
from checker.definitions.task import Task
from checker.errors import Stop
from checker.intake.roster_names import choices, contained, entry_named, listed, nearest
from checker.intake.target import Request
from checker.locate import Cover
from checker.marked_copy.flags_sheet import Stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag, Place, flag
from checker.periods import is_period, parse_period
from checker.text.bilingual import Text
from checker.text.normalize import key_form

COVER_DIFFERS = Code("W241")
DEPARTMENT_UNKNOWN = Code("W242")
OLD_TEMPLATE = Code("W245")
UNKNOWN_TEMPLATE = Code("W246")
FILE_OF_ANOTHER = Code("W247")


def department_of(
    path: Path, cover: Cover, task: Task, named: str | None = None, stamp: Stamp | None = None
) -> RosterEntry | Flag:
    """The department: the cover sheet's, else the option's, else a findings sheet's, else the file's name's.

    Returns:
        Its entry on the roster; or a flag that says what was found and which name is nearest.
    """
    roster = task.pack.on_roster(task.period)
    said = cover.values.get("department") or named
    if said:
        entry = entry_named(roster, said)
        return entry if entry else _unknown(said, task, cover.places.get("department", Place()))
    stamped = entry_named(roster, stamp.department) if stamp and stamp.pack == task.pack.header.id else None
    if stamped:
        return stamped
    stem = original_stem(path)
    entry = entry_named(roster, stem)
    found = [entry] if entry else contained(roster, stem)
    return found[0] if len(found) == 1 else _unknown(stem, task, Place())


def refuse_unknown_department(request: Request, task: Task) -> None:
    """Refuses a department that is asked for and is on no roster: the cover sheet is not to blame for that.

    Raises:
        Stop: it names the likest ones.
    """
    asked = request.department
    if asked is None or entry_named(task.pack.on_roster(task.period), asked):
        return
    raise Stop(
        "unknown-department",
        Text(zh=f"名册上没有“{asked}”", en=f"there is no department {asked} on the roster"),
        context="--department",
        hint=choices(task, asked),
    )


def cover_flags(cover: Cover, task: Task, request: Request) -> tuple[Flag, ...]:
    """Flags where the cover sheet contradicts what the run, or whoever asks, says that the workbook is for."""
    header, flags = _headers(cover, task.pack), []
    said = cover.values.get("period")
    asked = request.period or task.period.label
    if said and (not is_period(said) or parse_period(said) != parse_period(asked)):
        flags.append(_differs(cover, "period", header, said, parse_period(asked).label))
    said, own = cover.values.get("pack"), task.pack.header
    asked = _named(request.pack) if request.pack else own.id
    names = {key_form(name) for name in (own.id, own.title.zh, own.title.en)}
    if said and not {key_form(said), key_form(asked)} <= names:
        flags.append(_differs(cover, "pack", header, said, asked))
    else:  # what is a version of another pack says nothing of this one's
        flags += _template_flags(cover, task, header)
    said, asked = cover.values.get("department"), request.department or ""
    if said and asked:
        roster = task.pack.on_roster(task.period)
        if entry_named(roster, said) != entry_named(roster, asked):
            flags.append(_differs(cover, "department", header, said, asked))
    return tuple(flags)


def name_flags(path: Path, cover: Cover, task: Task) -> tuple[Flag, ...]:
    """A flag where the file's name names one department of the roster, and the cover sheet another one."""
    roster = task.pack.on_roster(task.period)
    own = entry_named(roster, cover.values.get("department", ""))
    others = contained(roster, original_stem(path))
    if own is None or len(others) != 1 or own in others:
        return ()
    place = cover.places.get("department", Place())
    expected = Text(
        zh=f"是{others[0].name.zh}的，改正填报说明；是{own.name.zh}的，改正文件名",
        en=f"correct the cover sheet if it is of {others[0].name.en}, the file's name if it is of {own.name.en}",
    )
    header, said = _headers(cover, task.pack)["department"], cover.values["department"]
    other = others[0].name.text
    return (flag(FILE_OF_ANOTHER, place, expected=expected, header=header, found=said, file=path.name, other=other),)


def _headers(cover: Cover, pack: Pack) -> dict[str, str]:
    """What the cover sheet calls its fields; the definition's word where it lacks one."""
    return {
        name: cover.places[name].header if name in cover.places else column.header.zh
        for name, column in pack.cover.columns.items()
    }


def _named(pack: str) -> str:
    """What a pack that is asked for calls itself: a folder of definitions has the name of its pack."""
    return Path(pack).resolve().name


def _template_flags(cover: Cover, task: Task, header: dict[str, str]) -> Iterator[Flag]:
    """A flag where the workbook was filled in on another version of the template than the current one."""
    said, pack = cover.values.get("template_version"), task.pack.header
    if not said or version_form(said) == version_form(pack.template_version):
        return
    forms = [version_form(each.version) for each in pack.templates]
    place = cover.places.get("template_version", Place())
    current = pack.template_version
    expected = Text(
        zh=f"用 {current} 版模板填报；已填的内容可以复制过去",
        en=f"version {current} of the template; what is filled in already can be copied into it",
    )
    if version_form(said) in forms:
        changed = _joined([each.changed.text for each in pack.templates[: forms.index(version_form(said))]])
        found = partial(flag, OLD_TEMPLATE, changes=changed)
    else:
        known = "、".join(each.version for each in pack.templates) or current
        found = partial(flag, UNKNOWN_TEMPLATE, known=Text(known, known.replace("、", ", ")))
    yield found(place, expected=expected, header=header["template_version"], found=said, current=current)


def _joined(changes: Iterable[Text]) -> Text:
    """What changed from one version to the next, the newest first."""
    zh, en = ([each.of(language).rstrip("。；.;") for each in changes] for language in ("zh", "en"))
    return Text("；".join(zh), "; ".join(en))


def _differs(cover: Cover, field: str, header: dict[str, str], found: str, asked: str) -> Flag:
    place = cover.places.get(field, Place())
    expected = Text(zh=asked, en=asked)
    return flag(COVER_DIFFERS, place, expected=expected, header=header[field], found=found, asked=asked)


def _unknown(said: str, task: Task, place: Place) -> Flag:
    near = nearest(task.pack.on_roster(task.period), said)
    names = listed(near[:1])
    told = Text(zh=f"，最接近的是“{names.zh}”", en=f"; the nearest is “{names.en}”") if near else Text("", "")
    return flag(DEPARTMENT_UNKNOWN, place, expected=choices(task, said), found=said, nearest=told)
