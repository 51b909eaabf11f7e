"""Makes text safe to show: control characters become visible, long texts are cut."""

import unicodedata

from checker.text.characters import Characters


def cut(text: str, longest: int) -> str:
    """The text, cut to `longest` characters; an ellipsis marks the cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def visible(text: str) -> str:
    """The text with control, direction and zero-width characters as symbols, so that it cannot hide or move others."""
    return text if text.isprintable() else text.translate(_SYMBOLS)


def isolate(text: str) -> str:
    """Sets a text in Arabic, Hebrew and the like apart, so that it can't reorder the sentence that quotes it."""
    if text.isascii() or not any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text):
        return text
    return f"\u2068{text}\u2069"


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


_SYMBOLS = Characters(_symbol)
