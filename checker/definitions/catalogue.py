"""What the built-in packs call themselves and what their cover sheets look like, without loading them whole.

For a workbook that has to say itself which pack it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.definitions.load import TABLES, available_packs, definitions_root
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import HEADER
from checker.tables.table import Table
from checker.tables.yaml.problems import PackError
from checker.tables.yaml.reading import read_definition
from checker.tables.yaml.validation import validate_definition


@dataclass(frozen=True)
class CatalogueEntry:
    """A built-in pack, by its header alone."""

    header: PackHeader
    cover: Table

    @property
    def names(self) -> tuple[str, ...]:
        """What a cover sheet may call it."""
        return (self.header.id, self.header.title.zh, self.header.title.en)


def list_packs() -> tuple[CatalogueEntry, ...]:
    """The built-in packs.

    Raises:
        PackError: a header or a cover sheet's definition cannot be read.
    """
    return tuple(_shelved(name) for name in available_packs())


def _shelved(name: str) -> CatalogueEntry:
    header: PackHeader = _read(PackHeader, name, name, HEADER)
    cover: Table = _read(Table, name, TABLES, f"{header.cover}.yaml")
    return CatalogueEntry(header, cover)


def _read(model: type[Any], pack: str, *parts: str) -> Any:
    root = definitions_root()
    _, definition, problems = read_definition(root.joinpath(*parts), "/".join((root.name, *parts)))
    read = None
    if definition is not None:
        read, more = validate_definition(model, definition, {})
        problems = [*problems, *more]
    if read is None:
        raise PackError(pack, problems)
    return read
