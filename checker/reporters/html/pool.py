"""The texts of the page's data, each once: columns hold their numbers. Knows texts only."""

from __future__ import annotations

from checker.text.bilingual import Text


class Pool:
    """Texts by the order in which they were first met; 0 is the empty one."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {("", ""): 0}

    def add(self, text: Text | str) -> int:
        """The number of a text, which is kept if it is new."""
        pair = (text, text) if isinstance(text, str) else (text.zh, text.en)
        return self._numbers.setdefault(pair, len(self._numbers))

    def listed(self) -> list[str | list[str]]:
        """Every text by its number: one string where both languages agree, else Chinese and English."""
        return [zh if zh == en else [zh, en] for zh, en in self._numbers]
