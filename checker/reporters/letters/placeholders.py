"""The placeholders that a template may use: their table for people, and example values to try a template with."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from checker.frozen import dataclass
from checker.reporters.letters.kinds import KINDS, Kind
from checker.text.bilingual import Language, Text

EVERY = "every"


@dataclass(frozen=True)
class Placeholder:
    """One placeholder.

    Attributes:
        path: where it is, e.g. "groups[].departments[].rank"; "[]" marks a list.
        shows: what it shows.
        number: whether it is a number; else it is a text.
    """

    path: str
    shows: Text
    number: bool


@cache
def _load() -> Mapping[str, tuple[Placeholder, ...]]:
    words = tomllib.loads(Path(__file__).with_name("placeholders.toml").read_text(encoding="utf-8"))
    return {
        letter: tuple(
            Placeholder(path, Text(each["zh"], each["en"]), each.get("number", False)) for path, each in paths.items()
        )
        for letter, paths in words.items()
    }


def placeholders(kind: Kind) -> tuple[Placeholder, ...]:
    """Returns the placeholders of one kind of letter."""
    return (*_load()[EVERY], *_load()[kind.id])


def make_example(kind: Kind) -> dict[str, Any]:
    """Makes a value for every placeholder, to try a template with; each list has one item."""
    example: dict[str, Any] = {}
    for each in placeholders(kind):
        *lists, last = each.path.split("[].")
        inside = example
        for name in lists:
            inside = inside.setdefault(name, [{}])[0]
        inside[last] = 1 if each.number else "…"
    return example


def names(kind: Kind) -> frozenset[str]:
    """Returns every name that occurs in a placeholder, for hints on misspelt ones."""
    return frozenset(name for each in placeholders(kind) for name in each.path.split("[]."))


def write_tables(language: Language) -> Iterator[str]:
    """Writes the lines of the tables of placeholders in Markdown, as the documentation has them."""
    heads = {"zh": ("占位符", "内容"), "en": ("placeholder", "shows")}[language]
    every = Text("每种文书都有", "In every letter").of(language)
    for title, found in ((every, _load()[EVERY]), *((kind.template(language), _load()[kind.id]) for kind in KINDS)):
        yield from (f"### {title}", "", f"| {heads[0]} | {heads[1]} |", "|---|---|")
        yield from (f"| `{each.path}` | {each.shows.of(language)} |" for each in found)
        yield ""
