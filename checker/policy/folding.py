"""A form of a text in which wide and narrow characters are equal, and every character keeps its place."""

import unicodedata
from collections.abc import Iterable

#: Stands for what is left out of the search.
MASK = "\x00"


def fold(text: str) -> str:
    """Folds each character that has a narrow form of one character; the length stays."""
    if text.isascii():
        return text
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character.isascii():
        return character
    if character.isspace():
        return " "
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character


def cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Covers stretches of a text with masks; the length stays."""
    covered = list(text)
    for start, end in spans:
        covered[start:end] = MASK * (end - start)
    return "".join(covered)
