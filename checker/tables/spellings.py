"""Spellings that two things of a definition share."""

from collections.abc import Iterable, Iterator

from checker.tables.words import Labels
from checker.text.normalize import word_form


def find_shared_spellings(named: Iterable[tuple[str, Labels]]) -> Iterator[tuple[str, str, str]]:
    """Finds spellings that two things share, compared as cells are: (the spelling, the first thing, the second)."""
    seen: dict[str, str] = {}
    for thing, labels in named:
        for spelling in dict.fromkeys(labels.all):
            first = seen.setdefault(word_form(spelling), thing)
            if first != thing:
                yield spelling, first, thing
