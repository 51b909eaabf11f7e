"""Prints the built-in packs and the office's own. A module of its own, as nothing of a pack but its title is read."""

from typing import TYPE_CHECKING

from checker.cli.office import read_office
from checker.cli.streams import both, make_table
from checker.definitions.built_in import read_title, read_titles
from checker.text.bilingual import Language, Text
from checker.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from checker.text.exact_json import Json


def print_packs(screen: "Console", language: Language) -> None:
    """Prints the packs with their titles: the built-in ones, and the office's own."""
    from checker.reporters.terminal.line import Line  # imports late: a document for programs needs none

    table = make_table(("指标包", "Pack"), ("名称", "Title"), language=language)
    for id, title in _titles():
        table.add_row(Line(id), Line(visible(title.of(language))))
    screen.print(table)


def dump_packs() -> "Json":
    """Returns the packs."""
    return [{"pack": id, "title": both(title)} for id, title in _titles()]


def _titles() -> list[tuple[str, Text]]:
    titles = read_titles()
    if titles is None:
        from checker.definitions.catalogue import list_packs  # imports late: it says what is wrong with a pack

        titles = [(pack.header.id, pack.header.title.text) for pack in list_packs()]
    own = read_office().own_packs()
    others = [(name, title) for name, title in titles if name not in own]
    return [*others, *((name, read_title(folder) or Text(name, name)) for name, folder in sorted(own.items()))]
