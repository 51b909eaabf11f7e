"""Finds the pack and period of a workbook: its cover sheet's, else the caller's, else a flags sheet's, else by name.

Nothing is guessed: what cannot be decided is asked for in one error that lists the choices.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.definitions.catalogue import CatalogueEntry, list_packs
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.errors import Stop
from checker.intake.target_errors import ask_for_both, ask_for_pack, ask_for_period
from checker.locate import Cover, read_cover
from checker.marked_copy.flags_sheet import Stamp, find_stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag
from checker.model.workbook import Workbook
from checker.periods import is_period, parse_period
from checker.tables.table import Table
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Request:
    """What the caller says about a workbook; None where the workbook has to say it."""

    pack: str | Path | None = None
    period: str | None = None
    department: str | None = None
    as_of: date | None = None


@dataclass
class Catalogue:
    """The packs, each loaded once, however many workbooks need it.

    Attributes:
        built_in: the headers of the built-in packs.
        loaded: the packs that were needed so far, by name or path.
    """

    built_in: tuple[CatalogueEntry, ...] = field(default_factory=list_packs)
    loaded: dict[str | Path, Pack] = field(default_factory=dict)

    def load(self, name: str | Path) -> Pack:
        """Loads the pack with that name or path.

        Raises:
            Stop: there is no such pack, or it cannot be read.
        """
        if name not in self.loaded:
            self.loaded[name] = load_pack(name)
        return self.loaded[name]


def get_cover_table(request: Request, catalogue: Catalogue) -> Table:
    """Gets the definition of the cover sheet: that of the requested pack, else of the first built-in pack.

    All built-in packs share one cover sheet: it must be readable before the pack is known.
    """
    if request.pack:
        pack = catalogue.load(request.pack)
        return pack.cover
    return catalogue.built_in[0].cover


def require_valid_period(request: Request) -> None:
    """Refuses a requested period that cannot be read, even if the cover sheet gives a good one.

    Raises:
        Stop: it says what is accepted.
    """
    if request.period is None:
        return
    try:
        parse_period(request.period)
    except Stop as stop:
        raise Stop(stop.reference, stop.message, context="--period", hint=stop.hint) from None


@dataclass(frozen=True)
class Declaration:
    """What a workbook says of itself; read once, before anything is judged.

    Attributes:
        cover: its cover sheet; empty if there is none.
        flags: what is wrong with the cover sheet.
        stamp: whose it is according to the flags sheets that came back in it; None if there are none or they disagree.
    """

    cover: Cover = field(default_factory=Cover)
    flags: tuple[Flag, ...] = ()
    stamp: Stamp | None = None


def read_declaration(workbook: Workbook, cover_table: Table) -> Declaration:
    """Reads the cover sheet of a workbook and the flags sheets that came back in it."""
    stamps = {stamp for sheet in workbook.sheets if (stamp := find_stamp(sheet.rows)) is not None}
    cover, flags = read_cover(workbook, cover_table)
    return Declaration(cover, flags, stamps.pop() if len(stamps) == 1 else None)


def find_target(path: Path, declaration: Declaration, request: Request, catalogue: Catalogue) -> tuple[str | Path, str]:
    """Finds the pack and the period that a workbook is for.

    Raises:
        Stop: one of them is unclear, or both; then it asks for both at once.
    """
    cover, stamp = declaration.cover, declaration.stamp
    pack, period = _find_pack(path, cover, request, catalogue, stamp), _find_period(path, cover, request, stamp)
    if pack and period:
        return pack, period
    stops = [] if pack else [ask_for_pack(path, cover, catalogue.built_in)]
    stops += [] if period else [ask_for_period(path, cover)]
    raise stops[0] if len(stops) == 1 else ask_for_both(stops[0], stops[1], path)


def _find_pack(
    path: Path, cover: Cover, request: Request, catalogue: Catalogue, stamp: Stamp | None
) -> str | Path | None:
    ids = [pack.header.id for pack in catalogue.built_in]
    form = key_form(cover.values.get("pack", ""))
    on_cover = [
        pack.header.id for pack in catalogue.built_in if form and form in {key_form(name) for name in pack.names}
    ]
    stamped = [stamp.pack] if stamp is not None and stamp.pack in ids else []
    parts = {key_form(part) for part in (original_stem(path), *(parent.name for parent in path.resolve().parents))}
    in_path = [name for name in ids if key_form(name) in parts]
    return next((name for name in (*on_cover[:1], request.pack, *stamped, *in_path[:1]) if name), None)


def _find_period(path: Path, cover: Cover, request: Request, stamp: Stamp | None) -> str | None:
    folders = [parent.name for parent in path.resolve().parents]
    words = [word for part in (original_stem(path), *folders) for word in (part, *part.replace("_", "-").split("-"))]
    texts = (cover.values.get("period"), request.period, stamp.period if stamp else None, *words)
    return next((text for text in texts if text and is_period(text)), None)
