"""A text for people in Chinese and English."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Text:
    """A text for people in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text in `language` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en


def join_texts(texts: Iterable[Text], zh: str, en: str) -> Text:
    """Joins texts with the separator of each language."""
    parts = tuple(texts)
    return Text(zh=zh.join(part.zh for part in parts), en=en.join(part.en for part in parts))


def before_chinese(text: str) -> str:
    """Puts a space between a text that ends with a digit or a Latin letter and the Chinese word that follows it."""
    return f"{text} " if text[-1:].isascii() and text[-1:].isalnum() else text
