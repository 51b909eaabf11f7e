"""Whose workbook it is: the department of its cover sheet, else of the options, else of the file's name.

And whether the cover sheet contradicts what the run is for. Nothing is guessed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from checker.codes.identity import COVER_DIFFERS, DEPARTMENT_UNKNOWN
from checker.definitions.packs import RosterEntry
from checker.errors import Text
from checker.locate import Cover
from checker.model import Flag, Place, flag
from checker.periods import is_period, parse_period
from checker.purpose import Request, Task
from checker.spelling import key_form


def department_of(path: Path, cover: Cover, task: Task, named: str | None = None) -> RosterEntry | Flag:
    """The department: the cover sheet's, else the option's, else the one named in the file's name.

    Returns:
        Its entry on the roster; or a flag that says what was found and which name is nearest.
    """
    roster = task.pack.on_roster(task.period)
    said = cover.values.get("department") or named
    if said:
        entry = _entry(roster, said)
        return entry if entry else _unknown(said, roster, cover.places.get("department", Place()))
    entry = _entry(roster, path.stem) or _contained(roster, path.stem)
    return entry if entry else _unknown(path.stem, roster, Place())


def cover_flags(cover: Cover, task: Task, request: Request, header: dict[str, str]) -> tuple[Flag, ...]:
    """Flags where the cover sheet contradicts what the run, or whoever asks, says that the workbook is for."""
    flags = []
    said = cover.values.get("period")
    asked = request.period if request.period and is_period(request.period) else task.period.label
    if said and (not is_period(said) or parse_period(said) != parse_period(asked)):
        flags.append(_differs(cover, "period", header, said, parse_period(asked).label))
    if said := cover.values.get("pack"):
        names = (task.pack.header.id, task.pack.header.title.zh, task.pack.header.title.en)
        asked = request.pack or task.pack.header.id
        if key_form(said) not in {key_form(name) for name in names} or key_form(asked) not in {*map(key_form, names)}:
            flags.append(_differs(cover, "pack", header, said, asked))
    said, asked = cover.values.get("department"), request.department or ""
    if said and asked:
        roster = task.pack.on_roster(task.period)
        if _entry(roster, said) != _entry(roster, asked):
            flags.append(_differs(cover, "department", header, said, asked))
    return tuple(flags)


def _differs(cover: Cover, field: str, header: dict[str, str], found: str, asked: str) -> Flag:
    place = cover.places.get(field, Place())
    expected = Text(zh=asked, en=asked)
    return flag(COVER_DIFFERS, place, expected=expected, header=header[field], found=found, asked=asked)


def _entry(roster: Iterable[RosterEntry], said: str) -> RosterEntry | None:
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
    close = difflib.get_close_matches(said, names, n=1, cutoff=0.6)
    nearest = Text(zh=f"，最接近的是“{close[0]}”", en=f"; the nearest is “{close[0]}”") if close else Text("", "")
    expected = Text(zh="名册上的单位名称或简称", en="a department's name or alias as on the roster")
    return flag(DEPARTMENT_UNKNOWN, place, expected=expected, found=said, nearest=nearest)
