"""Whose workbook it is: the department of its cover sheet, else of the options, else of the file's name.

And whether the cover sheet contradicts what the run is for, or comes of an old template. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from checker.codes.identity import COVER_DIFFERS, DEPARTMENT_UNKNOWN, OLD_TEMPLATE, UNKNOWN_TEMPLATE
from checker.definitions.packs import Pack, RosterEntry, version_form
from checker.errors import Text
from checker.locate import Cover
from checker.marked_names import original_stem
from checker.model import Flag, Place, flag
from checker.periods import is_period, parse_period
from checker.purpose import Request, Task
from checker.spelling import key_form, likely


def department_of(path: Path, cover: Cover, task: Task, named: str | None = None) -> RosterEntry | Flag:
    """The department: the cover sheet's, else the option's, else the one named in the file's name.

    Returns:
        Its entry on the roster; or a flag that says what was found and which name is nearest.
    """
    roster = task.pack.on_roster(task.period)
    said = cover.values.get("department") or named
    if said:
        entry = entry_named(roster, said)
        return entry if entry else _unknown(said, roster, cover.places.get("department", Place()))
    stem = original_stem(path)
    entry = entry_named(roster, stem) or _contained(roster, stem)
    return entry if entry else _unknown(stem, roster, Place())


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


def _headers(cover: Cover, pack: Pack) -> dict[str, str]:
    """What the cover sheet calls its fields; the definition's word where it lacks one."""
    return {
        name: cover.places[name].header if name in cover.places else column.header.zh
        for name, column in pack.tables[pack.header.cover].columns.items()
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


def entry_named(roster: Iterable[RosterEntry], said: str) -> RosterEntry | None:
    """The department of that code, name or alias; None if there is none."""
    form = key_form(said)
    return next((each for each in roster if form in {key_form(name) for name in (each.code, *each.name.all)}), None)


def _contained(roster: Iterable[RosterEntry], stem: str) -> RosterEntry | None:
    """The one department whose name stands in a file's name, e.g. 2022Q4-区司法局(终稿); None if several do."""
    form = key_form(stem)
    lengths = {
        each.code: max((len(key_form(name)) for name in each.name.all if key_form(name) in form), default=0)
        for each in roster
    }
    longest = max(lengths.values(), default=0)
    found = [each for each in roster if longest and lengths[each.code] == longest]
    return found[0] if len(found) == 1 else None


def _unknown(said: str, roster: Iterable[RosterEntry], place: Place) -> Flag:
    names = [name for each in roster for name in each.name.all]
    near = likely(said, names)
    nearest = Text(zh=f"，最接近的是“{near}”", en=f"; the nearest is “{near}”") if near else Text("", "")
    expected = Text(zh="名册上的单位名称或简称", en="a department's name or alias as on the roster")
    return flag(DEPARTMENT_UNKNOWN, place, expected=expected, found=said, nearest=nearest)
