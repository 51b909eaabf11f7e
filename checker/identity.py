"""Which pack, period and department a workbook is for: its cover sheet first, then the options, then file and folder.

What cannot be decided is asked for in one clear error that lists the choices; nothing is guessed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.codes.identity import COVER_DIFFERS, DEPARTMENT_UNKNOWN
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack, RosterEntry
from checker.definitions.shelf import ShelvedPack, shelved_packs
from checker.definitions.tables import Table
from checker.errors import Stop, Text
from checker.locate import Cover
from checker.model import Flag, Place, flag
from checker.periods import Period, is_period, parse_period
from checker.spelling import key_form


@dataclass(frozen=True)
class Request:
    """What the command line says; None where it leaves the decision to the workbook."""

    pack: str | None = None
    period: str | None = None
    department: str | None = None
    as_of: date | None = None


NOTHING_ASKED = Request()


@dataclass(frozen=True)
class Task:
    """What a workbook is judged against.

    Attributes:
        as_of: the last day that counts; the period's last day unless the caller says otherwise.
    """

    pack: Pack
    period: Period
    as_of: date


def task_of(pack: Pack, period: str, as_of: date | None) -> Task:
    """Settles the period and the day.

    Raises:
        Stop: the period cannot be read, or lies outside the plan of the pack.
    """
    read = parse_period(period)
    if as_of is not None and as_of < read.window.start:
        raise Stop(
            "as-of-before-period",
            Text(zh=f"统计截止日 {as_of} 早于报送期 {read.label}", en=f"{as_of} is before the period {read.label}"),
            hint=Text(
                zh=f"--as-of 应不早于 {read.window.start}", en=f"--as-of takes a day from {read.window.start} on"
            ),
        )
    if read.window.end < pack.plan.start or read.window.start > pack.plan.end:
        raise Stop(
            "period-outside-plan",
            Text(zh=f"报送期 {read.label} 不在指标包的期限内", en=f"{read.label} lies outside the plan of the pack"),
            context=pack.header.id,
            hint=Text(
                zh=f"可用的报送期：{pack.plan.start.year} 至 {pack.plan.end.year} 年",
                en=f"choose a period from {pack.plan.start.year} to {pack.plan.end.year}",
            ),
        )
    return Task(pack, read, as_of or read.window.end)


@dataclass
class Shelf:
    """The packs at hand, each loaded once however many workbooks ask for it.

    Attributes:
        built_in: what the built-in packs call themselves.
        loaded: those that some workbook has asked for, by name or path.
    """

    built_in: tuple[ShelvedPack, ...] = field(default_factory=shelved_packs)
    loaded: dict[str, Pack] = field(default_factory=dict)

    def pack(self, name: str) -> Pack:
        """The pack of that name or path.

        Raises:
            Stop: there is no such pack, or it cannot be read.
        """
        if name not in self.loaded:
            self.loaded[name] = load_pack(name)
        return self.loaded[name]


def cover_table(request: Request, shelf: Shelf) -> Table:
    """What a cover sheet looks like: that of the pack asked for, else of the first built-in pack.

    The built-in packs share one cover sheet, since a workbook has to be readable before its pack is known.
    """
    if request.pack:
        pack = shelf.pack(request.pack)
        return pack.tables[pack.header.cover]
    return shelf.built_in[0].cover


def pack_of(path: Path, cover: Cover, request: Request, shelf: Shelf) -> str:
    """The name of the pack: the cover sheet's, else the option's, else that of a folder or file named for one.

    Raises:
        Stop: none of them names one.
    """
    said = key_form(cover.values.get("pack", ""))
    spoken = [pack.header.id for pack in shelf.built_in if said and said in {key_form(name) for name in pack.names}]
    parts = {key_form(part) for part in (path.stem, *(parent.name for parent in path.resolve().parents))}
    lying = [pack.header.id for pack in shelf.built_in if key_form(pack.header.id) in parts]
    for name in (*spoken[:1], request.pack, *lying[:1]):
        if name:
            return name
    packs = [pack.header.id for pack in shelf.built_in]
    raise Stop(
        "which-pack",
        Text(zh="无法确定适用哪个指标包", en="which pack applies cannot be told"),
        context=str(path),
        hint=Text(
            zh=f"请在填报说明中填写指标包，或加选项 --pack({'、'.join(packs)})",
            en=f"fill in the pack on the cover sheet, or add --pack ({', '.join(packs)})",
        ),
    )


def period_of(path: Path, cover: Cover, request: Request) -> str:
    """The period: the cover sheet's, else the option's, else that of a folder or file named for one.

    Raises:
        Stop: none of them says.
    """
    folders = [parent.name for parent in path.resolve().parents]
    words = [word for part in (path.stem, *folders) for word in (part, *part.replace("_", "-").split("-"))]
    for said in (cover.values.get("period"), request.period, *words):
        if said and is_period(said):
            return said
    if request.period:
        parse_period(request.period)  # says what is wrong with it
    raise Stop(
        "which-period",
        Text(zh="无法确定报送期", en="the period cannot be told"),
        context=str(path),
        hint=Text(
            zh="请在填报说明中填写报送期，或加选项 --period，如 2022Q4",
            en="fill in the period on the cover sheet, or add --period, e.g. 2022Q4",
        ),
    )


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
