"""The names and cover sheets of the built-in packs, without loading the packs.

A workbook is matched with them to find the pack it is for.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from checker.definitions.holidays import TRUST_COUNTRIES
from checker.definitions.indicator_files import HEADER, ROSTER
from checker.definitions.kept import find_kept, keep
from checker.definitions.load import TABLES, available_packs, definitions_root, load_pack
from checker.definitions.packs import Pack, PackHeader, Roster
from checker.frozen import dataclass
from checker.tables.table import Table
from checker.tables.yaml.problems import PackError
from checker.tables.yaml.reading import read_definition
from checker.tables.yaml.validation import Model, validate_definition
from checker.text.normalize import key_form


@dataclass(frozen=True)
class CatalogueEntry:
    """A built-in pack: its header and its cover sheet."""

    header: PackHeader
    cover: Table


def list_packs() -> tuple[CatalogueEntry, ...]:
    """Reads the headers and cover sheets of the built-in packs.

    Raises:
        PackError: a header or a cover sheet's definition cannot be read.
    """
    root, names = definitions_root(), available_packs()
    kept_as = f"catalogue {root} {names}"
    if (kept := find_kept(kept_as, tuple)) is not None:
        return kept
    entries, read = [], dict[Path, bytes]()
    for name in names:
        header = _read(PackHeader, read, name, name, HEADER)
        entries.append(CatalogueEntry(header, _read(Table, read, name, TABLES, f"{header.cover}.yaml")))
    keep(kept_as, found := tuple(entries), {}, read)
    return found


def list_own_packs(folders: Iterable[Path]) -> Iterator[tuple[PackHeader, Path]]:
    """Reads the headers of packs that aren't built in; one that can't be read is passed over."""
    for folder in folders:
        _, definition, problems = read_definition(folder / HEADER, folder.name)
        header = None if definition is None or problems else validate_definition(PackHeader, definition)[0]
        if header is not None:
            yield header, folder


def read_roster(name: str) -> Roster | None:
    """Reads the roster of a built-in pack without the rest; None if there is no such pack, or it takes over another's.

    Raises:
        PackError: it cannot be read.
    """
    if name not in available_packs() or not definitions_root().joinpath(name, ROSTER).is_file():
        return None
    return _read(Roster, {}, name, name, ROSTER)


def find_namesake(pack: Pack, name: str) -> Pack | None:
    """Finds the built-in pack that a cover sheet names so, if its content is not that of `pack`.

    Packs are compared by the hash of their files: an edited copy often keeps the id and the title.

    Raises:
        PackError: the built-in pack cannot be read.
    """
    if pack.files[HEADER][0].parent == definitions_root() / pack.header.id:
        return None  # a built-in pack itself
    form = key_form(name)
    named = next((header.id for header in _built_in_headers() if form in map(key_form, header.names)), None)
    found = None if named is None else _load_built_in(named)
    return None if found is None or found.sha256 == pack.sha256 else found


@cache
def _built_in_headers() -> tuple[PackHeader, ...]:
    return tuple(entry.header for entry in list_packs())


@cache
def _load_built_in(name: str) -> Pack:
    return load_pack(name)


def _read(model: type[Model], contents: dict[Path, bytes], pack: str, *parts: str) -> Model:
    """Reads a built-in definition, and notes the content of its file."""
    root = definitions_root()
    path = root.joinpath(*parts)
    contents[path], definition, problems = read_definition(path, "/".join((root.name, *parts)))
    if definition is not None:
        read, more = validate_definition(model, definition, {TRUST_COUNTRIES: True})  # loading a pack asks again
        if read is not None:
            return read
        problems += more
    raise PackError(pack, problems)
