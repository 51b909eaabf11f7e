"""Which pack and period a workbook is for: its cover sheet, then the options, then a findings sheet in it, then names.

What cannot be decided is asked for in one clear error that lists the choices; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.definitions.catalogue import CatalogueEntry, list_packs
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.errors import Stop
from checker.intake.target_errors import neither, no_pack, no_period
from checker.locate import Cover
from checker.marked_copy.flags_sheet import Stamp, find_stamp
from checker.marked_copy.names import original_stem
from checker.model.workbook import Workbook
from checker.periods import is_period, parse_period
from checker.tables.table import Table
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Request:
    """What the command line says; None where it leaves the decision to the workbook."""

    pack: str | None = None
    period: str | None = None
    department: str | None = None
    as_of: date | None = None


NOTHING_ASKED = Request()


@dataclass
class Catalogue:
    """The packs at hand, each loaded once however many workbooks ask for it.

    Attributes:
        built_in: what the built-in packs call themselves.
        loaded: those that some workbook has asked for, by name or path.
    """

    built_in: tuple[CatalogueEntry, ...] = field(default_factory=list_packs)
    loaded: dict[str, Pack] = field(default_factory=dict)

    def pack(self, name: str) -> Pack:
        """The pack of that name or path.

        Raises:
            Stop: there is no such pack, or it cannot be read.
        """
        if name not in self.loaded:
            self.loaded[name] = load_pack(name)
        return self.loaded[name]


def cover_table(request: Request, shelf: Catalogue) -> Table:
    """What a cover sheet looks like: that of the pack asked for, else of the first built-in pack.

    The built-in packs share one cover sheet, since a workbook has to be readable before its pack is known.
    """
    if request.pack:
        pack = shelf.pack(request.pack)
        return pack.cover
    return shelf.built_in[0].cover


def refuse_bad_period(request: Request) -> None:
    """Refuses a period that is asked for and cannot be read, before any cover sheet covers it up.

    Raises:
        Stop: it says what is accepted.
    """
    if request.period is None:
        return
    try:
        parse_period(request.period)
    except Stop as stop:
        raise Stop(stop.reference, stop.message, context="--period", hint=stop.hint) from None


def stamp_in(workbook: Workbook) -> Stamp | None:
    """What the findings sheets that came back in a workbook say of whose it is; None where they disagree."""
    stamps = {stamp for sheet in workbook.sheets if (stamp := find_stamp(sheet.rows)) is not None}
    return stamps.pop() if len(stamps) == 1 else None


def target_of(
    path: Path, cover: Cover, request: Request, shelf: Catalogue, stamp: Stamp | None = None
) -> tuple[str, str]:
    """The pack and the period that a workbook is for.

    Raises:
        Stop: one of them cannot be told, or neither can; then it asks for both at once.
    """
    try:
        pack = pack_of(path, cover, request, shelf, stamp)
    except Stop as pack_unknown:
        try:
            period_of(path, cover, request, stamp)
        except Stop as period_unknown:
            raise neither(pack_unknown, period_unknown, path) from None
        raise
    return pack, period_of(path, cover, request, stamp)


def pack_of(path: Path, cover: Cover, request: Request, shelf: Catalogue, stamp: Stamp | None = None) -> str:
    """The name of the pack: the cover sheet's, else the option's, else a findings sheet's, else a folder's or file's.

    Raises:
        Stop: none of them names one.
    """
    said = key_form(cover.values.get("pack", ""))
    spoken = [pack.header.id for pack in shelf.built_in if said and said in {key_form(name) for name in pack.names}]
    parts = {key_form(part) for part in (original_stem(path), *(parent.name for parent in path.resolve().parents))}
    lying = [pack.header.id for pack in shelf.built_in if key_form(pack.header.id) in parts]
    stamped = [pack.header.id for pack in shelf.built_in if stamp is not None and pack.header.id == stamp.pack]
    for name in (*spoken[:1], request.pack, *stamped, *lying[:1]):
        if name:
            return name
    raise no_pack(path, cover, shelf.built_in)


def period_of(path: Path, cover: Cover, request: Request, stamp: Stamp | None = None) -> str:
    """The period: the cover sheet's, else the option's, else a findings sheet's, else a folder's or file's.

    Raises:
        Stop: none of them says.
    """
    folders = [parent.name for parent in path.resolve().parents]
    words = [word for part in (original_stem(path), *folders) for word in (part, *part.replace("_", "-").split("-"))]
    for said in (cover.values.get("period"), request.period, stamp.period if stamp else None, *words):
        if said and is_period(said):
            return said
    raise no_period(path, cover)
