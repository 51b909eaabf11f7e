"""Finds the pack and period of a workbook: the caller's, else its cover sheet's, else a flags sheet's, else by name.

Nothing is guessed: what cannot be decided is asked for in one error that lists the choices.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from checker.definitions.catalogue import CatalogueEntry, list_own_packs, list_packs
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack, PackHeader
from checker.errors import Stop
from checker.frozen import dataclass
from checker.locate import Cover, read_cover
from checker.marked_copy.flags_sheet import Stamp, find_stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag
from checker.model.workbook import Workbook
from checker.periods import is_period, parse_period
from checker.privacy.masking import LONGEST_IN_MESSAGE
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import word_form
from checker.text.visible import cut

_YEAR = re.compile(r"[12１２][0-9０-９]{3}")


@dataclass(frozen=True)
class Request:
    """What the caller says about a workbook, whatever the workbook says; None where the workbook has to say it.

    Attributes:
        folders: the subfolders that it was in, the innermost last; one may be called like its department.
    """

    pack: str | Path | None = None
    period: str | None = None
    department: str | None = None
    as_of: date | None = None
    folders: tuple[str, ...] = ()


@dataclass
class Catalogue:
    """The packs, each loaded once, however many workbooks need it.

    Attributes:
        built_in: the headers of the built-in packs.
        loaded: the packs that were needed so far, by name or path.
        folders: those of packs that aren't built in, for workbooks that name one of them.
    """

    built_in: tuple[CatalogueEntry, ...] = field(default_factory=list_packs)
    loaded: dict[str | Path, Pack] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()

    @cached_property
    def own(self) -> tuple[tuple[PackHeader, Path], ...]:
        """The headers of the packs that aren't built in, with their folders."""
        return tuple(list_own_packs(self.folders))

    def load(self, name: str | Path) -> Pack:
        """Loads the pack with that name or path.

        Raises:
            Stop: there is no such pack, or it cannot be read.
        """
        if name not in self.loaded:
            self.loaded[name] = load_pack(name)
        return self.loaded[name]


def get_cover_table(request: Request, catalogue: Catalogue) -> Table:
    """Gets the definition of the cover sheet: that of the requested pack, else the one that built-in packs share.

    It must be readable before the pack is known: a pack may have its own, but names itself under the same label.
    """
    return (catalogue.load(request.pack) if request.pack else catalogue.built_in[0]).cover


def require_valid_period(request: Request) -> None:
    """Refuses a requested period that cannot be read, even if the cover sheet gives a good one.

    Raises:
        Stop: it says what is accepted.
    """
    try:
        if request.period is not None:
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


def declare(path: Path, workbook: Workbook, request: Request, catalogue: Catalogue) -> Declaration:
    """Reads what a workbook says of itself; once it is clear for which pack it is, by that pack's own cover sheet."""
    said = read_declaration(workbook, get_cover_table(request, catalogue))
    named = None if request.pack else _find_pack(path, said.cover, request, catalogue, said.stamp)
    if named is None:
        return said
    try:
        own = read_declaration(workbook, catalogue.load(named).cover)
    except Stop:  # the pack can't be read; whoever looks for the target says so
        return said
    if own.cover.sheet is None:
        return said
    kept = {name: value for name, value in said.cover.values.items() if name == "pack"}
    return replace(own, cover=replace(own.cover, values=kept | own.cover.values))


def find_target(path: Path, declaration: Declaration, request: Request, catalogue: Catalogue) -> tuple[str | Path, str]:
    """Finds the pack and the period that a workbook is for.

    Raises:
        Stop: one of them is unclear, or both; then it asks for both at once.
    """
    cover, stamp = declaration.cover, declaration.stamp
    pack, period = _find_pack(path, cover, request, catalogue, stamp), _find_period(path, cover, request, stamp)
    if pack and period:
        return pack, period
    if pack:
        raise _ask_for_period(path, cover)
    unclear = _ask_for_pack(path, cover, catalogue.built_in)
    if period:
        raise unclear
    undated = _ask_for_period(path, cover)  # asked for at once, so that nobody has to run the command three times
    hint = _join(unclear.hint, undated.hint) if unclear.hint and undated.hint else None
    message = _join(unclear.message, undated.message)
    raise Stop("which-pack-and-period", message, context=str(path), hint=hint)


