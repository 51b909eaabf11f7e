"""The names and cover sheets of the built-in packs, without loading the packs.

A workbook is matched with them to find the pack it is for.
"""

from dataclasses import dataclass

from checker.definitions.load import TABLES, available_packs, definitions_root
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import HEADER
from checker.tables.table import Table
from checker.tables.yaml.problems import PackError
from checker.tables.yaml.reading import read_definition
from checker.tables.yaml.validation import Model, validate_definition


@dataclass(frozen=True)
class CatalogueEntry:
    """A built-in pack: its header and its cover sheet."""

    header: PackHeader
    cover: Table

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a cover sheet may use for the pack."""
        return (self.header.id, self.header.title.zh, self.header.title.en)


def list_packs() -> tuple[CatalogueEntry, ...]:
    """Reads the headers and cover sheets of the built-in packs.

    Raises:
        PackError: a header or a cover sheet's definition cannot be read.
    """
    entries = []
    for name in available_packs():
        header = _read(PackHeader, name, name, HEADER)
        entries.append(CatalogueEntry(header, _read(Table, name, TABLES, f"{header.cover}.yaml")))
    return tuple(entries)


def _read(model: type[Model], pack: str, *parts: str) -> Model:
    root = definitions_root()
    _, definition, problems = read_definition(root.joinpath(*parts), "/".join((root.name, *parts)))
    if definition is not None:
        read, more = validate_definition(model, definition)
        if read is not None:
            return read
        problems += more
    raise PackError(pack, problems)
