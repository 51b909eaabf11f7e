"""Markdown: text that stays text, lists, tables. Knows nothing of packs."""

import re
from collections.abc import Iterable, Sequence

from checker.model import Language
from checker.text.bilingual import Text
from checker.text.visible import visible

#: What Markdown takes for itself wherever it stands.
_SIGNS = re.compile(r"[\\`*_\[\]<>|#]")


def text(words: Text | str, language: Language) -> str:
    """A text that Markdown shows as it is written, on one line."""
    plain = words if isinstance(words, str) else words.of(language)
    return _SIGNS.sub(r"\\\g<0>", visible(plain))


def code(word: str) -> str:
    """An id as code; ids hold no backticks."""
    return f"`{word}`"


def bullets(lines: Iterable[str]) -> str:
    """A list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
