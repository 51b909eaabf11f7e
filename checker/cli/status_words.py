"""Explains the words that reports use for results: the statuses, and the grades of the built-in packs."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from checker.frozen import dataclass
from checker.text.bilingual import Language, Text
from checker.text.normalize import key_form
from checker.text.texts import load_texts
from checker.wording.headings import WORDS

if TYPE_CHECKING:
    from rich.console import Console

    from checker.text.exact_json import Json


@dataclass(frozen=True)
class Explained:
    """A word and what it means, one paragraph per meaning."""

    word: Text
    meanings: tuple[Text, ...]


def find_word(asked: str) -> Explained | None:
    """Finds what a status or a grade means, in either language; None if it is neither."""
    form = key_form(asked.replace("_", " "))
    meanings = load_texts(Path(__file__).with_name("status_words.toml"))
    for name, word in WORDS["statuses"].items():
        if form in map(key_form, (word.zh, word.en)):
            return Explained(word, (meanings[name],))
    found = [(word, meaning) for word, meaning in _grades() if form in map(key_form, (word.zh, word.en))]
    return Explained(found[0][0], tuple(meaning for _, meaning in found)) if found else None


def _grades() -> Iterator[tuple[Text, Text]]:
    """The grades of the built-in packs, and from which score each is given."""
    from checker.definitions.built_in import (  # imports late: most ask for codes
        HEADER,
        available_packs,
        definitions_root,
    )
    from checker.tables.yaml.reading import read_definition

    for pack in available_packs():
        _, definition, _ = read_definition(definitions_root() / pack / HEADER, pack)
        header = definition.root.value if definition is not None else None
        for grade in header.get("grades", ()) if isinstance(header, dict) else ():
            match grade:
                case {"name": {"zh": str(name_zh), "en": str(name_en)}, "at_least": least}:
                    zh = f"指标包 {pack} 的等次：得分 {least} 分以上，不到更高的等次"
                    en = f"A grade of the pack {pack}: a score of {least} or more, below the next grade"
                    yield Text(name_zh, name_en), Text(zh, en)


def show_word(screen: "Console", explained: Explained, language: Language) -> None:
    """Prints a word and what it means."""
    from rich.text import Text as Line  # imports late: a document for programs needs none

    lines = (Line(each.of(language)) for each in explained.meanings)
    screen.print(Line(explained.word.of(language), style="bold"), *lines, sep="\n")


def dump_word(explained: Explained) -> "Json":
    """Returns a word and what it means, for programs."""
    return {"word": asdict(explained.word), "meanings": [asdict(each) for each in explained.meanings]}
