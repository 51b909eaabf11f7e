"""Writes Markdown: escaped text, lists, tables. Knows nothing about packs."""

import re
from collections.abc import Iterable, Sequence

from checker.model import Language
from checker.text.bilingual import Text
from checker.text.visible import visible

#: The characters with a meaning in Markdown.
_SIGNS = re.compile(r"[\\`*_\[\]<>|#]")


def text(words: Text | str, language: Language) -> str:
    """Escapes a text so that Markdown shows it as written, on one line."""
    plain = words if isinstance(words, str) else words.of(language)
    return _SIGNS.sub(r"\\\g<0>", visible(plain))


def code(word: str) -> str:
    """Formats an id as code; ids contain no backticks."""
    return f"`{word}`"


def bullets(lines: Iterable[str]) -> str:
    """Makes a list of lines that are already Markdown."""
    return "\n".join(f"- {line}" for line in lines)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Makes a table of cells that are already Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