def _find_pack(
    path: Path, cover: Cover, request: Request, catalogue: Catalogue, stamp: Stamp | None
) -> str | Path | None:
    ids = [pack.header.id for pack in catalogue.built_in]
    form = word_form(cover.values.get("pack", ""))
    on_cover = [pack.header.id for pack in catalogue.built_in if form and form in map(word_form, pack.header.names)]
    stamped = [stamp.pack] if stamp is not None and stamp.pack in ids else []
    parts = {word_form(part) for part in (original_stem(path), *(parent.name for parent in path.resolve().parents))}
    in_path = [name for name in ids if word_form(name) in parts]
    if request.pack is None and not on_cover:
        id = stamp.pack if stamp is not None else ""
        on_cover += [str(at) for header, at in catalogue.own if form and form in map(word_form, header.names)]
        stamped += [str(at) for header, at in catalogue.own if header.id == id]
    return next((name for name in (request.pack, *on_cover[:1], *stamped, *in_path[:1]) if name), None)


def _find_period(path: Path, cover: Cover, request: Request, stamp: Stamp | None) -> str | None:
    stem, folders = original_stem(path), [parent.name for parent in path.resolve().parents]
    # A number in the name of a folder is a year only if nothing else is in it: project-1958 has many of them.
    inside = [word for name in folders for word in (name, *_parts_of_name(name)) if word == name or not word.isdigit()]
    words = [stem, *_parts_of_name(stem), *inside]
    texts = (request.period, cover.values.get("period"), stamp.period if stamp else None)
    named = (word for word in words if is_period(word) and len(parse_period(word).label) < len("2022-10"))
    return next((text for text in texts if text and is_period(text)), None) or next(named, None)


def _parts_of_name(name: str) -> Iterator[str]:
    """The parts of a file's or folder's name, without a year that a month follows: 2022-10 isn't the year 2022."""
    parts = name.replace("_", "-").split("-")
    for part, following in zip_longest(parts, parts[1:], fillvalue=""):
        if not (re.fullmatch(r"\d{4}", part) and re.match(r"\d{1,2}(?!\d)", following)):
            yield part


def _ask_for_pack(path: Path, cover: Cover, packs: Sequence[CatalogueEntry]) -> Stop:
    found, cell = cut(cover.values.get("pack", ""), LONGEST_IN_MESSAGE), _name_cell(cover, "pack")
    message = Text(zh="无法确定适用哪个指标包", en="it is unclear which pack the workbook is for")
    if found:
        message = Text(
            zh=f"没有{cell.zh}中所写的指标包“{found}”", en=f"{cell.en} names a pack that does not exist: “{found}”"
        )
    titles = [(pack.header.title, pack.header.id) for pack in packs]
    return Stop(
        "which-pack",
        message,
        context=str(path),
        hint=Text(
            zh=f"请在{cell.zh}中填写指标包的名称，或加选项 --pack 和括号里的代号："
            f"{'、'.join(f'{title.zh}（{name}）' for title, name in titles)}",
            en=f"write the name of the pack in {cell.en}, or add --pack and the word in brackets: "
            f"{', '.join(f'{title.en} ({name})' for title, name in titles)}",
        ),
    )


def _ask_for_period(path: Path, cover: Cover) -> Stop:
    found, cell = cut(cover.values.get("period", ""), LONGEST_IN_MESSAGE), _name_cell(cover, "period")
    message = Text(zh="无法确定报送期", en="it is unclear which period the workbook is for")
    fix = Text(zh="填写报送期，如 2022Q4 或 2022年第四季度", en="write the period, e.g. 2022Q4")
    if found:
        message = Text(
            zh=f"看不懂{cell.zh}中的报送期“{found}”", en=f"{cell.en} does not hold a valid period: “{found}”"
        )
        fix = Text(zh="改成 2022Q4、2022H2 或 2022 这样的写法", en="write it as 2022Q4, 2022H2 or 2022")
    if found and not _YEAR.search(found):
        message = Text(zh=f"{message.zh}，缺少四位数的年份", en=f"{message.en} has no four-digit year")
        whole = f"2022年{found}"
        if is_period(whole):
            fix = Text(zh=f"写上年份，如“{whole}”", en=f"add the year, e.g. “{whole}”,")
    return Stop(
        "which-period",
        message,
        context=str(path),
        hint=Text(
            zh=f"请在{cell.zh}中{fix.zh}，或加选项 --period，如 2022Q4",
            en=f"{fix.en} in {cell.en}, or add --period, e.g. 2022Q4",
        ),
    )


def _join(first: Text, second: Text) -> Text:
    return Text(f"{first.zh}；{second.zh}", f"{first.en}; {second.en}")


def _name_cell(cover: Cover, field: str) -> Text:
    """Names a field's cell on the cover sheet, e.g. “填报说明”表 B2; the cover sheet itself if it has no such cell."""
    place = cover.places.get(field)
    if place is None or not place.cell:
        return Text(zh="填报说明", en="the cover sheet")
    return Text(zh=f"“{place.sheet}”表 {place.cell} ", en=f"cell {place.cell} of the sheet “{place.sheet}”")
