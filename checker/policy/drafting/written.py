"""Writes YAML as text, so that comments can stand beside the values."""

import json
from collections.abc import Iterable

from checker.text.bilingual import Text


def quote(text: str) -> str:
    """Writes a text on one line, in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def words(zh: str, en: str) -> str:
    """Writes a text in both languages on one line."""
    return f"{{zh: {quote(zh)}, en: {quote(en)}}}"


def comments(texts: Iterable[Text | str], language: str, indent: str = "") -> list[str]:
    """Writes comments in the language of the reader, one a line."""
    return [f"{indent}# {(each if isinstance(each, str) else each.of(language)).strip()}" for each in texts]


def join(lines: Iterable[str]) -> bytes:
    """The bytes of a file of these lines."""
    return ("\n".join(lines) + "\n").encode()
