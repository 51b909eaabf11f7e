"""Text that cannot hide or steer anything: characters made visible, lengths cut."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def cut(text: str, longest: int) -> str:
    """At most `longest` characters; what is missing is told by an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def visible(text: str) -> str:
    """Control, direction and zero-width characters as symbols, so that no text can move or hide another."""
    return text if text.isascii() and text.isprintable() else "".join(map(_symbol, text))


@lru_cache(maxsize=4096)
def _symbol(character: str) -> str:
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "␡"
    if unicodedata.category(character) == "Cs":
        return "\ufffd"
    if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn"):
        return f"‹U+{number:04X}›"
    return character
